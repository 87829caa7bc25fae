package population

import (
	"fmt"
	"slices"

	"matchd/matcher"
)

// packs is how many surpluses one company after the other announces: one to every function that becomes redundant.
// Twelve surpluses are five companies.
func packs() [5]int { return [...]int{5, 1, 3, 2, 1} }

// packOf gives the company of surplus k, and the place of the surplus among the company's.
func packOf(k int) (company, place int) {
	const round = 12
	sizes := packs()
	company, place = k/round*len(sizes), k%round
	for _, size := range sizes {
		if place < size {
			break
		}
		company, place = company+1, place-size
	}
	return company, place
}

// surplusID names surplus k.
func surplusID(k int) string { return fmt.Sprintf("surplus-%06d", k) }

// function gives what the people of surplus k do: functions of one company differ where its sector has enough.
func (p *Population) function(k int) job {
	company, place := packOf(k)
	d := p.dice(ofPack, company)
	var chosen []job
	for tries := 0; len(chosen) <= place; tries++ {
		o := p.labour.draw(d, int(p.seats.seats[company].sector))
		if tries > 40 || !slices.Contains(chosen, o) {
			chosen = append(chosen, o)
		}
	}
	return chosen[place]
}

// headcountOf is 5 to 400 people: small groups oftener, and no more than fits the sector and how common the work is.
func (p *Population) headcountOf(k int) int {
	company, _ := packOf(k)
	most := min(p.sectorOf(company).most, 8*p.labour.trades[p.function(k)].weight)
	return 5 + p.dice(ofHeadcount, k).ranked(max(1, most-4))
}

// Surplus gives surplus k, 0 <= k < Config.Surpluses. A group is described by what its people have in common: most of
// what the work needs, and what employers ask of nearly everybody who does it.
func (p *Population) Surplus(k int) matcher.Surplus {
	d := p.dice(ofSurplus, k)
	company, _ := packOf(k)
	o := p.function(k)
	t := p.labour.trades[o]
	from := p.AsOf + matcher.Date(d.between(-60, 150))
	s := matcher.Surplus{ID: surplusID(k), Revision: int64(d.between(1, 3)), Status: matcher.SurplusOpen,
		Company: p.reference(company), Headcount: p.headcountOf(k), Occupation: p.concept(o),
		Hours: hours(d, t.partTime), Skills: p.skillsOfGroup(d, o), Place: p.country.place(d, p.surplusHome(k)),
		AvailableFrom: from}
	if d.chance(40) {
		s.Status = matcher.SurplusAnnounced
	}
	if d.chance(60) {
		s.AvailableUntil = from + matcher.Date(d.between(90, 365))
	}
	if d.chance(70) {
		s.SocialPlan = new(bool)
		*s.SocialPlan = d.chance(75)
	}
	if d.chance(75) {
		s.Education.Level = matcher.EducationLevel(p.Taxonomy.Occupation(o).EducationLevel)
	}
	s.Certificates, s.DrivingLicences, s.Languages = commonTo(d, t)
	return s
}

// surplusHome is where the group works: mostly at the company's seat.
func (p *Population) surplusHome(k int) int {
	company, place := packOf(k)
	return p.establishment(company, place/3%p.establishments(company))
}

// skillsOfGroup is what everybody who does the work can: most of what it needs, with a level for the group.
func (p *Population) skillsOfGroup(d dice, o job) []matcher.SkillHeld {
	var held []matcher.SkillHeld
	for _, id := range p.Taxonomy.Occupation(o).Essential {
		if len(held) < matcher.MaxSkills && d.chance(80) {
			held = append(held, p.held(d, id))
		}
	}
	return held
}

// commonTo is what nearly everybody who does the work has because it is asked: certificates by how often they are
// asked, licences and languages only where more than half of the employers ask them.
func commonTo(d dice, t *trade) (certificates []matcher.Concept, licences []matcher.Licence, languages []matcher.Language) {
	for _, a := range t.certificates {
		if d.chance(a.percent) {
			certificates = append(certificates, matcher.Concept{Label: a.what})
		}
	}
	for _, a := range t.licences {
		if a.percent > 50 && d.chance(a.percent) {
			licences = append(licences, matcher.Licence(a.what))
		}
	}
	for _, a := range t.languages {
		if a.percent > 50 && d.chance(a.percent) {
			languages = append(languages, matcher.Language{Code: a.what, Oral: matcher.CEFR(a.level)})
		}
	}
	return certificates, licences, languages
}
