package rank

import (
	"slices"

	"matchd/matcher/fit"
)

// patch is an area of people as a search goes over it.
type patch struct {
	span
	briefs []brief
	near   []int32 // by site of the area: what distance adds
	gauges []gauge // nil where nobody was measured
}

func (s *peopleSearch) patch(in span) patch {
	s.pause()
	seg := s.part.seg
	return patch{span: in, briefs: seg.briefs[in.from:in.to], near: s.near[seg.grounds.areas[in.area].first:]}
}

// crowd is the part of an area, one in so many, from which on measuring everybody in it costs less than looking at the
// rows one by one, each somewhere else in memory. Measured at 1,000,000 rows: 8 and 16 make little difference, 32 loses.
const crowd = 12

// visit looks at the rows of some lists of an area, having measured all of it where they are a crowd. Where the vacancy
// asks no skills there is nothing to measure.
func (s *peopleSearch) visit(in span, lists []list) {
	may := 0
	for i := range lists {
		may += len(lists[i].rows)
	}
	if may == 0 {
		return
	}
	p := s.patch(in)
	if s.o.SkillWeight > 0 && crowd*may >= len(p.briefs) {
		p.gauges = s.measure(in)
	}
	for _, l := range lists {
		for rows := range slices.Chunk(l.rows, gang) {
			if p.gauges != nil {
				s.siftMeasured(&p, rows, l.occupations)
			} else {
				s.sift(&p, rows, l.occupations)
			}
			s.lookOnce(&p, l.occupations, gang)
		}
		s.lookOnce(&p, l.occupations, 1)
	}
}

// visitAll looks at everybody in an area, where the vacancy has no occupation to begin with and all of them get the same
// for theirs.
func (s *peopleSearch) visitAll(in span) {
	occupations := s.far[0]
	if s.outOfReach(in, occupations) {
		return
	}
	p := s.patch(in)
	p.gauges = s.measure(in)
	row := 0
	for gauges := range slices.Chunk(p.gauges, 4*gang) {
		needed, short := s.needed(s.others+occupations+in.most), s.short(occupations)
		for _, g := range gauges {
			if g.sum() >= needed && s.promises(&p, row, short) {
				s.gang = append(s.gang, uint16(row))
			}
			row++
		}
		s.lookOnce(&p, occupations, gang)
	}
	s.lookOnce(&p, occupations, 1)
}

// short is what the reasons of a brief, distance and skills must add at least for a row to reach the threshold.
func (s *peopleSearch) short(occupations int64) int64 {
	return max(0, s.top.bar-s.glance.rest-occupations)
}

// promises reports whether a row that was measured may reach the threshold by its brief.
func (s *peopleSearch) promises(p *patch, row int, short int64) bool {
	b := &p.briefs[row]
	return int64(p.near[b.site]+s.glance.of(b))+p.gauges[row].most(s.skillShare) >= short
}

// sift adds the rows to the gang that may reach the threshold by their briefs.
func (s *peopleSearch) sift(p *patch, rows []uint16, occupations int64) {
	short := int32(max(0, s.short(occupations)-s.limit[fit.Skills]))
	for _, r := range rows {
		if b := &p.briefs[r]; p.near[b.site]+s.glance.of(b) >= short {
			s.gang = append(s.gang, r)
		}
	}
}

// siftMeasured is sift where the area was measured.
func (s *peopleSearch) siftMeasured(p *patch, rows []uint16, occupations int64) {
	needed, short := s.needed(s.others+occupations+p.most), s.short(occupations)
	for _, r := range rows {
		if p.gauges[r].sum() >= needed && s.promises(p, int(r), short) {
			s.gang = append(s.gang, r)
		}
	}
}

// gang is how many rows are fetched side by side: their columns lie far from one another, and a processor that is told
// of several at once does not wait for each in turn.
const gang = 64

// lookOnce looks at the rows of the gang once there are so many, having fetched their columns side by side.
func (s *peopleSearch) lookOnce(p *patch, occupations int64, many int) {
	if len(s.gang) < many {
		return
	}
	kept := s.gang[:0]
	for _, r := range s.gang {
		if s.columns[p.from+int32(r)].kin.has(s.wanted) {
			kept = append(kept, r)
		}
	}
	for _, r := range kept {
		s.look(p, r, occupations)
	}
	s.gang = s.gang[:0]
}
