package population

import (
	"regexp"
	"strings"
	"testing"

	"matchd/matcher"
)

func TestCompaniesAreTheSameWhereverTheyOccur(t *testing.T) {
	p := demo(t)
	known := map[string]matcher.CompanyRef{}
	for c := range p.AllCompanies() {
		known[c.ID] = matcher.CompanyRef{ID: c.ID, Name: c.Name, Sector: c.Sectors[0]}
	}
	if len(known) != p.Config.Companies {
		t.Fatalf("%d numbers for %d companies", len(known), p.Config.Companies)
	}
	same := func(who string, c matcher.CompanyRef) {
		if c != (matcher.CompanyRef{}) && c != known[c.ID] {
			t.Errorf("%s is with %+v, the company is %+v", who, c, known[c.ID])
		}
	}
	for _, v := range vacancies(t) {
		same(v.ID, v.Company)
	}
	for s := range p.AllSurpluses() {
		same(s.ID, s.Company)
	}
	for _, c := range people(t) {
		same(c.ID, c.Employer.CompanyRef)
	}
}

// TestNumbersBelongToNobody: no number of the trade register begins with 00.
func TestNumbersBelongToNobody(t *testing.T) {
	for j, want := range map[int]string{0: "00100000", 899: "00100899", MaxCompanies - 1: "00999999"} {
		if got := companyID(j); got != want || !matcher.ValidCompanyID(got) {
			t.Errorf("company %d has number %s, want %s", j, got, want)
		}
	}
}

func TestNamesReadAsNames(t *testing.T) {
	p := demo(t)
	shape := regexp.MustCompile(`^[A-Z][\p{L}0-9 .&'()\-]{4,60}$`)
	names := among{}
	for c := range p.AllCompanies() {
		names[c.Name]++
		if !shape.MatchString(c.Name) || strings.Contains(c.Name, "  ") {
			t.Errorf("%q is no name", c.Name)
		}
	}
	within(t, "different names of 900", float64(len(names)), 850, 900)
}

func TestSurplusesComeInPacks(t *testing.T) {
	for k, want := range [][2]int{{0, 0}, {0, 1}, {0, 2}, {0, 3}, {0, 4}, {1, 0}, {2, 0}, {2, 1}, {2, 2}, {3, 0}, {3, 1}, {4, 0}, {5, 0}} {
		if company, place := packOf(k); company != want[0] || place != want[1] {
			t.Errorf("surplus %d is number %d of company %d, want %v", k, place, company, want)
		}
	}
	if company, place := packOf(119); company != 49 || place != 0 {
		t.Errorf("the last of 120 surpluses is number %d of company %d, want 0 of 49", place, company)
	}
}

func TestTheFirstCompanyIsAnAirportHandlerWithSeveralFunctions(t *testing.T) {
	for seed := range uint64(8) {
		c := Demo(asOf())
		c.Seed, c.Candidates, c.Vacancies, c.Surpluses, c.Companies = seed, 0, 0, 12, 60
		p := made(t, c)
		functions := map[string]bool{}
		for k := range 5 {
			s := p.Surplus(k)
			functions[s.Occupation.Label] = true
			if s.Company.ID != companyID(0) || s.Company.Sector.Code != "5223" {
				t.Fatalf("seed %d: surplus %d is of %+v", seed, k, s.Company)
			}
		}
		if len(functions) != 5 {
			t.Errorf("seed %d: functions %v, want 5", seed, functions)
		}
	}
}

func TestHeadcountsStayInTheirBounds(t *testing.T) {
	p := made(t, Scaled(9, 60_000, asOf()))
	big := 0
	for k := range p.Config.Surpluses {
		n := p.headcountOf(k)
		within(t, surplusID(k)+" has people", float64(n), 5, 400)
		if n > 100 {
			big++
		}
	}
	within(t, "groups above a hundred", float64(big), 20, 400)
}

// TestNobodyCountsTwice: the profiles that name a surplus use places that it has, and fit it.
func TestNobodyCountsTwice(t *testing.T) {
	p := demo(t)
	used, groups := among{}, map[string]matcher.Surplus{}
	for s := range p.AllSurpluses() {
		groups[s.ID] = s
	}
	for _, c := range people(t) {
		if c.SurplusID == "" {
			continue
		}
		used[c.SurplusID]++
		if s := groups[c.SurplusID]; s.Company != c.Employer.CompanyRef || s.Occupation != c.Employer.Occupation {
			t.Errorf("%s of %s at %s is counted with %+v", c.ID, c.Employer.Occupation.Label, c.Employer.Name, s.Company)
		}
	}
	for id, n := range used {
		if n > groups[id].Headcount {
			t.Errorf("%s has %d people and %d profiles", id, groups[id].Headcount, n)
		}
	}
}
