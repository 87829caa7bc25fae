package cache

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"matchd/loadtest/testkit"
)

// soon is far above any budget here and far below the 5 s that go-redis would wait for one command by default.
const soon = 3 * time.Second

// within fails when call takes longer than soon.
func within(t *testing.T, what string, call func()) {
	t.Helper()
	started := time.Now()
	call()
	if took := time.Since(started); took > soon {
		t.Errorf("%s took %v", what, took)
	}
}

func TestARedisThatIsDownIsAMissAndNoDelay(t *testing.T) {
	for name, address := range map[string]string{
		"a port that refuses":                  "redis://" + testkit.FreeAddress(t),
		"a server that accepts and is silent":  serve(t, func(net.Conn) {}),
		"a server that hangs up":               serve(t, func(c net.Conn) { _ = c.Close() }),
		"a silent server where TLS is spoken":  strings.Replace(serve(t, func(net.Conn) {}), "redis", "rediss", 1),
		"a server that answers one byte, then": serve(t, func(c net.Conn) { _, _ = c.Write([]byte("+")) }),
	} {
		t.Run(name, func(t *testing.T) {
			store := open(t, Config{URL: address, Retry: time.Hour})
			within(t, "failing and then 1000 calls of an open breaker", func() {
				for range 1000 {
					if value, ok, err := store.Get(t.Context(), "key"); ok || err == nil || value != nil {
						t.Fatalf("Get = %q, %t, %v", value, ok, err)
					}
				}
			})
			_, _, err := store.Get(t.Context(), "key")
			wantIs(t, err, ErrUnavailable)
			wantIs(t, store.Set(t.Context(), "key", nil, time.Minute), ErrUnavailable)
			wantIs(t, store.Ping(t.Context()), ErrUnavailable)
		})
	}
}

func TestACertificateThatNobodyVouchesForIsRefused(t *testing.T) {
	impostor := httptest.NewUnstartedServer(nil)
	impostor.Config.ErrorLog = log.New(io.Discard, "", 0)
	impostor.StartTLS()
	defer impostor.Close()
	store := open(t, Config{URL: "rediss://" + impostor.Listener.Addr().String(), Budget: patient})
	if err := store.Ping(t.Context()); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("Ping: %v", err)
	}
}

func TestACallersDeadlineIsKept(t *testing.T) {
	store := open(t, Config{URL: serve(t, func(net.Conn) {}), Budget: time.Hour})
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	within(t, "a call with 20 ms left", func() {
		if value, ok, err := store.Get(ctx, "key"); ok || err == nil {
			t.Errorf("Get = %q, %t, %v", value, ok, err)
		}
	})
}

func TestAPurgeOfARedisThatIsDownSaysSo(t *testing.T) {
	store := open(t, Config{URL: "redis://" + testkit.FreeAddress(t)})
	if n, err := store.Purge(t.Context()); err == nil || n != 0 {
		t.Errorf("Purge = %d, %v; want an error, since entries may be left", n, err)
	}
}

func TestNoAnswerOfABrokenServerBecomesAValue(t *testing.T) {
	for name, answer := range map[string]string{
		"OK to everything":              "+OK\r\n",
		"a value to everything":         "$5\r\nhello\r\n",
		"a value of nine bytes":         "$9\r\n123456789\r\n",
		"a number":                      ":1\r\n",
		"an error":                      "-LOADING Redis is loading the dataset in memory\r\n",
		"nothing":                       "_\r\n",
		"a map":                         "%1\r\n+server\r\n+redis\r\n",
		"a map with half a pair":        "%1\r\n+server\r\n",
		"an array in an array":          strings.Repeat("*1\r\n", 2000),
		"a push that nobody asked for":  ">2\r\n+invalidate\r\n*0\r\n",
		"a negative length":             "$-7\r\n",
		"a length that is no number":    "$9x\r\nhello\r\n",
		"a length beyond an int":        "$99999999999999999999\r\n",
		"a length of nearly an int":     "$9223372036854775800\r\n",
		"an array of nearly an int":     "*9223372036854775800\r\n",
		"a map of nearly an int":        "%9223372036854775800\r\n",
		"a value that ends too early":   "$100\r\nhello",
		"a value that is too long":      "$2\r\nhello\r\n",
		"a web page":                    "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n",
		"bytes":                         "\x00\x01\xfe\xff\r\n",
		"an empty line":                 "\r\n",
		"a line feed without a return":  "+OK\n",
		"a line without end, of 64 KiB": "+" + strings.Repeat("x", 1<<16),
	} {
		t.Run(name, func(t *testing.T) {
			fromTheStart := open(t, Config{URL: serve(t, answering(answer)), Retry: time.Nanosecond})
			afterTheGreeting := open(t, Config{URL: serve(t, greeting(answer)), Retry: time.Nanosecond})
			within(t, "a few calls", func() {
				for range 3 {
					neverAValue(t, fromTheStart)
					neverAValue(t, afterTheGreeting)
				}
			})
		})
	}
}

