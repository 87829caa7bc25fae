package rank

import (
	"slices"

	"matchd/matcher"
	"matchd/matcher/fit"
)

// peopleSearch is one lens over one segment.
type peopleSearch struct {
	*vacancyLens
	*peopleScratch
	sweep[Person, *peopleSegment]
	columns []personColumns
	seen    []uint64 // rows that passed their first bound
	far     [4]int64 // by class: what occupation adds where nothing near is held or wished
	wanted  trait    // that rows must have
}

func (l *vacancyLens) over(p *part[Person, *peopleSegment], best *top, a Ask) *peopleSearch {
	g := &p.seg.grounds
	s := &peopleSearch{
		vacancyLens: l, peopleScratch: &l.desk.people, columns: p.seg.columns,
		sweep: newSweep(&l.lens, p, best, a, g, l.near(g, l.o.Point, l.o.Remote, 0)),
	}
	if a.Leaving {
		s.wanted = leaves
	}
	s.factBounds = p.seg.bounds(&l.lens, func(id fit.ReasonID, f facts) int64 { return l.valueOf(id, f.needs()) })
	s.sectors = columnBounds(&l.lens, fit.WishedSector, &p.seg.sectors, func(v []matcher.Sector) fit.Needs { return fit.Needs{WishedSectors: v} }, l.valueOf)
	return s
}

func (l *vacancyLens) search(p *part[Person, *peopleSegment], best *top, a Ask) {
	s := l.over(p, best, a)
	for c := range s.far {
		s.far[c] = l.mostFar(class(c))
	}
	s.seen = l.desk.bits.zeros((p.seg.size() + 63) / 64)
	own := l.own()
	for _, near := range l.nearOcc[:own] {
		for _, span := range s.spans {
			s.scratch = s.list(s.scratch[:0], span, &p.seg.byOcc, uint32(near.ID), l.mostAt(near.Closeness))
			s.visit(span, s.scratch)
		}
	}
	for _, span := range s.spans {
		s.visit(span, s.lists(span, l.nearOcc[own:]))
	}
}

// list is rows of an area, counted from its beginning, with the most that the two reasons of occupation add to one.
type list struct {
	rows        []uint32
	occupations int64
}

// list appends what an area has under a number, if it has any and they may reach the threshold.
func (s *peopleSearch) list(to []list, in span, from *local, number uint32, occupations int64) []list {
	if s.others+s.limit[fit.Skills]+occupations+in.most < s.top.bar {
		return to
	}
	if rows, _ := from.of(in.area, number, 0); len(rows) > 0 {
		to = append(to, list{rows, occupations})
	}
	return to
}

// lists is everybody in an area by the nearest occupation held, likely or wished, the nearest first; after those
// everybody by class.
func (s *peopleSearch) lists(in span, near []fit.Near[fit.OccupationID]) []list {
	s.scratch = s.scratch[:0]
	for _, n := range near {
		s.scratch = s.list(s.scratch, in, &s.part.seg.byOcc, uint32(n.ID), s.mostAt(n.Closeness))
	}
	for c, far := range s.far {
		s.scratch = s.list(s.scratch, in, &s.part.seg.byClass, uint32(c), far)
	}
	return s.scratch
}

// crowd is the part of an area, one in so many, from which on measuring everybody in it costs less than looking at the
// rows one by one, each somewhere else in memory. Measured: 8 to 32 make no difference at 1,000,000 rows, 4 and 64 lose.
const crowd = 16

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
	s.pause()
	if s.o.SkillWeight > 0 && crowd*may >= int(in.to-in.from) {
		s.visitMeasured(in, lists, s.measure(in))
		return
	}
	for _, l := range lists {
		for rows := range slices.Chunk(l.rows, gang) {
			for _, r := range s.fetch(in, rows, s.limit[fit.Skills]+l.occupations) {
				s.look(int(in.from)+int(r), l.occupations)
			}
		}
	}
}

// gang is how many rows are fetched side by side: their columns lie far from one another, and a processor that is told
// of several at once does not wait for each in turn.
const gang = 64

// fetch reads from the columns of some rows which of them may reach the threshold, where all reasons but distance and
// others add so much.
func (s *peopleSearch) fetch(in span, rows []uint32, most int64) []uint32 {
	s.gang = s.gang[:0]
	short := s.top.bar - s.others - most
	for _, r := range rows {
		if c := &s.columns[in.from+int32(r)]; int64(s.near[c.site]) >= short && c.kin.has(s.wanted) {
			s.gang = append(s.gang, r)
		}
	}
	return s.gang
}

func (s *peopleSearch) visitMeasured(in span, lists []list, gauges []gauge) {
	var found [gang]uint32
	for _, l := range lists {
		for rest := l.rows; len(rest) > 0; {
			n, needed := 0, s.needed(s.others+l.occupations+in.most)
			for n < gang && len(rest) > 0 {
				if found[n] = rest[0]; gauges[rest[0]].sum() >= needed {
					n++
				}
				rest = rest[1:]
			}
			for _, r := range s.fetch(in, found[:n], s.limit[fit.Skills]+l.occupations) {
				s.lookMeasured(int(in.from)+int(r), gauges[r], l.occupations)
			}
		}
	}
}

