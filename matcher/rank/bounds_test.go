package rank

import (
	"slices"
	"testing"

	"matchd/matcher/fit"
)

// bound is one that a search works with, and what it bounds.
type bound struct {
	name          string
	most, exactly int64
}

func below(t *testing.T, seed uint64, id string, bounds ...bound) {
	t.Helper()
	for _, b := range bounds {
		if b.most < b.exactly {
			t.Fatalf("seed %d, row %s: %s bounds %d by %d", seed, id, b.name, b.exactly, b.most)
		}
	}
}

// sum is what some reasons of a pair add.
func sum(q *fit.Question, t *fit.Terms, of ...fit.ReasonID) (n int64) {
	for _, id := range of {
		n += q.Weights.Contribution(id, t[id])
	}
	return n
}

// everything is all reasons but those given.
func everything(but ...fit.ReasonID) (out []fit.ReasonID) {
	for id := range fit.Reasons {
		if !slices.Contains(but, id) {
			out = append(out, id)
		}
	}
	return out
}

func TestNobodyExceedsABound(t *testing.T) {
	t.Parallel()
	for seed := range uint64(questions() / 50) {
		w := newWorld(t, seed)
		v := NewPeopleBook().Change(w.people(60), nil)
		o := w.vacancy("asked")
		if o.SkillWeight == 0 {
			continue
		}
		q := w.question(false, []string{"nobody"})
		ofBriefs := []fit.ReasonID{fit.Education, fit.IrregularHours, fit.Contract, fit.Languages, fit.Hours, fit.Certificates}
		but := append([]fit.ReasonID{fit.Skills, fit.Distance, fit.Occupation, fit.WishedOccupation}, ofBriefs...)
		s := newVacancyLens(&desk{}, w.judge, &o.Opening, &q).over(&v.parts[0], newTop(Ask{K: 1}), Ask{K: 1})
		for _, in := range s.spans {
			gauges := s.measure(in)
			for row := int(in.from); row < int(in.to); row++ {
				p, c := rowOf[Person](s.part.seg, row), &s.columns[row]
				if !p.Available {
					continue // and in no list
				}
				terms := w.judge.Terms(s.o, &p.Profile, &q)
				skills := sum(&q, &terms, fit.Skills)
				below(t, seed, p.ID,
					bound{"a first look", s.skillsBound(row, c), skills},
					bound{"a gauge", gauges[row-int(in.from)].most(s.skillShare), skills},
					bound{"a gauge beside columns", s.sharper(gauges[row-int(in.from)], row, c), skills},
					bound{"the needed sum", int64(gauges[row-int(in.from)].sum()), needs(s, skills)},
					bound{"a glance", int64(s.glance.of(&s.part.seg.briefs[row])), sum(&q, &terms, ofBriefs...)},
					bound{"all but a glance", s.glance.rest, sum(&q, &terms, everything(but...)...)},
					bound{"columns", s.rough(c) + s.career(row) + s.papers.at(c.papers), sum(&q, &terms, everything(fit.Skills, fit.Distance, fit.Text)...)},
				)
			}
		}
	}
}

// rowOf is a row of a segment as a whole.
func rowOf[R record](s segment[R], row int) *R {
	out := new(R)
	s.unpack(row, out)
	return out
}

// needs is the sum of a gauge that a row must have where skills must add this much.
func needs(s *peopleSearch, skills int64) int64 {
	s.top.bar = skills
	defer func() { s.top.bar = 0 }()
	return int64(s.needed(0))
}

func TestNoOpeningExceedsABound(t *testing.T) {
	t.Parallel()
	for seed := range uint64(questions() / 50) {
		w := newWorld(t, seed)
		v := NewOpeningsBook().Change(w.vacancies(60), nil)
		p := w.person("asking")
		q := w.question(true, []string{"none"})
		s := newCandidateLens(&desk{}, w.judge, &p.Profile, &q).over(&v.parts[0], newTop(Ask{K: 1}), Ask{K: 1})
		for _, in := range s.spans {
			tallies := s.measure(in)
			for row := int(in.from); row < int(in.to); row++ {
				o, c := rowOf[Vacancy](s.part.seg, row), &s.part.seg.columns[row]
				terms := w.judge.Terms(&o.Opening, s.person, &q)
				skills := sum(&q, &terms, fit.Skills)
				s.top.bar = skills
				tally := tallies[row-int(in.from)]
				below(t, seed, o.ID,
					bound{"a tally", s.most(tally), skills},
					bound{"the needed sum", tally.sum(), s.needed(0)},
					bound{"a run", s.work(lairOfVacancy(o).occupation), sum(&q, &terms, fit.Occupation, fit.WishedOccupation)},
					bound{"columns", s.rough(c) + s.byOccupations(s.part.seg.occupationsOf(row)), sum(&q, &terms, everything(fit.Skills, fit.Distance, fit.Text)...)},
				)
			}
		}
	}
}
