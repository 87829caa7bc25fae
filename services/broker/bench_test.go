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
	m.settle(b, all)
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

// settle folds a population whose vacancies are all open.
func (m *market) settle(b *testing.B, all *population.Population) {
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
}

// lists asks one question after another, past the cache.
func (m *market) lists(b *testing.B, question func(i int) MatchQuestion) {
	b.ReportAllocs()
	var took []time.Duration
	hits := 0
	for i := 0; b.Loop(); i++ {
		q := asUWV(question(i))
		began := time.Now()
		q.at = m.moment()
		list, err := m.matches(b.Context(), q)
		if took = append(took, time.Since(began)); err != nil {
			b.Fatal(err)
		}
		hits += len(list.Matches)
	}
	slices.Sort(took)
	for name, share := range map[string]float64{"p50-ms": 0.5, "p99-ms": 0.99} {
		b.ReportMetric(float64(took[int(share*float64(len(took)-1))].Microseconds())/1000, name)
	}
	b.ReportMetric(float64(hits)/float64(len(took)), "hits/list")
	b.ReportMetric(0, "ns/op")
}
