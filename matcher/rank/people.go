package rank

import (
	"cmp"
	"slices"

	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/place"
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

// peopleSegment is people sorted by region, place and id, with columns for bounds.
type peopleSegment struct {
	rows      []Person
	columns   []personColumns
	groups    []group
	ofOcc     postings // rows by occupation held, likely or wished
	languages codes[[]fit.Language]
	papers    codes[[]uint32]
	sectors   codes[[]matcher.Sector]
}

// personColumns is what bounds are made from; sets are numbers into the segment's codes.
type personColumns struct {
	group                      int32
	languages, papers, sectors uint16
	hours                      fit.Span
	education, irregular       int8
	kind, term                 uint8
	from                       matcher.Date
	available, holds           bool
}

func newPeopleSegment(rows []Person) *peopleSegment {
	slices.SortFunc(rows, func(a, b Person) int { return cmp.Or(byPlace(a.Region, b.Region, a.Point, b.Point), byKey(a, b)) })
	s := &peopleSegment{rows: rows, columns: make([]personColumns, len(rows))}
	s.groups = groupsOf(len(rows), func(i int) (place.Point, uint8) { return rows[i].Point, rows[i].Region })
	var occ postingsBuilder
	for g := range s.groups {
		for i := s.groups[g].from; i < s.groups[g].to; i++ {
			p := &rows[i]
			s.columns[i] = s.column(p, int32(g))
			for _, id := range occupationsOf(p) {
				occ.add(uint32(id), i)
			}
		}
	}
	s.ofOcc = occ.build()
	return s
}

func (s *peopleSegment) column(p *Person, group int32) personColumns {
	return personColumns{
		group: group, languages: s.languages.of(languagesKey(p.Languages), p.Languages),
		papers: s.papers.of(numbersKey(p.Certificates), p.Certificates), sectors: s.sectors.of(sectorsKey(p.WishedSectors), p.WishedSectors),
		hours: p.Hours, education: p.Education, irregular: int8(p.Irregular), kind: kindNumber(p.ContractKind), term: termNumber(p.ContractTerm),
		from: p.From, available: p.Available, holds: len(p.Held) > 0,
	}
}

func (s *peopleSegment) size() int         { return len(s.rows) }
func (s *peopleSegment) row(i int) *Person { return &s.rows[i] }

func occupationsOf(p *Person) []fit.OccupationID {
	ids := make([]fit.OccupationID, 0, len(p.Held)+len(p.Likely)+len(p.Wished))
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
