package rank

import (
	"slices"

	"matchd/matcher"
	"matchd/matcher/fit"
)

// Ask is how much of a list is wanted.
type Ask struct {
	K     int   // at most this many
	After After // behind this hit
	Floor int64 // millionths; lower scores are left out
	// Keep, where given, drops hits that are eligible but not wanted, such as those of another band.
	Keep func(o *fit.Opening, p *fit.Profile, t *fit.Terms) bool
}

// ForVacancy ranks people for a vacancy.
func ForVacancy(j *fit.Judge, v *People, o *fit.Opening, q *fit.Question, a Ask) []Hit {
	l := newVacancyLens(j, o, q)
	best := newTop(a)
	if o.Open && (o.Closing == 0 || q.AsOf <= o.Closing) {
		for i := range v.parts {
			l.search(&v.parts[i], best, a)
		}
	}
	return best.sorted()
}

// vacancyLens is a vacancy made ready to look at many people.
type vacancyLens struct {
	lens
	o        *fit.Opening
	occ      table
	skills   reach
	covered  map[fit.OccupationID]int64
	best     []int64 // scratch: closeness by skill asked
	nearOcc  []fit.Near[fit.OccupationID]
	fixed    int64 // what every person's bound has in it
	educ     [16]int64
	irreg    [3]int64
	contract contracts
}

func newVacancyLens(j *fit.Judge, o *fit.Opening, q *fit.Question) *vacancyLens {
	l := &vacancyLens{lens: newLens(j, q), o: o, covered: map[fit.OccupationID]int64{}, best: make([]int64, len(o.Skills))}
	ids := make([]fit.SkillID, len(o.Skills))
	for i, s := range o.Skills {
		ids[i] = s.Skill
	}
	l.skills = newReach(j, ids)
	l.occ = occupationTable(j, o.Occupations)
	for id, c := range l.occ {
		if c > 0 {
			l.nearOcc = append(l.nearOcc, fit.Near[fit.OccupationID]{ID: fit.OccupationID(id), Closeness: c})
		}
	}
	slices.SortStableFunc(l.nearOcc, func(a, b fit.Near[fit.OccupationID]) int { return int(b.Closeness) - int(a.Closeness) })
	l.fixed = l.limit[fit.Pay]
	if len(o.Experience) == 0 {
		l.fixed += l.prior(fit.Experience)
	} else {
		l.fixed += l.limit[fit.Experience]
	}
	l.tabulate()
	return l
}

// tabulate works out the reasons whose column has few values, through the same code that scores.
func (l *vacancyLens) tabulate() {
	for rank := range int8(10) {
		l.educ[rank] = l.valueOf(fit.Education, fit.Needs{Education: rank})
	}
	for i := range l.irreg {
		l.irreg[i] = l.valueOf(fit.IrregularHours, fit.Needs{Irregular: fit.Tri(i - 1)})
	}
	l.contract.tabulate(l.limit[fit.Contract], func(k matcher.ContractKind, t matcher.ContractTerm) int64 {
		return l.valueOf(fit.Contract, fit.Needs{ContractKind: k, ContractTerm: t})
	})
}

// peopleSearch is one lens over one segment.
type peopleSearch struct {
	*vacancyLens
	part      *part[Person, *peopleSegment]
	top       *top
	ask       Ask
	spots     []spot // by group
	spans     []span
	languages bounds
	papers    bounds
	sectors   bounds
	seen      []uint64
}

func (l *vacancyLens) over(p *part[Person, *peopleSegment], best *top, a Ask) *peopleSearch {
	s := &peopleSearch{
		vacancyLens: l, part: p, top: best, ask: a, spots: l.spots(p.seg.groups, l.o.Point, l.o.Remote),
		languages: constant(l.prior(fit.Languages)), papers: constant(l.prior(fit.Certificates)), sectors: constant(l.prior(fit.WishedSector)),
	}
	s.spans = spansOf(p.seg.groups, s.spots)
	if len(l.o.Languages) > 0 {
		s.languages = newBounds(len(p.seg.languages.values), l.limit[fit.Languages], s.languageBound)
	}
	if len(l.o.Certificates) > 0 {
		s.papers = newBounds(len(p.seg.papers.values), l.limit[fit.Certificates], s.paperBound)
	}
	if l.o.Sector.Code != "" {
		s.sectors = newBounds(len(p.seg.sectors.values), l.limit[fit.WishedSector], s.sectorBound)
	}
	return s
}

