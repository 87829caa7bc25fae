package rank

import (
	"slices"

	"matchd/matcher"
	"matchd/matcher/fit"
)

// Person is a row of people: a profile that was compiled from a candidate.
type Person struct{ fit.Profile }

// Key is the candidate's id.
func (p Person) Key() string { return p.ID }

// People is all candidates at one moment, available or not; only those available are listed. Announced groups can be kept in
// one as well.
type People = View[Person, *peopleSegment]

// PeopleBook is the writer's side of People; one goroutine at a time, as OpeningsBook. Some 750 bytes a row at 1,000,000
// rows.
type PeopleBook struct{ *book[Person, *peopleSegment] }

// NewPeopleBook is an empty book.
func NewPeopleBook() PeopleBook { return PeopleBook{newBook(newPeopleSegment)} }

// Change puts and removes rows by id and returns the new view, as OpeningsBook.Change does.
func (b PeopleBook) Change(put []Person, remove []string) *People { return b.change(put, remove) }

// View is the newest view, that of the last Change; an empty one before the first.
func (b PeopleBook) View() *People { return b.view }

// peopleSegment is people sorted by place and occupation, with columns for bounds.
type peopleSegment struct {
	rows        []Person
	columns     []personColumns
	lists       []personLists // and one more, where the last lists end
	grounds     grounds
	byOcc       local // rows by occupation held, likely or wished
	byClass     local
	bySkill     local // rows by skill listed or named, and those that nobody listed skills of
	byJob       local // rows by occupation held or likely
	occupations arena[fit.OccupationID]
	likely      arena[fit.Near[fit.OccupationID]]
	skills      arena[fit.SkillHeld]
	factCodes
	sectors codes[string, []matcher.Sector]
}

// personColumns is what bounds of a row are made from, in one line of the cache: rows of a list lie far from one
// another, so that another line would cost as much again. Sets are numbers into the segment's codes.
type personColumns struct {
	site int32 // of the grounds; grounds.gone for who is not available
	kin  kin
	factNumbers
	small, sectors uint16
	listed         uint16 // how many skills are listed
	skills         [inline]uint16
}

// inline is how many skills stand among a row's columns; more are in the arena only.
const inline = 16

// personLists is where a row's lists begin in the arenas.
type personLists struct {
	occupations, held uint32 // where those held begin, and where they end and those wished begin
	likely, skills    uint32
}

// class tells of which of the two reasons of occupation a person's side is known.
type class uint8

const (
	holds class = 1 << iota
	wishes
)

func classOf(p *Person) (c class) {
	if len(p.Held) > 0 {
		c |= holds
	}
	if len(p.Wished) > 0 {
		c |= wishes
	}
	return c
}

func lairOfPerson(p *Person) lair {
	l := lair{site: site{region: p.Region, point: p.Point}}
	switch {
	case len(p.Held) > 0:
		l.occupation = p.Held[0].Occupation
	case len(p.Wished) > 0:
		l.occupation = p.Wished[0]
	}
	return l
}

func newPeopleSegment(rows []Person) *peopleSegment {
	sites, grounds := settle(rows, lairOfPerson)
	s := &peopleSegment{
		rows: rows, grounds: grounds,
		columns: make([]personColumns, len(rows)), lists: make([]personLists, 0, len(rows)+1),
	}
	s.skills = newArena(rows, func(p *Person) []fit.SkillHeld { return p.Skills })
	s.occupations.items = make([]fit.OccupationID, 0, 3*len(rows))
	s.likely = newArena(rows, func(p *Person) []fit.Near[fit.OccupationID] { return p.Likely })
	jobs := newArena(rows, func(p *Person) []fit.Job { return p.Held })
	shared := texts{}
	var l peopleLists
	for i := range rows {
		p := &rows[i]
		s.keep(i, sites[i])
		p.Held = jobs.keep(p.Held)
		share(shared, p)
		l.add(s, i)
	}
	s.byOcc, s.byClass = l.occ.build(grounds.areas), l.class.build(grounds.areas)
	s.bySkill, s.byJob = l.skill.build(grounds.areas), l.job.build(grounds.areas)
	s.lists = append(s.lists, s.ends())
	return s
}

// peopleLists gathers the lists of a segment.
type peopleLists struct{ occ, class, skill, job localBuilder }

