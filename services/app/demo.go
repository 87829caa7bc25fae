package app

import (
	"context"
	"fmt"
	"iter"
	"time"

	"matchd/loadtest/population"
	"matchd/matcher"
	"matchd/schemas"
)

// demoChunk is how many records are published at once.
const demoChunk = 500

// loadDemo publishes the demo population where the log holds nothing at all.
func (p *Process) loadDemo(ctx context.Context) error {
	empty, err := p.logIsEmpty(ctx)
	if err != nil || !empty || !p.config.WantsDemo() {
		return err
	}
	people, err := p.demoPopulation()
	if err != nil {
		return err
	}
	d := &demoLoad{p: p, bar: newProgress(p.out, "writing demo population"), total: people.Companies + people.Surpluses + people.Vacancies + people.Candidates}
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

func (p *Process) demoPopulation() (*population.Population, error) {
	c := population.Demo(matcher.DateOf(time.Now()))
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
	bar         *progress
	sent, total int
	waiting     []schemas.Record
}

func (d *demoLoad) flush(ctx context.Context) error {
	if _, err := d.p.log.Publish(ctx, d.waiting); err != nil {
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
