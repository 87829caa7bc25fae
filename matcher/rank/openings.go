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

// Openings is all vacancies at one moment, open or not; only open ones are listed.
type Openings = View[Vacancy, *openingSegment]

// OpeningsBook is the writer's side of Openings; one goroutine at a time. Views that it gave stay as they are and may be
// read meanwhile. Some 630 bytes a row at 500,000 rows, texts and lists included.
type OpeningsBook struct {
	*book[Vacancy, *openingSegment]
}

// NewOpeningsBook is an empty book.
func NewOpeningsBook() OpeningsBook { return OpeningsBook{newBook(newOpeningSegment)} }

// Change puts and removes rows by id and returns the new view. What is put has no id twice and must not be used any more.
// An id that is there is replaced, one that is not there and is removed does nothing. A change costs what its own rows do,
// and now and then a merge of segments: over time every row is made anew as many times as there are sizes of segments, of
// which each is some eight times the one before.
func (b OpeningsBook) Change(put []Vacancy, remove []string) *Openings { return b.change(put, remove) }

// View is the newest view, that of the last Change; an empty one before the first.
func (b OpeningsBook) View() *Openings { return b.view }

// openingSegment is vacancies sorted by place and occupation, with columns for bounds.
type openingSegment struct {
	rows     []Vacancy
	columns  []openingColumns
	lists    []openingLists // and one more, where the last lists end
	grounds  grounds
	runs     [][]run // by area: all its rows, those of an occupation together, ascending
	bySkill  local   // rows by skill asked, with the skill's share in the upper 16 bits; and those silent about skills
	occupied arena[fit.OccupationID]
	skills   arena[fit.SkillAsked]
	factCodes
	sectors codes[matcher.Sector, matcher.Sector]
}

// openingColumns is what bounds are made from; sets are numbers into the segment's codes.
type openingColumns struct {
	site    int32 // of the grounds; grounds.gone for what is not open
	closing matcher.Date
	factNumbers
	small, sectors uint16
	experience     bool
}

// openingLists is where a row's lists begin in the arenas, and the weight of all skills asked.
type openingLists struct {
	skillWeight         int64
	occupations, skills uint32
}

// run is rows [from, to) of one occupation in one area, or of none or several.
type run struct {
	occupation fit.OccupationID
	from, to   int32
}

// none and loose stand for the occupation of a row that has none or several.
const (
	none fit.OccupationID = math.MaxUint32 - iota
	loose
)

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
	switch len(o.Occupations) {
	case 0:
		l.occupation = none
	case 1:
		l.occupation = o.Occupations[0]
	default:
		l.occupation = loose
	}
	return l
}

func newOpeningSegment(rows []Vacancy) *openingSegment {
	sites, grounds := settle(rows, lairOfVacancy)
	s := &openingSegment{
		rows: rows, grounds: grounds, runs: runsOf(rows, &grounds),
		columns: make([]openingColumns, len(rows)), lists: make([]openingLists, 0, len(rows)+1),
	}
	s.occupied = newArena(rows, func(o *Vacancy) []fit.OccupationID { return o.Occupations })
	s.skills = newArena(rows, func(o *Vacancy) []fit.SkillAsked { return o.Skills })
	t := texts{}
	var skills localBuilder
	for i := range rows {
		o := &rows[i]
		s.keep(i, sites[i])
		shareOpening(t, o)
		for _, asked := range o.Skills {
			skills.add(uint32(asked.Skill), int32(i))
			if asked.Own != 0 {
				skills.add(uint32(asked.Own), int32(i))
			}
		}
		if o.SkillWeight == 0 {
			skills.add(silent, int32(i))
		}
	}
	s.lists = append(s.lists, openingLists{0, uint32(len(s.occupied.items)), uint32(len(s.skills.items))})
	s.bySkill = skills.build(grounds.areas)
	s.addShares()
	return s
}

// keep makes a row's columns and lets its lists share their memory with those of other rows.
func (s *openingSegment) keep(row int, site int32) {
	o := &s.rows[row]
	c := openingColumns{
		site: site, closing: o.Closing, small: small{o.Education, o.Irregular, o.ContractKind, o.ContractTerm}.number(),
		factNumbers: s.factCodes.of(facts{o.Hours, o.Start, o.Pay, o.Languages, o.Certificates}),
		sectors:     s.sectors.of(o.Sector, o.Sector), experience: len(o.Experience) > 0,
	}
	if !o.Open {
		c.site = s.grounds.gone()
	}
	s.columns[row] = c
	s.lists = append(s.lists, openingLists{o.SkillWeight, uint32(len(s.occupied.items)), uint32(len(s.skills.items))})
	o.Occupations, o.Skills = s.occupied.keep(o.Occupations), s.skills.keep(o.Skills)
	o.Languages = s.languages.shared(c.languages, o.Languages)
	o.Certificates = s.papers.shared(c.papers, o.Certificates)
	o.Sector = s.sectors.shared(c.sectors, o.Sector)
}

// addShares gives each entry of bySkill the skill's share of what the row asks.
func (s *openingSegment) addShares() {
	entries := s.bySkill.rows
	for area, in := range s.grounds.areas {
		for n := s.bySkill.areas[area]; n < s.bySkill.areas[area+1]; n++ {
			for i := s.bySkill.first[n]; i < s.bySkill.first[n+1]; i++ {
				entries[i] |= shareOf(&s.rows[in.from+int32(entries[i])].Asks, s.bySkill.numbers[n]) << 16
			}
		}
	}
}

// shareOf is the share of everything asked that goes by a number, of the whole and rounded up.
func shareOf(a *fit.Asks, number uint32) uint32 {
	var weight int64
	for i := range a.Skills {
		if uint32(a.Skills[i].Skill) == number || uint32(a.Skills[i].Own) == number {
			weight += int64(a.Skills[i].Weight)
		}
	}
	if a.SkillWeight == 0 {
		return 0
	}
	return uint32((weight*whole + a.SkillWeight - 1) / a.SkillWeight)
}

func shareOpening(t texts, o *Vacancy) {
	shareAll(t, &o.Company, &o.Name, &o.EducationField, &o.Municipality, &o.Abroad)
	o.Words.Share(t.share)
	shareAll(t, &o.ContractKind)
	shareAll(t, &o.ContractTerm)
}

func (s *openingSegment) occupationsOf(row int) []fit.OccupationID {
	return s.occupied.items[s.lists[row].occupations:s.lists[row+1].occupations]
}

func (s *openingSegment) skillsOf(row int) []fit.SkillAsked {
	return s.skills.items[s.lists[row].skills:s.lists[row+1].skills]
}

func (s *openingSegment) size() int          { return len(s.rows) }
func (s *openingSegment) row(i int) *Vacancy { return &s.rows[i] }
