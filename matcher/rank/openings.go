package rank

import (
	"cmp"
	"slices"

	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/place"
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
	columns   []openingColumns
	groups    []group
	ofOcc     postings // rows by their occupation, where they have one
	loose     []int32  // rows with none, or with more than one, ascending
	languages codes[[]fit.Language]
	papers    codes[[]uint32]
	sectors   codes[matcher.Sector]
}

// openingColumns is what bounds are made from; sets are numbers into the segment's codes.
type openingColumns struct {
	group                      int32
	start, closing             matcher.Date
	hours                      fit.Span
	languages, papers, sectors uint16
	remote                     int16
	education, irregular       int8
	kind, term                 uint8
	open, experience           bool
}

func newOpeningSegment(rows []Vacancy) *openingSegment {
	slices.SortFunc(rows, func(a, b Vacancy) int { return cmp.Or(byPlace(a.Region, b.Region, a.Point, b.Point), byKey(a, b)) })
	s := &openingSegment{rows: rows, columns: make([]openingColumns, len(rows))}
	s.groups = groupsOf(len(rows), func(i int) (place.Point, uint8) { return rows[i].Point, rows[i].Region })
	var occ postingsBuilder
	for g := range s.groups {
		for i := s.groups[g].from; i < s.groups[g].to; i++ {
			o := &rows[i]
			s.columns[i] = s.column(o, int32(g))
			if len(o.Occupations) == 1 {
				occ.add(uint32(o.Occupations[0]), i)
			} else {
				s.loose = append(s.loose, i)
			}
		}
	}
	s.ofOcc = occ.build()
	return s
}

func (s *openingSegment) column(o *Vacancy, group int32) openingColumns {
	sector := []matcher.Sector{o.Sector}
	return openingColumns{
		group: group, start: o.Start, closing: o.Closing, hours: o.Hours,
		languages: s.languages.of(languagesKey(o.Languages), o.Languages),
		papers:    s.papers.of(numbersKey(o.Certificates), o.Certificates),
		sectors:   s.sectors.of(sectorsKey(sector), o.Sector),
		remote:    o.Remote, education: o.Education, irregular: int8(o.Irregular),
		kind: kindNumber(o.ContractKind), term: termNumber(o.ContractTerm),
		open: o.Open, experience: len(o.Experience) > 0,
	}
}

func (s *openingSegment) size() int          { return len(s.rows) }
func (s *openingSegment) row(i int) *Vacancy { return &s.rows[i] }
