package rank

import (
	"cmp"
	"slices"

	"matchd/matcher/fit"
)

// ForCandidate ranks vacancies for a person. The question must say Openings: its regions and distance then hold for
// the vacancy's place.
func ForCandidate(j *fit.Judge, v *Openings, p *fit.Profile, q *fit.Question, a Ask) []Hit {
	l := newCandidateLens(j, p, q)
	best := newTop(a)
	if l.person.Available {
		for i := range v.parts {
			l.search(&v.parts[i], best, a)
		}
	}
	return best.sorted()
}

// candidateLens is a person made ready to look at many vacancies.
type candidateLens struct {
	lens
	person  *fit.Profile
	held    table // closeness to the closest job held, by occupation; to the likeliest where no job is known
	wished  table
	visits  []visit
	skills  reach
	implied []impliedBy // by occupation held or likely
	small   *[smalls]int32
}

// visit is an occupation with the most that its rows' two reasons of occupation add together.
type visit struct {
	occupation fit.OccupationID
	most       int64
}

// skillTable is the closeness in thousandths to the nearest of some skills, by skill; absent = 0.
type skillTable []uint16

func (t skillTable) at(s fit.SkillID) uint16 {
	if int(s) < len(t) {
		return t[s]
	}
	return 0
}

func newCandidateLens(j *fit.Judge, p *fit.Profile, q *fit.Question) *candidateLens {
	l := &candidateLens{lens: newLens(j, q), person: p, wished: occupationTable(j, p.Wished)}
	held := make([]fit.OccupationID, 0, len(p.Held))
	for _, job := range p.Held {
		held = append(held, job.Occupation)
	}
	slices.Sort(held)
	held = slices.Compact(held)
	l.held = occupationTable(j, held).merge(likelyTable(j, p.Likely))
	near := make([][]fit.Near[fit.SkillID], len(p.Skills))
	for i, s := range p.Skills {
		near[i] = j.NearSkills(s.Skill)
	}
	l.skills = newReach(near)
	for _, o := range held {
		l.implied = append(l.implied, impliedBy{impliedTable(j, o), 1000})
	}
	for _, o := range p.Likely {
		l.implied = append(l.implied, impliedBy{impliedTable(j, o.ID), o.Closeness})
	}
	l.silent(map[fit.ReasonID]bool{
		fit.Skills: p.Skills != nil || len(l.implied) > 0, fit.Occupation: len(l.implied) > 0, fit.WishedOccupation: len(p.Wished) > 0,
		fit.Experience: len(held) > 0, fit.Education: p.Education > 0, fit.Languages: p.Languages != nil,
		fit.Certificates: p.Certificates != nil, fit.WishedSector: len(p.WishedSectors) > 0, fit.Hours: p.Hours.Known(),
		fit.Contract: p.ContractKind != "" || p.ContractTerm != "", fit.Start: p.From != 0, fit.Pay: p.Pay != 0,
	})
	l.visits = l.visitable()
	l.small = l.smallTable(func(id fit.ReasonID, c small) int64 {
		return l.valueOf(id, fit.Asks{Education: c.education, Irregular: c.irregular, ContractKind: c.kind, ContractTerm: c.term})
	})
	return l
}

// impliedBy is the closeness of what follows from an occupation, and how sure the occupation is (thousandths).
type impliedBy struct {
	skills skillTable
	sure   uint16
}

// likelyTable is the closeness of each occupation to those that the skills point to, by how sure they are.
func likelyTable(j *fit.Judge, likely []fit.Near[fit.OccupationID]) table {
	var t table
	for _, o := range likely {
		near := occupationTable(j, []fit.OccupationID{o.ID})
		for id := range near {
			near[id] = uint16(uint32(near[id]) * uint32(o.Closeness) / 1000)
		}
		t = t.merge(near)
	}
	return t
}

func impliedTable(j *fit.Judge, o fit.OccupationID) skillTable {
	var t skillTable
	for _, s := range j.ImpliedSkills(o) {
		for _, near := range j.NearSkills(s.ID) {
			if need := int(near.ID) + 1; need > len(t) {
				t = append(t, make(skillTable, need-len(t))...)
			}
			t[near.ID] = max(t[near.ID], uint16(uint32(near.Closeness)*uint32(s.Closeness)/1000))
		}
	}
	return t
}

