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
	o       *fit.Opening
	occ     table
	skills  reach
	promise promise
	covered []int32 // by occupation: the share of the skills asked that follows from it
	worths  []int32 // the same, discounted by the model; -1 = neither is known yet
	best    []int64 // scratch: closeness by skill asked
	nearOcc []fit.Near[fit.OccupationID]
	trade   table // closeness to the occupations in which experience is asked
	small   *[smalls]int32
	start   [fit.StartSlack + 1]int32 // by the days that someone is late
}

func newVacancyLens(j *fit.Judge, o *fit.Opening, q *fit.Question) *vacancyLens {
	l := &vacancyLens{lens: newLens(j, q), o: o, best: make([]int64, len(o.Skills))}
	near := make([][]fit.Near[fit.SkillID], len(o.Skills))
	for i, s := range o.Skills {
		if near[i] = j.NearSkills(s.Skill); s.Own != 0 {
			near[i] = append(slices.Clip(near[i]), fit.Near[fit.SkillID]{ID: s.Own, Closeness: 1000})
		}
	}
	l.skills = newReach(near)
	l.promise = newPromise(o.Skills, o.SkillWeight, &l.skills)
	l.occ = occupationTable(j, o.Occupations)
	for id, c := range l.occ {
		if c > 0 {
			l.nearOcc = append(l.nearOcc, fit.Near[fit.OccupationID]{ID: fit.OccupationID(id), Closeness: c})
		}
	}
	slices.SortStableFunc(l.nearOcc, func(a, b fit.Near[fit.OccupationID]) int { return int(b.Closeness) - int(a.Closeness) })
	l.silent(map[fit.ReasonID]bool{
		fit.Skills: o.SkillWeight > 0, fit.Occupation: len(o.Occupations) > 0, fit.WishedOccupation: len(o.Occupations) > 0,
		fit.Experience: len(o.Experience) > 0, fit.Education: o.Education > 0, fit.Languages: len(o.Languages) > 0,
		fit.Certificates: len(o.Certificates) > 0, fit.WishedSector: o.Sector.Code != "", fit.Hours: o.Hours.Known(),
		fit.Contract: o.ContractKind != "" || o.ContractTerm != "", fit.IrregularHours: o.Irregular != 0,
		fit.Start: o.Start != 0, fit.Pay: o.Pay != 0,
	})
	for _, e := range o.Experience {
		l.trade = l.trade.merge(occupationTable(j, e.Occupations))
	}
	l.small = l.smallTable(func(id fit.ReasonID, c small) int64 {
		return l.valueOf(id, fit.Needs{Education: c.education, Irregular: c.irregular, ContractKind: c.kind, ContractTerm: c.term})
	})
	for late := range l.start {
		l.start[late] = int32(l.add(fit.Start, j.StartTerm(1, 1+matcher.Date(late)).Value))
	}
	return l
}

// peopleSearch is one lens over one segment.
type peopleSearch struct {
	*vacancyLens
	part      *part[Person, *peopleSegment]
	top       *top
	ask       Ask
	near      []int32 // by site
	spans     []span
	hours     bounds
	languages bounds
	papers    bounds
	sectors   bounds
	seen      []uint64
	rest      int64    // most that all reasons but occupation and distance add
	far       [4]int64 // by class: what occupation adds where nothing near is held or wished
}