func (l *vacancyLens) search(p *part[Person, *peopleSegment], best *top, a Ask) {
	s := l.over(p, best, a)
	s.seen = make([]uint64, (p.seg.size()+63)/64)
	for _, near := range l.nearOcc {
		if s.ceilingAt(near.Closeness) < best.threshold() {
			return
		}
		for row := range within(p.seg.ofOcc.of(uint32(near.ID)), s.spans) {
			s.look(int(row))
		}
	}
	for _, c := range []class{0, holds, wishes, holds | wishes} {
		if s.farCeiling(c) < best.threshold() {
			continue
		}
		for row := range within(p.seg.classes[c], s.spans) {
			s.look(int(row))
		}
	}
}

// ceilingAt bounds the score of everyone whose nearest occupation, held or wished, is no closer than this. Someone of
// whom no occupation is known gets the prior instead.
func (l *vacancyLens) ceilingAt(closeness uint16) int64 {
	sum := l.ceiling()
	for _, id := range []fit.ReasonID{fit.Occupation, fit.WishedOccupation} {
		sum += max(l.add(id, int64(closeness)*1000), l.prior(id)) - l.limit[id]
	}
	return sum
}

// farCeiling bounds the score of everyone of a class who holds or wishes nothing near.
func (l *vacancyLens) farCeiling(c class) int64 {
	sum := l.ceiling() - l.limit[fit.Occupation] - l.limit[fit.WishedOccupation]
	asks := len(l.o.Occupations) > 0
	if !asks || c&holds == 0 {
		sum += l.prior(fit.Occupation)
	}
	if !asks || c&wishes == 0 {
		sum += l.prior(fit.WishedOccupation)
	}
	return sum
}

// look weighs a row that was not seen before, unless its columns say that it cannot reach the threshold.
func (s *peopleSearch) look(row int) {
	if s.seen[row>>6]&(1<<(row&63)) != 0 {
		return
	}
	s.seen[row>>6] |= 1 << (row & 63)
	c := &s.part.seg.columns[row]
	if !c.available || s.part.buried(row) {
		return
	}
	near := s.near(c.group)
	if near < 0 {
		return
	}
	threshold := s.top.threshold()
	if bound := near + s.rough(row); bound+s.limit[fit.Skills]+s.limit[fit.Text] >= threshold {
		s.weigh(row, bound, threshold)
	}
}

// weigh adds skills and text to a bound, and scores the row in full if that reaches the threshold.
func (s *peopleSearch) weigh(row int, bound, threshold int64) {
	skills := s.skillsTerm(row)
	bound += s.add(fit.Skills, skills.Value)
	if bound+s.limit[fit.Text] < threshold {
		return
	}
	p := &s.part.seg.rows[row]
	if bound+s.textOf(p.ID) < threshold || !s.judge.Eligible(s.o, &p.Profile, s.q) {
		return
	}
	t := s.judge.TermsWith(s.o, &p.Profile, s.q, skills)
	if s.judge.Musts(&t, s.q) && (s.ask.Keep == nil || s.ask.Keep(s.o, &p.Profile, &t)) {
		s.top.add(Hit{s.q.Weights.Score(&t), p.ID})
	}
}

// textOf is what the text adds: as in fit, a value for the person comes before one for the vacancy.
func (s *peopleSearch) textOf(id string) int64 {
	v, ok := s.q.Texts[id]
	if !ok {
		v = s.q.Texts[s.o.ID]
	}
	return s.add(fit.Text, v)
}

