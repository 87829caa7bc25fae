package view

import (
	"context"
	"encoding/hex"
	"fmt"
	"strconv"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"

	"matchd/matcher"
	"matchd/matcher/place"
)

// Search is a search for records of one kind.
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
	Sort     Sort
	Limit    int
	After    []string // the Next of the page before
	Facets   []string // names to count
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
	Sources [][]byte
	Total   int
	Facets  map[string][]Count
	Next    []string // nil on the last page
}

// Count is how many hits have a value.
type Count struct {
	Value string
	Count int
}

// FilterNames are the fields that can be filtered and counted by.
func FilterNames() []string {
	return []string{
		fieldStatus, fieldOccupation, fieldSkill, fieldSector, fieldRegion, fieldMunicipality, fieldEducation,
		fieldKindOfWork, fieldTerm, fieldLanguage, fieldLicence, fieldCompany, fieldSituation,
	}
}

// facetSize is the most values counted of one facet: every region fits.
const facetSize = 40

// Search finds records.
func (v *View) Search(ctx context.Context, s Search) (Found, error) {
	request := bleve.NewSearchRequestOptions(s.query(), s.Limit+1, 0, false)
	request.Fields = []string{fieldSource}
	request.SortByCustom(s.order())
	if len(s.After) > 0 {
		after, err := s.after()
		if err != nil {
			return Found{}, err
		}
		request.SetSearchAfter(after)
	}
	for _, name := range s.Facets {
		request.AddFacet(name, bleve.NewFacetRequest(name, facetSize))
	}
	result, err := v.index.SearchInContext(ctx, request)
	if err != nil {
		return Found{}, fmt.Errorf("search %s: %w", s.Kind, err)
	}
	out := Found{Total: int(result.Total), Facets: map[string][]Count{}}
	hits := result.Hits
	if len(hits) > s.Limit {
		hits = hits[:s.Limit]
		if s.Limit > 0 {
			out.Next = s.cursor(hits[len(hits)-1])
		}
	}
	for _, hit := range hits {
		source, _ := hit.Fields[fieldSource].(string)
		out.Sources = append(out.Sources, []byte(source))
	}
	for name, facet := range result.Facets {
		for _, term := range facet.Terms.Terms() {
			out.Facets[name] = append(out.Facets[name], Count{term.Term, term.Count})
		}
	}
	return out, nil
}

// cursor are the sort keys of a hit in a form that bears being written as text: scores as decimal numbers, the keys
// that bleve compares as they are, in hexadecimal.
func (s *Search) cursor(hit *search.DocumentMatch) []string {
	keys := make([]string, len(hit.Sort))
	for i, key := range hit.Sort {
		keys[i] = hex.EncodeToString([]byte(key))
	}
	if s.Sort == ByRelevance {
		keys[0] = strconv.FormatFloat(hit.Score, 'g', -1, 64)
	}
	return keys
}

// after reads what cursor wrote.
func (s *Search) after() ([]string, error) {
	wrong := matcher.Invalid{Field: "cursor", Reason: "is not of this question"}
	if len(s.After) != len(s.order()) {
		return nil, wrong
	}
	keys := make([]string, len(s.After))
	for i, key := range s.After {
		if i == 0 && s.Sort == ByRelevance {
			if _, err := strconv.ParseFloat(key, 64); err != nil {
				return nil, wrong
			}
			keys[i] = key
			continue
		}
		raw, err := hex.DecodeString(key)
		if err != nil {
			return nil, wrong
		}
		keys[i] = string(raw)
	}
	return keys, nil
}

// exact hides the type of an order from bleve, so that it takes cursor keys as they are. Bleve's own reading of
// numbers has no key for a record without a place, and would begin again at the first of those.
type exact struct{ search.SearchSort }

// Copy is a copy that hides the type as well.
func (e exact) Copy() search.SearchSort { return exact{e.SearchSort.Copy()} }

