package rank

import (
	"slices"

	"matchd/matcher"
	"matchd/matcher/fit"
)

// silent stands among the numbers of skills for rows that nobody listed skills of.
const silent = ^uint32(0)

// countless stands there for rows that list more skills than are summed: of them all are taken to be met.
const countless = silent - 1

// summed is the most skills of a row that are listed, so that the sum of what they have fits into half a gauge.
const summed = 60

// gauge bounds the two parts of a row's skills reason, in units of which full are all that is asked: what the skills
// listed have in the lower half, at most summed times all that is asked, and what follows from an occupation, beyond
// faint, in the upper.
type gauge uint32

const (
	full = 1 << 10
	// faint is what every gauge takes to follow from an occupation at least. From most nothing or little does, and rows by
	// occupation are not gone through for that; look makes up for it. Measured at 1,000,000 rows: 100 to 230 make no
	// difference, 0 takes the slowest lists a twelfth longer.
	faint = full / 10
)

func (g gauge) listed() uint64  { return uint64(g & 0xffff) }
func (g gauge) implied() uint64 { return uint64(g>>16) + faint }

// most bounds what the gauge adds to a score.
func (g gauge) most(weight uint64) int64 { return both(g.listed(), g.implied(), weight) }

// both bounds what the two parts of a skills reason add together.
func both(listed, implied, weight uint64) int64 {
	return int64((listed+implied-listed*implied/full)*weight/full) + 1
}

// sum is never less than what both parts come to together, beyond faint.
func (g gauge) sum() uint32 { return uint32(g&0xffff + g>>16) }

// needed is the least sum of a gauge with which a row can reach the threshold, where all other reasons add so much.
func (s *peopleSearch) needed(others int64) uint32 {
	short, weight := s.top.bar-others-1, s.q.Weights[fit.Skills]
	if short <= 0 || weight == 0 {
		return 0
	}
	return uint32(max(faint, min(full+1, short*full/weight)) - faint)
}

// gaugeOf is so many millionths, rounded up.
func gaugeOf(value int64) gauge { return gauge((value*full + matcher.Million - 1) / matcher.Million) }

// following is a gauge of so many millionths that follow from an occupation.
func following(value int64) gauge { return (max(faint, gaugeOf(value)) - faint) << 16 }

// sharper is what the gauge adds where what follows from an occupation is read from the columns of its row.
func (s *peopleSearch) sharper(g gauge, row int, c *personColumns) int64 {
	return both(g.listed(), uint64(gaugeOf(max(s.unnamed(c), s.follows(row, c)))), s.skillShare)
}

// measure fills the gauges of an area: by what each skill that is near to one asked has of all that is asked, and by
// what follows from each occupation. Most rows are met by neither.
func (s *peopleSearch) measure(in span) []gauge {
	s.gauges = blank(s.gauges, in)
	g := s.gauges
	rows := s.part.seg.bySkill.of(in.area, silent)
	prior := following(s.judge.Model.Reasons[fit.Skills].Prior) // as much as what is not named may count
	for _, r := range rows {
		g[r] = prior
	}
	s.measureImplied(in, g) // before the lower halves are filled
	for _, gain := range s.gains {
		rows = s.part.seg.bySkill.of(in.area, uint32(gain.skill))
		for _, r := range rows {
			g[r] += gain.most
		}
	}
	rows = s.part.seg.bySkill.of(in.area, countless)
	for _, r := range rows {
		g[r] = full
	}
	return g
}

func (s *peopleSearch) measureImplied(in span, g []gauge) {
	jobs := &s.part.seg.byJob
	for i := jobs.areas[in.area]; i < jobs.areas[in.area+1]; i++ {
		worth := following(s.worth(fit.OccupationID(jobs.numbers[i])))
		if worth == 0 {
			continue
		}
		for _, r := range jobs.rows[jobs.first[i]:jobs.first[i+1]] {
			g[r] = max(g[r], worth)
		}
	}
}

// blank is a list of zeros for the rows of an area, in the memory of an earlier one where that is enough.
func blank[G any](earlier []G, in span) []G {
	n := int(in.to - in.from)
	list := slices.Grow(earlier[:0], n)[:n]
	clear(list)
	return list
}
