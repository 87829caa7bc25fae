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
// read meanwhile. Some 310 bytes a row at 500,000 rows, texts and lists included.
type OpeningsBook struct {
	*book[Vacancy, *openingSegment]
}

// NewOpeningsBook is an empty book.
func NewOpeningsBook() OpeningsBook { return OpeningsBook{newBook(newOpeningSegment)} }

// Change puts and removes rows by id and returns the new view. What is put has no id twice; its lists must not be changed any
// more. An id that is there is replaced, one that is not there and is removed does nothing. A change costs what its own rows
// do, and now and then a merge of segments: over time every row is made anew as many times as there are sizes of segments, of
// which each is some eight times the one before.
func (b OpeningsBook) Change(put []Vacancy, remove []string) *Openings { return b.change(put, remove) }

// View is the newest view, that of the last Change; an empty one before the first.
func (b OpeningsBook) View() *Openings { return b.view }

// openingSegment is vacancies sorted by place and occupation, with columns for bounds. What bounds do not need of a row is
// packed beside them, see openings_packed.go.
type openingSegment struct {
	columns  []openingColumns
	lists    []openingLists // and one more, where the last lists end
	grounds  grounds
	runs     [][]run       // by area: all its rows, those of an occupation together, ascending
	bySkill  local[uint32] // rows by skill asked, with the skill's share in the upper 16 bits; and those silent about skills
	occupied arena[fit.OccupationID]
	skills   arena[fit.SkillAsked]
	factCodes
	sectors codes[matcher.Sector, matcher.Sector]
	openingsPacked
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
	skillWeight                            int64
	occupations, skills, experience, words uint32
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

func runsOf(order []lair, g *grounds) [][]run {
	out := make([][]run, len(g.areas))
	for a, in := range g.areas {
		for i := in.from; i < in.to; i++ {
			if last := len(out[a]) - 1; last < 0 || out[a][last].occupation != order[i].occupation {
				out[a] = append(out[a], run{occupation: order[i].occupation, from: i})
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

func newOpeningSegment(from source[Vacancy]) *openingSegment {
	var room openingRoom // settle passes all rows, so they are counted there
	order, sites, grounds := settle(from, func(o *Vacancy) lair {
		room.count(o)
		return lairOfVacancy(o)
	})
	s := room.segment(grounds, runsOf(order, &grounds))
	skills := newLocalBuilder[uint32](len(grounds.areas), 2*room.skills+room.rows)
	for _, in := range grounds.areas {
		for row := in.from; row < in.to; row++ {
			o := from.at(order[row].row)
			s.add(int(row), sites[row], o)
			listSkills(&skills, uint32(row-in.from), o)
		}
		skills.endArea()
	}
	s.lists = append(s.lists, s.ends(0))
	s.bySkill = skills.lists()
	s.addShares()
	s.seal()
	return s
}

// openingRoom is how much a segment has to hold at most.
type openingRoom struct{ rows, occupations, skills, experience, words int }

func (r *openingRoom) count(o *Vacancy) {
	r.rows, r.occupations, r.skills = r.rows+1, r.occupations+len(o.Occupations), r.skills+len(o.Skills)
	r.experience, r.words = r.experience+len(o.Experience), r.words+len(o.Words)
}

func (r *openingRoom) segment(g grounds, runs [][]run) *openingSegment {
	return &openingSegment{
		grounds: g, runs: runs, columns: make([]openingColumns, r.rows), lists: make([]openingLists, 0, r.rows+1),
		occupied: newArena[fit.OccupationID](r.occupations), skills: newArena[fit.SkillAsked](r.skills), openingsPacked: newOpeningsPacked(r),
	}
}

// listSkills lists what a row asks, the at-th of its area.
func listSkills(l *localBuilder[uint32], at uint32, o *Vacancy) {
	for _, asked := range o.Skills {
		l.add(uint32(asked.Skill), at)
		if asked.Own != 0 {
			l.add(uint32(asked.Own), at)
		}
	}
	if o.SkillWeight == 0 {
		l.add(silent, at)
	}
}

// add keeps the next row.
func (s *openingSegment) add(row int, site int32, o *Vacancy) {
	c := openingColumns{
		site: site, closing: o.Closing, small: small{o.Education, o.Irregular, o.ContractKind, o.ContractTerm}.number(),
		factNumbers: s.factCodes.of(row, facts{o.Hours, o.Start, o.Pay, o.Languages, o.Certificates}),
		sectors:     s.sectors.of(row, o.Sector, o.Sector), experience: len(o.Experience) > 0,
	}
	if !o.Open {
		c.site = s.grounds.gone()
	}
	s.columns[row], s.lists = c, append(s.lists, s.ends(o.SkillWeight))
	s.occupied.add(o.Occupations)
	s.skills.add(o.Skills)
	s.pack(row, site, o)
}

// ends is where the lists of a row that is yet to come begin.
func (s *openingSegment) ends(skillWeight int64) openingLists {
	return openingLists{skillWeight, s.occupied.end(), s.skills.end(), s.experience.end(), s.words.end()}
}

func (s *openingSegment) seal() {
	s.factCodes.seal()
	s.sectors.seal()
	s.openingsPacked.seal()
}

// addShares gives each entry of bySkill the skill's share of what the row asks.
func (s *openingSegment) addShares() {
	entries := s.bySkill.rows
	for area, in := range s.grounds.areas {
		for n := s.bySkill.areas[area]; n < s.bySkill.areas[area+1]; n++ {
			for i := s.bySkill.first[n]; i < s.bySkill.first[n+1]; i++ {
				entries[i] |= s.shareOf(int(in.from)+int(entries[i]), s.bySkill.numbers[n]) << 16
			}
		}
	}
}

// shareOf is the share of everything a row asks that goes by a number, of the whole and rounded up.
func (s *openingSegment) shareOf(row int, number uint32) uint32 {
	var weight int64
	for _, asked := range s.skillsOf(row) {
		if uint32(asked.Skill) == number || uint32(asked.Own) == number {
			weight += int64(asked.Weight)
		}
	}
	all := s.lists[row].skillWeight
	if all == 0 {
		return 0
	}
	return uint32((weight*whole + all - 1) / all)
}

func (s *openingSegment) occupationsOf(row int) []fit.OccupationID {
	return s.occupied.cut(s.lists[row].occupations, s.lists[row+1].occupations)
}

func (s *openingSegment) skillsOf(row int) []fit.SkillAsked {
	return s.skills.cut(s.lists[row].skills, s.lists[row+1].skills)
}
