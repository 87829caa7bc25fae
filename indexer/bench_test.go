package indexer

import (
	"testing"

	"matchd/indexer/view"
	"matchd/loadtest/population"
	"matchd/matcher"
	"matchd/schemas"
)

func newPopulation(b *testing.B, candidates, vacancies int) *population.Population {
	b.Helper()
	judge := must(builtIn())
	return must(population.New(population.Config{
		Seed: 3, AsOf: today, Candidates: candidates, Vacancies: vacancies, Companies: 50, Taxonomy: judge.Taxonomy(), Places: judge.Places(),
	}))
}

// BenchmarkFold folds 2,000 candidates from a log that stands in memory.
func BenchmarkFold(b *testing.B) {
	const records = 2_000
	log := newLog()
	for c := range newPopulation(b, records, 0).AllCandidates() {
		log.append(schemas.Candidates, c.ID, must(schemas.Encode(c)))
	}
	for b.Loop() {
		f := newBench(b)
		f.Log = log
		f.start().untilReady()
		if err := f.stop(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(records*b.N)/b.Elapsed().Seconds(), "records/s")
}

// BenchmarkStanding brings 5,000 lists up to date with one candidate that changed.
func BenchmarkStanding(b *testing.B) {
	all := newPopulation(b, 6000, 5000)
	v := openView(b, b.TempDir()+"/view")
	var records []view.Change
	for c := range all.AllCandidates() {
		records = append(records, change(c))
	}
	for r := range all.AllVacancies() {
		r.Status = matcher.VacancyOpen
		records = append(records, change(r))
	}
	if err := v.Apply(records, view.Marks{}, nil); err != nil {
		b.Fatal(err)
	}
	s := NewStanding(must(builtIn()))
	s.Own([]int{0, 1, 2, 3, 4, 5})
	now := v.Snapshot()
	for s.Grow(now, today) {
	}
	next := 0
	for b.Loop() {
		s.Update(now, now, view.Touched{People: []string{all.Candidate(next % 6000).ID}}, today)
		next++
	}
}
