package cache

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"matchd/loadtest/testkit"
)

// patient is a budget that a busy machine keeps, for tests that are not about time.
const patient = 5 * time.Second

func TestInProcessConforms(t *testing.T) {
	conforms(t, func(t *testing.T) Config { return Config{Budget: patient} })
}

func TestRedisConforms(t *testing.T) {
	address := realRedis(t)
	conforms(t, func(t *testing.T) Config {
		return Config{URL: address, Prefix: "test*[" + t.Name() + "]:", Budget: patient}
	})
}

// conforms is what every adapter promises; config must give a store that no other test sees.
func conforms(t *testing.T, config func(*testing.T) Config) {
	for name, promise := range map[string]func(*testing.T, *Store){
		"an absent key is a miss":                     absent,
		"a value comes back byte for byte":            roundTrip,
		"a later value replaces an earlier one":       replaces,
		"a value is gone after its time to live":      expires,
		"an empty value is found":                     emptyValue,
		"a value of 1 MiB is kept, a larger refused":  largest,
		"a lifetime that is not positive is refused":  lifetimes,
		"what is returned and given may be changed":   ownership,
		"a purge removes and counts every entry":      purges,
		"a cancelled caller gets an error, no value":  cancelled,
		"concurrent callers never see another's":      concurrent,
		"it answers a ping, and closes without error": pingAndClose,
	} {
		t.Run(name, func(t *testing.T) {
			store := open(t, config(t))
			t.Cleanup(func() { _, _ = store.Purge(context.Background()) })
			promise(t, store)
		})
	}
}

// open opens a store that is closed at the end of the test.
func open(t testing.TB, config Config) *Store {
	t.Helper()
	store, err := Open(config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	return store
}

func set(t *testing.T, store *Store, key string, value []byte, ttl time.Duration) {
	t.Helper()
	if err := store.Set(t.Context(), key, value, ttl); err != nil {
		t.Fatal(err)
	}
}

func wantHit(t *testing.T, store *Store, key string, want []byte) {
	t.Helper()
	got, ok, err := store.Get(t.Context(), key)
	if err != nil || !ok || !bytes.Equal(got, want) {
		t.Fatalf("Get(%q) = %d bytes, %t, %v; want %d bytes", key, len(got), ok, err, len(want))
	}
}

func wantMiss(t *testing.T, store *Store, key string) {
	t.Helper()
	if got, ok, err := store.Get(t.Context(), key); err != nil || ok || got != nil {
		t.Fatalf("Get(%q) = %q, %t, %v; want a miss", key, got, ok, err)
	}
}

func absent(t *testing.T, store *Store) { wantMiss(t, store, "absent") }

func roundTrip(t *testing.T, store *Store) {
	for _, key := range []string{"a", "with space", "bytes \x00\xff", strings.Repeat("long", 300)} {
		set(t, store, key, []byte("\x00\r\n value of "+key), time.Minute)
		wantHit(t, store, key, []byte("\x00\r\n value of "+key))
	}
}

func replaces(t *testing.T, store *Store) {
	set(t, store, "key", []byte("first, and longer"), time.Minute)
	set(t, store, "key", []byte("second"), time.Minute)
	wantHit(t, store, "key", []byte("second"))
}

func expires(t *testing.T, store *Store) {
	set(t, store, "long", []byte("stays"), time.Hour)
	set(t, store, "short", []byte("goes"), 30*time.Millisecond)
	set(t, store, "renewed", []byte("old"), 30*time.Millisecond)
	set(t, store, "renewed", []byte("new"), time.Hour)
	testkit.Eventually(t, "the short-lived value is gone", 10*time.Second, func() bool {
		_, ok, err := store.Get(t.Context(), "short")
		return err == nil && !ok
	})
	wantHit(t, store, "long", []byte("stays"))
	wantHit(t, store, "renewed", []byte("new"))
}

func emptyValue(t *testing.T, store *Store) {
	set(t, store, "empty", nil, time.Minute)
	wantHit(t, store, "empty", nil)
}

func largest(t *testing.T, store *Store) {
	value := bytes.Repeat([]byte("0123456789abcdef"), MaxValue/16)
	set(t, store, "largest", value, time.Minute)
	wantHit(t, store, "largest", value)
	wantIs(t, store.Set(t.Context(), "larger", append(value, 0), time.Minute), ErrTooLarge)
	wantMiss(t, store, "larger")
}

func lifetimes(t *testing.T, store *Store) {
	for _, ttl := range []time.Duration{0, -1, -time.Hour} {
		wantIs(t, store.Set(t.Context(), "key", []byte("value"), ttl), ErrLifetime)
	}
	wantMiss(t, store, "key")
	set(t, store, "key", []byte("value"), 1) // a nanosecond counts as a millisecond, not as for ever
	testkit.Eventually(t, "a nanosecond has passed", 10*time.Second, func() bool {
		_, ok, err := store.Get(t.Context(), "key")
		return err == nil && !ok
	})
}

func ownership(t *testing.T, store *Store) {
	given := []byte("value")
	set(t, store, "key", given, time.Minute)
	given[0] = 'X'
	got, _, err := store.Get(t.Context(), "key")
	if err != nil {
		t.Fatal(err)
	}
	got[1] = 'Y'
	wantHit(t, store, "key", []byte("value"))
}

func purges(t *testing.T, store *Store) {
	const entries = 2*512 + 7 // more than two steps of a purge
	for i := range entries {
		set(t, store, fmt.Sprint("key ", i), []byte("value"), time.Minute)
	}
	if n, err := store.Purge(t.Context()); err != nil || n != entries {
		t.Fatalf("Purge() = %d, %v; want %d", n, err, entries)
	}
	wantMiss(t, store, "key 0")
	wantMiss(t, store, fmt.Sprint("key ", entries-1))
	if n, err := store.Purge(t.Context()); err != nil || n != 0 {
		t.Fatalf("second Purge() = %d, %v; want 0", n, err)
	}
}

func cancelled(t *testing.T, store *Store) {
	set(t, store, "key", []byte("value"), time.Minute)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for range 2 * tripAfter { // callers that give up must not close the cache for others
		value, ok, err := store.Get(ctx, "key")
		if ok || value != nil {
			t.Fatalf("Get = %q, %t", value, ok)
		}
		wantIs(t, err, context.Canceled)
		wantIs(t, store.Set(ctx, "key", []byte("other"), time.Minute), context.Canceled)
	}
	wantHit(t, store, "key", []byte("value"))
}

func concurrent(t *testing.T, store *Store) {
	var callers sync.WaitGroup
	for caller := range 8 {
		callers.Go(func() {
			for round := range 40 {
				key := fmt.Sprint("key ", (caller+round)%5)
				value := []byte("value of " + key)
				_ = store.Set(t.Context(), key, value, time.Minute)
				if got, ok, _ := store.Get(t.Context(), key); ok && !bytes.Equal(got, value) {
					t.Errorf("Get(%q) = %q", key, got)
				}
			}
		})
	}
	callers.Wait()
}

func pingAndClose(t *testing.T, store *Store) {
	if err := store.Ping(t.Context()); err != nil {
		t.Error(err)
	}
	if err := store.Close(); err != nil {
		t.Error(err)
	}
	if value, ok, _ := store.Get(t.Context(), "key"); ok {
		t.Errorf("Get after Close = %q", value)
	}
}
