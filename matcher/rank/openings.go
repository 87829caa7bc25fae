package rank

import (
	"matchd/matcher"
	"matchd/matcher/fit"
)

// Vacancy is a row of openings: what was compiled from a vacancy.
type Vacancy struct{ fit.Opening }

// Key is the vacancy's id.
func (o Vacancy) Key() string { return o.ID }

// Openings is all vacancies at one moment.
type Openings = View[Vacancy, *openingSegment]

// OpeningsBook is the writer's side of Openings; one goroutine at a time.
type OpeningsBook struct {
	*book[Vacancy, *openingSegment]
}

// NewOpeningsBook is an empty book.
func NewOpeningsBook() OpeningsBook { return OpeningsBook{newBook(newOpeningSegment)} }

// Change puts and removes rows by id and returns the new view.
func (b OpeningsBook) Change(put []Vacancy, remove []string) *Openings { return b.change(put, remove) }

// View is the newest view.
func (b OpeningsBook) View() *Openings { return b.view }

// openingSegment is vacancies sorted by region, place and id, with columns for bounds.
type openingSegment struct {
	rows      []Vacancy
	columns   []openingColumns // and one more, where the last lists end
	groups    []group
	ofOcc     postings // rows by their occupation, where they have one
	loose     []int32  // rows with none, or with more than one, ascending
	occupied  arena[fit.OccupationID]
	skills    arena[fit.SkillAsked]
	languages codes[[]fit.Language]
	papers    codes[[]uint32]
	sectors   codes[matcher.Sector]
}

// openingColumns is what bounds are made from; sets are numbers into the segment's codes.
type openingColumns struct {
	skillWeight                int64
	group                      int32
	occupations, skills        uint32 // where they begin
	start, closing             matcher.Date
	hours                      fit.Span
	languages, papers, sectors uint16
	remote                     int16
	education, irregular       int8
	kind, term                 uint8
	open, experience           bool
}

func siteOfVacancy(o *Vacancy) site {
	return site{region: o.Region, home: o.Remote >= 1000, point: o.Point}
}

func newOpeningSegment(rows []Vacancy) *openingSegment {
	rows = inOrder(rows, siteOfVacancy)
	s := &openingSegment{rows: rows, columns: make([]openingColumns, 0, len(rows)+1)}
	s.groups = groupsOf(len(rows), func(i int) site { return siteOfVacancy(&rows[i]) })
	s.occupied = newArena(rows, func(o *Vacancy) []fit.OccupationID { return o.Occupations })
	s.skills = newArena(rows, func(o *Vacancy) []fit.SkillAsked { return o.Skills })
	t := texts{}
	var occ postingsBuilder
	for g := range s.groups {
		for i := s.groups[g].from; i < s.groups[g].to; i++ {
			o := &rows[i]
			s.columns = append(s.columns, s.column(o, int32(g)))
			shareOpening(t, o)
			if len(o.Occupations) == 1 {
				occ.add(uint32(o.Occupations[0]), i)
			} else {
				s.loose = append(s.loose, i)
			}
		}
	}
	s.columns = append(s.columns, openingColumns{occupations: uint32(len(s.occupied.items)), skills: uint32(len(s.skills.items))})
	s.ofOcc = occ.build()
	return s
}

// column makes a row's columns and lets its lists share their memory with those of other rows.
func (s *openingSegment) column(o *Vacancy, group int32) openingColumns {
	sector := []matcher.Sector{o.Sector}
	c := openingColumns{
		skillWeight: o.SkillWeight, occupations: uint32(len(s.occupied.items)), skills: uint32(len(s.skills.items)),
		group: group, start: o.Start, closing: o.Closing, hours: o.Hours,
		languages: s.languages.of(languagesKey(o.Languages), o.Languages),
		papers:    s.papers.of(numbersKey(o.Certificates), o.Certificates),
		sectors:   s.sectors.of(sectorsKey(sector), o.Sector),
		remote:    o.Remote, education: o.Education, irregular: int8(o.Irregular),
		kind: kindNumber(o.ContractKind), term: termNumber(o.ContractTerm),
		open: o.Open, experience: len(o.Experience) > 0,
	}
	o.Occupations, o.Skills = s.occupied.keep(o.Occupations), s.skills.keep(o.Skills)
	o.Languages = s.languages.shared(c.languages, o.Languages)
	o.Certificates = s.papers.shared(c.papers, o.Certificates)
	o.Sector = s.sectors.shared(c.sectors, o.Sector)
	return c
}

func shareOpening(t texts, o *Vacancy) {
	shareAll(t, &o.Company, &o.Name, &o.EducationField, &o.Municipality, &o.Abroad)
	shareAll(t, &o.ContractKind)
	shareAll(t, &o.ContractTerm)
}

func (s *openingSegment) occupationsOf(row int) []fit.OccupationID {
	return s.occupied.items[s.columns[row].occupations:s.columns[row+1].occupations]
}

func (s *openingSegment) skillsOf(row int) []fit.SkillAsked {
	return s.skills.items[s.columns[row].skills:s.columns[row+1].skills]
}

func (s *openingSegment) size() int          { return len(s.rows) }
func (s *openingSegment) row(i int) *Vacancy { return &s.rows[i] }
