package view

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"matchd/loadtest/population"
	"matchd/loadtest/testkit"
	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/fit/fittest"
	"matchd/matcher/rank"
)

// country is a population of a size and a view that holds its candidates.
func country(b *testing.B, candidates int) (*population.Population, *View) {
	b.Helper()
	judge := fittest.Judge()
	all := testkit.Must(population.New(population.Config{
		Seed: 11, AsOf: today, Candidates: candidates, Vacancies: 500, Companies: candidates * 3 / 20, Taxonomy: judge.Taxonomy(), Places: judge.Places(),
	}))
	v := open(b, filepath.Join(b.TempDir(), "view"))
	var batch []Change
	for c := range all.AllCandidates() {
		if batch = append(batch, candidate(c)); len(batch) == 5000 {
			apply(b, v, batch...)
			batch = batch[:0]
		}
	}
	apply(b, v, batch...)
	return all, v
}

// BenchmarkBesideBleve asks the view and plain bleve the same, in turns, of the same candidates on one core: a text that
// is typed, and the candidates for a vacancy as a disjunction of boosted terms within bounds.
func BenchmarkBesideBleve(b *testing.B) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	size := 20_000
	if os.Getenv("MATCHD_LARGE") != "" {
		size = 1_000_000
	}
	all, v := country(b, size)
	for _, text := range []string{"samenwerken", "ervaring in de horeca", "klantgerichtheid samenwerken verkopen ervaring"} {
		b.Run("text/"+text, func(b *testing.B) { besideText(b, v, all, text) })
	}
	b.Run("list", func(b *testing.B) { besideList(b, v, all) })
}

// besideText compares what it takes to find a text, and what the text adds to a list of the whole country, with what
// bleve takes for its ten best.
func besideText(b *testing.B, v *View, all *population.Population, text string) {
	var ours, theirs, with, without []time.Duration
	plain := v.judge.Model.Plain(today, matcher.Viewer{All: true})
	weighed := plain
	weighed.Weights = testkit.Must(v.judge.Model.Weights(nil, 0, true))
	for i := 0; b.Loop(); i++ {
		theirs = append(theirs, timed(func() { found(b, v, match(text)) }))
		ours = append(ours, timed(func() {
			var err error
			if _, weighed.Texts, err = v.Texts(b.Context(), Candidates, text); err != nil || weighed.Texts == nil {
				b.Fatal("nothing found", err)
			}
		}))
		r := all.Vacancy(i % 500)
		o := v.CompileOpening(&r)
		o.Open = true
		for _, list := range []struct {
			q    *fit.Question
			took *[]time.Duration
		}{{&plain, &without}, {&weighed, &with}} {
			*list.took = append(*list.took, timed(func() { rank.ForVacancy(v.judge, v.Snapshot().People, &o, list.q, rank.Ask{K: 10}) }))
		}
	}
	report(b, ours, theirs)
	b.ReportMetric(median(ours)/median(theirs), "of-bleve")
	b.ReportMetric((median(ours)+median(with)-median(without))/median(theirs), "of-bleve-in-list")
	b.ReportMetric(median(without)/1e6, "list-p50-ms")
}

func besideList(b *testing.B, v *View, all *population.Population) {
	var ours, theirs []time.Duration
	q := v.judge.Model.Plain(today, matcher.Viewer{All: true})
	q.Within = 50_000
	for i := 0; b.Loop(); i++ {
		r := all.Vacancy(i % 500)
		o := v.CompileOpening(&r)
		o.Open, q.Regions = true, []uint8{o.Region}
		if !o.Point.Known() || len(o.Skills) == 0 {
			continue
		}
		asked := v.asDisjunction(&o)
		theirs = append(theirs, timed(func() { found(b, v, asked) }))
		ours = append(ours, timed(func() { rank.ForVacancy(v.judge, v.Snapshot().People, &o, &q, rank.Ask{K: 10}) }))
	}
	report(b, ours, theirs)
	b.ReportMetric(median(theirs)/median(ours), "times-bleve")
}

// asDisjunction asks bleve for people of a vacancy's region, within 50 km and of its hours, by any of its skills and
// occupations, which count as they do in ranking.
func (v *View) asDisjunction(o *fit.Opening) query.Query {
	var any []query.Query
	for _, s := range o.Skills {
		t := query.NewTermQuery(v.judge.SkillCode(s.Skill))
		t.SetField(fieldSkill)
		t.SetBoost(float64(s.Weight) / float64(o.SkillWeight) * float64(v.judge.Model.Reasons[fit.Skills].Weight))
		any = append(any, t)
	}
	for _, id := range o.Occupations {
		t := query.NewTermQuery(v.judge.OccupationCode(id))
		t.SetField(fieldOccupation)
		t.SetBoost(float64(v.judge.Model.Reasons[fit.Occupation].Weight))
		any = append(any, t)
	}
	near := query.NewGeoDistanceQuery(degrees(o.Point.Lon), degrees(o.Point.Lat), "50km")
	near.SetField(fieldPoint)
	all := []query.Query{query.NewDisjunctionQuery(any), term(fieldRegion, v.judge.RegionCode(o.Region)), near}
	if o.Hours.Known() {
		all = append(all, atLeast(fieldHoursMax, float64(o.Hours.Min)/10), atMost(fieldHoursMin, float64(o.Hours.Max)/10))
	}
	return query.NewConjunctionQuery(all)
}

func match(text string) query.Query {
	q := query.NewMatchQuery(text)
	q.SetField(fieldText)
	return q
}

func found(b *testing.B, v *View, q query.Query) {
	if _, err := v.index.SearchInContext(b.Context(), bleve.NewSearchRequestOptions(q, 10, 0, false)); err != nil {
		b.Fatal(err)
	}
}

func timed(do func()) time.Duration {
	began := time.Now()
	do()
	return time.Since(began)
}

func median(list []time.Duration) float64 {
	return float64(slices.Sorted(slices.Values(list))[len(list)/2].Nanoseconds())
}

func report(b *testing.B, ours, theirs []time.Duration) {
	b.ReportMetric(median(ours)/1e6, "p50-ms")
	b.ReportMetric(median(theirs)/1e6, "bleve-p50-ms")
	b.ReportMetric(0, "ns/op")
}
