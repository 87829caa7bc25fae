package indexer

import (
	"os"
	"testing"
	"time"

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

// BenchmarkFold catches up with candidates and vacancies, two to one, from a log that stands in memory.
func BenchmarkFold(b *testing.B) {
	records := 20_000
	if os.Getenv("MATCHD_LARGE") != "" {
		records = 200_000
	}
	log := newLog()
	all := newPopulation(b, records*2/3, records-records*2/3)
	for c := range all.AllCandidates() {
		log.append(schemas.Candidates, c.ID, must(schemas.Encode(c)))
	}
	for r := range all.AllVacancies() {
		log.append(schemas.Vacancies, r.ID, must(schemas.Encode(r)))
	}
	for b.Loop() {
		f := newBench(b)
		f.Log = log
		f.start()
		for !f.Ready() {
			time.Sleep(time.Millisecond)
		}
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
