package coupling

import (
	"os"
	"testing"

	"matchd/loadtest/population"
	"matchd/matcher/fit"
	"matchd/matcher/rank"
	"matchd/matcher/transfer"
)

// district is one labour-market region with so many surplus people, groups by their heads, and so many vacancies: the
// busiest of a population in which it has as many. MATCHD_LARGE makes it 20,000 people and 15,000 vacancies, of a
// population of 560,000; otherwise it is a tenth.
func district(b *testing.B) (*World, uint8) {
	b.Helper()
	candidates, people, vacancies := 56_000, 2_000, 1_500
	if os.Getenv("MATCHD_LARGE") != "" {
		candidates, people, vacancies = 560_000, 20_000, 15_000
	}
	c := newCoupler(b)
	c.Bar = OtherCompany
	cfg := population.Scaled(1, candidates, today)
	cfg.Taxonomy, cfg.Places = c.Judge.Taxonomy(), c.Judge.Places()
	p, err := population.New(cfg)
	if err != nil {
		b.Fatal(err)
	}
	amsterdam, _ := cfg.Places.Locate("1012", "", "")
	number, _ := c.Judge.Region(amsterdam.Region)
	here := func(postcode, municipality string) bool {
		at, ok := cfg.Places.Locate(postcode, municipality, "")
		return ok && at.Region == amsterdam.Region
	}
	var openings []rank.Vacancy
	for v := range p.AllVacancies() {
		if len(openings) == vacancies {
			break
		}
		if here(v.Place.Postcode, v.Place.Municipality) {
			if o := c.Judge.Opening(&v); places(&o) > 0 && o.Company != "" {
				openings = append(openings, rank.Vacancy{Opening: o})
			}
		}
	}
	var groups, persons []rank.Person
	units := map[string]int{}
	grouped := people / 2 // the other half are persons
	for s := range p.AllSurpluses() {
		if grouped == 0 {
			break
		}
		if g := c.Judge.Group(&s); g.Region == number {
			units[g.ID] = min(grouped, g.Headcount)
			grouped, people = grouped-units[g.ID], people-units[g.ID]
			groups = append(groups, rank.Person{Profile: g})
		}
	}
	for one := range p.AllCandidates() {
		if people == 0 {
			break
		}
		if here(one.Place.Postcode, one.Place.Municipality) {
			if person := c.Judge.Profile(&one); person.AtRisk() && person.Available {
				persons = append(persons, rank.Person{Profile: person})
				people--
			}
		}
	}
	source := func(group bool) func(p *fit.Profile) (Source, bool) {
		return func(p *fit.Profile) (Source, bool) {
			s := Source{Profile: p, Group: group, Units: 1, Company: p.Employer}
			if group {
				s.Units = units[p.ID]
			}
			return s, true
		}
	}
	return &World{Coupler: *c, Openings: rank.NewOpeningsBook().Change(openings, nil), Supply: []Rows{
		{View: rank.NewPeopleBook().Change(groups, nil), Source: source(true)}, {View: rank.NewPeopleBook().Change(persons, nil), Source: source(false)},
	}}, number
}

// BenchmarkJointPlan plans a region: the pairs from scratch, the plan from scratch with the pairs given, and the plan with
// the region's best pairs of companies after one change.
func BenchmarkJointPlan(b *testing.B) {
	w, region := district(b)
	j, err := NewJoint(w, 0)
	if err != nil {
		b.Fatal(err)
	}
	p := j.problem()
	size := func(b *testing.B) {
		heads := 0
		for _, s := range p.Sources {
			heads += s.Capacity
		}
		b.ReportMetric(float64(heads), "people")
		b.ReportMetric(float64(len(p.Sources)), "people+groups")
		b.ReportMetric(float64(len(p.Sinks)), "vacancies")
		b.ReportMetric(float64(len(p.Edges)), "pairs")
	}
	b.Run("pairs-from-scratch", func(b *testing.B) {
		loop(b, func() error { _, err := NewJoint(w, 0); return err })
		size(b)
	})
	b.Run("plan-from-scratch", func(b *testing.B) {
		loop(b, func() error {
			s, err := transfer.NewSolver(p)
			if err != nil {
				return err
			}
			return transfer.Verify(p, s.Plan())
		})
		size(b)
	})
	if _, err := j.Plan(); err != nil {
		b.Fatal(err)
	}
	for _, one := range changes(w) {
		b.Run("after-"+one.name, func(b *testing.B) {
			at := 0
			loop(b, func() error {
				at++
				supply, demand := one.change(at)
				if err := j.Change(w, supply, demand); err != nil {
					return err
				}
				plan, err := j.Plan()
				if err != nil {
					return err
				}
				if w.Couples(plan.Part(region).Plan) == nil {
					b.Fatal("no two companies are coupled")
				}
				return nil
			})
			size(b)
		})
	}
}

// oneChange makes the change of a round: odd rounds do what even ones undo.
type oneChange struct {
	name   string
	change func(round int) ([]SupplyNow, []DemandNow)
}

func changes(w *World) []oneChange {
	var supply []Source
	for s := range w.Sources {
		supply = append(supply, s.kept())
	}
	var demand []*fit.Opening
	for row := range w.Openings.All {
		demand = append(demand, new(row.Opening))
	}
	pick := func(round, of int) int { return round / 2 * 61 % of }
	return []oneChange{
		{"a-person-leaves-or-comes", func(round int) ([]SupplyNow, []DemandNow) {
			s := supply[len(supply)-1-pick(round, len(supply))]
			now := SupplyNow{ID: s.ID, Group: s.Group}
			if round%2 == 0 {
				now.Now = &s
			}
			return []SupplyNow{now}, nil
		}},
		{"a-group-is-larger-or-not", func(round int) ([]SupplyNow, []DemandNow) {
			s := supply[pick(round, len(supply))]
			s.Units += round % 2
			return []SupplyNow{{ID: s.ID, Group: s.Group, Now: &s}}, nil
		}},
		{"a-vacancy-closes-or-opens", func(round int) ([]SupplyNow, []DemandNow) {
			o := demand[pick(round, len(demand))]
			now := DemandNow{ID: o.ID}
			if round%2 == 0 {
				now.Now = o
			}
			return nil, []DemandNow{now}
		}},
		{"a-vacancy-has-another-place", func(round int) ([]SupplyNow, []DemandNow) {
			o := *demand[pick(round, len(demand))]
			o.Positions += round % 2
			return nil, []DemandNow{{ID: o.ID, Now: &o}}
		}},
	}
}
