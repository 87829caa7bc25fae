package view

import (
	"context"
	"errors"
	"fmt"

	"github.com/blevesearch/bleve/v2/index/scorch"

	"matchd/matcher"
	"matchd/matcher/place"
)

// Search is a search for records of one kind. The zero value of a field asks nothing; Kind is required.
type Search struct {
	Kind     Kind
	Text     string              // every word must be found; title counts three times
	Filters  map[string][]string // by facet name; any of the values, all of the names
	MinHours *float64            // offered or wished hours reach at least this many
	MaxHours *float64            // and start at no more than this many
	Near     place.Point         // unknown = anywhere
	WithinKm float64             // around Near; 0 = no limit
	Viewer   matcher.Viewer      // of candidates only those this viewer may see
	AsOf     matcher.Date        // for consent
	Sort     Sort                // empty = ByID
	Limit    int                 // of records on the page; 0 = count only
	After    []string            // the Next of the page before, of the same search
	Facets   []string            // of FilterNames, to count over all hits
}

// Sort is the order of found records; ties by id.
type Sort string

// The orders.
const (
	ByRelevance Sort = "relevance"
	ByDistance  Sort = "distance" // from Near
	ByNewest    Sort = "newest"   // last folded first
	ByID        Sort = "id"
)

// Found is a page of records as canonical JSON.
type Found struct {
	Sources [][]byte           // in the order asked
	Total   int                // of hits, on all pages
	Facets  map[string][]Count // by name; of each the forty most frequent values
	Next    []string           // nil on the last page
}

// Count is how many hits have a value.
type Count struct {
	Value string
	Count int
}

// FilterNames are the fields that can be filtered and counted by, as queries name them.
func FilterNames() []string {
	return []string{
		fieldStatus, fieldOccupation, fieldSkill, fieldSector, fieldRegion, fieldMunicipality, fieldEducation,
		fieldKindOfWork, fieldTerm, fieldLanguage, fieldLicence, fieldCompany, fieldSituation,
	}
}

// Search finds records. Bleve keeps which documents hold a term as sets: sets find and count, and bleve itself is asked
// for scores alone. The answer is the one that bleve gives by going through every hit. An After that is not of this search
// is a matcher.Invalid of the field cursor; damaged files are ErrCorrupt.
func (v *View) Search(ctx context.Context, s Search) (out Found, err error) {
	defer asCorrupt(&err)
	index, err := v.reader()
	if err != nil {
		return Found{}, fmt.Errorf("search %s: %w", s.Kind, err)
	}
	defer func() { err = errors.Join(err, index.Close()) }()
	h, err := v.find(ctx, &s, index)
	if err != nil {
		return Found{}, fmt.Errorf("search %s: %w", s.Kind, err)
	}
	out.Total = h.total
	if err := v.fill(ctx, &s, h, &out); err != nil {
		return Found{}, fmt.Errorf("search %s: %w", s.Kind, err)
	}
	return out, nil
}

// fill puts the page and the facets in an answer.
func (v *View) fill(ctx context.Context, s *Search, h *hits, out *Found) error {
	list, err := v.page(ctx, s, h, s.Limit+1)
	if err != nil {
		return err
	}
	if len(list) > s.Limit {
		list = list[:s.Limit]
		if s.Limit > 0 {
			out.Next = s.cursor(&list[s.Limit-1])
		}
	}
	for _, hit := range list {
		source, err := h.source(hit.at)
		if err != nil {
			return err
		}
		out.Sources = append(out.Sources, source)
	}
	out.Facets, err = v.counts(ctx, h, s.Facets)
	return err
}

func degrees(n int32) float64 { return float64(n) / 1e5 }

// Has reports whether any record has the occupation code, known to the taxonomy or not.
func (v *View) Has(code string) (has bool) {
	err := v.read(func(r *scorch.IndexSnapshot) error {
		for _, s := range r.Segments() {
			docs, err := listsOf(s).any(fieldOccupation, code)
			if err != nil {
				return err
			}
			if s.Deleted() != nil {
				docs.AndNot(s.Deleted())
			}
			has = has || !docs.IsEmpty()
		}
		return nil
	})
	return err == nil && has
}