// lookMeasured is look for a row that was measured.
func (s *peopleSearch) lookMeasured(row int, g gauge, occupations int64) {
	skills := s.most(g)
	if int64(s.near[s.columns[row].site])+skills+occupations+s.others >= s.top.bar {
		s.lookCloser(row, skills, occupations)
	}
}

// look turns a row away whose columns say at once that it cannot reach the threshold, as nearly all do. A row that is
// turned away once would be again: the threshold only rises, and what a later visit says of its occupations is no more.
func (s *peopleSearch) look(row int, occupations int64) {
	c := &s.columns[row]
	skills := s.skillsBound(row, c)
	if int64(s.near[c.site])+skills+occupations+s.others >= s.top.bar {
		s.lookCloser(row, skills, occupations)
	}
}

// lookCloser weighs a row that was not seen before, unless its columns say that it cannot reach the threshold.
func (s *peopleSearch) lookCloser(row int, skills, occupations int64) {
	if s.seen[row>>6]&(1<<(row&63)) != 0 || s.part.buried(row) {
		return
	}
	s.seen[row>>6] |= 1 << (row & 63)
	c := &s.columns[row]
	bound := int64(s.near[c.site]) + s.rough(c) + s.textOf(&s.part.seg.rows[row].number)
	open := s.limit[fit.Certificates]
	if bound+skills+occupations+s.limit[fit.Experience]+open < s.top.bar {
		return
	}
	if bound += s.career(row); bound+skills+open < s.top.bar {
		return
	}
	if bound += s.papers.at(c.papers); bound+skills >= s.top.bar {
		s.weigh(row, bound, s.top.bar)
	}
}

// skillsBound is the most that skills add, whatever the levels of those listed.
func (s *peopleSearch) skillsBound(row int, c *personColumns) int64 {
	if s.o.SkillWeight == 0 {
		return s.prior(fit.Skills)
	}
	var listed, implied int64
	for _, id := range c.skills[:min(inline, c.listed)] {
		listed += int64(s.promise.of(id))
	}
	if c.listed > inline {
		for _, held := range s.part.seg.skillsOf(row)[inline:] {
			listed += int64(s.promise.of(uint16(held.Skill)))
		}
	}
	if c.kin.has(outlandish) {
		listed = matcher.Million
	}
	if c.kin.has(crowded) {
		implied = s.implied(row)
	}
	for _, o := range c.kin.firstIDs() {
		implied = max(implied, s.worth(fit.OccupationID(o)))
	}
	return s.add(fit.Skills, s.judge.SkillsTerm(s.unnamed(c), min(matcher.Million, listed), implied).Value)
}

// unnamed is what the skills count for that a row does not tell of.
func (s *peopleSearch) unnamed(c *personColumns) int64 {
	return s.judge.Unnamed(c.kin.has(skillsListed), int(c.listed))
}

// weigh adds skills to a bound, and scores the row in full if that reaches the threshold.
func (s *peopleSearch) weigh(row int, bound, threshold int64) {
	skills := s.skillsTerm(row)
	if bound+s.add(fit.Skills, skills.Value) < threshold {
		return
	}
	s.pause()
	p := &s.person
	if s.part.seg.unpack(row, p); !s.judge.Eligible(s.o, &p.Profile, s.q) {
		return
	}
	t := &s.terms
	*t = s.judge.TermsWith(s.o, &p.Profile, s.q, skills)
	if s.judge.Musts(t, s.q) && (s.ask.Keep == nil || s.ask.Keep(s.o, &p.Profile, t)) {
		s.top.add(Hit{s.q.Weights.Score(t), p.ID})
	}
}

// rough bounds what the row's own columns tell of: all but distance, text, skills, certificates, occupations
// and experience.
func (s *peopleSearch) rough(c *personColumns) int64 {
	sum := int64(s.small[c.small]) + s.start.at(c.start) + s.pay.at(c.pay)
	return sum + s.hours.at(c.hours) + s.languages.at(c.languages) + s.sectors.at(c.sectors)
}

// skillsTerm is fit's skills reason by table and arena instead of pair by pair; a test holds the two equal.
func (s *peopleSearch) skillsTerm(row int) fit.Term {
	if s.o.SkillWeight == 0 {
		return fit.Term{Value: s.judge.Model.Reasons[fit.Skills].Prior}
	}
	clear(s.best)
	for _, held := range s.part.seg.skillsOf(row) {
		for _, near := range s.skills.of(held.Skill) {
			m := s.judge.Model.Mastery(int64(near.closeness), s.o.Skills[near.item].Level, held.Level)
			s.best[near.item] = max(s.best[near.item], m)
		}
	}
	return s.judge.SkillsTerm(s.unnamed(&s.columns[row]), s.share(), s.implied(row))
}