func (l *vacancyLens) over(p *part[Person, *peopleSegment], best *top, a Ask) *peopleSearch {
	s := &peopleSearch{
		vacancyLens: l, part: p, top: best, ask: a, near: l.near(&p.seg.grounds, l.o.Point, l.o.Remote, 0),
		languages: constant(l.prior(fit.Languages)), papers: constant(l.prior(fit.Certificates)), sectors: constant(l.prior(fit.WishedSector)),
	}
	s.spans = p.seg.grounds.spans(s.near)
	s.hours = newBounds(len(p.seg.hours.values), l.limit[fit.Hours], s.hoursBound)
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
	s.rest = l.ceiling() - l.limit[fit.Occupation] - l.limit[fit.WishedOccupation] - l.limit[fit.Distance]
	for c := range s.far {
		s.far[c] = l.mostFar(class(c))
	}
	s.seen = make([]uint64, (p.seg.size()+63)/64)
	own := l.own()
	for _, near := range l.nearOcc[:own] {
		for _, span := range s.spans {
			if !s.sweep(span, p.seg.ofOcc.of(uint32(near.ID)), l.mostAt(near.Closeness)) {
				break
			}
		}
	}
	for _, span := range s.spans {
		for _, near := range l.nearOcc[own:] {
			if !s.sweep(span, p.seg.ofOcc.of(uint32(near.ID)), l.mostAt(near.Closeness)) {
				break
			}
		}
		s.sweepFar(span)
	}
}

// own is how many of the near occupations are the vacancy's own: their rows set a high threshold for all others.
func (l *vacancyLens) own() int {
	n := 0
	for n < len(l.nearOcc) && l.nearOcc[n].Closeness == 1000 {
		n++
	}
	return n
}

// sweep looks at the rows of a list in one area, and reports whether any could reach the threshold. Occupations is the
// most that the two reasons of occupation add to one of them.
func (s *peopleSearch) sweep(in span, list []int32, occupations int64) bool {
	if s.rest+occupations+in.most < s.top.threshold() {
		return false
	}
	for _, row := range in.cut(list) {
		s.look(int(row), occupations)
	}
	return true
}

// sweepFar looks at everyone in an area who holds and wishes nothing near: row after row where all classes may reach
// the threshold, which memory serves fastest, else by class.
func (s *peopleSearch) sweepFar(in span) {
	if s.rest+slices.Min(s.far[:])+in.most < s.top.threshold() {
		for c, list := range s.part.seg.classes {
			s.sweep(in, list, s.far[c])
		}
		return
	}
	for row := int(in.from); row < int(in.to); row++ {
		s.look(row, s.far[s.part.seg.columns[row].class])
	}
}

// mostAt bounds the two reasons of occupation for everyone whose nearest one, held or wished, is no closer than this.
// Someone of whom no occupation is known gets the prior instead.
func (l *vacancyLens) mostAt(closeness uint16) int64 {
	var sum int64
	for _, id := range []fit.ReasonID{fit.Occupation, fit.WishedOccupation} {
		sum += max(l.add(id, int64(closeness)*1000), l.prior(id))
	}
	return sum
}

