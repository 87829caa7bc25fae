package indexer

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"matchd/matcher"
	"matchd/matcher/fit/fittest"
	"matchd/schemas"
)

func TestALetterThatTheLogRefusesIsCutAndTheFoldGoesOn(t *testing.T) {
	b := newBench(t)
	b.mail.check = func(r *schemas.Record) error {
		if len(r.Value) > 200_000 {
			return matcher.ErrTooLarge
		}
		return nil
	}
	bad := []byte("{" + strings.Repeat("x", 1_048_000))
	at := b.log.append(schemas.Vacancies, "v", bad)
	b.log.append(schemas.Vacancies, "w", []byte("{"))
	b.start().untilReady().folded(b.put(fittest.Nurse("c")))
	letters := b.mail.records()
	if len(letters) != 2 {
		t.Fatalf("%d letters, want both", len(letters))
	}
	i := slices.IndexFunc(letters, func(r schemas.Record) bool { return string(r.Key) == "v" })
	place, reason, err := schemas.Refused(&letters[i])
	if err != nil || place != at || reason == "" || !bytes.HasPrefix(bad, letters[i].Value) || len(letters[i].Value) == 0 {
		t.Errorf("letter of %d bytes at %v because of %q, %v", len(letters[i].Value), place, reason, err)
	}
	if letters[i].Header("dl_cut") == "" || len(letters[i].Header("dl_sha256")) != 64 {
		t.Errorf("headers %q: nothing says that it was cut", letters[i].HeaderKeys())
	}
}

func TestARecordThatTheLogNeverTakesIsLeftOut(t *testing.T) {
	b := newBench(t)
	b.mail.check = func(*schemas.Record) error { return matcher.ErrTooLarge }
	b.log.append(schemas.Vacancies, "v", []byte("{"))
	b.start().untilReady().folded(b.put(fittest.Nurse("c")))
	if got := b.mail.records(); len(got) != 0 {
		t.Errorf("published %v", got)
	}
}

func TestOnlyWhatWasNotTakenIsPublishedAgain(t *testing.T) {
	b := newBench(t)
	const all = 2*chunk + 10
	failures := map[string]int{}
	b.mail.check = func(r *schemas.Record) error {
		if key := string(r.Key); strings.HasSuffix(key, "7") && failures[key] < 2 {
			failures[key]++
			return errAway
		}
		return nil
	}
	var records []schemas.Record
	for i := range all {
		records = append(records, schemas.Record{Key: fmt.Append(nil, i)})
	}
	if !b.deliver(t.Context(), "test", records, nil) {
		t.Fatal("not delivered")
	}
	got := map[string]int{}
	for _, r := range b.mail.records() {
		got[string(r.Key)]++
	}
	for i := range all {
		if n := got[fmt.Sprint(i)]; n != 1 {
			t.Errorf("record %d was published %d times", i, n)
		}
	}
}

func TestAFoldThatIsStuckShowsItsLagAndHowLong(t *testing.T) {
	b := newBench(t)
	b.start().untilReady()
	if err := b.stop(); err != nil {
		t.Fatal(err)
	}
	b.restart()
	b.mail.fail = func(int) error { return errAway }
	var mu sync.Mutex
	lag, longest, last := map[string]int64{}, time.Duration(0), time.Duration(0)
	b.Observer.Lag = func(topic string, _ int, n int64) {
		mu.Lock()
		defer mu.Unlock()
		lag[topic] = max(lag[topic], n)
	}
	b.Observer.Stuck = func(took time.Duration) {
		mu.Lock()
		defer mu.Unlock()
		longest, last = max(longest, took), took
	}
	b.start().untilReady()
	b.log.append(schemas.Vacancies, "v", []byte("{"))
	b.until("the fold has met the record", func() bool { b.mail.mu.Lock(); defer b.mail.mu.Unlock(); return b.mail.tries > 0 })
	later := noon.Add(90 * time.Second)
	b.now.Store(&later)
	b.until("it shows", func() bool {
		mu.Lock()
		defer mu.Unlock()
		return lag[schemas.Vacancies] == 1 && longest == 90*time.Second
	})
	b.mail.mu.Lock()
	b.mail.fail = nil
	b.mail.mu.Unlock()
	b.until("it is over", func() bool { mu.Lock(); defer mu.Unlock(); return last == 0 })
}
