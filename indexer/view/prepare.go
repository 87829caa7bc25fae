package view

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2"

	"matchd/matcher/fit"
)

// prepared is a change with all that can be made of it by itself: what bleve indexes, and the row for ranking. Who or
// what has been hired is not in the row yet.
type prepared struct {
	*Change
	document *document    // nil = erase
	profile  *fit.Profile // of a candidate or a surplus
	opening  *fit.Opening
	firm     *Firm
}

// prepareChunk is how many changes a processor prepares at a time.
const prepareChunk = 50

// prepare works on all processors where there is enough to do.
func (v *View) prepare(changes []*Change, number uint64) []prepared {
	out := make([]prepared, len(changes))
	var next atomic.Int64
	work := func() {
		words := v.newAnalyser()
		for {
			to := int(next.Add(prepareChunk))
			from := to - prepareChunk
			if from >= len(changes) {
				return
			}
			for i := from; i < min(to, len(changes)); i++ {
				out[i] = v.prepareOne(changes[i], number, words)
				runtime.Gosched() // a batch takes tens of milliseconds, and who asks waits for one or two
			}
		}
	}
	var others sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), (len(changes)+prepareChunk-1)/prepareChunk) - 1 {
		others.Go(work)
	}
	work()
	others.Wait()
	return out
}

func (v *View) prepareOne(c *Change, number uint64, words *analyser) prepared {
	p := prepared{Change: c}
	if c.Source == nil {
		return p
	}
	d := newDocument(documentID(c.Kind, c.ID), words)
	vocabulary := v.judge.Vocabulary
	switch c.Kind {
	case Vacancies:
		o := v.judge.Opening(c.Vacancy)
		p.opening = &o
		d.vacancy(vocabulary, c.Vacancy)
	case Candidates:
		profile := v.judge.Profile(c.Candidate)
		p.profile = &profile
		d.candidate(vocabulary, c.Candidate)
	case Surpluses:
		group := v.judge.Group(c.Surplus)
		p.profile = &group
		d.surplus(vocabulary, c.Surplus)
	case Companies:
		f := firm(vocabulary, c.Company)
		p.firm = &f
		d.company(c.Company)
	case Decisions:
		d.decision(c.Decision)
	}
	d.set(fieldKind, string(c.Kind))
	d.set(fieldID, c.ID)
	d.number(fieldFolded, float64(number))
	d.source(c.Source)
	p.document = &d
	return p
}

// index puts the document, or its erasure, in a batch.
func (p *prepared) index(batch *bleve.Batch) error {
	if p.document == nil {
		batch.Delete(documentID(p.Kind, p.ID))
		return nil
	}
	if err := batch.IndexAdvanced(p.document.Document); err != nil {
		return fmt.Errorf("index %s: %w", p.Kind, err)
	}
	return nil
}
