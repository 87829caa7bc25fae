package app

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"time"

	"matchd/loadtest/population"
	"matchd/matcher"
	"matchd/schemas"
)

// demoChunk is how many records are published at once.
const demoChunk = 500

// chunkPatience is how long one publication of a demo may take: a slow disk must not end a first start.
const chunkPatience = time.Minute

// demoFile is there from before the first record of a demo is written until after the last, and says of which day the
// population is: a load that was interrupted is taken up again, whatever of it is in the log.
func (p *Process) demoFile() string { return filepath.Join(p.config.DataDir, "demo.loading") }

// publisher appends records to the log.
type publisher func(ctx context.Context, records []schemas.Record) ([]schemas.Position, error)

// loadDemo publishes the demo population where the log holds nothing at all, or where an earlier load was interrupted.
func (p *Process) loadDemo(ctx context.Context, publish publisher) error {
	if !p.config.WantsDemo() {
		return nil
	}
	day, begun := p.begunDemo()
	if !begun {
		empty, err := p.logIsEmpty(ctx)
		if err != nil || !empty {
			return err
		}
		if err := writeWhole(p.demoFile(), []byte(day.String())); err != nil {
			return err
		}
	}
	people, err := p.demoPopulation(day)
	if err != nil {
		return err
	}
	if err := p.publishDemo(ctx, people, publish); err != nil {
		return err
	}
	if err := os.Remove(p.demoFile()); err != nil {
		return fmt.Errorf("note that the demo is loaded: %w", err)
	}
	return nil
}

// begunDemo is the day of a load that was interrupted, or today.
func (p *Process) begunDemo() (day matcher.Date, begun bool) {
	data, err := os.ReadFile(p.demoFile())
	if err == nil && day.UnmarshalText(data) == nil {
		return day, true
	}
	return matcher.DateOf(time.Now()), false
}

// publishDemo writes all of it. Records that are in the log already are written again, the same: the last of a key counts.
func (p *Process) publishDemo(ctx context.Context, people *population.Population, publish publisher) error {
	d := &demoLoad{p: p, publish: publish, bar: newProgress(p.out, "writing demo population"), total: people.Companies + people.Surpluses + people.Vacancies + people.Candidates}
	defer d.bar.done()
	if err := send(ctx, d, schemas.Companies, people.AllCompanies(), func(c matcher.Company) int64 { return c.Revision }); err != nil {
		return err
	}
	if err := send(ctx, d, schemas.Surpluses, people.AllSurpluses(), func(s matcher.Surplus) int64 { return s.Revision }); err != nil {
		return err
	}
	if err := send(ctx, d, schemas.Vacancies, people.AllVacancies(), func(v matcher.Vacancy) int64 { return v.Revision }); err != nil {
		return err
	}
	return send(ctx, d, schemas.Candidates, people.AllCandidates(), func(c matcher.Candidate) int64 { return c.Revision })
}

func (p *Process) demoPopulation(day matcher.Date) (*population.Population, error) {
	c := population.Demo(day)
	c.Taxonomy, c.Places = p.judge.Taxonomy(), p.judge.Places()
	people, err := population.New(c)
	if err != nil {
		return nil, fmt.Errorf("make demo population: %w", err)
	}
	return people, nil
}

func (p *Process) logIsEmpty(ctx context.Context) (bool, error) {
	for _, topic := range []string{schemas.Vacancies, schemas.Candidates, schemas.Surpluses, schemas.Companies, schemas.Decisions} {
		bounds, err := p.log.Bounds(ctx, topic)
		if err != nil {
			return false, fmt.Errorf("ask ends of %s: %w", topic, err)
		}
		for _, b := range bounds {
			if b.Next > 0 {
				return false, nil
			}
		}
	}
	return true, nil
}

// demoLoad is a demo population on its way into the log.
type demoLoad struct {
	p           *Process
	publish     publisher
	bar         *progress
	sent, total int
	waiting     []schemas.Record
}

func (d *demoLoad) flush(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, chunkPatience)
	defer cancel()
	if _, err := d.publish(ctx, d.waiting); err != nil {
		return fmt.Errorf("publish demo population: %w", err)
	}
	d.sent += len(d.waiting)
	d.waiting = nil
	d.bar.set(d.sent, d.total)
	return nil
}

func send[T schemas.Entity](ctx context.Context, d *demoLoad, topic string, all iter.Seq[T], revision func(T) int64) error {
	now := time.Now()
	for v := range all {
		data, err := schemas.Encode(v)
		if err != nil {
			return err
		}
		d.waiting = append(d.waiting, schemas.EntityRecord(topic, schemas.KeyOf(v), revision(v), data, d.p.config.Source, now))
		if len(d.waiting) == demoChunk {
			if err := d.flush(ctx); err != nil {
				return err
			}
		}
	}
	return d.flush(ctx)
}
