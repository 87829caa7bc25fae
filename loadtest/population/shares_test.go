package population

import (
	"slices"
	"testing"

	"matchd/matcher"
	"matchd/matcher/sector"
)

// section is the letter of a company's sector; one without belongs to none.
func section(c matcher.CompanyRef) string {
	letter, _ := sector.Section(c.Sector.Code, c.Sector.Edition)
	return letter
}

func TestVacanciesSpreadOverSectionsAsCBSCounts(t *testing.T) {
	sections, err := readSections()
	if err != nil {
		t.Fatal(err)
	}
	p := made(t, Scaled(5, 24_000, asOf()))
	got := among{}
	for v := range p.AllVacancies() {
		if letter := section(v.Company); letter != "" {
			got[letter]++
		}
	}
	for letter, thousandths := range sections {
		share := float64(thousandths) / 10
		within(t, "percent of vacancies in section "+letter, got.percent(letter), 0.8*share-0.4, 1.2*share+0.4)
	}
}

// share counts the records for which something is so, in percent.
func share[T any](records []T, so func(T) bool) float64 {
	n := 0
	for _, r := range records {
		if so(r) {
			n++
		}
	}
	return 100 * float64(n) / float64(len(records))
}

func TestWhatVacanciesLeaveOpenAndSay(t *testing.T) {
	for name, test := range map[string]struct {
		least, most float64
		so          func(matcher.Vacancy) bool
	}{
		"an occupation by code":      {77, 83, func(v matcher.Vacancy) bool { return v.Occupation.Code != "" }},
		"an occupation only in text": {8, 12, func(v matcher.Vacancy) bool { return v.Occupation.IsZero() }},
		"open":                       {93, 97, func(v matcher.Vacancy) bool { return v.Status == matcher.VacancyOpen }},
		"no skills":                  {8, 14, func(v matcher.Vacancy) bool { return len(v.Skills) == 0 }},
		"irregular hours unknown":    {20, 30, func(v matcher.Vacancy) bool { return v.IrregularHours == nil }},
		"irregular hours":            {15, 35, func(v matcher.Vacancy) bool { return v.IrregularHours != nil && *v.IrregularHours }},
		"work from home":             {10, 25, func(v matcher.Vacancy) bool { return v.RemoteShare != nil }},
		"more than one position":     {17, 27, func(v matcher.Vacancy) bool { return v.Positions > 1 }},
		"positions beyond twenty":    {0, 0, func(v matcher.Vacancy) bool { return v.Positions > 20 || v.Positions < 1 }},
		"pay":                        {53, 66, func(v matcher.Vacancy) bool { return v.Salary != nil }},
		"open hiring":                {0.5, 4, func(v matcher.Vacancy) bool { return v.OpenHiring != nil }},
		"part time":                  {25, 50, func(v matcher.Vacancy) bool { return v.Hours != nil && *v.Hours.Min < 32 }},
		"closed before the day":      {1, 4, func(v matcher.Vacancy) bool { return v.ClosingDate != 0 && v.ClosingDate < asOf() }},
		"a company unknown":          {1, 6, func(v matcher.Vacancy) bool { return v.Company.ID == "" }},
		"a driving licence asked":    {15, 40, func(v matcher.Vacancy) bool { return len(v.DrivingLicences) > 0 }},
	} {
		within(t, "percent of vacancies with "+name, share(vacancies(t), test.so), test.least, test.most)
	}
}

