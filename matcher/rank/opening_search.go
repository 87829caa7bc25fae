package rank

import (
	"cmp"
	"slices"

	"matchd/matcher"
	"matchd/matcher/fit"
)

// openingSearch is one lens over one segment.
type openingSearch struct {
	*candidateLens
	part      *part[Vacancy, *openingSegment]
	top       *top
	ask       Ask
	near      []int32 // by site
	spans     []span
	others    int64   // most that all reasons but occupation, skills and distance add
	gauges    []gauge // scratch: of the rows of one area
	scratch   []stretch
	hours     bounds
	start     bounds
	pay       bounds
	languages bounds
	papers    bounds
	sectors   bounds
}

func (l *candidateLens) over(p *part[Vacancy, *openingSegment], best *top, a Ask) *openingSearch {
	s := &openingSearch{
		candidateLens: l, part: p, top: best, ask: a, near: l.near(&p.seg.grounds, l.person.Point, 0, int(l.person.MaxMetres)),
	}
	s.spans = p.seg.grounds.spans(s.near)
	seg, n := p.seg, &l.person.Needs
	s.hours = columnBounds(&l.lens, fit.Hours, n.Hours.Known(), &seg.hours, func(v fit.Span) fit.Asks { return fit.Asks{Hours: v} }, l.valueOf)
	s.start = columnBounds(&l.lens, fit.Start, n.From != 0, &seg.start, func(v matcher.Date) fit.Asks { return fit.Asks{Start: v} }, l.valueOf)
	s.pay = columnBounds(&l.lens, fit.Pay, n.Pay != 0, &seg.pay, func(v int32) fit.Asks { return fit.Asks{Pay: v} }, l.valueOf)
	s.languages = columnBounds(&l.lens, fit.Languages, n.Languages != nil, &seg.languages, func(v []fit.Language) fit.Asks { return fit.Asks{Languages: v} }, l.valueOf)
	s.papers = columnBounds(&l.lens, fit.Certificates, n.Certificates != nil, &seg.papers, func(v []uint32) fit.Asks { return fit.Asks{Certificates: v} }, l.valueOf)
	s.sectors = columnBounds(&l.lens, fit.WishedSector, len(n.WishedSectors) > 0, &seg.sectors, func(v matcher.Sector) fit.Asks { return fit.Asks{Sector: v} }, l.valueOf)
	return s
}

func (l *candidateLens) search(p *part[Vacancy, *openingSegment], best *top, a Ask) {
	s := l.over(p, best, a)
	s.others = l.ceiling() - l.limit[fit.Occupation] - l.limit[fit.WishedOccupation] - l.limit[fit.Distance] - l.limit[fit.Skills]
	for _, visit := range l.visits {
		for _, span := range s.spans {
			s.visit(span, s.run(span, visit))
		}
	}
	for _, span := range s.spans {
		s.visit(span, s.runs(span))
	}
}

// stretch is a run with the most that the two reasons of occupation add to one of its rows.
type stretch struct {
	run
	most int64
}

// reach reports whether rows of an area of which the reasons of occupation add so much may reach the threshold.
func (s *openingSearch) reach(in span, most int64) bool {
	return s.others+s.limit[fit.Skills]+most+in.most >= s.top.bar
}

// run is the rows of an occupation in an area, if they may reach the threshold.
func (s *openingSearch) run(in span, v visit) []stretch {
	s.scratch = s.scratch[:0]
	if !s.reach(in, v.most) {
		return nil
	}
	runs := s.part.seg.runs[in.area]
	if at, ok := slices.BinarySearchFunc(runs, v.occupation, func(r run, o fit.OccupationID) int { return cmp.Compare(r.occupation, o) }); ok {
		s.scratch = append(s.scratch, stretch{runs[at], v.most})
	}
	return s.scratch
}

// runs is all rows of an area that may reach the threshold, but for those that were visited as own.
func (s *openingSearch) runs(in span) []stretch {
	s.scratch = s.scratch[:0]
	for _, r := range s.part.seg.runs[in.area] {
		most := s.limit[fit.Occupation] + s.limit[fit.WishedOccupation]
		if r.occupation != loose {
			most = s.byOccupation(s.held.at(r.occupation), s.wished.at(r.occupation))
		}
		if (r.occupation == loose || !s.own(r.occupation)) && s.reach(in, most) {
			s.scratch = append(s.scratch, stretch{r, most})
		}
	}
	return s.scratch
}

// stretched is crowd for vacancies: the rows of a run lie together, so that looking at each costs less.
const stretched = 4

