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
	value := func(id fit.ReasonID, n fit.Needs) int64 {
		t := l.judge.TermsWith(l.o, &fit.Profile{Needs: n}, l.q, fit.Term{})
		return l.add(id, t[id].Value)
	}
	for rank := range int8(10) {
		l.educ[rank] = value(fit.Education, fit.Needs{Education: rank})
	}
	for i := range l.irreg {
		l.irreg[i] = value(fit.IrregularHours, fit.Needs{Irregular: fit.Tri(i - 1)})
	}
	l.contract.tabulate(l.limit[fit.Contract], func(k matcher.ContractKind, t matcher.ContractTerm) int64 {
		return value(fit.Contract, fit.Needs{ContractKind: k, ContractTerm: t})
	})
}

// peopleSearch is one lens over one segment.
type peopleSearch struct {
	*vacancyLens
	part      *part[Person, *peopleSegment]
	top       *top
	ask       Ask
	spots     []spot // by group
	languages bounds
	papers    bounds
	sectors   bounds
	seen      []uint64
}

func (l *vacancyLens) search(p *part[Person, *peopleSegment], best *top, a Ask) {
	s := peopleSearch{
		vacancyLens: l, part: p, top: best, ask: a, spots: make([]spot, len(p.seg.groups)),
		languages: newBounds(len(p.seg.languages.values), l.limit[fit.Languages]),
		papers:    newBounds(len(p.seg.papers.values), l.limit[fit.Certificates]),
		sectors:   newBounds(len(p.seg.sectors.values), l.limit[fit.WishedSector]),
		seen:      make([]uint64, (p.seg.size()+63)/64),
	}
	for _, near := range l.nearOcc {
		if s.ceilingAt(near.Closeness) < best.threshold() {
			return
		}
		for _, row := range p.seg.ofOcc.of(uint32(near.ID)) {
			s.look(int(row))
		}
	}
	ceiling := s.ceilingAt(0) - l.limit[fit.Distance]
	for g := range p.seg.groups {
		if near := s.near(int32(g)); near < 0 || ceiling+near < best.threshold() {
			continue
		}
		for row := p.seg.groups[g].from; row < p.seg.groups[g].to; row++ {
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

// look scores a row in full if its bound reaches the threshold.
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
	p := &s.part.seg.rows[row]
	bound := near + s.rough(c, p)
	if bound+s.limit[fit.Skills]+s.limit[fit.Text] < threshold {
		return
	}
	bound += s.textOf(p.ID)
	skills := s.skillsTerm(p)
	if bound+s.add(fit.Skills, skills.Value) < threshold || !s.judge.Eligible(s.o, &p.Profile, s.q) {
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
	at := &s.spots[group]
	if !at.seen {
		g := &s.part.seg.groups[group]
		*at = s.spotOf(g.point, g.region, s.o.Point, s.o.Remote)
	}
	return s.distance(at, s.o.Remote, s.o.Remote)
}

// rough bounds everything but skills, text and distance.
func (s *peopleSearch) rough(c *personColumns, p *Person) int64 {
	sum := s.fixed + s.educ[c.education] + s.irreg[c.irregular+1] + s.contract[c.kind][c.term]
	sum += s.occupation(c, p)
	sum += s.closest(fit.WishedOccupation, len(p.Wished) > 0, func(yield func(fit.OccupationID)) {
		for _, o := range p.Wished {
			yield(o)
		}
	})
	sum += s.hoursBound(c) + s.startBound(c)
	sum += s.languages.at(c.languages, s.languageBound) + s.papers.at(c.papers, s.paperBound) + s.sectors.at(c.sectors, s.sectorBound)
	return sum
}

// occupation is what work done before adds, or what the skills point to where no job is known.
func (s *peopleSearch) occupation(c *personColumns, p *Person) int64 {
	if !c.holds && len(s.o.Occupations) > 0 {
		var best uint32
		for _, o := range p.Likely {
			best = max(best, uint32(s.occ.at(o.ID))*uint32(o.Closeness)/1000)
		}
		return s.add(fit.Occupation, s.judge.Unheld(uint16(best)))
	}
	return s.closest(fit.Occupation, c.holds, func(yield func(fit.OccupationID)) {
		for i := range p.Held {
			yield(p.Held[i].Occupation)
		}
	})
}

func (s *peopleSearch) closest(id fit.ReasonID, known bool, each func(func(fit.OccupationID))) int64 {
	if len(s.o.Occupations) == 0 || !known {
		return s.prior(id)
	}
	var best uint16
	each(func(o fit.OccupationID) { best = max(best, s.occ.at(o)) })
	return s.add(id, int64(best)*1000)
}

func (s *peopleSearch) hoursBound(c *personColumns) int64 {
	return s.add(fit.Hours, s.judge.HoursTerm(s.o.Hours, c.hours).Value)
}

func (s *peopleSearch) startBound(c *personColumns) int64 {
	return s.add(fit.Start, s.judge.StartTerm(s.o.Start, c.from).Value)
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

func (s *peopleSearch) valueOf(id fit.ReasonID, n fit.Needs) int64 {
	t := s.judge.TermsWith(s.o, &fit.Profile{Needs: n}, s.q, fit.Term{})
	return s.add(id, t[id].Value)
}

// skillsTerm is fit's skills reason by table instead of pair by pair; a test holds the two equal.
func (l *vacancyLens) skillsTerm(p *Person) fit.Term {
	if l.o.SkillWeight == 0 {
		return fit.Term{Value: l.judge.Model.Reasons[fit.Skills].Prior}
	}
	clear(l.best)
	for i := range p.Skills {
		for _, near := range l.skills.of(p.Skills[i].Skill) {
			m := l.judge.Mastery(int64(near.closeness), l.o.Skills[near.item].Level, p.Skills[i].Level)
			l.best[near.item] = max(l.best[near.item], m)
		}
	}
	listed, implied := l.weigh(), int64(0)
	for i := range p.Held {
		implied = max(implied, l.judge.Implied(l.coverage(p.Held[i].Occupation), 1000))
	}
	for _, o := range p.Likely {
		implied = max(implied, l.judge.Implied(l.coverage(o.ID), o.Closeness))
	}
	return l.judge.SkillsTerm(p.Skills != nil, listed, implied)
}

func (l *vacancyLens) weigh() int64 {
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
	implied := l.judge.ImpliedSkills(o)
	for _, s := range implied {
		for _, near := range l.skills.of(s.ID) {
			l.best[near.item] = max(l.best[near.item], int64(near.closeness)*int64(s.Closeness)/1000)
		}
	}
	value := int64(0)
	if len(implied) > 0 {
		value = l.weigh()
	}
	copy(l.best, mine)
	l.covered[o] = value
	return value
}
