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

// People is all candidates at one moment.
type People = View[Person, *peopleSegment]

// PeopleBook is the writer's side of People; one goroutine at a time.
type PeopleBook struct{ *book[Person, *peopleSegment] }

// NewPeopleBook is an empty book.
func NewPeopleBook() PeopleBook { return PeopleBook{newBook(newPeopleSegment)} }

// Change puts and removes rows by id and returns the new view.
func (b PeopleBook) Change(put []Person, remove []string) *People { return b.change(put, remove) }

// View is the newest view.
func (b PeopleBook) View() *People { return b.view }

// peopleSegment is people sorted by place and occupation, with columns for bounds.
type peopleSegment struct {
	rows        []Person
	columns     []personColumns // and one more, where the last lists end
	grounds     grounds
	ofOcc       postings   // rows by occupation held, likely or wished
	classes     [4][]int32 // rows by class
	occupations arena[fit.OccupationID]
	likely      arena[fit.Near[fit.OccupationID]]
	skills      arena[fit.SkillHeld]
	hours       codes[fit.Span, fit.Span]
	languages   codes[string, []fit.Language]
	papers      codes[string, []uint32]
	sectors     codes[string, []matcher.Sector]
}

// personColumns is what bounds are made from, in one line of the cache; sets are numbers into the segment's codes.
type personColumns struct {
	sketch                            sketch
	site                              int32
	occupations, held                 uint32 // where those held begin, and where they end and those wished begin
	likely, skills                    uint32 // where they begin
	from                              matcher.Date
	pay                               int32
	small                             uint16
	hours, languages, papers, sectors uint16
	kin                               kin
	class                             class
	available, skillsKnown            bool
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
	rows, sites, grounds := settle(rows, lairOfPerson)
	s := &peopleSegment{rows: rows, columns: make([]personColumns, 0, len(rows)+1), grounds: grounds}
	s.skills = newArena(rows, func(p *Person) []fit.SkillHeld { return p.Skills })
	s.occupations.items = make([]fit.OccupationID, 0, 3*len(rows))
	s.likely = newArena(rows, func(p *Person) []fit.Near[fit.OccupationID] { return p.Likely })
	jobs := newArena(rows, func(p *Person) []fit.Job { return p.Held })
	shared := texts{}
	var occ postingsBuilder
	for i := range rows {
		p := &rows[i]
		s.columns = append(s.columns, s.column(p, sites[i]))
		p.Held = jobs.keep(p.Held)
		share(shared, p)
		s.classes[classOf(p)] = append(s.classes[classOf(p)], int32(i))
		for _, id := range occupationsOf(p) {
			occ.add(uint32(id), int32(i))
		}
	}
	s.columns = append(s.columns, s.ends())
	s.ofOcc = occ.build()
	return s
}

// column makes a row's columns and lets its lists share their memory with those of other rows.
func (s *peopleSegment) column(p *Person, site int32) personColumns {
	c := personColumns{
		sketch: sketchOf(p.Skills), site: site, languages: s.languages.of(languagesKey(p.Languages), p.Languages),
		papers: s.papers.of(numbersKey(p.Certificates), p.Certificates), sectors: s.sectors.of(sectorsKey(p.WishedSectors), p.WishedSectors),
		hours: s.hours.of(p.Hours, p.Hours), small: small{p.Education, p.Irregular, p.ContractKind, p.ContractTerm}.number(),
		from: p.From, pay: p.Pay, available: p.Available, class: classOf(p), skillsKnown: p.Skills != nil,
	}
	ends := s.ends()
	c.occupations, c.likely, c.skills = ends.occupations, ends.likely, ends.skills
	for _, job := range p.Held {
		if !slices.Contains(s.occupations.items[c.occupations:], job.Occupation) {
			s.occupations.items = append(s.occupations.items, job.Occupation)
		}
	}
	c.held = uint32(len(s.occupations.items))
	s.occupations.items = append(s.occupations.items, p.Wished...)
	c.kin = kinOf(s.occupations.items[c.occupations:c.held], p.Wished)
	p.Skills, p.Likely = s.skills.keep(p.Skills), s.likely.keep(p.Likely)
	p.Languages = s.languages.shared(c.languages, p.Languages)
	p.Certificates = s.papers.shared(c.papers, p.Certificates)
	p.WishedSectors = s.sectors.shared(c.sectors, p.WishedSectors)
	return c
}

// ends is the columns of a row whose lists are yet to come.
func (s *peopleSegment) ends() personColumns {
	return personColumns{occupations: uint32(len(s.occupations.items)), likely: uint32(len(s.likely.items)), skills: uint32(len(s.skills.items))}
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
	c := &s.columns[row]
	return s.occupations.items[c.occupations:c.held]
}

func (s *peopleSegment) wishedBy(row int) []fit.OccupationID {
	return s.occupations.items[s.columns[row].held:s.columns[row+1].occupations]
}

// likelyOf is what the skills of a row point to, where no job is known.
func (s *peopleSegment) likelyOf(row int) []fit.Near[fit.OccupationID] {
	return s.likely.items[s.columns[row].likely:s.columns[row+1].likely]
}

func (s *peopleSegment) skillsOf(row int) []fit.SkillHeld {
	return s.skills.items[s.columns[row].skills:s.columns[row+1].skills]
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