// visit looks at the rows of some runs of an area, having measured all of it where they are a crowd. Where the person
// tells nothing of skills there is nothing to measure.
func (s *openingSearch) visit(in span, runs []stretch) {
	may := int32(0)
	for _, r := range runs {
		may += r.to - r.from
	}
	if may == 0 {
		return
	}
	var gauges []gauge
	if len(s.covers) > 0 && stretched*may >= in.to-in.from {
		gauges = s.measure(in)
	}
	for _, r := range runs {
		if gauges == nil || r.occupation == loose {
			s.lookAlong(&r)
		} else {
			s.lookMeasured(&r, in, gauges[r.from-in.from:r.to-in.from])
		}
	}
}

func (s *openingSearch) lookAlong(r *stretch) {
	for row := int(r.from); row < int(r.to); row++ {
		most := r.most
		if r.occupation == loose {
			most = s.byOccupations(s.part.seg.occupationsOf(row))
		}
		if near := int64(s.near[s.part.seg.sites[row]]); near+most+s.limit[fit.Skills]+s.others >= s.top.bar {
			s.look(row, near, most, s.limit[fit.Skills])
		}
	}
}

// lookMeasured is lookAlong for rows that were measured.
func (s *openingSearch) lookMeasured(r *stretch, in span, gauges []gauge) {
	bar, needed := s.top.bar, s.needed(s.others+r.most+in.most)
	for i, g := range gauges {
		if g.sum() < needed {
			continue
		}
		row := int(r.from) + i
		skills := s.most(g)
		if near := int64(s.near[s.part.seg.sites[row]]); near+r.most+skills+s.others >= s.top.bar {
			s.look(row, near, r.most, skills)
		}
		if bar != s.top.bar {
			bar, needed = s.top.bar, s.needed(s.others+r.most+in.most)
		}
	}
}

// look weighs a row unless its columns say that it cannot reach the threshold. Occupation is what its two reasons of
// that add, near and skills are bounds of theirs.
func (s *openingSearch) look(row int, near, occupation, skills int64) {
	c := &s.part.seg.columns[row]
	if c.closing != 0 && c.closing < s.q.AsOf || s.part.buried(row) {
		return
	}
	bound := s.rough(c) + near + occupation + s.textOf(&s.part.seg.rows[row].Number)
	if bound+skills >= s.top.bar {
		s.weigh(row, bound, s.top.bar)
	}
}

// weigh adds skills to a bound, and scores the row in full if that reaches the threshold.
func (s *openingSearch) weigh(row int, bound, threshold int64) {
	skills := s.skillsTerm(row)
	o := &s.part.seg.rows[row].Opening
	if bound+s.add(fit.Skills, skills.Value) < threshold || !s.judge.Eligible(o, s.person, s.q) {
		return
	}
	t := s.judge.TermsWith(o, s.person, s.q, skills)
	if s.judge.Musts(&t, s.q) && (s.ask.Keep == nil || s.ask.Keep(o, s.person, &t)) {
		s.top.add(Hit{s.q.Weights.Score(&t), o.ID})
	}
}

// rough bounds everything but skills, text, distance and the two reasons of occupation.
func (s *openingSearch) rough(c *openingColumns) int64 {
	sum := int64(s.small[c.small]) + s.prior(fit.Experience) + s.pay.at(c.pay)
	if c.experience && len(s.person.Held) > 0 {
		sum += s.limit[fit.Experience] - s.prior(fit.Experience)
	}
	sum += s.hours.at(c.hours) + s.start.at(c.start)
	return sum + s.languages.at(c.languages) + s.papers.at(c.papers) + s.sectors.at(c.sectors)
}

// skillsTerm is fit's skills reason by table and arena instead of pair by pair; a test holds the two equal.
func (s *openingSearch) skillsTerm(row int) fit.Term {
	weight := s.part.seg.lists[row].skillWeight
	if weight == 0 {
		return fit.Term{Value: s.judge.Model.Reasons[fit.Skills].Prior}
	}
	skills := s.part.seg.skillsOf(row)
	var listed, implied int64
	for i := range skills {
		best := s.mastered(&skills[i], skills[i].Skill)
		if skills[i].Own != 0 {
			best = max(best, s.mastered(&skills[i], skills[i].Own))
		}
		listed += int64(skills[i].Weight) * best
	}
	for _, t := range s.implied {
		var covered int64
		for i := range skills {
			covered += int64(skills[i].Weight) * int64(t.skills.at(skills[i].Skill))
		}
		implied = max(implied, s.judge.Implied(covered*1000/weight, t.sure))
	}
	return s.judge.SkillsTerm(s.person.Skills != nil, listed*1000/weight, implied)
}

// mastered is how well the skills listed meet one asked, taken by one of its numbers; in thousandths.
func (s *openingSearch) mastered(asked *fit.SkillAsked, by fit.SkillID) (best int64) {
	for _, near := range s.skills.of(by) {
		best = max(best, s.judge.Mastery(int64(near.closeness), asked.Level, s.person.Skills[near.item].Level))
	}
	return best
}
