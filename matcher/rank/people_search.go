package rank

import (
	"matchd/matcher"
	"matchd/matcher/fit"
)

// peopleSearch is one lens over one segment.
type peopleSearch struct {
	*vacancyLens
	*peopleScratch
	sweep[Person, *peopleSegment]
	columns    []personColumns
	seen       []uint64 // rows that were looked at
	far        [4]int64 // by class: what occupation adds where nothing near is held or wished
	wanted     trait    // that rows must have
	glance     glance
	skillShare uint64 // of a million: the share of skills
}

func (l *vacancyLens) over(p *part[Person, *peopleSegment], best *top, a Ask) *peopleSearch {
	g := &p.seg.grounds
	s := &peopleSearch{
		vacancyLens: l, peopleScratch: &l.desk.people, columns: p.seg.columns, wanted: listed, skillShare: uint64(l.q.Weights[fit.Skills]),
		sweep: newSweep(&l.lens, p, best, a, g, l.near(g, l.o.Point, l.o.Remote, 0)),
	}
	if a.Leaving {
		s.wanted |= leaves
	}
	s.factBounds = p.seg.bounds(&l.lens, l.ofFacts)
	s.sectors = columnBounds(&l.lens, fit.WishedSector, &p.seg.sectors, l.ofSectors)
	s.glanceAt(p.seg)
	return s
}

func (l *vacancyLens) search(p *part[Person, *peopleSegment], best *top, a Ask) {
	s := l.over(p, best, a)
	for c := range s.far {
		s.far[c] = l.mostFar(class(c))
	}
	s.seen = l.desk.bits.zeros((p.seg.size() + 63) / 64)
	for _, near := range l.nearOcc[:l.own] {
		for _, span := range s.spans {
			s.scratch = s.list(s.scratch[:0], span, &p.seg.byOcc, uint32(near.occupation), near.most)
			s.visit(span, s.scratch)
		}
	}
	for _, span := range s.spans {
		if len(l.o.Occupations) == 0 && l.o.SkillWeight > 0 {
			s.visitAll(span)
			continue
		}
		s.visit(span, s.lists(span, l.nearOcc[l.own:]))
	}
}

// list is rows of an area, counted from its beginning, with the most that the two reasons of occupation add to one.
type list struct {
	rows        []uint16
	occupations int64
}

// outOfReach reports whether nobody of an area can reach the threshold to whom the two reasons of occupation add no more.
func (s *peopleSearch) outOfReach(in span, occupations int64) bool {
	return s.others+s.limit[fit.Skills]+occupations+in.most < s.top.bar
}

// list appends what an area has under a number, if it has any and they may reach the threshold.
func (s *peopleSearch) list(to []list, in span, from *local[uint16], number uint32, occupations int64) []list {
	if s.outOfReach(in, occupations) {
		return to
	}
	if rows := from.of(in.area, number); len(rows) > 0 {
		to = append(to, list{rows, occupations})
	}
	return to
}

// lists is everybody in an area by the nearest occupation held, likely or wished, the nearest first; after those
// everybody by class.
func (s *peopleSearch) lists(in span, near []visit) []list {
	s.scratch = s.scratch[:0]
	for _, n := range near {
		s.scratch = s.list(s.scratch, in, &s.part.seg.byOcc, uint32(n.occupation), n.most)
	}
	for c, far := range s.far {
		s.scratch = s.list(s.scratch, in, &s.part.seg.byClass, uint32(c), far)
	}
	return s.scratch
}

// look weighs a row that was not seen before, unless its columns say that it cannot reach the threshold, as nearly all
// do. A row that is turned away once would be again: the threshold only rises, and what a later visit says of its
// occupations is no more.
func (s *peopleSearch) look(p *patch, r uint16, occupations int64) {
	row := int(p.from) + int(r)
	if s.seen[row>>6]&(1<<(row&63)) != 0 || s.part.buried(row) {
		return
	}
	s.seen[row>>6] |= 1 << (row & 63)
	c := &s.columns[row]
	bound := int64(p.near[p.briefs[r].site]) + s.rough(c) + s.textOf(&s.part.seg.rows[row].number)
	open := s.limit[fit.Certificates]
	occupations += s.limit[fit.Experience]
	skills := s.limit[fit.Skills]
	if p.gauges != nil {
		skills = s.sharper(p.gauges[r], row, c)
	}
	if bound+skills+occupations+open < s.top.bar {
		return
	}
	if p.gauges == nil {
		skills = s.skillsBound(row, c)
	}
	if bound+skills+occupations+open < s.top.bar {
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
	var listed int64
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
	return s.add(fit.Skills, s.judge.SkillsTerm(s.unnamed(c), min(matcher.Million, listed), s.follows(row, c)).Value)
}

// follows is the most that follows from an occupation of the row, however sure it is.
func (s *peopleSearch) follows(row int, c *personColumns) (most int64) {
	if c.kin.has(crowded) {
		return s.implied(row)
	}
	for _, o := range c.kin.firstIDs() {
		most = max(most, s.worth(fit.OccupationID(o)))
	}
	return most
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
