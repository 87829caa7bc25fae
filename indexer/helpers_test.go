package indexer

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"matchd/indexer/view/viewtest"
	"matchd/loadtest/testkit"
	"matchd/matcher"
	"matchd/matcher/fit/fittest"
	"matchd/schemas"
)

const today = fittest.Today

// noon is a moment on the day that is today in these tests.
var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// bench is a fold with everything around it.
type bench struct {
	*Fold
	t    testing.TB
	log  *memLog
	mail *mailbox
	dir  string
	now  atomic.Pointer[time.Time]
	stop func() error
	// ended is what Run returned; whoever takes it puts something back.
	ended chan error
}

func newBench(t testing.TB) *bench {
	t.Helper()
	b := &bench{t: t, log: newLog(), mail: &mailbox{}, dir: filepath.Join(t.TempDir(), "view")}
	b.now.Store(&noon)
	b.renew()
	return b
}

// renew makes a new fold on the same log, mailbox and directory.
func (b *bench) renew() {
	v := viewtest.Open(b.t, b.dir)
	b.Fold = &Fold{
		Log: b.log, Publish: b.mail.publish, View: v, Clock: func() time.Time { return *b.now.Load() },
		Logger: slog.New(slog.DiscardHandler), Source: "urn:test", ModelVersion: "m1",
	}
}

// announcing lets the fold own every partition.
func (b *bench) announcing() *bench {
	b.Share = NewShare()
	b.Share.Own(everything())
	return b
}

func everything() []int { return []int{0, 1, 2, 3, 4, 5} }

// start runs the fold; it is stopped at the end of the test, and joined.
func (b *bench) start() *bench {
	ctx, cancel := context.WithCancel(b.t.Context())
	done, run := make(chan error, 1), b.Run
	go func() { done <- run(ctx) }()
	stop := sync.OnceValue(func() error { cancel(); return <-done })
	b.ended, b.stop = done, stop
	b.t.Cleanup(func() {
		if err := stop(); err != nil {
			b.t.Errorf("fold ended with %v", err)
		}
	})
	return b
}

// restart ends the fold, closes the view and goes on with new ones.
func (b *bench) restart() {
	b.t.Helper()
	if err := b.stop(); err != nil {
		b.t.Fatal(err)
	}
	if err := b.View.Close(); err != nil {
		b.t.Fatal(err)
	}
	b.renew()
}

// until waits for something that must come about.
func (b *bench) until(what string, is func() bool) {
	b.t.Helper()
	testkit.Eventually(b.t, what, time.Minute, is)
}

func (b *bench) untilReady() *bench {
	b.t.Helper()
	b.until("the fold is ready", b.Ready)
	return b
}

// folded waits until a record is in the view.
func (b *bench) folded(at schemas.Position) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.t.Context(), time.Minute)
	defer cancel()
	if err := b.WaitFor(ctx, at); err != nil {
		b.t.Fatal(err)
	}
}

func (b *bench) put(r any) schemas.Position {
	switch r := r.(type) {
	case matcher.Vacancy:
		return b.log.append(schemas.Vacancies, r.ID, testkit.Must(schemas.Encode(r)))
	case matcher.Candidate:
		return b.log.append(schemas.Candidates, r.ID, testkit.Must(schemas.Encode(r)))
	case matcher.Surplus:
		return b.log.append(schemas.Surpluses, r.ID, testkit.Must(schemas.Encode(r)))
	case matcher.Decision:
		return b.log.append(schemas.Decisions, r.ID, testkit.Must(schemas.Encode(r)))
	}
	panic(fmt.Sprintf("no topic for %T", r))
}

// events lists what was announced as found, lapsed or decided, with the subject, in order.
func (b *bench) events() []string {
	var out []string
	for _, r := range b.mail.records() {
		if r.Topic != schemas.MatchEvents {
			continue
		}
		e := testkit.Must(schemas.EventOf(&r))
		out = append(out, strings.Split(string(e.Type), ".")[3]+" "+e.Subject)
	}
	return out
}

func decided(candidate, vacancy string, status matcher.DecisionStatus) matcher.Decision {
	return matcher.Decision{ID: matcher.MatchID(candidate, vacancy), Revision: 1, Status: status, ByParty: matcher.Party{Kind: matcher.UWV}}
}
