package view

import (
	"errors"
	"fmt"

	index "github.com/blevesearch/bleve_index_api"

	"matchd/matcher"
	"matchd/schemas"
)

// Source is a record's canonical JSON as last folded; matcher.ErrNotFound where there is none. Whether somebody may see it is
// not asked here, and it may be newer than a Snapshot taken before.
func (v *View) Source(k Kind, id string) ([]byte, error) {
	doc, err := v.index.Document(documentID(k, id))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", k, err)
	}
	if doc == nil {
		return nil, fmt.Errorf("read %s: %w", k, matcher.ErrNotFound)
	}
	return sourceOf(doc), nil
}

func sourceOf(doc index.Document) (source []byte) {
	doc.VisitFields(func(f index.Field) {
		if f.Name() == fieldSource {
			source = append([]byte(nil), f.Value()...)
		}
	})
	return source
}

func get[T schemas.Entity](v *View, k Kind, id string) (T, error) {
	var zero T
	source, err := v.Source(k, id)
	if err != nil {
		return zero, err
	}
	return schemas.DecodeStored[T](source)
}

// Vacancy is a vacancy as last folded; matcher.ErrNotFound where there is none.
func (v *View) Vacancy(id string) (matcher.Vacancy, error) {
	return get[matcher.Vacancy](v, Vacancies, id)
}

// Candidate is a candidate as last folded; matcher.ErrNotFound where there is none.
func (v *View) Candidate(id string) (matcher.Candidate, error) {
	return get[matcher.Candidate](v, Candidates, id)
}

// Surplus is a surplus as last folded; matcher.ErrNotFound where there is none.
func (v *View) Surplus(id string) (matcher.Surplus, error) {
	return get[matcher.Surplus](v, Surpluses, id)
}

// Company is a company as last folded; matcher.ErrNotFound where there is none.
func (v *View) Company(id string) (matcher.Company, error) {
	return get[matcher.Company](v, Companies, id)
}

// Decision is the newest decision on a match; matcher.ErrNotFound where there is none.
func (v *View) Decision(matchID string) (matcher.Decision, error) {
	return get[matcher.Decision](v, Decisions, matchID)
}

func isNotFound(err error) bool { return errors.Is(err, matcher.ErrNotFound) }
