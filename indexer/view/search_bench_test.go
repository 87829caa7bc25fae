package view

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"matchd/loadtest/population"
	"matchd/loadtest/testkit"
	"matchd/matcher"
	"matchd/matcher/fit/fittest"
)

// records is a view of a population: two candidates to a vacancy.
func records(b *testing.B, size int) *View {
	b.Helper()
	judge := fittest.Judge()
	all := testkit.Must(population.New(population.Config{
		Seed: 12, AsOf: today, Candidates: size * 2 / 3, Vacancies: size / 3, Companies: size / 10, Taxonomy: judge.Taxonomy(), Places: judge.Places(),
	}))
	v := open(b, filepath.Join(b.TempDir(), "view"))
	var batch []Change
	add := func(c Change) {
		if batch = append(batch, c); len(batch) == 5000 {
			apply(b, v, batch...)
			batch = batch[:0]
		}
	}
	for c := range all.AllCandidates() {
		add(candidate(c))
	}
	for r := range all.AllVacancies() {
		add(vacancy(r))
	}
	apply(b, v, batch...)
	return v
}

// BenchmarkSearch asks for the first page of lists of records with facets, as the API does, of the view and of plain
// bleve in turns.
func BenchmarkSearch(b *testing.B) {
	size := 15_000
	if os.Getenv("MATCHD_LARGE") != "" {
		size = 300_000
	}
	v := records(b, size)
	facets := []string{fieldRegion, fieldSector, fieldOccupation, fieldEducation, fieldStatus}
	uwv, everything := matcher.Viewer{Party: matcher.Party{Kind: matcher.UWV}}, matcher.Viewer{All: true}
	with := func(name string, values ...string) map[string][]string { return map[string][]string{name: values} }
	for _, c := range []struct {
		name string
		s    Search
	}{
		{"vacancies", Search{Kind: Vacancies, Sort: ByNewest}},
		{"vacancies without facets", Search{Kind: Vacancies, Sort: ByNewest, Facets: []string{}}},
		{"vacancies by id", Search{Kind: Vacancies, Sort: ByID}},
		{"vacancies of a region", Search{Kind: Vacancies, Sort: ByNewest, Filters: with(fieldRegion, "AM13")}},
		{"vacancies within 30 km", Search{Kind: Vacancies, Sort: ByDistance, Near: utrecht, WithinKm: 30}},
		{"vacancies with a text", Search{Kind: Vacancies, Sort: ByRelevance, Text: "ervaring"}},
		{"candidates, all", Search{Kind: Candidates, Sort: ByNewest, Viewer: everything}},
		{"candidates shared", Search{Kind: Candidates, Sort: ByNewest, Viewer: uwv}},
		{"candidates shared, available, near", Search{Kind: Candidates, Sort: ByDistance, Near: utrecht, WithinKm: 20, Filters: with(fieldStatus, "available"), Viewer: uwv}},
		{"candidates shared, with hours", Search{Kind: Candidates, Sort: ByNewest, MinHours: number(24), MaxHours: number(36), Viewer: uwv}},
		{"candidates, all, with a text", Search{Kind: Candidates, Sort: ByRelevance, Text: "verpleegkundige", Viewer: everything}},
		{"candidates shared, with a text", Search{Kind: Candidates, Sort: ByRelevance, Text: "samenwerken", Viewer: uwv}},
	} {
		b.Run(c.name, func(b *testing.B) {
			if c.s.Limit, c.s.AsOf = 20, today; c.s.Facets == nil {
				c.s.Facets = facets
			}
			besidePlain(b, v, c.s)
		})
	}
}

func besidePlain(b *testing.B, v *View, s Search) {
	var ours, theirs []time.Duration
	b.ReportAllocs()
	total := 0
	for b.Loop() {
		b.StopTimer()
		theirs = append(theirs, timed(func() { testkit.Must(plainSearch(b, v, s)) }))
		b.StartTimer()
		ours = append(ours, timed(func() { total = testkit.Must(v.Search(b.Context(), s)).Total }))
	}
	report(b, ours, theirs)
	b.ReportMetric(median(ours)/median(theirs), "of-bleve")
	b.ReportMetric(float64(total), "hits")
}
