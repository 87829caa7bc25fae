package view

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"matchd/loadtest/testkit"
	"matchd/matcher"
)

func idsOf(t testing.TB, found Found) []string {
	t.Helper()
	var out []string
	for _, source := range found.Sources {
		var r struct{ ID string }
		if err := json.Unmarshal(source, &r); err != nil {
			t.Fatal(err)
		}
		out = append(out, r.ID)
	}
	return out
}

// ids searches as somebody who sees everything and gives what was found, in order.
func ids(t testing.TB, v *View, s Search) string {
	t.Helper()
	s.Limit, s.Viewer.All = 100, true
	if s.Sort == "" {
		s.Sort = ByID
	}
	found, err := v.Search(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(idsOf(t, found), " ")
}

// page walks through all pages and gives every id in order; between is called after each page.
func pages(t testing.TB, v *View, s Search, between func(page int)) []string {
	t.Helper()
	var out []string
	for n := 0; ; n++ {
		if n > 1000 {
			t.Fatal("paging does not end")
		}
		found, err := v.Search(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, idsOf(t, found)...)
		if found.Next == nil {
			return out
		}
		if s.After = found.Next; between != nil {
			between(n)
		}
	}
}

// searchAll writes the results of some searches.
func searchAll(t testing.TB, v *View) string {
	t.Helper()
	var b strings.Builder
	for _, kind := range []Kind{Vacancies, Candidates} {
		for _, s := range []Search{
			{Sort: ByID}, {Sort: ByNewest}, {Sort: ByDistance, Near: utrecht}, {Text: "ervaring"}, {Filters: map[string][]string{"status": {"open", "available"}}},
			{Near: utrecht, WithinKm: 40, Sort: ByDistance},
		} {
			s.Kind, s.Limit, s.Viewer, s.Facets = kind, 100, matcher.Viewer{All: true}, FilterNames()
			if s.Sort == "" {
				s.Sort = ByID
			}
			found := testkit.Must(v.Search(t.Context(), s))
			fmt.Fprintln(&b, kind, s.Sort, s.Text, found.Total, idsOf(t, found), found.Facets)
		}
	}
	return b.String()
}
