package view

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"matchd/loadtest/testkit"
	"matchd/matcher"
	"matchd/matcher/fit/fittest"
)

// TestAWordInATitleCountsWhereverTheVacancyLies has vacancies and people that hold a word in their text beside few that
// hold it in their title, at all distances from each other.
func TestAWordInATitleCountsWhereverTheVacancyLies(t *testing.T) {
	v := newView(t)
	for batch := range 3 {
		var changes []Change
		for i := range 100 {
			r := matcher.Vacancy{ID: fmt.Sprintf("v-%d-%02d", batch, i), Revision: 1, Status: matcher.VacancyOpen, Title: "Medewerker", Description: "ervaring als lasser"}
			if i%7 == batch {
				r.ID, r.Title = r.ID+"-titled", "Lasser"
			}
			if i%3 == 0 {
				r.Status = matcher.VacancyFilled
			}
			c := fittest.Nurse(fmt.Sprintf("c-%d-%02d", batch, i))
			c.Presentation = r.Description
			changes = append(changes, vacancy(r), candidate(c))
		}
		apply(t, v, changes...)
	}
	for _, filters := range []map[string][]string{nil, {fieldStatus: {"open"}}, {fieldStatus: {"open", "filled"}}} {
		found := strings.Fields(ids(t, v, Search{Kind: Vacancies, Sort: ByRelevance, Text: "lasser", Filters: filters}))
		titled := func(id string) bool { return strings.HasSuffix(id, "-titled") }
		first := slices.IndexFunc(found, func(id string) bool { return !titled(id) })
		if first < 20 || slices.ContainsFunc(found[first:], titled) {
			t.Errorf("%v: %d titled ones come first, of %v", filters, first, found)
		}
	}
}

func TestWhatFiltersDoesNotScore(t *testing.T) {
	v := mixed(t)
	everybody := Search{Kind: Candidates, Sort: ByRelevance, Text: "samenwerken"}
	all := strings.Fields(ids(t, v, everybody))
	s := everybody
	s.Viewer, s.AsOf, s.Limit = matcher.Viewer{Party: matcher.Party{Kind: matcher.UWV}}, today, 100
	s.Filters = map[string][]string{fieldStatus: {"available", "placed"}}
	some := idsOf(t, testkit.Must(v.Search(t.Context(), s)))
	if len(some) < 10 || len(some) == len(all) {
		t.Fatalf("%d of %d are seen: too few to tell, or all", len(some), len(all))
	}
	want := slices.DeleteFunc(slices.Clone(all), func(id string) bool { return !slices.Contains(some, id) })
	if got := slices.DeleteFunc(slices.Clone(some), func(id string) bool { return !slices.Contains(all, id) }); !slices.Equal(got, want) {
		t.Errorf("in another order than without filters:\n%v\n%v", got, want)
	}
}

func TestASearchThatNobodyWaitsForEnds(t *testing.T) {
	v := searchable(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := v.Search(ctx, Search{Kind: Vacancies, Sort: ByNewest, Limit: 5}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestColumnsOfSegmentsThatAreGoneAreLetGo(t *testing.T) {
	v := newView(t)
	for n := range 40 {
		apply(t, v, vacancy(fittest.Nursing(fmt.Sprint("v", n%5))))
	}
	index := testkit.Must(v.reader())
	defer func() { _ = index.Close() }()
	if err := v.numberAll(); err != nil {
		t.Fatal(err)
	}
	if columns, numbers, segments := len(v.pairing.columns.known), len(v.pairing.numbers.known), len(index.Segments()); columns > segments || numbers > segments {
		t.Errorf("%d and %d are kept for %d segments", columns, numbers, segments)
	}
}
