package population

import (
	"matchd/matcher"
	"matchd/matcher/sector"
)

// Showcase names records that show at once what the service does.
type Showcase struct {
	Vacancy   string // an open vacancy for which many people nearby have done the work
	Candidate string // a person of the cabin crew who is at risk, or else anybody at risk
	Company   string // a company with a surplus in several functions
}

// shown bounds how many records of a kind are looked at to choose a showcase: all of the demo, the first of a
// population of national size.
const shown = 6_000

// Showcase chooses the records; an id is empty only where the population has no record of the kind. It makes up to
// 12,000 records, so ask once.
func (p *Population) Showcase() Showcase {
	var s Showcase
	workers := map[[2]string]int{} // occupation and region -> people
	ranked := -1
	for i := range min(shown, p.Config.Candidates) {
		c := p.Candidate(i)
		if c.Employer.Occupation.Code != "" && c.Status == matcher.CandidateAvailable {
			workers[[2]string{c.Employer.Occupation.Code, c.ResponsibleParty.Region}]++
		}
		if worth := p.worth(&c); worth > ranked {
			ranked, s.Candidate = worth, c.ID
		}
	}
	most := -1
	for i := range min(shown, p.Config.Vacancies) {
		v := p.Vacancy(i)
		at, _ := p.Places.Locate(v.Place.Postcode, v.Place.Municipality, v.Place.Country)
		n := 0
		if telling(&v, p.AsOf) {
			n = workers[[2]string{v.Occupation.Code, at.Region}]
		}
		if n > most {
			most, s.Vacancy = n, v.ID
		}
	}
	if p.Config.Surpluses > 0 {
		s.Company = companyID(0)
	}
	return s
}

// worth ranks candidates as a showcase: at risk first, then cabin crew, then how much the profile tells and how far
// the person would travel.
func (p *Population) worth(c *matcher.Candidate) int {
	worth := 0
	id, ok := p.Taxonomy.OccupationID(c.Employer.Occupation.Code)
	travels := c.Wishes.MaxDistanceKm != nil && *c.Wishes.MaxDistanceKm >= 25
	told := travels && len(c.Wishes.Occupations) > 0 && len(c.Skills) > 8 && c.Presentation != "" && c.Place.Postcode != "" && len(c.Experience) > 0
	for _, part := range []struct {
		weight int
		true   bool
	}{
		{8, c.Situation == matcher.AtRisk && c.Status == matcher.CandidateAvailable},
		{4, ok && p.Taxonomy.Occupation(id).Group == "5111"},
		{2, told},
		{1, c.Consent.Allows(matcher.Party{Kind: matcher.UWV}, p.AsOf)},
	} {
		if part.true {
			worth += part.weight
		}
	}
	return worth
}

// telling reports whether a vacancy is open, says enough to be matched well, and is not in a shrinking sector.
func telling(v *matcher.Vacancy, asOf matcher.Date) bool {
	return v.Status == matcher.VacancyOpen && (v.ClosingDate == 0 || v.ClosingDate >= asOf) && v.OpenHiring == nil &&
		v.Occupation.Code != "" && len(v.Skills) >= 5 && v.Hours != nil && v.Company.ID != "" &&
		!sector.Listed(v.Company.Sector.Code, sector.DefaultShrinking())
}