// visitable lists the occupations held or wished, those that add most first.
func (l *candidateLens) visitable() []visit {
	var out []visit
	for o := range max(len(l.held), len(l.wished)) {
		id := fit.OccupationID(o)
		if l.own(id) {
			out = append(out, visit{id, l.byOccupation(l.held.at(id), l.wished.at(id))})
		}
	}
	slices.SortFunc(out, func(a, b visit) int {
		return cmp.Or(cmp.Compare(b.most, a.most), cmp.Compare(a.occupation, b.occupation))
	})
	return out
}

// byOccupation is what the two reasons of occupation add for a vacancy whose occupation is known.
func (l *candidateLens) byOccupation(held, wished uint16) int64 {
	sum := l.add(fit.Occupation, l.judge.Unheld(held))
	if len(l.person.Held) > 0 {
		sum = l.add(fit.Occupation, int64(held)*1000)
	}
	if len(l.person.Wished) == 0 {
		return sum + l.prior(fit.WishedOccupation)
	}
	return sum + l.add(fit.WishedOccupation, int64(wished)*1000)
}

func (l *candidateLens) valueOf(id fit.ReasonID, a fit.Asks) int64 {
	return l.add(id, l.judge.Term(id, &fit.Opening{Asks: a}, l.person, l.q).Value)
}

// openingSearch is one lens over one segment.
type openingSearch struct {
	*candidateLens
	part      *part[Vacancy, *openingSegment]
	top       *top
	ask       Ask
	near      []int32 // by site
	spans     []span
	rest      int64 // most that all reasons but occupation and distance add
	hours     bounds
	languages bounds
	papers    bounds
	sectors   bounds
}

func (l *candidateLens) over(p *part[Vacancy, *openingSegment], best *top, a Ask) *openingSearch {
	s := &openingSearch{
		candidateLens: l, part: p, top: best, ask: a, near: l.near(&p.seg.grounds, l.person.Point, 0, int(l.person.MaxMetres)),
		languages: constant(l.prior(fit.Languages)), papers: constant(l.prior(fit.Certificates)), sectors: constant(l.prior(fit.WishedSector)),
	}
	s.spans = p.seg.grounds.spans(s.near)
	s.hours = newBounds(len(p.seg.hours.values), l.limit[fit.Hours], s.hoursBound)
	if l.person.Languages != nil {
		s.languages = newBounds(len(p.seg.languages.values), l.limit[fit.Languages], s.languageBound)
	}
	if l.person.Certificates != nil {
		s.papers = newBounds(len(p.seg.papers.values), l.limit[fit.Certificates], s.paperBound)
	}
	if len(l.person.WishedSectors) > 0 {
		s.sectors = newBounds(len(p.seg.sectors.values), l.limit[fit.WishedSector], s.sectorBound)
	}
	return s
}

func (l *candidateLens) search(p *part[Vacancy, *openingSegment], best *top, a Ask) {
	s := l.over(p, best, a)
	s.rest = l.ceiling() - l.limit[fit.Occupation] - l.limit[fit.WishedOccupation] - l.limit[fit.Distance]
	for _, visit := range l.visits {
		for _, span := range s.spans {
			if !s.sweep(span, visit) {
				break
			}
		}
	}
	for _, span := range s.spans {
		runs := p.seg.runs[span.area]
		for i := range runs {
			s.lookAlong(&runs[i], span)
		}
	}
}

// own reports whether the occupation is one held or wished itself. Its rows are visited before all others, because
// they set a high threshold.
func (l *candidateLens) own(id fit.OccupationID) bool {
	return max(l.held.at(id), l.wished.at(id)) == 1000
}

// lookAlong looks at the rows of an occupation that lie together in an area, unless they were visited as own.
func (s *openingSearch) lookAlong(r *run, in span) {
	switch {
	case r.occupation == loose:
		for row := int(r.from); row < int(r.to); row++ {
			s.look(row, s.byOccupations(s.part.seg.occupationsOf(row)))
		}
	case !s.own(r.occupation):
		most := s.byOccupation(s.held.at(r.occupation), s.wished.at(r.occupation))
		if s.rest+most+in.most < s.top.threshold() {
			return
		}
		for row := int(r.from); row < int(r.to); row++ {
			s.look(row, most)
		}
	}
}

