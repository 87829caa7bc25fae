package population

import (
	"fmt"
	"slices"

	"matchd/matcher"
	"matchd/matcher/taxonomy"
)

// vacancyID names vacancy i.
func vacancyID(i int) string { return fmt.Sprintf("vacancy-%07d", i) }

// opening is a vacancy under way: the record, the chance it is drawn with, and what the text may tell that the record
// leaves open.
type opening struct {
	dice
	*matcher.Vacancy
	occupation taxonomy.Occupation
	trade      *trade
	asked      []taxonomy.Skill // whether or not the record will list them
	seniority  int              // -1 beginner, 0, 1 experienced
}

// Vacancy gives vacancy i, 0 <= i < Config.Vacancies. The text is written of all that the employer wants before a part
// of the fields is left empty, so a tenth of the vacancies say in the text alone which skills they ask.
func (p *Population) Vacancy(i int) matcher.Vacancy {
	d := p.dice(ofVacancy, i)
	company := p.hiring(d)
	id := p.labour.draw(d, int(p.seats.seats[company].sector))
	v := opening{dice: d, occupation: p.Taxonomy.Occupation(id), trade: p.labour.trades[id],
		Vacancy:   &matcher.Vacancy{ID: vacancyID(i), Revision: int64(d.between(1, 4)), Status: matcher.VacancyOpen},
		seniority: pick(d, []int{-1, 0, 0, 0, 1, 1})}
	if d.chance(97) {
		v.Company = p.reference(company)
	}
	home := p.establishment(company, d.IntN(p.establishments(company)))
	if d.chance(98) {
		v.Place = p.country.place(d, home)
	}
	// The order of the throws is part of what the seed means: a throw added in between changes all that follow.
	v.named()
	v.ask(p)
	v.offer()
	v.schedule(p.AsOf)
	v.Title = v.title(p.country.names[p.country.homes[home].municipality])
	v.Description = v.text(p.sectorOf(company))
	if d.chance(10) {
		v.Skills = nil // only in the text
	}
	return *v.Vacancy
}

// named gives the occupation by code in four vacancies of five, by a label or only in the text in the others.
func (v *opening) named() {
	switch n := v.IntN(100); {
	case n < 80:
		v.Occupation = matcher.Concept{Code: v.occupation.Code, Label: v.occupation.Label}
	case n < 90:
		v.Occupation = matcher.Concept{Label: v.otherName()}
	}
}

// ask draws what the vacancy asks of a person.
func (v *opening) ask(p *Population) {
	v.askSkills(p)
	v.askSchooling()
	for _, a := range v.trade.certificates {
		if v.chance(a.percent) {
			v.Certificates = append(v.Certificates, matcher.Concept{Label: a.what})
		}
	}
	for _, a := range v.trade.licences {
		if v.chance(a.percent) {
			v.DrivingLicences = append(v.DrivingLicences, matcher.Licence(a.what))
		}
	}
	if v.chance(35) {
		v.Languages = append(v.Languages, matcher.Language{Code: "nld", Oral: v.dutch()})
	}
	for _, a := range v.trade.languages {
		if v.chance(a.percent) {
			v.Languages = append(v.Languages, matcher.Language{Code: a.what, Oral: matcher.CEFR(a.level)})
		}
	}
}

// dutch is how well an employer wants Dutch to be spoken: better for work that needs more schooling.
func (v *opening) dutch() matcher.CEFR {
	switch level := matcher.EducationLevel(v.occupation.EducationLevel).Rank(); {
	case level >= 7:
		return pick(v.dice, []matcher.CEFR{"B2", "C1", "C1"})
	case level >= 3:
		return pick(v.dice, []matcher.CEFR{"B1", "B2", "B2"})
	}
	return pick(v.dice, []matcher.CEFR{"A2", "A2", "B1"})
}

// askSkills takes most of what the occupation needs, some of what it may, and how much each matters.
func (v *opening) askSkills(p *Population) {
	for _, id := range v.occupation.Essential {
		if v.chance(60) && len(v.Skills) < 14 {
			v.askSkill(p, id, []matcher.Importance{matcher.Essential, matcher.Essential, matcher.Important})
		}
	}
	for range min(len(v.occupation.Optional), v.IntN(4)) {
		id := v.occupation.Optional[v.ranked(len(v.occupation.Optional))]
		v.askSkill(p, id, []matcher.Importance{matcher.Important, matcher.Useful, matcher.Useful})
	}
}

