package broker

import (
	"os"
	"runtime"
	"slices"
	"testing"
	"time"

	"matchd/loadtest/population"
	"matchd/matcher"
	"matchd/schemas"
)

// BenchmarkMatches answers uncached questions for lists of ten on one core, explanations included, and states what
// each allocates.
func BenchmarkMatches(b *testing.B) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	m, all := settled(b)
	near := float64(50)
	for _, c := range []struct {
		name    string
		options schemas.MatchOptions
	}{
		{"within 50 km", schemas.MatchOptions{MaxDistanceKm: &near}},
		{"nationwide", schemas.MatchOptions{}},
		{"nationwide with text", schemas.MatchOptions{Text: "ervaring samenwerken"}},
	} {
		c.options.Limit = 10
		b.Run("candidates "+c.name, func(b *testing.B) {
			m.lists(b, func(i int) MatchQuestion {
				return MatchQuestion{VacancyID: all.Vacancy(i % 1000).ID, Options: c.options}
			})
		})
		b.Run("vacancies "+c.name, func(b *testing.B) {
			m.lists(b, func(i int) MatchQuestion {
				return MatchQuestion{CandidateID: all.Candidate(i % 1000).ID, Options: c.options}
			})
		})
	}
}

// settled is a market of a population whose vacancies are all open, two candidates to a vacancy.
func settled(b *testing.B) (*market, *population.Population) {
	vacancies := 5_000
	if os.Getenv("MATCHD_LARGE") != "" {
		vacancies = 100_000
	}
	m := newMarket(b)
	all, err := population.New(population.Config{
		Seed: 5, AsOf: transferDay, Candidates: 2 * vacancies, Vacancies: vacancies, Companies: vacancies * 3 / 10, Taxonomy: m.judge.Taxonomy(), Places: m.judge.Places(),
	})
	if err != nil {
		b.Fatal(err)
	}
	var records []any
	add := func(r any) {
		if records = append(records, r); len(records) == 5000 {
			m.fold(b, records...)
			records = records[:0]
		}
	}
	for c := range all.AllCandidates() {
		c.Consent = matcher.Consent{SharedWith: []string{string(matcher.UWV)}}
		add(&c)
	}
	for r := range all.AllVacancies() {
		r.Status = matcher.VacancyOpen
		add(&r)
	}
	m.fold(b, records...)
	return m, all
}

// BenchmarkSearches lists records with facets on one core, a page after the other.
func BenchmarkSearches(b *testing.B) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	m, _ := settled(b)
	near := 30.0
	for _, c := range []struct {
		name string
		s    schemas.Search
	}{
		{"unfiltered", schemas.Search{}},
		{"of a region", schemas.Search{Region: []string{"AM13"}}},
		{"near", schemas.Search{Near: "3511", MaxDistanceKm: &near, Sort: "distance"}},
		{"with text", schemas.Search{Query: "samenwerken"}},
	} {
		b.Run("vacancies "+c.name, func(b *testing.B) {
			inPages(b, m.SearchVacancies, c.s, func(l *schemas.VacancyList) (int, string) { return len(l.Vacancies), l.NextCursor })
		})
		b.Run("candidates "+c.name, func(b *testing.B) {
			inPages(b, m.SearchCandidates, c.s, func(l *schemas.CandidateList) (int, string) { return len(l.Candidates), l.NextCursor })
		})
	}
}

func inPages[L any](b *testing.B, search UseCase[Asked[schemas.Search], L], s schemas.Search, page func(*L) (int, string)) {
	percentiles(b, func(int) int {
		list, err := search(b.Context(), asUWV(s))
		if err != nil {
			b.Fatal(err)
		}
		n, next := page(&list)
		s.Cursor = next
		return n
	})
}

// lists asks one question after another, past the cache.
func (m *market) lists(b *testing.B, question func(i int) MatchQuestion) {
	percentiles(b, func(i int) int {
		q := asUWV(question(i))
		q.at = m.moment()
		list, err := m.matches(b.Context(), q)
		if err != nil {
			b.Fatal(err)
		}
		return len(list.Matches)
	})
}

// percentiles times one answer after another; each says how many hits it lists.
func percentiles(b *testing.B, answer func(i int) int) {
	b.ReportAllocs()
	var took []time.Duration
	hits := 0
	for i := 0; b.Loop(); i++ {
		began := time.Now()
		hits += answer(i)
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	for name, share := range map[string]float64{"p50-ms": 0.5, "p99-ms": 0.99} {
		b.ReportMetric(float64(took[int(share*float64(len(took)-1))].Microseconds())/1000, name)
	}
	b.ReportMetric(float64(hits)/float64(len(took)), "hits/list")
	b.ReportMetric(0, "ns/op")
}
