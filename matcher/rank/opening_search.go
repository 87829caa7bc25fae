package rank

import (
	"cmp"
	"slices"

	"matchd/matcher/fit"
)

// openingSearch is one lens over one segment.
type openingSearch struct {
	*candidateLens
	*openingScratch
	sweep[Vacancy, *openingSegment]
}

func (l *candidateLens) over(p *part[Vacancy, *openingSegment], best *top, a Ask) *openingSearch {
	g := &p.seg.grounds
	s := &openingSearch{
		candidateLens: l, openingScratch: &l.desk.openings,
		sweep: newSweep(&l.lens, p, best, a, g, l.near(g, l.person.Point, 0, int(l.person.MaxMetres))),
	}
	s.factBounds = p.seg.bounds(&l.lens, l.ofFacts)
	s.sectors = columnBounds(&l.lens, fit.WishedSector, &p.seg.sectors, l.ofSector)
	return s
}

func (l *candidateLens) search(p *part[Vacancy, *openingSegment], best *top, a Ask) {
	s := l.over(p, best, a)
	for _, visit := range l.visits {
		for _, span := range s.spans {
			s.visit(span, s.run(span, visit))
		}
	}
	for _, span := range s.spans {
		s.visit(span, s.runs(span))
	}
	s.lookTogether()
}

// stretch is a run with the most that the two reasons of occupation add to one of its rows.
type stretch struct {
	run
	most int64
}

// short is what the two reasons of occupation must add at least for a row of an area to reach the threshold.
func (s *openingSearch) short(in span) int64 {
	return s.top.bar - s.others - s.limit[fit.Skills] - in.most
}

// run is the rows of an occupation in an area, if they may reach the threshold.
func (s *openingSearch) run(in span, v visit) []stretch {
	s.scratch = s.scratch[:0]
	if v.most < s.short(in) {
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
	short := s.short(in)
	for _, r := range s.part.seg.runs[in.area] {
		if most := s.work(r.occupation); most >= short && !s.own(r.occupation) {
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
	s.pause()
	may := int32(0)
	for _, r := range runs {
		may += r.to - r.from
	}
	switch {
	case may == 0:
	case s.skilled && stretched*may >= in.to-in.from:
		s.visitMeasured(in, runs, s.measure(in))
	default:
		for i := range runs {
			s.visitPlain(&runs[i])
		}
	}
}

func (s *openingSearch) visitPlain(r *stretch) {
	for row := int(r.from); row < int(r.to); row++ {
		s.look(row, s.mostAt(r, row), s.limit[fit.Skills])
	}
}

// visitMeasured looks, once there are a gang of them, at the rows whose tallies are not too small.
func (s *openingSearch) visitMeasured(in span, runs []stretch, tallies []tally) {
	var bar, most, needed int64 = -1, 0, 0
	for i := range runs {
		r := &runs[i]
		for row := r.from; row < r.to; row++ {
			if s.top.bar != bar || r.most != most {
				bar, most, needed = s.top.bar, r.most, s.needed(s.others+r.most+in.most)
			}
			if t := tallies[row-in.from]; t.sum() >= needed {
				if s.gang = append(s.gang, found{row, s.mostAt(r, int(row)), s.most(t)}); len(s.gang) == gang {
					s.lookTogether()
				}
			}
		}
	}
}

// found is a row with what the two reasons of occupation add and a bound of what skills do.
type found struct {
	row                int32
	occupation, skills int64
}

// lookTogether looks at the rows of a gang, having fetched their columns side by side.
func (s *openingSearch) lookTogether() {
	near := s.gang[:0]
	for _, f := range s.gang {
		if int64(s.near[s.part.seg.columns[f.row].site])+f.occupation+f.skills+s.others >= s.top.bar {
			near = append(near, f)
		}
	}
	for _, f := range near {
		s.look(int(f.row), f.occupation, f.skills)
	}
	s.gang = s.gang[:0]
}

// mostAt is the most that the two reasons of occupation add to a row of a stretch.
func (s *openingSearch) mostAt(r *stretch, row int) int64 {
	if r.occupation == loose {
		return s.byOccupations(s.part.seg.occupationsOf(row))
	}
	return r.most
}

// look weighs a row unless its columns say that it cannot reach the threshold. Occupation is what its two reasons of
// that add, skills a bound of theirs.
func (s *openingSearch) look(row int, occupation, skills int64) {
	c := &s.part.seg.columns[row]
	bound := int64(s.near[c.site]) + occupation
	if bound+skills+s.others < s.top.bar || c.closing != 0 && c.closing < s.q.AsOf || s.part.buried(row) {
		return
	}
	if bound += s.rough(c) + s.textOf(&s.part.seg.rows[row].number); bound+skills >= s.top.bar {
		s.weigh(row, bound, s.top.bar)
	}
}

// weigh adds skills to a bound, and scores the row in full if that reaches the threshold.
func (s *openingSearch) weigh(row int, bound, threshold int64) {
	score, terms, ok := s.score(row, bound, threshold)
	if ok && (s.ask.Keep == nil || s.ask.Keep(&s.opening.Opening, s.person, terms)) {
		s.top.add(Hit{score, s.opening.ID})
	}
}

// score judges a pair in full, unless a bound of all but its skills says with those that it cannot reach the threshold;
// false where that is so, or the pair may not be listed. It leaves the row unpacked in opening where it is true.
func (s *openingSearch) score(row int, bound, threshold int64) (int64, *fit.Terms, bool) {
	skills := s.skillsTerm(row)
	if bound+s.add(fit.Skills, skills.Value) < threshold {
		return 0, nil, false
	}
	s.pause()
	o := &s.opening.Opening
	if s.part.seg.unpack(row, &s.opening); !s.judge.Eligible(o, s.person, s.q) {
		return 0, nil, false
	}
	t := &s.terms
	*t = s.judge.TermsWith(o, s.person, s.q, skills)
	return s.q.Weights.Score(t), t, s.judge.Musts(t, s.q)
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
	return s.judge.SkillsTerm(s.unnamed, listed*1000/weight, implied)
}

// mastered is how well the skills listed meet one asked, taken by one of its numbers; in thousandths.
func (s *openingSearch) mastered(asked *fit.SkillAsked, by fit.SkillID) (best int64) {
	for _, near := range s.skills.of(by) {
		best = max(best, s.judge.Model.Mastery(int64(near.closeness), asked.Level, s.person.Skills[near.item].Level))
	}
	return best
}
