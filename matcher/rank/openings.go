package rank

import (
	"math"

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

// openingSegment is vacancies sorted by place and occupation, with columns for bounds.
type openingSegment struct {
	rows      []Vacancy
	columns   []openingColumns // and one more, where the last lists end
	grounds   grounds
	ofOcc     postings // rows by their occupation, where they have one
	runs      [][]run  // by area: all its rows, those of an occupation together
	occupied  arena[fit.OccupationID]
	skills    arena[fit.SkillAsked]
	hours     codes[fit.Span, fit.Span]
	languages codes[string, []fit.Language]
	papers    codes[string, []uint32]
	sectors   codes[matcher.Sector, matcher.Sector]
}

// openingColumns is what bounds are made from; sets are numbers into the segment's codes.
type openingColumns struct {
	skillWeight                       int64
	site                              int32
	occupations, skills               uint32 // where they begin
	start, closing                    matcher.Date
	pay                               int32
	small                             uint16
	hours, languages, papers, sectors uint16
	open, experience                  bool
}

// run is rows [from, to) of one occupation in one area, or of several or none where that is loose.
type run struct {
	occupation fit.OccupationID
	from, to   int32
}

const loose fit.OccupationID = math.MaxUint32

func runsOf(rows []Vacancy, g *grounds) [][]run {
	out := make([][]run, len(g.areas))
	for a, in := range g.areas {
		for i := in.from; i < in.to; i++ {
			occupation := lairOfVacancy(&rows[i]).occupation
			if last := len(out[a]) - 1; last < 0 || out[a][last].occupation != occupation {
				out[a] = append(out[a], run{occupation: occupation, from: i})
			}
			out[a][len(out[a])-1].to = i + 1
		}
	}
	return out
}

func lairOfVacancy(o *Vacancy) lair {
	l := lair{site: site{region: o.Region, remote: o.Remote, point: o.Point}}
	if len(o.Occupations) != 1 {
		l.occupation = loose
		return l
	}
	l.occupation = o.Occupations[0]
	return l
}

func newOpeningSegment(rows []Vacancy) *openingSegment {
	rows, sites, grounds := settle(rows, lairOfVacancy)
	s := &openingSegment{rows: rows, columns: make([]openingColumns, 0, len(rows)+1), grounds: grounds, runs: runsOf(rows, &grounds)}
	s.occupied = newArena(rows, func(o *Vacancy) []fit.OccupationID { return o.Occupations })
	s.skills = newArena(rows, func(o *Vacancy) []fit.SkillAsked { return o.Skills })
	t := texts{}
	var occ postingsBuilder
	for i := range rows {
		o := &rows[i]
		s.columns = append(s.columns, s.column(o, sites[i]))
		shareOpening(t, o)
		if len(o.Occupations) == 1 {
			occ.add(uint32(o.Occupations[0]), int32(i))
		}
	}
	s.columns = append(s.columns, openingColumns{occupations: uint32(len(s.occupied.items)), skills: uint32(len(s.skills.items))})
	s.ofOcc = occ.build()
	return s
}

// column makes a row's columns and lets its lists share their memory with those of other rows.
func (s *openingSegment) column(o *Vacancy, site int32) openingColumns {
	c := openingColumns{
		skillWeight: o.SkillWeight, occupations: uint32(len(s.occupied.items)), skills: uint32(len(s.skills.items)),
		site: site, start: o.Start, closing: o.Closing, pay: o.Pay, hours: s.hours.of(o.Hours, o.Hours),
		languages: s.languages.of(languagesKey(o.Languages), o.Languages),
		papers:    s.papers.of(numbersKey(o.Certificates), o.Certificates),
		sectors:   s.sectors.of(o.Sector, o.Sector),
		small:     small{o.Education, o.Irregular, o.ContractKind, o.ContractTerm}.number(),
		open:      o.Open, experience: len(o.Experience) > 0,
	}
	o.Occupations, o.Skills = s.occupied.keep(o.Occupations), s.skills.keep(o.Skills)
	o.Languages = s.languages.shared(c.languages, o.Languages)
	o.Certificates = s.papers.shared(c.papers, o.Certificates)
	o.Sector = s.sectors.shared(c.sectors, o.Sector)
	return c
}

func shareOpening(t texts, o *Vacancy) {
	shareAll(t, &o.Company, &o.Name, &o.EducationField, &o.Municipality, &o.Abroad)
	o.Words.Share(t.share)
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
