package rank

import (
	"slices"

	"matchd/matcher"
	"matchd/matcher/fit"
)

// silent stands among the numbers of skills for rows that nobody listed skills of.
const silent = ^uint32(0)

// gauge bounds the two parts of a row's skills reason, in millionths.
type gauge struct{ listed, implied int32 }

func (g gauge) sum() int64 { return int64(g.listed) + int64(g.implied) }

// measure fills the gauges of an area: by what each skill that is near to one asked has of all that is asked, and by
// what follows from each occupation. Most rows are met by neither.
func (s *peopleSearch) measure(in span) []gauge {
	s.gauges = blank(s.gauges, in)
	g := s.gauges
	var rows []uint32
	at := 0
	for _, gain := range s.gains {
		rows, at = s.part.seg.bySkill.of(in.area, uint32(gain.skill), at)
		for _, r := range rows {
			g[r].listed += gain.most
		}
	}
	rows, _ = s.part.seg.bySkill.of(in.area, silent, at)
	for _, r := range rows {
		g[r].implied = int32(s.judge.Model.Reasons[fit.Skills].Prior) // as much as what is not named may count
	}
	s.measureImplied(in, g)
	return g
}

func (s *peopleSearch) measureImplied(in span, g []gauge) {
	jobs := &s.part.seg.byJob
	for i := jobs.areas[in.area]; i < jobs.areas[in.area+1]; i++ {
		worth := int32(s.worth(fit.OccupationID(jobs.numbers[i])))
		if worth == 0 {
			continue
		}
		for _, r := range jobs.rows[jobs.first[i]:jobs.first[i+1]] {
			g[r].implied = max(g[r].implied, worth)
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

// most bounds what the gauge adds to a score.
func (s *peopleSearch) most(g gauge) int64 {
	listed, implied := min(matcher.Million, int64(g.listed)), int64(g.implied)
	return s.add(fit.Skills, listed+(matcher.Million-listed)*implied/matcher.Million+1)
}

// needed is the least sum of both parts of a gauge with which a row can reach the threshold, where all other reasons
// add so much.
func (s *peopleSearch) needed(others int64) int64 {
	if short := s.top.bar - others; short > 0 && s.q.Weights[fit.Skills] > 0 {
		return min(matcher.Million+1, (short-1)*matcher.Million/s.q.Weights[fit.Skills])
	}
	return 0
}
