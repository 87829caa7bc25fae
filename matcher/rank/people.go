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

// PeopleBook is the writer's side of People; one goroutine at a time, as OpeningsBook. Some 300 bytes a row at 1,000,000
// rows.
type PeopleBook struct{ *book[Person, *peopleSegment] }

// NewPeopleBook is an empty book.
func NewPeopleBook() PeopleBook { return PeopleBook{newBook(newPeopleSegment)} }

// Change puts and removes rows by id and returns the new view, as OpeningsBook.Change does.
func (b PeopleBook) Change(put []Person, remove []string) *People { return b.change(put, remove) }

// View is the newest view, that of the last Change; an empty one before the first.
func (b PeopleBook) View() *People { return b.view }

// peopleSegment is people sorted by place and occupation, with columns for bounds. What bounds do not need of a row is
// packed beside them, see people_packed.go.
type peopleSegment struct {
	briefs      []brief // see brief.go
	columns     []personColumns
	lists       []personLists // and one more, where the last lists end
	grounds     grounds
	byOcc       local[uint16] // rows by occupation held, likely or wished
	byClass     local[uint16]
	bySkill     local[uint16] // rows by skill listed or named, those that nobody listed skills of, and those of more than are summed
	byJob       local[uint16] // rows by occupation held or likely
	occupations arena[fit.OccupationID]
	likely      arena[fit.Near[fit.OccupationID]]
	skills      arena[fit.SkillHeld]
	factCodes
	smalls  codes[uint16, uint16] // for briefs: those that there are, out of many
	sectors codes[string, []matcher.Sector]
	peoplePacked
}

// personColumns is what bounds of a row are made from, in one line of the cache: rows of a list lie far from one
// another, so that another line would cost as much again. Sets are numbers into the segment's codes.
type personColumns struct {
	kin kin
	factNumbers
	small, sectors uint16
	listed         uint16 // how many skills are listed
	skills         [inline]uint16
}

// inline is how many skills stand among a row's columns; more are in the arena only.
const inline = 15

