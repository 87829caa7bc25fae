package rank

import (
	"matchd/matcher"
	"matchd/matcher/fit"
)

// silent stands among the numbers of skills for rows whose skills are not known.
const silent = ^uint32(0)

// gauge bounds the two parts of a row's skills reason, in millionths.
type gauge struct{ listed, implied int32 }

func (g gauge) sum() int64 { return int64(g.listed) + int64(g.implied) }

// measure fills the gauges of an area: by what each skill that is near to one asked has of all that is asked, and by
// what follows from each occupation. Most rows are met by neither.
func (s *peopleSearch) measure(in span) []gauge {
	if s.gauges == nil {
		s.gauges = make([]gauge, s.part.seg.grounds.widest())
	}
	g := s.gauges[:in.to-in.from]
	clear(g)
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
		g[r].listed = int32(s.judge.Model.Reasons[fit.Skills].Prior)
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

// widest is the number of rows of the largest area.
func (g *grounds) widest() (n int32) {
	for _, a := range g.areas {
		n = max(n, a.to-a.from)
	}
	return n
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

// cover is what a person has of a skill that may be asked, by the nearest skill listed whatever its level, and by the
// occupation from which it follows most surely; in thousandths and rounded up.
type cover struct {
	skill           fit.SkillID
	listed, implied int32
}

// coverable lists the skills of which the person has anything.
func (l *candidateLens) coverable() (out []cover) {
	highest := len(l.skills.first) - 1
	for _, by := range l.implied {
		highest = max(highest, len(by.skills))
	}
	for s := range max(0, highest) {
		c := cover{skill: fit.SkillID(s)}
		for _, near := range l.skills.of(c.skill) {
			c.listed = max(c.listed, int32(near.closeness))
		}
		for _, by := range l.implied {
			c.implied = max(c.implied, (int32(by.skills.at(c.skill))*int32(by.sure)+999)/1000)
		}
		if c.listed > 0 || c.implied > 0 {
			out = append(out, c)
		}
	}
	return out
}

// measure fills the gauges of an area, each a thousand times as large as in a search for people.
func (s *openingSearch) measure(in span) []gauge {
	if s.gauges == nil {
		s.gauges = make([]gauge, s.part.seg.grounds.widest())
	}
	g := s.gauges[:in.to-in.from]
	clear(g)
	from := &s.part.seg.bySkill
	var rows []uint32
	at := 0
	for _, c := range s.covers {
		if rows, at = from.of(in.area, uint32(c.skill), at); len(rows) == 0 {
			continue
		}
		first := from.first[int(from.areas[in.area])+at-1]
		shares := s.part.seg.shares[first : int(first)+len(rows)]
		for i, r := range rows {
			g[r].listed += shares[i] * c.listed
			g[r].implied += shares[i] * c.implied
		}
	}
	rows, _ = from.of(in.area, silent, at)
	for _, r := range rows {
		g[r].listed = int32(s.judge.Model.Reasons[fit.Skills].Prior) * 1000
	}
	return g
}

// most bounds what the gauge adds to a score.
func (s *openingSearch) most(g gauge) int64 {
	listed := min(matcher.Million, int64(g.listed)/1000+1)
	implied := min(matcher.Million, s.judge.Implied(int64(g.implied)/1000+1, 1000)+1)
	value := listed + (matcher.Million-listed)*implied/matcher.Million + 1
	if s.person.Skills == nil {
		value = max(value, s.judge.Model.Reasons[fit.Skills].Prior)
	}
	return s.add(fit.Skills, value)
}

// needed is the least sum of both parts of a gauge with which a row can reach the threshold, where all other reasons
// add so much.
func (s *openingSearch) needed(others int64) int64 {
	short := s.top.bar - others
	if short <= 0 || s.q.Weights[fit.Skills] == 0 || s.person.Skills == nil && short <= s.prior(fit.Skills) {
		return 0
	}
	return min(matcher.Million, max(0, (short-1)*matcher.Million/s.q.Weights[fit.Skills]-4)) * 1000
}
