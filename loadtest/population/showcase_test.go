package population

import (
	"testing"

	"matchd/matcher"
)

// find gives the record with an id.
func find[T any](t *testing.T, records []T, id string, of func(T) string) T {
	t.Helper()
	for _, r := range records {
		if of(r) == id {
			return r
		}
	}
	t.Fatalf("no record %q", id)
	panic("unreachable")
}

func TestTheShowcaseShowsWhatItSays(t *testing.T) {
	p := demo(t)
	s := p.Showcase()
	if s != p.Showcase() {
		t.Error("two showcases of one population")
	}
	c := find(t, people(t), s.Candidate, func(c matcher.Candidate) string { return c.ID })
	if c.Employer.Occupation.Label != "cabinepersoneel" || c.Situation != matcher.AtRisk || len(c.Wishes.Occupations) == 0 ||
		!c.Consent.Holds(asOf()) || *c.Wishes.MaxDistanceKm < 25 {
		t.Errorf("%s is %s in %s, wishing %v", c.ID, c.Employer.Occupation.Label, c.Situation, c.Wishes.Occupations)
	}
	v := find(t, vacancies(t), s.Vacancy, func(v matcher.Vacancy) string { return v.ID })
	here := region(t, p.Places, v.Place)
	near := 0
	for _, c := range people(t) {
		if c.Employer.Occupation == v.Occupation && region(t, p.Places, c.Place) == here && c.Status == matcher.CandidateAvailable {
			near++
		}
	}
	if v.Status != matcher.VacancyOpen || len(v.Skills) < 5 {
		t.Errorf("%s is %s and asks %d skills", v.ID, v.Status, len(v.Skills))
	}
	within(t, "people of the region who did the work of "+v.Title, float64(near), 8, 200)
	groups := 0
	for g := range p.AllSurpluses() {
		if g.Company.ID == s.Company {
			groups++
		}
	}
	within(t, "groups of the company", float64(groups), 2, 5)
}

func TestAShowcaseOfOtherPopulations(t *testing.T) {
	empty := made(t, Config{AsOf: asOf(), Companies: 1}).Showcase()
	if empty != (Showcase{}) {
		t.Errorf("nobody to show, but %+v", empty)
	}
	c := Config{Seed: 4, AsOf: asOf(), Candidates: 60, Vacancies: 60, Surpluses: 12, Companies: 40, Taxonomy: smallTaxonomy(t)}
	if s := made(t, c).Showcase(); s.Candidate == "" || s.Vacancy == "" || s.Company != companyID(0) {
		t.Errorf("a small population shows %+v", s)
	}
}