func (s *Search) order() search.SortOrder {
	id := exact{&search.SortField{Field: fieldID, Type: search.SortFieldAsString}}
	switch s.Sort {
	case ByDistance:
		if byPoint, err := search.NewSortGeoDistance(fieldPoint, "m", degrees(s.Near.Lon), degrees(s.Near.Lat), false); err == nil {
			return search.SortOrder{exact{byPoint}, id}
		}
	case ByNewest:
		return search.SortOrder{exact{&search.SortField{Field: fieldFolded, Type: search.SortFieldAsNumber, Desc: true}}, id}
	case ByRelevance:
		return search.SortOrder{&search.SortScore{Desc: true}, id}
	}
	return search.SortOrder{id}
}

func degrees(n int32) float64 { return float64(n) / 1e5 }

func (s *Search) query() query.Query {
	all := []query.Query{term(fieldKind, string(s.Kind))}
	for _, name := range FilterNames() {
		if values := s.Filters[name]; len(values) > 0 {
			all = append(all, anyOf(name, values))
		}
	}
	if s.MinHours != nil {
		all = append(all, atLeast(fieldHoursMax, *s.MinHours))
	}
	if s.MaxHours != nil {
		all = append(all, atMost(fieldHoursMin, *s.MaxHours))
	}
	if s.Near.Known() && s.WithinKm > 0 {
		near := query.NewGeoDistanceQuery(degrees(s.Near.Lon), degrees(s.Near.Lat), strconv.FormatFloat(s.WithinKm, 'f', 3, 64)+"km")
		near.SetField(fieldPoint)
		all = append(all, near)
	}
	if s.Kind == Candidates && !s.Viewer.All {
		all = append(all, visibleTo(s.Viewer, s.AsOf))
	}
	for _, q := range all {
		if b, ok := q.(query.BoostableQuery); ok {
			b.SetBoost(0) // filters do not score
		}
	}
	if s.Text == "" {
		return query.NewConjunctionQuery(all)
	}
	found := query.NewBooleanQuery([]query.Query{words(fieldText, s.Text)}, []query.Query{words(fieldTitle, s.Text)}, nil)
	return query.NewConjunctionQuery(append(all, found))
}

func words(field, text string) query.Query {
	q := query.NewMatchQuery(text)
	q.SetField(field)
	q.SetOperator(query.MatchQueryOperatorAnd)
	if field == fieldTitle {
		q.SetOperator(query.MatchQueryOperatorOr)
		q.SetBoost(3)
	}
	return q
}

func term(field, value string) query.Query {
	q := query.NewTermQuery(value)
	q.SetField(field)
	return q
}

func anyOf(field string, values []string) query.Query {
	var out []query.Query
	for _, v := range values {
		out = append(out, term(field, v))
	}
	return query.NewDisjunctionQuery(out)
}

func atLeast(field string, n float64) query.Query { return between(field, sortable(n), "") }

func atMost(field string, n float64) query.Query { return between(field, "", sortable(n)) }

// between takes in both ends; an empty one is none.
func between(field, least, most string) query.Query {
	inclusive := true
	q := query.NewTermRangeInclusiveQuery(least, most, &inclusive, &inclusive)
	q.SetField(field)
	return q
}

// visibleTo says in bleve's words what matcher.Viewer.Sees says of one candidate.
func visibleTo(v matcher.Viewer, asOf matcher.Date) query.Query {
	if v.Anyone {
		return whileConsented(term(fieldParty, sharedAtAll), asOf)
	}
	var any []query.Query
	if v.Party.Kind != "" {
		any = append(any, term(fieldParty, responsible(v.Party)))
	}
	for _, with := range []string{string(v.Party.Kind), v.Party.Organisation} {
		if with != "" {
			any = append(any, whileConsented(term(fieldParty, sharedWith(with)), asOf))
		}
	}
	if len(any) == 0 {
		return query.NewMatchNoneQuery()
	}
	return query.NewDisjunctionQuery(any)
}

func whileConsented(q query.Query, asOf matcher.Date) query.Query {
	return query.NewConjunctionQuery([]query.Query{q, atLeast(fieldConsent, float64(asOf))})
}

// Has reports whether any record has the occupation code, known to the taxonomy or not.
func (v *View) Has(code string) bool {
	request := bleve.NewSearchRequestOptions(term(fieldOccupation, code), 0, 0, false)
	result, err := v.index.Search(request)
	return err == nil && result.Total > 0
}
