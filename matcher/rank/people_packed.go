package rank

import (
	"matchd/matcher"
	"matchd/matcher/fit"
)

// peoplePacked is what only people have packed. A row has no pointers but that of its id, so that a collection of garbage has
// little to go through.
type peoplePacked struct {
	packed
	rows      []personPacked
	jobs      arena[fit.Job]
	posts     []fit.Post
	statuses  register[statusKey, status]
	employers names
	surpluses names
}

// personPacked is a row. What has a number is in the segment's registers.
type personPacked struct {
	number                             uint32
	site                               int32 // of the grounds, also of who is not available
	status, employer, surplus, home    uint32
	headcount, announced               int32
	until, consentUntil                matcher.Date
	post                               int32 // of the segment's posts, below 0 = none
	field                              uint32
	licences, transport                fit.Set
	metres                             int32
	minutes                            int16
	education                          int8
	irregular, crossBorder             fit.Tri
	available, skillsKnown, skillsOpen bool
}

// statusKey is a status that can be compared.
type statusKey struct {
	situation   matcher.Situation
	kind        matcher.ContractKind
	term        matcher.ContractTerm
	responsible matcher.Party
	sharedWith  string
}

// status is what many people have alike.
type status struct {
	statusKey
	sharedWith []string
}

func newPeoplePacked(r *peopleRoom) peoplePacked {
	return peoplePacked{
		packed: newPacked(r.rows, r.words), rows: make([]personPacked, r.rows), posts: make([]fit.Post, 0, r.posts),
		jobs: newArena[fit.Job](r.jobs),
	}
}

// pack keeps the rest of the row that columns and lists were just made of.
func (s *peoplePacked) pack(row int, site int32, p *Person) {
	key := statusKey{p.Situation, p.ContractKind, p.ContractTerm, p.Responsible, textsKey(p.Consent.SharedWith)}
	s.ids[row] = p.ID
	s.rows[row] = personPacked{
		number: p.Number, site: site, available: p.Available, status: s.statuses.of(key, status{key, p.Consent.SharedWith}),
		employer: s.employers.of(p.Employer), surplus: s.surpluses.of(p.SurplusID), home: s.homeOf(p.Municipality, p.Abroad), post: s.keepPost(p.Post),
		headcount: int32(p.Headcount), announced: int32(p.Announced), until: p.Until, consentUntil: p.Consent.Until,
		education: p.Education, field: s.fields.of(p.EducationField), licences: p.Licences, irregular: p.Irregular,
		metres: p.MaxMetres, minutes: p.MaxMinutes, crossBorder: p.CrossBorder, transport: p.Transport,
		skillsKnown: p.Skills != nil, skillsOpen: p.SkillsOpen,
	}
	s.jobs.add(p.Held)
	s.keepWords(p.Words)
}

func (s *peoplePacked) keepPost(p *fit.Post) int32 {
	if p == nil {
		return -1
	}
	kept := *p
	s.texts.shareAll(&kept.Company.ID, &kept.Company.Name, &kept.Company.Sector.Code, &kept.Company.Sector.Edition)
	s.posts = append(s.posts, kept)
	return int32(len(s.posts) - 1)
}

func (s *peoplePacked) seal() {
	s.statuses.seal()
	s.employers.seal()
	s.surpluses.seal()
	s.packed.seal()
}

// unpack makes the row whole again.
func (s *peopleSegment) unpack(i int, to *Person) {
	c, r, l, end := &s.columns[i], &s.rows[i], &s.lists[i], &s.lists[i+1]
	at, status, home := &s.grounds.sites[r.site], &s.statuses.values[r.status], &s.homes.values[r.home]
	f := s.factCodes.at(&c.factNumbers, i)
	to.Profile = fit.Profile{
		ID: s.ids[i], Number: r.number, Available: r.available, Situation: status.situation,
		Headcount: int(r.headcount), Announced: int(r.announced), Employer: s.employers.at(r.employer), SurplusID: s.surpluses.at(r.surplus),
		Responsible: status.responsible, Consent: matcher.Consent{SharedWith: status.sharedWith, Until: r.consentUntil}, Until: r.until,
		Needs: fit.Needs{
			Skills: s.skillsOf(i), SkillsOpen: r.skillsOpen, Held: s.jobs.cut(l.jobs, end.jobs), Likely: s.likelyOf(i), Wished: s.wishedBy(i),
			WishedSectors: s.sectors.at(c.sectors, i), Education: r.education, EducationField: s.fields.at(r.field),
			Languages: f.languages, Licences: r.licences, Certificates: f.papers, Hours: f.hours,
			ContractKind: status.kind, ContractTerm: status.term, Irregular: r.irregular,
			MaxMetres: r.metres, MaxMinutes: r.minutes, CrossBorder: r.crossBorder, Transport: r.transport,
			From: f.start, Pay: f.pay, Point: at.point, Region: at.region,
			Municipality: home.municipality, Abroad: home.abroad, Words: s.words.cut(l.words, end.words),
		},
	}
	if r.post >= 0 {
		to.Post = &s.posts[r.post]
	}
	if r.skillsKnown && to.Skills == nil {
		to.Skills = []fit.SkillHeld{} // known to be none
	}
}