// personLists is where a row's lists begin in the arenas.
type personLists struct {
	occupations, held           uint32 // where those held begin, and where they end and those wished begin
	likely, skills, jobs, words uint32
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

func newPeopleSegment(from source[Person]) *peopleSegment {
	var room peopleRoom // settle passes all rows, so they are counted there
	order, sites, grounds := settle(from, func(p *Person) lair {
		room.count(p)
		return lairOfPerson(p)
	})
	s := room.segment(grounds)
	l := room.builders(len(grounds.areas))
	for _, in := range grounds.areas {
		for row := in.from; row < in.to; row++ {
			p := from.at(order[row].row)
			s.add(int(row), sites[row], p)
			s.briefs[row] = s.briefOf(int(row), sites[row]-in.first, p)
			if p.Available {
				l.add(s, int(row), uint32(row-in.from), p)
			}
		}
		l.endArea()
	}
	s.byOcc, s.byClass, s.bySkill, s.byJob = l.occ.lists(), l.class.lists(), l.skill.lists(), l.job.lists()
	s.lists = append(s.lists, s.ends())
	s.seal()
	return s
}

// peopleRoom is how much a segment has to hold at most.
type peopleRoom struct{ rows, jobs, likely, wished, skills, words, posts int }

func (r *peopleRoom) count(p *Person) {
	r.rows, r.jobs, r.likely = r.rows+1, r.jobs+len(p.Held), r.likely+len(p.Likely)
	r.wished, r.skills, r.words = r.wished+len(p.Wished), r.skills+len(p.Skills), r.words+len(p.Words)
	if p.Post != nil {
		r.posts++
	}
}

func (r *peopleRoom) segment(g grounds) *peopleSegment {
	return &peopleSegment{
		grounds: g, briefs: make([]brief, r.rows), columns: make([]personColumns, r.rows), lists: make([]personLists, 0, r.rows+1),
		occupations: newArena[fit.OccupationID](r.jobs + r.wished), likely: newArena[fit.Near[fit.OccupationID]](r.likely),
		skills: newArena[fit.SkillHeld](r.skills), peoplePacked: newPeoplePacked(r),
	}
}

func (r *peopleRoom) builders(areas int) peopleLists {
	return peopleLists{
		occ: newLocalBuilder[uint16](areas, r.jobs+r.likely+r.wished), class: newLocalBuilder[uint16](areas, r.rows),
		skill: newLocalBuilder[uint16](areas, r.skills+r.rows), job: newLocalBuilder[uint16](areas, r.jobs+r.likely),
	}
}

// peopleLists gathers the lists of a segment.
type peopleLists struct{ occ, class, skill, job localBuilder[uint16] }

// add lists a row, the at-th of its area.
func (l *peopleLists) add(s *peopleSegment, row int, at uint32, p *Person) {
	l.class.add(uint32(classOf(p)), at)
	for _, id := range s.heldBy(row) {
		l.occ.add(uint32(id), at)
		l.job.add(uint32(id), at)
	}
	for _, o := range p.Likely {
		l.occ.add(uint32(o.ID), at)
		l.job.add(uint32(o.ID), at)
	}
	for _, id := range p.Wished {
		l.occ.add(uint32(id), at)
	}
	for _, held := range p.Skills[:min(summed, len(p.Skills))] {
		l.skill.add(uint32(held.Skill), at)
	}
	if len(p.Skills) > summed {
		l.skill.add(countless, at)
	}
	if !p.SkillsListed() {
		l.skill.add(silent, at)
	}
}

func (l *peopleLists) endArea() {
	l.occ.endArea()
	l.class.endArea()
	l.skill.endArea()
	l.job.endArea()
}

// add keeps the next row.
func (s *peopleSegment) add(row int, site int32, p *Person) {
	c := personColumns{
		small:       small{p.Education, p.Irregular, p.ContractKind, p.ContractTerm}.number(),
		factNumbers: s.factCodes.of(row, facts{p.Hours, p.From, p.Pay, p.Languages, p.Certificates}),
		sectors:     s.sectors.of(row, sectorsKey(p.WishedSectors), p.WishedSectors), listed: uint16(len(p.Skills)),
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
	l.held = s.occupations.end()
	c.kin = kinOf(p, s.occupations.items[l.occupations:l.held])
	s.occupations.add(p.Wished)
	s.likely.add(p.Likely)
	s.skills.add(p.Skills)
	s.columns[row], s.lists = c, append(s.lists, l)
	s.pack(row, site, p)
}

// ends is where the lists of a row that is yet to come begin.
func (s *peopleSegment) ends() personLists {
	end := s.occupations.end()
	return personLists{
		occupations: end, held: end, likely: s.likely.end(), skills: s.skills.end(), jobs: s.jobs.end(), words: s.words.end(),
	}
}

func (s *peopleSegment) seal() {
	s.occupations.items = trim(s.occupations.items)
	s.factCodes.seal()
	s.smalls.seal()
	s.sectors.seal()
	together(s.sectors.values)
	s.peoplePacked.seal()
}

// heldBy and wishedBy are the occupations of a row, those held without repeats.
func (s *peopleSegment) heldBy(row int) []fit.OccupationID {
	return s.occupations.cut(s.lists[row].occupations, s.lists[row].held)
}

func (s *peopleSegment) wishedBy(row int) []fit.OccupationID {
	return s.occupations.cut(s.lists[row].held, s.lists[row+1].occupations)
}

// likelyOf is what the skills of a row point to, where no job is known.
func (s *peopleSegment) likelyOf(row int) []fit.Near[fit.OccupationID] {
	return s.likely.cut(s.lists[row].likely, s.lists[row+1].likely)
}

func (s *peopleSegment) skillsOf(row int) []fit.SkillHeld {
	return s.skills.cut(s.lists[row].skills, s.lists[row+1].skills)
}
