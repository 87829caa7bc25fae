package view

import (
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"testing"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"

	"matchd/matcher"
)

// plainSearch has bleve alone answer a search: it collects, sorts and counts every hit. What Search answers is held
// against it.
func plainSearch(t testing.TB, v *View, s Search) (Found, error) {
	t.Helper()
	if s.Sort == ByRelevance && s.Text == "" {
		return plainByID(t, v, s)
	}
	request := bleve.NewSearchRequestOptions(s.plain(), s.Limit+1, 0, false)
	request.Fields = []string{fieldSource}
	request.SortByCustom(s.order())
	if len(s.After) > 0 {
		after, err := s.plainAfter()
		if err != nil {
			return Found{}, err
		}
		request.SetSearchAfter(after)
	}
	for _, name := range s.Facets {
		request.AddFacet(name, bleve.NewFacetRequest(name, facetSize))
	}
	result, err := v.index.SearchInContext(t.Context(), request)
	if err != nil {
		return Found{}, fmt.Errorf("search %s: %w", s.Kind, err)
	}
	out := Found{Total: int(result.Total), Facets: map[string][]Count{}}
	hits := result.Hits
	if len(hits) > s.Limit {
		hits = hits[:s.Limit]
		if s.Limit > 0 {
			out.Next = s.plainCursor(hits[len(hits)-1])
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

// plainByID answers a search by relevance in which nothing is more relevant than the rest: bleve gives no number as score.
func plainByID(t testing.TB, v *View, s Search) (Found, error) {
	t.Helper()
	s.Sort = ByID
	s.After = s.After[min(1, len(s.After)):]
	found, err := plainSearch(t, v, s)
	if found.Next != nil {
		found.Next = slices.Insert(found.Next, 0, "NaN")
	}
	return found, err
}

// plainCursor are the sort keys of a hit in a form that bears being written as text: scores as decimal numbers, the keys
// that bleve compares as they are, in hexadecimal.
func (s *Search) plainCursor(hit *search.DocumentMatch) []string {
	keys := make([]string, len(hit.Sort))
	for i, key := range hit.Sort {
		keys[i] = hex.EncodeToString([]byte(key))
	}
	if s.Sort == ByRelevance {
		keys[0] = strconv.FormatFloat(hit.Score, 'g', -1, 64)
	}
	return keys
}

// plainAfter reads what plainCursor wrote.
func (s *Search) plainAfter() ([]string, error) {
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

// plain is a search in bleve's words. Where scores count, what filters does not score.
func (s *Search) plain() query.Query {
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
		near := query.NewGeoDistanceQuery(degrees(s.Near.Lon), degrees(s.Near.Lat), kilometers(s.WithinKm))
		near.SetField(fieldPoint)
		all = append(all, near)
	}
	if s.Kind == Candidates && !s.Viewer.All {
		all = append(all, consented(s.Viewer, s.AsOf))
	}
	if s.Text == "" {
		return query.NewConjunctionQuery(all)
	}
	found := query.NewBooleanQuery([]query.Query{words(fieldText, s.Text)}, []query.Query{words(fieldTitle, s.Text)}, nil)
	if s.Sort != ByRelevance {
		return query.NewConjunctionQuery(append(all, found))
	}
	found.AddFilter(query.NewConjunctionQuery(all)) // a conjunction would lose titles, see scorer
	return found
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

func atLeast(field string, n float64) query.Query { return inRange(field, sortable(n), "") }

// inRange takes in both ends; an empty one is none.
func inRange(field, least, most string) query.Query {
	inclusive := true
	q := query.NewTermRangeInclusiveQuery(least, most, &inclusive, &inclusive)
	q.SetField(field)
	return q
}

// consented says in bleve's words what matcher.Viewer.Sees says of one candidate.
func consented(v matcher.Viewer, asOf matcher.Date) query.Query {
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

func atMost(field string, n float64) query.Query { return inRange(field, "", sortable(n)) }
