package rank

import (
	"os"
	"runtime"
	"slices"
	"testing"
	"time"

	"matchd/indexer/hugepages"
	"matchd/matcher"
	"matchd/matcher/fit"
)

// sizes is how many people and vacancies the benchmarks rank among; the large form is the whole country.
func sizes() (people, openings int) {
	if os.Getenv("MATCHD_LARGE") != "" {
		return 1_000_000, 500_000
	}
	return 50_000, 25_000
}

// inUse is what is in use after a collection, in bytes.
func inUse() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

// percentile of times in milliseconds; the list is sorted.
func percentile(took []time.Duration, share float64) float64 {
	slices.Sort(took)
	return float64(took[int(share*float64(len(took)-1))].Microseconds()) / 1000
}

func timed(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}

// lists measures a list per iteration by bounds, and every tenth of them by a flat scan too, so that both meet the same
// machine, and reports percentiles in milliseconds with their ratios.
func lists(b *testing.B, bounded, flat func(i int) int) {
	var took, beside, scanned []time.Duration
	hits := 0
	for i := 0; b.Loop(); i++ {
		took = append(took, timed(func() { hits += bounded(i) }))
		if i%10 == 0 {
			beside = append(beside, took[i])
			scanned = append(scanned, timed(func() { flat(i) }))
		}
	}
	b.ReportMetric(float64(hits)/float64(len(took)), "hits/list")
	for name, share := range map[string]float64{"p50": 0.5, "p99": 0.99} {
		b.ReportMetric(percentile(took, share), name+"-ms")
		b.ReportMetric(percentile(scanned, share), name+"-flat-ms")
		b.ReportMetric(percentile(beside, share)/percentile(scanned, share), name+"-ratio")
	}
	b.ReportMetric(0, "ns/op")
}

// scopes are how far lists of the benchmarks look.
func scopes() map[string]int32 { return map[string]int32{"within 50 km": 50_000, "nationwide": 0} }

// BenchmarkForVacancy ranks people on one core, within 50 km and nationwide: by bounds with the reasons of the ten that
// are shown, and by scoring every column, without reasons.
func BenchmarkForVacancy(b *testing.B) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	c := newCountry(b)
	n, _ := sizes()
	before := inUse()
	people := make([]Person, n)
	for i := range people {
		people[i] = c.person(i)
	}
	book := NewPeopleBook()
	book.Lay(hugepages.Collapse) // as a view does
	v := book.Change(people, nil)
	people = nil
	perRow := (inUse() - before) / float64(n)
	asked := make([]Vacancy, 500)
	for i := range asked {
		asked[i] = c.vacancy(i)
		asked[i].Open = true
	}
	for name, metres := range scopes() {
		q := c.judge.Model.Plain(today, matcher.Viewer{All: true})
		q.Within = metres
		bounded := func(i int) int {
			o := &asked[i%len(asked)].Opening
			hits, explainer := ForVacancy(c.judge, v, o, &q, Ask{K: 10}), c.judge.Explainer(&q, fit.Full, fit.Dutch)
			for _, hit := range hits {
				explainer.Explain(o, &v.Find(hit.ID).Profile)
			}
			return len(hits)
		}
		b.Run(name, func(b *testing.B) {
			lists(b, bounded, func(i int) int {
				return len(flatForVacancy(c.judge, v, &asked[i%len(asked)].Opening, &q, Ask{K: 10}))
			})
			b.ReportMetric(perRow, "B/row")
		})
		b.Run(name+"/allocations", func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				bounded(i)
			}
		})
	}
}

// BenchmarkForCandidate ranks vacancies likewise.
func BenchmarkForCandidate(b *testing.B) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	c := newCountry(b)
	_, n := sizes()
	before := inUse()
	openings := make([]Vacancy, n)
	for i := range openings {
		openings[i] = c.vacancy(i)
	}
	book := NewOpeningsBook()
	book.Lay(hugepages.Collapse)
	v := book.Change(openings, nil)
	openings = nil
	perRow := (inUse() - before) / float64(n)
	asking := make([]Person, 500)
	for i := range asking {
		asking[i] = c.person(i)
		asking[i].Available = true
	}
	for name, metres := range scopes() {
		q := c.judge.Model.Plain(today, matcher.Viewer{All: true})
		q.Openings, q.Within = true, metres
		bounded := func(i int) int {
			p := &asking[i%len(asking)].Profile
			hits, explainer := ForCandidate(c.judge, v, p, &q, Ask{K: 10}), c.judge.Explainer(&q, fit.Full, fit.Dutch)
			for _, hit := range hits {
				explainer.Explain(&v.Find(hit.ID).Opening, p)
			}
			return len(hits)
		}
		b.Run(name, func(b *testing.B) {
			lists(b, bounded, func(i int) int {
				return len(flatForCandidate(c.judge, v, &asking[i%len(asking)].Profile, &q, Ask{K: 10}))
			})
			b.ReportMetric(perRow, "B/row")
		})
		b.Run(name+"/allocations", func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				bounded(i)
			}
		})
	}
}

// flatForVacancy looks at every row in turn: the same columns and the same top, but neither an order of visits nor a
// bound before the skills.
func flatForVacancy(j *fit.Judge, v *People, o *fit.Opening, q *fit.Question, a Ask) []Hit {
	l, best := newVacancyLens(&desk{}, j, o, q), newTop(a)
	for i := range v.parts {
		s := l.over(&v.parts[i], best, a)
		for row := range s.part.seg.size() {
			c, r := &s.part.seg.columns[row], &s.part.seg.rows[row]
			if near := int64(s.near[r.site]); near >= 0 && r.available && !s.part.buried(row) {
				s.weigh(row, near+s.rough(c)+s.career(row)+s.papers.at(c.papers), 0)
			}
		}
	}
	return best.sorted()
}

func flatForCandidate(j *fit.Judge, v *Openings, p *fit.Profile, q *fit.Question, a Ask) []Hit {
	l, best := newCandidateLens(&desk{}, j, p, q), newTop(a)
	for i := range v.parts {
		s := l.over(&v.parts[i], best, a)
		for row := range s.part.seg.size() {
			c := &s.part.seg.columns[row]
			if near := int64(s.near[c.site]); near >= 0 && !s.part.buried(row) {
				s.weigh(row, near+s.rough(c)+s.byOccupations(s.part.seg.occupationsOf(row)), 0)
			}
		}
	}
	return best.sorted()
}