func (l *peopleLists) add(s *peopleSegment, row int) {
	p := &s.rows[row]
	l.class.add(uint32(classOf(p)), int32(row))
	for _, id := range occupationsOf(p) {
		l.occ.add(uint32(id), int32(row))
	}
	for _, held := range p.Skills {
		l.skill.add(uint32(held.Skill), int32(row))
	}
	if !p.SkillsListed() {
		l.skill.add(silent, int32(row))
	}
	for _, id := range s.heldBy(row) {
		l.job.add(uint32(id), int32(row))
	}
	for _, o := range p.Likely {
		l.job.add(uint32(o.ID), int32(row))
	}
}

// keep makes a row's columns and lets its lists share their memory with those of other rows.
func (s *peopleSegment) keep(row int, site int32) {
	p := &s.rows[row]
	c := personColumns{
		site: site, small: small{p.Education, p.Irregular, p.ContractKind, p.ContractTerm}.number(),
		factNumbers: s.factCodes.of(facts{p.Hours, p.From, p.Pay, p.Languages, p.Certificates}),
		sectors:     s.sectors.of(sectorsKey(p.WishedSectors), p.WishedSectors), listed: uint16(len(p.Skills)),
	}
	if !p.Available {
		c.site = s.grounds.gone()
	}
	for i, held := range p.Skills[:min(inline, len(p.Skills))] {
		c.skills[i] = uint16(held.Skill)
	}
	l := s.ends()
	for _, job := range p.Held {
		if !slices.Contains(s.occupations.items[l.occupations:], job.Occupation) {
			s.occupations.items = append(s.occupations.items, job.Occupation)
		}
	}
	l.held = uint32(len(s.occupations.items))
	s.occupations.items = append(s.occupations.items, p.Wished...)
	c.kin = kinOf(p, s.occupations.items[l.occupations:l.held])
	s.columns[row], s.lists = c, append(s.lists, l)
	p.Skills, p.Likely = s.skills.keep(p.Skills), s.likely.keep(p.Likely)
	p.Languages = s.languages.shared(c.languages, p.Languages)
	p.Certificates = s.papers.shared(c.papers, p.Certificates)
	p.WishedSectors = s.sectors.shared(c.sectors, p.WishedSectors)
}

// ends is where the lists of a row that is yet to come begin.
func (s *peopleSegment) ends() personLists {
	end := uint32(len(s.occupations.items))
	return personLists{occupations: end, held: end, likely: uint32(len(s.likely.items)), skills: uint32(len(s.skills.items))}
}

func share(t texts, p *Person) {
	shareAll(t, &p.EducationField, &p.Municipality, &p.Abroad, &p.Employer, &p.SurplusID, &p.Responsible.Organisation, &p.Responsible.Region)
	p.Words.Share(t.share)
	shareAll(t, &p.Responsible.Kind)
	shareAll(t, &p.Situation)
	shareAll(t, &p.ContractKind)
	shareAll(t, &p.ContractTerm)
}

// heldBy and wishedBy are the occupations of a row, those held without repeats.
func (s *peopleSegment) heldBy(row int) []fit.OccupationID {
	l := &s.lists[row]
	return s.occupations.items[l.occupations:l.held]
}

func (s *peopleSegment) wishedBy(row int) []fit.OccupationID {
	return s.occupations.items[s.lists[row].held:s.lists[row+1].occupations]
}

// likelyOf is what the skills of a row point to, where no job is known.
func (s *peopleSegment) likelyOf(row int) []fit.Near[fit.OccupationID] {
	return s.likely.items[s.lists[row].likely:s.lists[row+1].likely]
}

func (s *peopleSegment) skillsOf(row int) []fit.SkillHeld {
	return s.skills.items[s.lists[row].skills:s.lists[row+1].skills]
}

func (s *peopleSegment) size() int         { return len(s.rows) }
func (s *peopleSegment) row(i int) *Person { return &s.rows[i] }

func occupationsOf(p *Person) []fit.OccupationID {
	ids := make([]fit.OccupationID, 0, 16)
	for _, job := range p.Held {
		ids = append(ids, job.Occupation)
	}
	for _, o := range p.Likely {
		ids = append(ids, o.ID)
	}
	ids = append(ids, p.Wished...)
	slices.Sort(ids)
	return slices.Compact(ids)
}
