package indexer

import (
	"crypto/rand"
	"os"
	"runtime/debug"
	"slices"
	"syscall"
	"testing"
	"time"

	"matchd/indexer/view"
	"matchd/indexer/view/viewtest"
	"matchd/loadtest/population"
	"matchd/loadtest/testkit"
	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/fit/fittest"
	"matchd/matcher/rank"
	"matchd/schemas"
)

func newPopulation(b *testing.B, candidates, vacancies int) *population.Population {
	b.Helper()
	judge := fittest.Judge()
	return testkit.Must(population.New(population.Config{
		Seed: 3, AsOf: today, Candidates: candidates, Vacancies: vacancies, Companies: max(50, candidates*3/20), Taxonomy: judge.Taxonomy(), Places: judge.Places(),
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
		log.append(schemas.Candidates, c.ID, testkit.Must(schemas.Encode(c)))
	}
	for r := range all.AllVacancies() {
		log.append(schemas.Vacancies, r.ID, testkit.Must(schemas.Encode(r)))
	}
	before := processor(b)
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
	b.ReportMetric(float64((processor(b)-before).Microseconds())/float64(records*b.N), "processor-us/record")
}

// processor is the processor time that this process has taken: it says much the same on a busy machine.
func processor(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkQueriesBesideFold asks for the people of a vacancy, with reasons, one list after another, in seconds by turns
// without and with a fold of 500 changed records a second that keeps standing lists. The heap grows as far as the service
// lets it, unless GOGC says otherwise.
func BenchmarkQueriesBesideFold(b *testing.B) {
	if os.Getenv("GOGC") == "" {
		defer debug.SetGCPercent(debug.SetGCPercent(300))
	}
	vacancies := 3_000
	if os.Getenv("MATCHD_LARGE") != "" {
		vacancies = 50_000
	}
	all := newPopulation(b, 2*vacancies, vacancies)
	f := newBench(b).announcing()
	fill(b, f.View, all)
	f.start()
	for f.behind() {
		time.Sleep(10 * time.Millisecond)
	}
	changed := &changes{all: all, vacancies: vacancies}
	var idle, busy []time.Duration
	var alone, beside, flowed time.Duration // processor time without and with the fold; time
	folded := 0
	for b.Loop() {
		for range 5 {
			spent := processor(b)
			idle = append(idle, queries(f.View, all, time.Second)...)
			alone, spent = alone+processor(b)-spent, processor(b)
			began, before := time.Now(), changed.next
			stop := changed.flow(f, 500)
			busy = append(busy, queries(f.View, all, time.Second)...)
			f.folded(stop())
			folded, flowed, beside = folded+changed.next-before, flowed+time.Since(began), beside+processor(b)-spent
		}
	}
	asking := alone * time.Duration(len(busy)) / time.Duration(len(idle))
	b.ReportMetric(float64((beside-asking).Microseconds())/float64(folded), "processor-us/record")
	slices.Sort(idle)
	slices.Sort(busy)
	for name, share := range map[string]float64{"p50": 0.5, "p99": 0.99} {
		was, is := idle[int(share*float64(len(idle)))], busy[int(share*float64(len(busy)))]
		b.ReportMetric(float64(is.Microseconds())/1000, name+"-ms")
		b.ReportMetric(float64(is)/float64(was), name+"-of-idle")
	}
	b.ReportMetric(float64(folded)/flowed.Seconds(), "records/s") // from the first put until the last is folded
	b.ReportMetric(0, "ns/op")
}

// fill applies a population to a view, past the log.
func fill(b *testing.B, v *view.View, all *population.Population) {
	var records []view.Change
	flush := func() {
		if err := v.Apply(records, view.Marks{}, nil); err != nil {
			b.Fatal(err)
		}
		records = records[:0]
	}
	for c := range all.AllCandidates() {
		if records = append(records, viewtest.Change(&c)); len(records) == 5000 {
			flush()
		}
	}
	for r := range all.AllVacancies() {
		r.Status = matcher.VacancyOpen
		if records = append(records, viewtest.Change(&r)); len(records) == 5000 {
			flush()
		}
	}
	flush()
}

// behind reports whether there are standing lists to be made.
func (b *bench) behind() bool {
	return !b.Ready() || b.announcer.lists.Owed() > 0
}

// queries asks one list after another for a while and gives how long each took.
func queries(v *view.View, all *population.Population, last time.Duration) (took []time.Duration) {
	q := v.Judge().Model.Plain(today, matcher.Viewer{All: true})
	q.Within = 50_000
	began := time.Now()
	for i := 0; time.Since(began) < last; i++ {
		r := all.Vacancy(i * 7 % 1000)
		start := time.Now()
		now := v.Snapshot()
		o := &now.Openings.Find(r.ID).Opening
		explainer := v.Judge().Explainer(&q, fit.Full, fit.Dutch)
		for _, hit := range rank.ForVacancy(v.Judge(), now.People, o, &q, rank.Ask{K: 10}) {
			explainer.Explain(o, &now.People.Find(hit.ID).Profile)
		}
		took = append(took, time.Since(start))
	}
	return took
}

// changes makes new versions of the records of a population, two candidates to a vacancy: with the last skill listed,
// and without.
type changes struct {
	all             *population.Population
	vacancies, next int
}

// put appends another record to the log.
func (c *changes) put(f *bench) schemas.Position {
	c.next++
	n, revision, without := c.next*7919, int64(c.next+1), c.next%2
	if c.next%3 > 0 {
		r := c.all.Candidate(n % (2 * c.vacancies))
		r.Revision, r.Skills = revision, r.Skills[:max(0, len(r.Skills)-without)]
		return f.put(r)
	}
	r := c.all.Vacancy(n % c.vacancies)
	r.Revision, r.Status, r.Skills = revision, matcher.VacancyOpen, r.Skills[:max(0, len(r.Skills)-without)]
	return f.put(r)
}

// flow puts so many a second until it is stopped, and then gives where the last of them is.
func (c *changes) flow(f *bench, perSecond int) (stop func() schemas.Position) {
	ended, last := make(chan struct{}), make(chan schemas.Position)
	go func() {
		began, done, at := time.Now(), 0, c.put(f)
		for {
			select {
			case <-ended:
				last <- at
				return
			case <-time.After(10 * time.Millisecond):
			}
			for ; float64(done) < time.Since(began).Seconds()*float64(perSecond); done++ {
				at = c.put(f)
			}
		}
	}()
	return func() schemas.Position { close(ended); return <-last }
}

// BenchmarkRound looks for what one changed row couples and uncouples, in a country of 6,000 people, 3,000 vacancies and
// 300 groups.
func BenchmarkRound(b *testing.B) {
	judge := fittest.Judge()
	all := testkit.Must(population.New(population.Config{
		Seed: 3, AsOf: today, Candidates: 6_000, Vacancies: 3_000, Surpluses: 300, Companies: 900, Taxonomy: judge.Taxonomy(), Places: judge.Places(),
	}))
	v := viewtest.Open(b, b.TempDir()+"/view")
	fill(b, v, all)
	var groups []view.Change
	for s := range all.AllSurpluses() {
		groups = append(groups, view.Change{Kind: view.Surpluses, ID: s.ID, Surplus: &s, Source: testkit.Must(schemas.Encode(s))})
	}
	if err := v.Apply(groups, view.Marks{}, nil); err != nil {
		b.Fatal(err)
	}
	now := v.Snapshot()
	for name, row := range map[string]func(i int) touch{
		"vacancy": func(i int) touch { return touch{Kind: view.Vacancies, ID: all.Vacancy(i % 3000).ID} },
		"group":   func(i int) touch { return touch{Kind: view.Surpluses, ID: all.Surplus(i % 300).ID} },
	} {
		b.Run(name, func(b *testing.B) {
			pairs, next := 0, 0
			for b.Loop() {
				c := newCouples(judge, now, now, today, today)
				c.look(row(next))
				for _, p := range c.fresh() {
					if _, _, err := c.compare(p); err != nil {
						b.Fatal(err)
					}
					pairs++
				}
				next++
			}
			b.ReportMetric(float64(pairs)/float64(b.N), "pairs/op")
		})
	}
}

// BenchmarkOnePushAmidABulkLoad appends 4,000 new vacancies at once to a country of 6,000 people and 3,000 vacancies, and
// then one candidate and one vacancy: how long until each of those is searchable, and until the last of the load is.
func BenchmarkOnePushAmidABulkLoad(b *testing.B) {
	const load = 4_000
	all := newPopulation(b, 6_000, 3_000+load)
	f := newBench(b).announcing()
	fill(b, f.View, newPopulation(b, 6_000, 3_000))
	f.start()
	for f.behind() {
		time.Sleep(10 * time.Millisecond)
	}
	took := map[string]time.Duration{}
	for b.Loop() {
		var last schemas.Position
		for i := range load {
			v := all.Vacancy(3_000 + i)
			v.ID, v.Status = rand.Text(), matcher.VacancyOpen
			last = f.put(v)
		}
		began := time.Now()
		until := func(name string, at schemas.Position) {
			f.folded(at)
			took[name] += time.Since(began)
		}
		candidate, vacancy := f.put(fittest.Nurse(rand.Text())), f.put(fittest.Nursing(rand.Text()))
		until("candidate-ms", candidate)
		until("vacancy-ms", vacancy)
		until("load-ms", last)
		for len(testkit.Must(f.View.Kept())) > 0 { // until what it announces is out
			time.Sleep(10 * time.Millisecond)
		}
	}
	for name, sum := range took {
		b.ReportMetric(float64(sum.Milliseconds())/float64(b.N), name)
	}
	b.ReportMetric(0, "ns/op")
}
