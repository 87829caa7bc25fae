package rank

import (
	"matchd/matcher"
	"matchd/matcher/fit"
)

// cover is what a person has of a skill that may be asked, by the nearest skill listed whatever its level, and, beyond
// dim, by the occupation from which it follows most surely; in thousandths and rounded up.
type cover struct{ listed, implied uint16 }

// dim is what is taken to follow of every skill where an occupation is known, in thousandths. Of many skills no more
// follows, and vacancies that ask them are not gone through for that. Measured at 500,000 rows: 200 to 300 make no
// difference, 0 takes the slowest lists a twentieth longer.
const dim = 250

// covered is what the person has of each skill, by its number; absent = nothing.
func (l *candidateLens) covered() []cover {
	highest := len(l.skills.first) - 1
	for _, by := range l.implied {
		highest = max(highest, len(by.skills))
	}
	out := l.desk.covers.zeros(max(0, highest))
	for s := range out {
		c := &out[s]
		for _, near := range l.skills.of(fit.SkillID(s)) {
			c.listed = max(c.listed, near.closeness)
		}
		for _, by := range l.implied {
			c.implied = max(c.implied, uint16((uint32(by.skills.at(fit.SkillID(s)))*uint32(by.sure)+999)/1000))
		}
		c.implied = max(dim, c.implied) - dim
	}
	return out
}

// whole is all that a row asks of skills, in the unit of its shares: 16 bits hold each.
const whole = 1<<16 - 1

// tally is a gauge of a vacancy, both parts in one number, so that one addition serves both: what the skills listed
// have of all that is asked in the lower half, and what follows from an occupation in the upper. Its unit is a
// thousandth of a share.
type tally uint64

// of is what the person has of the share in an entry of bySkill.
func (c cover) of(entry uint32) tally {
	return (tally(c.listed) | tally(c.implied)<<32) * tally(entry>>16)
}

func (t tally) listed() int64  { return int64(uint32(t)) }
func (t tally) implied() int64 { return int64(t >> 32) }
func (t tally) sum() int64     { return t.listed() + t.implied() }

// measure fills the tallies of an area, skill by skill.
func (s *openingSearch) measure(in span) []tally {
	s.tallies = blank(s.tallies, in)
	t := s.tallies
	from := &s.part.seg.bySkill
	begin, end := from.areas[in.area], from.areas[in.area+1]
	for n, number := range from.numbers[begin:end] {
		var c cover
		if int(number) < len(s.covers) {
			c = s.covers[number]
		}
		if c == (cover{}) {
			continue
		}
		for _, entry := range from.rows[from.first[int(begin)+n]:from.first[int(begin)+n+1]] {
			t[uint16(entry)] += c.of(entry)
		}
	}
	if end > begin && from.numbers[end-1] == silent {
		for _, row := range from.rows[from.first[end-1]:from.first[end]] {
			t[uint16(row)] = tally(s.judge.Model.Reasons[fit.Skills].Prior*whole/1000 + 1)
		}
	}
	return t
}

// millionths is a half of a tally as a reason counts it, rounded up.
func millionths(half int64) int64 { return min(matcher.Million, half*1000/whole+1) }

// most bounds what the tally adds to a score.
func (s *openingSearch) most(t tally) int64 {
	listed := millionths(t.listed())
	implied := s.judge.Implied(millionths(t.implied()+s.least), 1000) + 1
	return s.add(fit.Skills, listed+(matcher.Million-listed)*max(s.unnamed, implied)/matcher.Million+1)
}

// needed is the least sum of a tally, beyond dim, with which a row can reach the threshold, where all other reasons add so
// much.
func (s *openingSearch) needed(others int64) int64 {
	short := s.top.bar - others
	unnamed := s.add(fit.Skills, s.unnamed)
	if short <= unnamed || s.q.Weights[fit.Skills] == 0 {
		return 0
	}
	if s.person.Skills != nil {
		short -= unnamed
	}
	return max(0, min(matcher.Million, (short-1)*matcher.Million/s.q.Weights[fit.Skills]-4)*whole/1000-s.least)
}
