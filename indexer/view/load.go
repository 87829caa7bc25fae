package view

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime"

	"github.com/blevesearch/bleve/v2/index/scorch"
	"golang.org/x/sync/errgroup"

	"matchd/matcher"
	"matchd/matcher/rank"
	"matchd/schemas"
)

// load reads every stored record into columns: decisions and companies first, because they change the rows of the others.
func (v *View) load(ctx context.Context, progress func(done, total int)) (err error) {
	defer asCorrupt(&err)
	s, err := v.readStored()
	if err != nil {
		return err
	}
	v.erased.Store(s.Erased)
	if err := v.readScrubbed(); err != nil {
		return err
	}
	l := &loader{view: v, firms: newFirmsWork()}
	if l.index, err = v.reader(); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.index.Close()) }()
	if l.spots, err = spotsIn(l.index); err != nil {
		return err
	}
	total, done := 0, 0
	for _, k := range []Kind{Candidates, Vacancies, Surpluses, Companies} {
		total += len(l.spots[k])
	}
	l.report = func(n int) {
		if done += n; progress != nil {
			progress(done, total)
		}
	}
	snapshot, err := l.columns(ctx)
	if err != nil {
		return err
	}
	snapshot.Marks, snapshot.Batch = s.Marks, s.Batch
	v.snapshot.Store(snapshot)
	return errors.Join(v.numberAll(), v.sweep(s.Batch))
}

// loader reads the records of a view that is being opened, in the order in which they lie in the files.
type loader struct {
	view   *View
	index  *scorch.IndexSnapshot
	spots  map[Kind][]spot
	report func(n int)
	firms  *firmsWork
}

// columns makes every table in memory: of one kind after another, so that the rows of one at most are there twice.
func (l *loader) columns(ctx context.Context) (*Snapshot, error) {
	v := l.view
	if err := l.deals(ctx); err != nil {
		return nil, err
	}
	people, err := loadRows(ctx, l, Candidates, func(c matcher.Candidate) rank.Person { return v.person(v.judge.Profile(&c)) })
	if err != nil {
		return nil, err
	}
	for i := range people {
		l.firms.person(people[i].ID, nil, &people[i])
	}
	s := &Snapshot{People: v.people.Change(people, nil), model: v.judge.Model}
	openings, err := loadRows(ctx, l, Vacancies, func(r matcher.Vacancy) rank.Vacancy { return v.opening(v.judge.Opening(&r)) })
	if err != nil {
		return nil, err
	}
	for i := range openings {
		l.firms.opening(openings[i].ID, nil, &openings[i])
	}
	s.Openings = v.openings.Change(openings, nil)
	groups, err := loadRows(ctx, l, Surpluses, func(r matcher.Surplus) rank.Person { return v.group(v.judge.Group(&r)) })
	if err != nil {
		return nil, err
	}
	for i := range groups {
		l.firms.group(groups[i].ID, nil, &groups[i])
	}
	s.Groups, s.Firms = v.groups.Change(groups, nil), l.firms.apply(&Firms{})
	return s, nil
}

// deals reads decisions and companies, which change the rows of the others.
func (l *loader) deals(ctx context.Context) error {
	v, quiet := l.view, *l
	quiet.report = func(int) {} // decisions are not counted in the progress
	decisions, err := loadRows(ctx, &quiet, Decisions, func(d matcher.Decision) matcher.Decision { return d })
	if err != nil {
		return err
	}
	for i := range decisions {
		v.hired.set(decisions[i].ID, taken(&decisions[i]))
		l.firms.decision(decisions[i].ID, &decisions[i])
	}
	companies, err := loadRows(ctx, l, Companies, func(c matcher.Company) matcher.Company { return c })
	if err != nil {
		return err
	}
	for i := range companies {
		c := &companies[i]
		v.hired.close(c.ID, isClosed(c))
		f := firm(v.judge.Vocabulary, c)
		l.firms.records[c.ID] = &f
	}
	return nil
}

// asCorrupt turns a panic of a reader that meets damaged files into an error; to be deferred.
func asCorrupt(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("read view: %w: %v", ErrCorrupt, r)
	}
}

const (
	loadChunk = 2000
	// forgetEvery is after how many chunks the segment in hand is forgotten: one may hold most of the country.
	forgetEvery = 20
)

// loadRows decodes and compiles on all processors, a chunk at a time.
func loadRows[T schemas.Entity, R any](ctx context.Context, l *loader, k Kind, compile func(T) R) ([]R, error) {
	spots := l.spots[k]
	rows := make([]R, len(spots))
	for from := 0; from < len(spots); from += loadChunk {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		to := min(from+loadChunk, len(spots))
		var g errgroup.Group
		g.SetLimit(runtime.GOMAXPROCS(0))
		const slice = 100
		for at := from; at < to; at += slice {
			g.Go(func() (err error) {
				defer asCorrupt(&err)
				for i := at; i < min(at+slice, to); i++ {
					r, err := decodeAt[T](l.index, spots[i])
					if err != nil {
						return fmt.Errorf("load %s: %w: %w", k, ErrCorrupt, err)
					}
					rows[i] = compile(r)
				}
				return nil
			})
		}
		if err := g.Wait(); err != nil {
			return nil, err
		}
		l.report(to - from)
		read := spots[to-1].segment
		if from/loadChunk%forgetEvery == forgetEvery-1 {
			read++ // to its end or not
		}
		for n := spots[from].segment; n < read; n++ {
			forget(l.index.Segments()[n])
		}
	}
	return rows, nil
}

// spot is where a record lies: the number of the segment and of the document in it.
type spot struct{ segment, doc uint32 }

// spotsIn lists where the records of each kind lie.
func spotsIn(r *scorch.IndexSnapshot) (map[Kind][]spot, error) {
	spots := map[Kind][]spot{}
	for n, s := range r.Segments() {
		for docs := s.DocNumbersLive().Iterator(); docs.HasNext(); {
			doc := docs.Next()
			id, err := s.DocID(uint64(doc))
			if err != nil {
				return nil, fmt.Errorf("list documents: %w: %w", ErrCorrupt, err)
			}
			kind, _, _ := bytes.Cut(id, []byte("/"))
			spots[Kind(kind)] = append(spots[Kind(kind)], spot{uint32(n), doc})
		}
		forget(s)
	}
	return spots, nil
}

func decodeAt[T schemas.Entity](r *scorch.IndexSnapshot, at spot) (record T, err error) {
	var source []byte
	err = r.Segments()[at.segment].VisitDocument(uint64(at.doc), func(field string, _ byte, value []byte, _ []uint64) bool {
		if field == fieldSource {
			source = bytes.Clone(value)
		}
		return source == nil
	})
	if err != nil {
		return record, err
	}
	return schemas.DecodeStored[T](source)
}

// read runs f on a reader of the index as it is now.
func (v *View) read(f func(*scorch.IndexSnapshot) error) (err error) {
	r, err := v.reader()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	return f(r)
}