// near is what distance adds in a group, -1 where the question rules it out.
func (s *peopleSearch) near(group int32) int64 {
	return s.distance(&s.spots[group], s.o.Remote, s.o.Remote)
}

// rough bounds everything but skills, text and distance.
func (s *peopleSearch) rough(row int) int64 {
	c := &s.part.seg.columns[row]
	sum := s.fixed + s.educ[c.education] + s.irreg[c.irregular+1] + s.contract[c.kind][c.term]
	sum += s.closest(fit.Occupation, s.part.seg.heldBy(row)) + s.closest(fit.WishedOccupation, s.part.seg.wishedBy(row))
	sum += s.add(fit.Hours, s.judge.HoursTerm(s.o.Hours, c.hours).Value) + s.add(fit.Start, s.judge.StartTerm(s.o.Start, c.from).Value)
	return sum + s.languages.at(c.languages) + s.papers.at(c.papers) + s.sectors.at(c.sectors)
}

func (s *peopleSearch) closest(id fit.ReasonID, known []fit.OccupationID) int64 {
	if len(s.o.Occupations) == 0 || len(known) == 0 {
		return s.prior(id)
	}
	var best uint16
	for _, o := range known {
		best = max(best, s.occ.at(o))
	}
	return s.add(id, int64(best)*1000)
}

func (s *peopleSearch) languageBound(n uint16) int64 {
	return s.valueOf(fit.Languages, fit.Needs{Languages: s.part.seg.languages.values[n]})
}

func (s *peopleSearch) paperBound(n uint16) int64 {
	return s.valueOf(fit.Certificates, fit.Needs{Certificates: s.part.seg.papers.values[n]})
}

func (s *peopleSearch) sectorBound(n uint16) int64 {
	return s.valueOf(fit.WishedSector, fit.Needs{WishedSectors: s.part.seg.sectors.values[n]})
}

func (l *vacancyLens) valueOf(id fit.ReasonID, n fit.Needs) int64 {
	t := l.judge.TermsWith(l.o, &fit.Profile{Needs: n}, l.q, fit.Term{})
	return l.add(id, t[id].Value)
}

// skillsTerm is fit's skills reason by table and arena instead of pair by pair; a test holds the two equal.
func (s *peopleSearch) skillsTerm(row int) fit.Term {
	if s.o.SkillWeight == 0 {
		return fit.Term{Value: s.judge.Model.Reasons[fit.Skills].Prior}
	}
	clear(s.best)
	for _, held := range s.part.seg.skillsOf(row) {
		for _, near := range s.skills.of(held.Skill) {
			m := s.judge.Mastery(int64(near.closeness), s.o.Skills[near.item].Level, held.Level)
			s.best[near.item] = max(s.best[near.item], m)
		}
	}
	listed, implied := s.share(), int64(0)
	for _, o := range s.part.seg.heldBy(row) {
		implied = max(implied, s.coverage(o)*s.judge.Model.Implied/matcher.Million)
	}
	return s.judge.SkillsTerm(s.part.seg.columns[row].skillsKnown, listed, implied)
}

// share is the weighted share of the skills asked that best has, in millionths.
func (l *vacancyLens) share() int64 {
	var sum int64
	for i := range l.best {
		sum += int64(l.o.Skills[i].Weight) * l.best[i]
	}
	return sum * 1000 / l.o.SkillWeight
}

// coverage is fit's Coverage by table, remembered by occupation.
func (l *vacancyLens) coverage(o fit.OccupationID) int64 {
	if value, ok := l.covered[o]; ok {
		return value
	}
	mine := slices.Clone(l.best)
	clear(l.best)
	essential := l.judge.EssentialSkills(o)
	for _, s := range essential {
		for _, near := range l.skills.of(s) {
			l.best[near.item] = max(l.best[near.item], int64(near.closeness))
		}
	}
	value := int64(0)
	if len(essential) > 0 {
		value = l.share()
	}
	copy(l.best, mine)
	l.covered[o] = value
	return value
}
