package standing

import (
	"os"
	"testing"
	"time"

	"matchd/indexer/view"
	"matchd/indexer/view/viewtest"
	"matchd/loadtest/population"
	"matchd/loadtest/testkit"
	"matchd/matcher/fit/fittest"
)

// BenchmarkUpdate keeps the lists of a country of 6,000 people and 3,000 vacancies, the large form fifteen times that,
// while one person after another drops a skill; the view's own work is not counted.
func BenchmarkUpdate(b *testing.B) {
	people, vacancies := 6_000, 3_000
	if os.Getenv("MATCHD_LARGE") != "" {
		people, vacancies = 90_000, 45_000
	}
	judge := fittest.Judge()
	all := testkit.Must(population.New(population.Config{
		Seed: 3, AsOf: fittest.Today, Candidates: people, Vacancies: vacancies, Companies: people / 7, Taxonomy: judge.Taxonomy(), Places: judge.Places(),
	}))
	v := viewtest.Open(b, b.TempDir()+"/view")
	apply := func(plan view.Plan, records ...view.Change) {
		if err := v.Apply(records, view.Marks{}, plan); err != nil {
			b.Fatal(err)
		}
	}
	var records []view.Change
	for c := range all.AllCandidates() {
		records = append(records, viewtest.Change(&c))
	}
	for r := range all.AllVacancies() {
		records = append(records, viewtest.Change(&r))
	}
	apply(nil, records...)
	lists := New(judge)
	lists.Begin(v.Snapshot(), fittest.Today)
	began := time.Now()
	for more := true; more; {
		_, _, more = lists.Step(v.Snapshot(), fittest.Today)
	}
	made := time.Since(began)
	var took time.Duration
	notices, next := 0, 0
	for b.Loop() {
		c := all.Candidate(next * 7919 % people)
		c.Skills = c.Skills[:max(0, len(c.Skills)-1-next/people)]
		next++
		apply(func(before, after *view.Snapshot, touched view.Touched) []byte {
			began := time.Now()
			found, _ := lists.Update(before, after, touched, fittest.Today)
			took, notices = took+time.Since(began), notices+len(found)
			return nil
		}, viewtest.Change(&c))
	}
	b.ReportMetric(float64(took.Microseconds())/float64(b.N), "us/person")
	b.ReportMetric(float64(notices)/float64(b.N), "notices/person")
	b.ReportMetric(float64(made.Microseconds())/float64(vacancies), "us/list")
	b.ReportMetric(0, "ns/op")
}