// mostFar is what the two reasons add for everyone of a class who holds or wishes nothing near.
func (l *vacancyLens) mostFar(c class) (sum int64) {
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
func (s *peopleSearch) look(row int, occupations int64) {
	if s.seen[row>>6]&(1<<(row&63)) != 0 {
		return
	}
	s.seen[row>>6] |= 1 << (row & 63)
	c := &s.part.seg.columns[row]
	if !c.available || s.part.buried(row) {
		return
	}
	near := int64(s.near[c.site])
	if near == ruledOut {
		return
	}
	threshold, skills := s.top.threshold(), s.skillsBound(row, c)
	if near+skills+occupations+s.rest-s.limit[fit.Skills] < threshold {
		return
	}
	bound, open := near+s.rough(c), s.limit[fit.Text]+s.limit[fit.Certificates]
	if bound+skills+occupations+s.limit[fit.Experience]+open < threshold {
		return
	}
	if bound += s.career(row); bound+skills+open < threshold {
		return
	}
	if bound += s.papers.at(c.papers); bound+skills+s.limit[fit.Text] >= threshold {
		s.weigh(row, bound, threshold)
	}
}

// skillsBound is the most that skills add by the sketch of those listed.
func (s *peopleSearch) skillsBound(row int, c *personColumns) int64 {
	if s.o.SkillWeight == 0 {
		return s.prior(fit.Skills)
	}
	return s.add(fit.Skills, s.judge.SkillsTerm(c.skillsKnown, s.promise.most(c.sketch), s.implied(row)).Value)
}

// weigh adds skills and text to a bound, and scores the row in full if that reaches the threshold.
func (s *peopleSearch) weigh(row int, bound, threshold int64) {
	skills := s.skillsTerm(row)
	bound += s.add(fit.Skills, skills.Value)
	if bound+s.limit[fit.Text] < threshold {
		return
	}
	p := &s.part.seg.rows[row]
	if bound+s.add(fit.Text, s.q.Texts.Of(p.Number)) < threshold || !s.judge.Eligible(s.o, &p.Profile, s.q) {
		return
	}
	t := s.judge.TermsWith(s.o, &p.Profile, s.q, skills)
	if s.judge.Musts(&t, s.q) && (s.ask.Keep == nil || s.ask.Keep(s.o, &p.Profile, &t)) {
		s.top.add(Hit{s.q.Weights.Score(&t), p.ID})
	}
}

// rough bounds what the row's own columns tell of: all but distance, text, skills, certificates, occupations
// and experience.
func (s *peopleSearch) rough(c *personColumns) int64 {
	sum := int64(s.small[c.small]) + s.startBound(c.from) + s.add(fit.Pay, s.judge.PayTerm(s.o.Pay, c.pay).Value)
	return sum + s.hours.at(c.hours) + s.languages.at(c.languages) + s.sectors.at(c.sectors)
}

func (s *peopleSearch) startBound(free matcher.Date) int64 {
	if s.o.Start == 0 || free == 0 {
		return s.prior(fit.Start)
	}
	return int64(s.start[min(max(0, free-s.o.Start), fit.StartSlack)])
}

func (s *peopleSearch) hoursBound(n uint16) int64 {
	return s.valueOf(fit.Hours, fit.Needs{Hours: s.part.seg.hours.values[n]})
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
	return l.add(id, l.judge.Term(id, l.o, &fit.Profile{Needs: n}, l.q).Value)
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
	return s.judge.SkillsTerm(s.part.seg.columns[row].skillsKnown, s.share(), s.implied(row))
}

// share is the weighted share of the skills asked that best has, in millionths.
func (l *vacancyLens) share() int64 {
	var sum int64
	for i := range l.best {
		sum += int64(l.o.Skills[i].Weight) * l.best[i]
	}
	return sum * 1000 / l.o.SkillWeight
}

// worth is what follows from an occupation held, discounted by the model; remembered by occupation.
func (l *vacancyLens) worth(o fit.OccupationID) int64 {
	if int(o) < len(l.worths) && l.worths[o] >= 0 {
		return int64(l.worths[o])
	}
	for int(o) >= len(l.worths) {
		l.worths, l.covered = append(l.worths, -1), append(l.covered, 0)
	}
	l.covered[o] = int32(l.covers(o))
	l.worths[o] = int32(l.judge.Implied(int64(l.covered[o]), 1000))
	return int64(l.worths[o])
}

// worthLikely is the same for an occupation that is only so sure, in thousandths.
func (l *vacancyLens) worthLikely(o fit.OccupationID, sure uint16) int64 {
	l.worth(o)
	return l.judge.Implied(int64(l.covered[o]), sure)
}

// covers is fit's Coverage by table.
func (l *vacancyLens) covers(o fit.OccupationID) int64 {
	implied := l.judge.ImpliedSkills(o)
	if len(implied) == 0 {
		return 0
	}
	mine := slices.Clone(l.best)
	clear(l.best)
	for _, s := range implied {
		for _, near := range l.skills.of(s.ID) {
			l.best[near.item] = max(l.best[near.item], int64(near.closeness)*int64(s.Closeness)/1000)
		}
	}
	value := l.share()
	copy(l.best, mine)
	return value
}
