package coupling

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/fit/fittest"
	"matchd/matcher/rank"
	"matchd/matcher/transfer"
)

const today = fittest.Today

// The companies of these tests.
const (
	handler = "11111111"
	hotel   = "22222222"
	care    = "33333333"
)

func newCoupler(t testing.TB) *Coupler {
	t.Helper()
	return &Coupler{Judge: fittest.Judge(), AsOf: today}
}

func occupation(name string) matcher.Concept {
	return matcher.Concept{Code: "urn:matchd:occupation:" + name}
}

// group is an announced surplus of a company that can do what its occupation always asks.
func (c *Coupler) group(id, company, job, postcode string, headcount int) Source {
	o := occupation(job)
	s := matcher.Surplus{
		ID: id, Status: matcher.SurplusOpen, Company: matcher.CompanyRef{ID: company, Sector: matcher.Sector{Code: "5223"}},
		Headcount: headcount, Occupation: o, Skills: c.skillsOf(o), Place: matcher.Place{Postcode: postcode}, AvailableFrom: today + 30,
		Hours: hoursOf(36),
	}
	p := c.Judge.Group(&s)
	return Source{Profile: &p, Group: true, Units: headcount, Company: company, Work: p.Point}
}

func (c *Coupler) person(id, company, job, postcode string) Source {
	o := occupation(job)
	p := c.Judge.Profile(&matcher.Candidate{
		ID: id, Status: matcher.CandidateAvailable, Situation: matcher.AtRisk, Place: matcher.Place{Postcode: postcode}, Skills: c.skillsOf(o),
		Employer: matcher.Employer{CompanyRef: matcher.CompanyRef{ID: company}, Occupation: o, Hours: hoursOf(32)},
	})
	return Source{Profile: &p, Units: 1, Company: company}
}

func (c *Coupler) opening(id, company, job, postcode string, positions int) *fit.Opening {
	o := c.Judge.Opening(&matcher.Vacancy{
		ID: id, Status: matcher.VacancyOpen, Company: matcher.CompanyRef{ID: company, Sector: matcher.Sector{Code: "5510"}}, Occupation: occupation(job),
		Place: matcher.Place{Postcode: postcode}, Positions: positions, StartDate: today + 60, Hours: hoursOf(32),
	})
	return &o
}

func (c *Coupler) skillsOf(o matcher.Concept) []matcher.SkillHeld {
	ids, _ := c.Judge.Occupation(o)
	var out []matcher.SkillHeld
	for _, id := range c.Judge.EssentialSkills(ids[0]) {
		out = append(out, matcher.SkillHeld{Code: c.Judge.SkillCode(id)})
	}
	return out
}

func hoursOf(n float64) *matcher.Hours { return &matcher.Hours{Min: &n, Max: &n} }

func solve(t testing.TB, c *Coupler, m *Market) *Plan {
	t.Helper()
	p, err := c.Solve(m)
	if err != nil {
		t.Fatal(err)
	}
	if err := transfer.Verify(p.Problem, p.Best); err != nil {
		t.Fatal(err)
	}
	return p
}

// world is random supply and demand of a few companies in a few places.
func (c *Coupler) world(seed uint64, sources, sinks int) ([]Source, []*fit.Opening) {
	d := rand.New(rand.NewPCG(seed, 5))
	jobs := []string{"bagageafhandelaar", "schoonmaker", "kamermeisje", "kelner", "gastvrouw-in-de-zorg", "beveiliger", "magazijnmedewerker", "orderpicker"}
	places := []string{"1118", "1012", "2132", "3511", "5611"}
	companies := []string{handler, hotel, care, "44444444", "55555555"}
	pick := func(of []string) string { return of[d.IntN(len(of))] }
	var supply []Source
	for i := range sources {
		if d.IntN(2) == 0 {
			supply = append(supply, c.group(fmt.Sprintf("s%03d", i), pick(companies), pick(jobs), pick(places), 1+d.IntN(9)))
		} else {
			supply = append(supply, c.person(fmt.Sprintf("c%03d", i), pick(companies), pick(jobs), pick(places)))
		}
	}
	var demand []*fit.Opening
	for i := range sinks {
		o := c.opening(fmt.Sprintf("v%03d", i), pick(companies), pick(jobs), pick(places), 1+d.IntN(4))
		o.Open = d.IntN(9) > 0
		if d.IntN(12) == 0 {
			o.Closing = today - 1
		}
		demand = append(demand, o)
	}
	return supply, demand
}

func openings(demand []*fit.Opening) *rank.Openings {
	rows := make([]rank.Vacancy, len(demand))
	for i, o := range demand {
		rows[i] = rank.Vacancy{Opening: *o}
	}
	return rank.NewOpeningsBook().Change(rows, nil)
}

// car is the means of transport of somebody who has a car.
func (c *Coupler) car(t testing.TB) fit.Set {
	t.Helper()
	return c.Judge.Profile(&matcher.Candidate{Transport: []matcher.Transport{matcher.Car}}).Transport
}