// askSkill adds a skill once; some employers give it without a code, and some say neither how much it matters nor how
// well it must be mastered.
func (v *opening) askSkill(p *Population, id taxonomy.SkillID, importance []matcher.Importance) {
	s := p.Taxonomy.Skill(id)
	if slices.ContainsFunc(v.Skills, func(other matcher.SkillAsked) bool { return other.Label == s.Label }) {
		return
	}
	a := matcher.SkillAsked{Code: s.Code, Label: s.Label, Kind: matcher.SkillKind(s.Kind)}
	if v.chance(8) {
		a.Code, a.Kind = "", ""
	}
	if v.chance(75) {
		a.Importance = pick(v.dice, importance)
	}
	if v.chance(40) {
		a.Level = v.share(40, 85)
	}
	v.Skills, v.asked = append(v.Skills, a), append(v.asked, s)
}

// askSchooling draws education and experience.
func (v *opening) askSchooling() {
	if level := matcher.EducationLevel(v.occupation.EducationLevel); v.chance(75) {
		if v.chance(20) {
			level = matcher.EducationLevelAt(max(1, level.Rank()-1))
		}
		v.Education.MinimumLevel = level
	}
	if field := fieldOf(v.occupation.Group); field != "" && v.chance(15) {
		v.Education.Field = matcher.Concept{Code: field}
	}
	years := 0
	switch {
	case v.seniority > 0:
		years = v.between(2, 6)
	case v.seniority == 0 && v.chance(45):
		years = v.between(1, 3)
	}
	if years > 0 {
		v.Experience = []matcher.ExperienceAsk{{Occupation: v.Occupation, MinimumYears: number(years)}}
	}
}

// offer draws hours, contract, places and pay. Open Hiring, a job without selection, is only for work that needs
// little schooling.
func (v *opening) offer() {
	if v.chance(94) {
		v.Hours = hours(v.dice, v.trade.partTime)
	}
	v.IrregularHours = yes(v.dice, v.trade.irregular, 25)
	if v.chance(90) {
		v.Contract = matcher.Contract{Kind: matcher.Regular, Term: pick(v.dice, []matcher.ContractTerm{
			matcher.Temporary, matcher.Temporary, matcher.Temporary, matcher.Permanent, matcher.Permanent})}
	}
	if v.seniority < 0 && v.chance(15) {
		v.Contract.Kind = matcher.Apprenticeship
	} else if v.chance(2) {
		v.Contract.Kind = pick(v.dice, []matcher.ContractKind{matcher.WorkExperience, matcher.Volunteer})
	}
	if v.chance(v.trade.remote) {
		v.RemoteShare = v.share(20, 80)
	}
	v.Positions = 1
	if v.chance(22) {
		v.Positions += 1 + v.ranked(19)
	}
	if level := matcher.EducationLevel(v.occupation.EducationLevel).Rank(); level <= 2 && v.chance(8) {
		v.OpenHiring = yes(v.dice, 100, 0)
	}
	v.pay()
}

// pay is a scale around the trade's wage, by seniority, for three vacancies of five; some by the hour.
func (v *opening) pay() {
	if !v.chance(60) || v.Contract.Kind == matcher.Volunteer {
		return
	}
	middle := v.trade.wage * (100 + 12*v.seniority + v.between(-6, 6)) / 100
	low, high := max(2_300, middle*90/100/10*10), max(2_350, middle*118/100/10*10)
	v.Salary = &matcher.Salary{Min: number(low), Max: number(high), Period: matcher.PerMonth}
	if middle < 3_000 && v.chance(25) { // a month has 173.3 hours of a full week of 40
		cents := func(month int) *float64 { h := float64(month*100/173) / 100; return &h }
		v.Salary = &matcher.Salary{Min: cents(low), Max: cents(high), Period: matcher.PerHour}
	}
}

// schedule draws the days, around asOf, and a state that fits them.
func (v *opening) schedule(asOf matcher.Date) {
	if v.chance(70) {
		v.ClosingDate = asOf + matcher.Date(v.between(3, 75))
	}
	if v.chance(60) {
		v.StartDate = asOf + matcher.Date(v.between(0, 120))
	}
	switch n := v.IntN(100); { // the rest is open
	case n < 3:
		v.Status = matcher.VacancyFilled
	case n < 5:
		v.Status = matcher.VacancyWithdrawn
	case n < 7:
		v.ClosingDate = asOf - matcher.Date(v.between(1, 30)) // open still, but too late
	}
}