func TestWhatPeopleLeaveOpenAndSay(t *testing.T) {
	for name, test := range map[string]struct {
		least, most float64
		so          func(matcher.Candidate) bool
	}{
		"at risk":                      {20, 26, func(c matcher.Candidate) bool { return c.Situation == matcher.AtRisk }},
		"just unemployed":              {20, 26, func(c matcher.Candidate) bool { return c.Situation == matcher.RecentlyUnemployed }},
		"situation unknown":            {3, 5, func(c matcher.Candidate) bool { return c.Situation == "" }},
		"available":                    {92, 96, func(c matcher.Candidate) bool { return c.Status == matcher.CandidateAvailable }},
		"an announced surplus":         {7, 13, func(c matcher.Candidate) bool { return c.SurplusID != "" }},
		"shared with anybody":          {83, 87, func(c matcher.Candidate) bool { return len(c.Consent.SharedWith) > 0 }},
		"a consent that has passed":    {1, 5, func(c matcher.Candidate) bool { return c.Consent.Until != 0 && c.Consent.Until < asOf() }},
		"a birth year for some":        {40, 50, func(c matcher.Candidate) bool { return c.Restricted != nil && c.Restricted.BirthYear != 0 }},
		"wishes of a kind of work":     {82, 88, func(c matcher.Candidate) bool { return len(c.Wishes.Occupations) > 0 }},
		"a distance":                   {74, 82, func(c matcher.Candidate) bool { return c.Wishes.MaxDistanceKm != nil }},
		"irregular hours left open":    {40, 50, func(c matcher.Candidate) bool { return c.Wishes.IrregularHours == nil }},
		"no skills yet":                {3, 7, func(c matcher.Candidate) bool { return len(c.Skills) == 0 }},
		"a car licence":                {68, 84, func(c matcher.Candidate) bool { return len(c.DrivingLicences) > 0 }},
		"Dutch below B2":               {8, 20, func(c matcher.Candidate) bool { return dutchOf(c) != 0 && dutchOf(c) < matcher.CEFR("B2").Rank() }},
		"no word on Dutch":             {12, 20, func(c matcher.Candidate) bool { return dutchOf(c) == 0 }},
		"education unknown":            {9, 15, func(c matcher.Candidate) bool { return c.Education.Level == "" }},
		"nothing written":              {17, 23, func(c matcher.Candidate) bool { return c.Presentation == "" }},
		"more than four jobs":          {0, 0, func(c matcher.Candidate) bool { return len(c.Experience) > 4 }},
		"an employer they worked with": {75, 85, func(c matcher.Candidate) bool { return c.Employer.ID != "" }},
	} {
		within(t, "percent of people with "+name, share(people(t), test.so), test.least, test.most)
	}
}

func dutchOf(c matcher.Candidate) int {
	for _, l := range c.Languages {
		if l.Code == "nld" {
			return l.Oral.Rank()
		}
	}
	return 0
}

func TestSkillLevelsAreKnownForHalf(t *testing.T) {
	known, all := 0, 0
	for _, c := range people(t) {
		for _, s := range c.Skills {
			all++
			if s.Level != nil {
				known++
			}
		}
	}
	within(t, "percent of levels known", 100*float64(known)/float64(all), 47, 53)
	within(t, "skills a person", float64(all)/float64(demo(t).Config.Candidates), 8, 20)
}

func TestPeopleComeFromShrinkingSectorsAndWorkIsElsewhere(t *testing.T) {
	p := demo(t)
	listed := func(s matcher.Sector) bool { return sector.Listed(s.Code, sector.DefaultShrinking()) }
	lost := func(c matcher.Candidate) bool { return c.Situation == matcher.AtRisk && listed(c.Employer.Sector) }
	atRisk := share(people(t), func(c matcher.Candidate) bool { return c.Situation == matcher.AtRisk })
	within(t, "percent of those at risk in shrinking sectors", 100*share(people(t), lost)/atRisk, 35, 70)
	within(t, "percent of vacancies there", share(vacancies(t), func(v matcher.Vacancy) bool { return listed(v.Company.Sector) }), 12, 24)
	within(t, "percent of surpluses there", share(slices.Collect(p.AllSurpluses()), func(s matcher.Surplus) bool { return listed(s.Company.Sector) }), 70, 95)
}

// TestBigCompaniesHaveManyVacancies: the leading tenth of the companies offers a third or more, none more than a
// twentieth of all.
func TestBigCompaniesHaveManyVacancies(t *testing.T) {
	p := demo(t)
	by := make([]int, p.Config.Companies)
	at := map[string]int{}
	for j := range by {
		at[companyID(j)] = j
	}
	most, first := 0, 0
	for _, v := range vacancies(t) {
		if j, known := at[v.Company.ID]; known {
			by[j]++
			most = max(most, by[j])
			if p.seats.seats[j].rank < 2 {
				first++
			}
		}
	}
	within(t, "vacancies of the biggest company", float64(most), 15, 125)
	within(t, "vacancies of the two biggest of each sector", float64(first), 500, 1_700)
}
