package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"matchd/loadtest/population"
	"matchd/matcher"
	"matchd/schemas"
)

// pushCommand times single pushes.
type pushCommand struct {
	service
	Records int     `default:"500" help:"How many records to push without waiting, and as many waiting; 1 to 100000."`
	Rate    float64 `default:"0" help:"Pushes a second, whether or not the service keeps up. 0: one after another."`
	Seed    uint64  `default:"1" help:"Of the synthetic records."`
}

// searchableWithin is how long a record may take to be found before the run fails.
const searchableWithin = 30 * time.Second

// pollEvery is the pause between two looks: what is measured is that much too long at most.
const pollEvery = 2 * time.Millisecond

// pushed is one record on its way, with a word that stands in no other; without one it is not searched for.
type pushed struct {
	kind kind
	id   string
	word string
	body []byte
}

// Run pushes and reports.
func (p *pushCommand) Run(ctx context.Context, r report) error {
	c, err := p.open()
	if err != nil {
		return err
	}
	records, err := distinct(p.Seed, 2*max(1, min(p.Records, 100_000)), time.Now())
	if err != nil {
		return err
	}
	rows, err := timePushes(ctx, c, records, p.Rate)
	if err != nil {
		return err
	}
	return r.show(rows, func(out io.Writer) { table(out, rows...) })
}

// timePushes pushes the first half of the records without waiting and looks for each, and the second half with Prefer.
func timePushes(ctx context.Context, c *client, records []pushed, rate float64) ([]percentiles, error) {
	acknowledged, readable := &samples{name: "push to acknowledged"}, &samples{name: "push to readable by id"}
	found, waited := &samples{name: "push to found by search"}, &samples{name: "push with Prefer: wait to 200"}
	half := len(records) / 2
	var failures firstError
	pace(half, rate, 256, func(i int, due time.Time) {
		failures.note(pushAndLook(ctx, c, records[i], func(s stage) {
			map[stage]*samples{accepted: acknowledged, byID: readable, bySearch: found}[s].add(time.Since(due))
		}))
	})
	pace(len(records)-half, rate, 256, func(i int, due time.Time) {
		status, answer, err := c.call(ctx, http.MethodPut, records[half+i].kind.path()+"/"+records[half+i].id, records[half+i].body, "Prefer", "wait=30")
		if err == nil && status != http.StatusOK {
			err = fmt.Errorf("waiting push: status %d: %.300s", status, answer)
		}
		waited.add(time.Since(due))
		failures.note(err)
	})
	return []percentiles{acknowledged.percentiles(), readable.percentiles(), found.percentiles(), waited.percentiles()}, failures.err
}

// stage is how far a push has come.
type stage int

const (
	accepted stage = iota
	byID
	bySearch
)

// pushAndLook puts a record without waiting, then looks until it is there, and tells of every stage reached.
func pushAndLook(ctx context.Context, c *client, p pushed, reached func(stage)) error {
	status, answer, err := c.call(ctx, http.MethodPut, p.kind.path()+"/"+p.id, p.body)
	if err != nil {
		return err
	}
	if status != http.StatusAccepted {
		return fmt.Errorf("push: status %d: %.300s", status, answer)
	}
	reached(accepted)
	err = until(ctx, "readable", func() (bool, error) {
		status, _, err := c.call(ctx, http.MethodGet, p.kind.path()+"/"+p.id, nil)
		return status == http.StatusOK, err
	})
	if err != nil {
		return err
	}
	reached(byID)
	if p.word == "" {
		return nil
	}
	err = until(ctx, "found", func() (bool, error) {
		n, err := c.total(ctx, p.kind, p.word)
		return n == 1, err
	})
	if err == nil {
		reached(bySearch)
	}
	return err
}

// until looks again and again until something is so.
func until(ctx context.Context, what string, so func() (bool, error)) error {
	ctx, cancel := context.WithTimeout(ctx, searchableWithin)
	defer cancel()
	for {
		if ok, err := so(); ok || err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("wait until %s: %w", what, ctx.Err())
		case <-time.After(pollEvery):
		}
	}
}

// distinct makes n records, vacancies and candidates by turns, each with an id and a word of its own; now tells one
// run from another.
func distinct(seed uint64, n int, now time.Time) ([]pushed, error) {
	people, err := population.New(population.Scaled(seed, max(n, 1000), matcher.DateOf(now)))
	if err != nil {
		return nil, fmt.Errorf("make population: %w", err)
	}
	run := letters(uint64(now.UnixMilli()))
	out := make([]pushed, n)
	for i := range out {
		p := pushed{kind: vacancies, word: "zq" + run + "x" + letters(uint64(i)), id: fmt.Sprintf("push-%s-%d", run, i)}
		if i%2 == 0 {
			v := people.Vacancy(i % people.Vacancies)
			v.ID, v.Title = p.id, v.Title+" "+p.word
			p.body, err = schemas.Encode(v)
		} else {
			v := people.Candidate(i)
			v.ID, v.Presentation = p.id, v.Presentation+" "+p.word
			p.kind = candidates
			p.body, err = schemas.Encode(v)
		}
		if err != nil {
			return nil, err
		}
		out[i] = p
	}
	return out, nil
}

// letters writes a number in consonants, so that no analysis of text takes it apart or takes an ending off.
func letters(n uint64) string {
	const digits = "bcdfghjklmpqrvwz"
	var b strings.Builder
	for ; n > 0 || b.Len() == 0; n /= uint64(len(digits)) {
		b.WriteByte(digits[n%uint64(len(digits))])
	}
	return b.String()
}

// firstError keeps the first of the errors that many goroutines meet.
type firstError struct {
	mu  sync.Mutex
	err error
}

func (f *firstError) note(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err == nil && err != nil && !errors.Is(err, context.Canceled) {
		f.err = err
	}
}
