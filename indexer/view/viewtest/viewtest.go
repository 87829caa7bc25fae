// Package viewtest opens views for tests and makes what is applied to them. Only tests import it.
package viewtest

import (
	"fmt"
	"testing"

	"matchd/indexer/view"
	"matchd/loadtest/testkit"
	"matchd/matcher"
	"matchd/matcher/fit/fittest"
	"matchd/schemas"
)

// Open opens the view in a folder, judged by what is built in, and closes it with the test.
func Open(t testing.TB, dir string) *view.View {
	t.Helper()
	v, err := view.Open(t.Context(), dir, fittest.Judge(), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = v.Close() })
	return v
}

// Change is an entity as the fold hands it to a view: a pointer to one of the five kinds; any other panics.
func Change(entity any) view.Change {
	switch e := entity.(type) {
	case *matcher.Vacancy:
		return view.Change{Kind: view.Vacancies, ID: e.ID, Source: source(*e), Vacancy: e}
	case *matcher.Candidate:
		return view.Change{Kind: view.Candidates, ID: e.ID, Source: source(*e), Candidate: e}
	case *matcher.Surplus:
		return view.Change{Kind: view.Surpluses, ID: e.ID, Source: source(*e), Surplus: e}
	case *matcher.Company:
		return view.Change{Kind: view.Companies, ID: e.ID, Source: source(*e), Company: e}
	case *matcher.Decision:
		return view.Change{Kind: view.Decisions, ID: e.ID, Source: source(*e), Decision: e}
	}
	panic(fmt.Sprintf("a view holds no %T", entity))
}

func source[T schemas.Entity](entity T) []byte { return testkit.Must(schemas.Encode(entity)) }

// Read reads a record of one of the five topics as the fold does, but for the check of its partition.
func Read(r schemas.Record) (view.Change, error) {
	switch r.Topic {
	case schemas.Vacancies:
		return read[matcher.Vacancy](&r, view.Vacancies)
	case schemas.Candidates:
		return read[matcher.Candidate](&r, view.Candidates)
	case schemas.Surpluses:
		return read[matcher.Surplus](&r, view.Surpluses)
	case schemas.Companies:
		return read[matcher.Company](&r, view.Companies)
	case schemas.Decisions:
		return read[matcher.Decision](&r, view.Decisions)
	}
	return view.Change{}, fmt.Errorf("nothing is folded from %s", r.Topic)
}

func read[T schemas.Entity](r *schemas.Record, kind view.Kind) (view.Change, error) {
	if r.Tombstone() {
		return view.Change{Kind: kind, ID: string(r.Key), Cause: r.Position}, nil
	}
	entity, _, err := schemas.Decode[T](r.Value)
	if err != nil {
		return view.Change{}, err
	}
	c := Change(&entity)
	c.Cause = r.Position
	return c, nil
}
