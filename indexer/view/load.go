package view

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"

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
	ids, err := v.allIDs()
	if err != nil {
		return err
	}
	deals := map[string]*matcher.Decision{}
	for _, id := range ids[Decisions] {
		d, err := v.Decision(id)
		if err != nil {
			return err
		}
		v.hired.set(id, taken(&d))
		deals[id] = &d
	}
	for _, id := range ids[Companies] {
		c, err := v.Company(id)
		if err != nil {
			return err
		}
		v.hired.close(id, isClosed(&c))
	}
	total, done := 0, 0
	for _, k := range []Kind{Candidates, Vacancies, Surpluses, Companies} {
		total += len(ids[k])
	}
	snapshot, err := v.loadColumns(ctx, ids, deals, func(n int) {
		if done += n; progress != nil {
			progress(done, total)
		}
	})
	if err != nil {
		return err
	}
	snapshot.Marks, snapshot.Batch = s.Marks, s.Batch
	v.snapshot.Store(snapshot)
	return v.numberAll()
}

// loadColumns makes every table in memory.
func (v *View) loadColumns(ctx context.Context, ids map[Kind][]string, deals map[string]*matcher.Decision, report func(int)) (*Snapshot, error) {
	people, err := loadRows(ctx, v, Candidates, ids[Candidates], report, func(c matcher.Candidate) rank.Person { return v.person(v.judge.Profile(&c)) })
	if err != nil {
		return nil, err
	}
	openings, err := loadRows(ctx, v, Vacancies, ids[Vacancies], report, func(r matcher.Vacancy) rank.Vacancy { return v.opening(v.judge.Opening(&r)) })
	if err != nil {
		return nil, err
	}
	groups, err := loadRows(ctx, v, Surpluses, ids[Surpluses], report, func(r matcher.Surplus) rank.Person { return v.group(v.judge.Group(&r)) })
	if err != nil {
		return nil, err
	}
	companies, err := loadRows(ctx, v, Companies, ids[Companies], report, func(c matcher.Company) Firm { return firm(v.judge.Vocabulary, &c) })
	if err != nil {
		return nil, err
	}
	w := newFirmsWork()
	for i := range people {
		w.person(people[i].ID, nil, &people[i])
	}
	for i := range openings {
		w.opening(openings[i].ID, nil, &openings[i])
	}
	for i := range groups {
		w.group(groups[i].ID, nil, &groups[i])
	}
	for id, d := range deals {
		w.decision(id, d)
	}
	for i, id := range ids[Companies] {
		w.records[id] = &companies[i]
	}
	return &Snapshot{
		People: v.people.Change(people, nil), Openings: v.openings.Change(openings, nil), Groups: v.groups.Change(groups, nil),
		Firms: w.apply(&Firms{}), model: v.judge.Model,
	}, nil
}

// asCorrupt turns a panic of a reader that meets damaged files into an error; to be deferred.
func asCorrupt(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("read view: %w: %v", ErrCorrupt, r)
	}
}

const loadChunk = 2000

// loadRows decodes and compiles on all processors, a chunk at a time.
func loadRows[T schemas.Entity, R any](ctx context.Context, v *View, k Kind, ids []string, report func(int), compile func(T) R) ([]R, error) {
	rows := make([]R, len(ids))
	for from := 0; from < len(ids); from += loadChunk {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		to := min(from+loadChunk, len(ids))
		var g errgroup.Group
		g.SetLimit(runtime.GOMAXPROCS(0))
		const slice = 100
		for at := from; at < to; at += slice {
			g.Go(func() (err error) {
				defer asCorrupt(&err)
				for i := at; i < min(at+slice, to); i++ {
					r, err := get[T](v, k, ids[i])
					if err != nil {
						return fmt.Errorf("%w: %w", ErrCorrupt, err)
					}
					rows[i] = compile(r)
				}
				return nil
			})
		}
		if err := g.Wait(); err != nil {
			return nil, err
		}
		report(to - from)
	}
	return rows, nil
}

// allIDs lists the ids of all documents by kind.
func (v *View) allIDs() (ids map[Kind][]string, err error) {
	ids = map[Kind][]string{}
	err = v.read(func(r *scorch.IndexSnapshot) error {
		all, err := r.DocIDReaderAll()
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, all.Close()) }()
		for {
			internal, err := all.Next()
			if err != nil || internal == nil {
				return err
			}
			id, err := r.ExternalID(internal)
			if err != nil {
				return err
			}
			kind, rest, _ := strings.Cut(id, "/")
			ids[Kind(kind)] = append(ids[Kind(kind)], rest)
		}
	})
	if err != nil {
		return nil, fmt.Errorf("list documents: %w: %w", ErrCorrupt, err)
	}
	return ids, nil
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