// neverAValue calls a store whose server answers nonsense.
func neverAValue(t *testing.T, store *Store) {
	t.Helper()
	if value, ok, _ := store.Get(t.Context(), "key"); ok || value != nil {
		t.Errorf("Get = %q, %t", value, ok)
	}
	_ = store.Set(t.Context(), "key", []byte("value"), time.Minute)
	_ = store.Ping(t.Context())
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	_, _ = store.Purge(ctx)
}

// answering gives the same answer to whatever comes, several times over, as commands are sent in groups.
func answering(answer string) func(net.Conn) {
	return func(connection net.Conn) {
		request := make([]byte, 4096)
		for {
			if _, err := connection.Read(request); err != nil {
				return
			}
			for range 3 {
				if _, err := connection.Write([]byte(answer)); err != nil {
					return
				}
			}
		}
	}
}

// greeting speaks as Redis does until the connection is made, and gives the same answer to all that follows.
func greeting(answer string) func(net.Conn) {
	return func(connection net.Conn) {
		request := make([]byte, 4096)
		for {
			n, err := connection.Read(request)
			if err != nil {
				return
			}
			reply := answer
			if bytes.Contains(bytes.ToLower(request[:n]), []byte("hello")) {
				reply = "%1\r\n+proto\r\n:3\r\n"
			}
			_, _ = connection.Write([]byte(reply))
		}
	}
}

func TestAConnectionOutOfStepNeverGivesAnothersValue(t *testing.T) {
	other := seal("other key", []byte("other value"))
	answer := fmt.Sprintf("$%d\r\n%s\r\n", len(other), other)
	store := open(t, Config{URL: serve(t, greeting(answer)), Budget: patient})
	if got, ok, err := store.Get(t.Context(), "other key"); err != nil || !ok || string(got) != "other value" {
		t.Fatalf("the server of this test does not work: %q, %t, %v", got, ok, err)
	}
	wantMiss(t, store, "key")
}

func TestItRecoversFromOutages(t *testing.T) {
	for name, outage := range map[string]func(t *testing.T, s *server) (end func()){
		"the server crashes and is started again": func(t *testing.T, s *server) func() {
			s.kill()
			return func() { startRedis(t, s.address) }
		},
		"the server hangs and goes on": func(t *testing.T, s *server) func() {
			s.signal(t, syscall.SIGSTOP)
			return func() { s.signal(t, syscall.SIGCONT) }
		},
	} {
		t.Run(name, func(t *testing.T) {
			redis := startRedis(t, testkit.FreeAddress(t))
			store := open(t, Config{URL: redis.url(), Budget: 250 * time.Millisecond, Retry: 50 * time.Millisecond})
			stop := underLoad(t, store)
			defer stop()
			testkit.Eventually(t, "a value is kept", 10*time.Second, func() bool { return works(t, store) })
			end := outage(t, redis)
			testkit.Eventually(t, "the breaker opens", 10*time.Second, func() bool {
				return errors.Is(store.Ping(t.Context()), ErrUnavailable)
			})
			end()
			for range 3 { // and it stays well, not just once
				testkit.Eventually(t, "a value is kept again", 10*time.Second, func() bool { return works(t, store) })
			}
		})
	}
}

// works reports whether a value can be stored and read back.
func works(t *testing.T, store *Store) bool {
	if err := store.Set(t.Context(), "key", []byte("value"), time.Minute); err != nil {
		return false
	}
	value, ok, _ := store.Get(t.Context(), "key")
	return ok && string(value) == "value"
}

// underLoad calls store from many sides, so that its connections are all in use when trouble begins.
func underLoad(t *testing.T, store *Store) (stop func()) {
	var callers sync.WaitGroup
	var done atomic.Bool
	for caller := range 30 {
		key := fmt.Sprint("load ", caller%3)
		callers.Go(func() {
			for !done.Load() {
				_ = store.Set(t.Context(), key, []byte("of "+key), time.Minute)
				if value, ok, _ := store.Get(t.Context(), key); ok && string(value) != "of "+key {
					t.Errorf("Get(%q) = %q", key, value)
				}
				time.Sleep(time.Millisecond)
			}
		})
	}
	return func() { done.Store(true); callers.Wait() }
}
