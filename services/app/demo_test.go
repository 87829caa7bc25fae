package app

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"matchd/loadtest/testkit"
	"matchd/matcher"
	"matchd/schemas"
)

// prepared is a process that has its parts and does nothing yet.
func prepared(t *testing.T, c Config, out io.Writer) *Process {
	t.Helper()
	p, err := Open(t.Context(), c, out, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close(context.Background()) })
	if err := p.prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	return p
}

func embeddedConfig(t *testing.T) Config {
	t.Helper()
	off := false
	return Config{
		Listen: "127.0.0.1:0", AdminListen: "127.0.0.1:0", LogLevel: "error", DevKey: testKey, Demo: &off, Source: schemas.DefaultSource,
		DataDir: t.TempDir(),
	}
}

// demoRecords is how many records the demo has.
const demoRecords = 900 + 120 + 2500 + 6000

// interrupted begins a first start and ends it in mid-load.
func interrupted(t *testing.T, c Config) {
	t.Helper()
	p := prepared(t, c, io.Discard)
	chunks := 0
	err := p.loadDemo(t.Context(), func(ctx context.Context, records []schemas.Record) ([]schemas.Position, error) {
		if chunks++; chunks > 3 {
			return nil, context.Canceled
		}
		return p.log.Publish(ctx, records)
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("the load was to be interrupted, and gave %v", err)
	}
	if part := logged(t, p); part == 0 || part >= demoRecords {
		t.Fatalf("%d records before the interruption", part)
	}
	if err := p.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestADemoLoadThatWasCompleteIsNotTakenUpAgain(t *testing.T) {
	c := embeddedConfig(t)
	on := true
	c.Demo = &on
	p := prepared(t, c, io.Discard)
	for range 2 {
		if err := p.loadDemo(t.Context(), p.log.Publish); err != nil {
			t.Fatal(err)
		}
		if n := logged(t, p); n != demoRecords {
			t.Errorf("%d records", n)
		}
	}
}

// logged is how many records of entities were written.
func logged(t *testing.T, p *Process) (n int64) {
	t.Helper()
	for _, topic := range []string{schemas.Vacancies, schemas.Candidates, schemas.Surpluses, schemas.Companies} {
		bounds, err := p.log.Bounds(t.Context(), topic)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range bounds {
			n += b.Next
		}
	}
	return n
}

func TestADemoIsWrittenIntoAnEmptyLogOnly(t *testing.T) {
	c := embeddedConfig(t)
	on := true
	c.Demo = &on
	p := prepared(t, c, io.Discard)
	record := schemas.EntityRecord(schemas.Vacancies, "nurse-1", 1, []byte(nurse("nurse-1")), schemas.DefaultSource, time.Now())
	if _, err := p.log.Publish(t.Context(), []schemas.Record{record}); err != nil {
		t.Fatal(err)
	}
	if err := p.loadDemo(t.Context(), p.log.Publish); err != nil || logged(t, p) != 1 {
		t.Errorf("%d records, %v", logged(t, p), err)
	}
	if _, err := os.Stat(filepath.Join(c.DataDir, "demo.loading")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a load has begun: %v", err)
	}
}

// screen is what was printed, to be read meanwhile.
type screen struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *screen) Write(data []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(data)
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

func TestAStartAfterAnInterruptedOneHasTheWholeDemoAndShowsCallsThatAreAnswered(t *testing.T) {
	c := embeddedConfig(t)
	on := true
	c.Demo = &on
	interrupted(t, c)
	out := &screen{}
	r := startWith(t, c, out)
	testkit.Eventually(t, "told what can be tried", patience, func() bool { return strings.Contains(out.String(), "PARTNER=") })
	text := out.String()
	for _, want := range []string{"ready: 6000 candidates, 2500 vacancies", "/candidate-matches?limit=3", "/vacancy-matches?limit=3", "PARTNER=0"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in:\n%s", want, text)
		}
	}
	show := choose(r.fold.View.Snapshot(), r.judge, matcher.DateOf(time.Now()))
	pair := r.call(t, "GET", "/vacancies/"+show.vacancy+"/candidate-matches/"+show.candidate, "", nil, 200)
	if pair["eligible"] != true || pair["band"] != "suitable" {
		t.Errorf("the showcase is a pair that is eligible %v, band %v", pair["eligible"], pair["band"])
	}
	if list := r.call(t, "GET", "/companies/"+show.company+"/transfers", "", nil, 200); len(list["partners"].([]any)) == 0 {
		t.Error("the company of the showcase has no partners")
	}
	tour(t, out.String())
}