// sweep looks at the rows of an occupation in one area, and reports whether any could reach the threshold.
func (s *openingSearch) sweep(in span, v visit) bool {
	if s.rest+v.most+in.most < s.top.threshold() {
		return false
	}
	for _, row := range in.cut(s.part.seg.ofOcc.of(uint32(v.occupation))) {
		s.look(int(row), v.most)
	}
	return true
}

func (l *candidateLens) byOccupations(ids []fit.OccupationID) int64 {
	if len(ids) == 0 {
		return l.prior(fit.Occupation) + l.prior(fit.WishedOccupation)
	}
	var held, wished uint16
	for _, id := range ids {
		held, wished = max(held, l.held.at(id)), max(wished, l.wished.at(id))
	}
	return l.byOccupation(held, wished)
}

// look weighs a row unless its columns say that it cannot reach the threshold. Occupation is what its two reasons of
// that add.
func (s *openingSearch) look(row int, occupation int64) {
	c := &s.part.seg.columns[row]
	if !c.open || c.closing != 0 && c.closing < s.q.AsOf || s.part.buried(row) {
		return
	}
	near := int64(s.near[c.site])
	if near == ruledOut {
		return
	}
	threshold := s.top.threshold()
	if bound := s.rough(c) + near + occupation; bound+s.limit[fit.Skills]+s.limit[fit.Text] >= threshold {
		s.weigh(row, bound, threshold)
	}
}

// weigh adds skills and text to a bound, and scores the row in full if that reaches the threshold.
func (s *openingSearch) weigh(row int, bound, threshold int64) {
	skills := s.skillsTerm(row)
	bound += s.add(fit.Skills, skills.Value)
	if bound+s.limit[fit.Text] < threshold {
		return
	}
	o := &s.part.seg.rows[row].Opening
	if bound+s.add(fit.Text, s.q.Texts.Of(o.Number)) < threshold || !s.judge.Eligible(o, s.person, s.q) {
		return
	}
	t := s.judge.TermsWith(o, s.person, s.q, skills)
	if s.judge.Musts(&t, s.q) && (s.ask.Keep == nil || s.ask.Keep(o, s.person, &t)) {
		s.top.add(Hit{s.q.Weights.Score(&t), o.ID})
	}
}

// rough bounds everything but skills, text, distance and the two reasons of occupation.
func (s *openingSearch) rough(c *openingColumns) int64 {
	sum := int64(s.small[c.small]) + s.prior(fit.Experience) + s.add(fit.Pay, s.judge.PayTerm(c.pay, s.person.Pay).Value)
	if c.experience && len(s.person.Held) > 0 {
		sum += s.limit[fit.Experience] - s.prior(fit.Experience)
	}
	sum += s.hours.at(c.hours) + s.add(fit.Start, s.judge.StartTerm(c.start, s.person.From).Value)
	return sum + s.languages.at(c.languages) + s.papers.at(c.papers) + s.sectors.at(c.sectors)
}

func (s *openingSearch) hoursBound(n uint16) int64 {
	return s.valueOf(fit.Hours, fit.Asks{Hours: s.part.seg.hours.values[n]})
}

func (s *openingSearch) languageBound(n uint16) int64 {
	return s.valueOf(fit.Languages, fit.Asks{Languages: s.part.seg.languages.values[n]})
}

func (s *openingSearch) paperBound(n uint16) int64 {
	return s.valueOf(fit.Certificates, fit.Asks{Certificates: s.part.seg.papers.values[n]})
}

func (s *openingSearch) sectorBound(n uint16) int64 {
	return s.valueOf(fit.WishedSector, fit.Asks{Sector: s.part.seg.sectors.values[n]})
}

// skillsTerm is fit's skills reason by table and arena instead of pair by pair; a test holds the two equal.
func (s *openingSearch) skillsTerm(row int) fit.Term {
	weight := s.part.seg.columns[row].skillWeight
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
