package rank

import (
	"cmp"
	"slices"

	"matchd/matcher"
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
	person   *fit.Profile
	held     table // closeness to the closest job held, by occupation; to the likeliest where no job is known
	wished   table
	visits   []visit
	skills   reach
	implied  []impliedBy // by occupation held or likely
	fixed    int64
	educ     [16]int64
	irreg    [3]int64
	contract contracts
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
	l.held = occupationTable(j, held)
	if len(held) == 0 {
		l.held = likelyTable(j, p.Likely)
	}
	ids := make([]fit.SkillID, len(p.Skills))
	for i, s := range p.Skills {
		ids[i] = s.Skill
	}
	l.skills = newReach(j, ids)
	for _, o := range held {
		l.implied = append(l.implied, impliedBy{impliedTable(j, o), 1000})
	}
	for _, o := range p.Likely {
		l.implied = append(l.implied, impliedBy{impliedTable(j, o.ID), o.Closeness})
	}
	l.visits = l.visitable()
	l.fixed = l.limit[fit.Pay]
	l.tabulate()
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
		for _, near := range j.NearOccupations(o.ID) {
			if need := int(near.ID) + 1; need > len(t) {
				t = append(t, make(table, need-len(t))...)
			}
			t[near.ID] = max(t[near.ID], uint16(uint32(near.Closeness)*uint32(o.Closeness)/1000))
		}
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

// visitable lists the occupations near to one held or wished, those that can add most first.
func (l *candidateLens) visitable() []visit {
	var out []visit
	for o := range max(len(l.held), len(l.wished)) {
		id := fit.OccupationID(o)
		if l.held.at(id) > 0 || l.wished.at(id) > 0 {
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

// tabulate works out the reasons whose column has few values, through the same code that scores.
func (l *candidateLens) tabulate() {
	for rank := range int8(10) {
		l.educ[rank] = l.valueOf(fit.Education, fit.Asks{Education: rank})
	}
	for i := range l.irreg {
		l.irreg[i] = l.valueOf(fit.IrregularHours, fit.Asks{Irregular: fit.Tri(i - 1)})
	}
	l.contract.tabulate(l.limit[fit.Contract], func(k matcher.ContractKind, t matcher.ContractTerm) int64 {
		return l.valueOf(fit.Contract, fit.Asks{ContractKind: k, ContractTerm: t})
	})
}

func (l *candidateLens) valueOf(id fit.ReasonID, a fit.Asks) int64 {
	t := l.judge.TermsWith(&fit.Opening{Asks: a}, l.person, l.q, fit.Term{})
	return l.add(id, t[id].Value)
}

// openingSearch is one lens over one segment.
type openingSearch struct {
	*candidateLens
	part      *part[Vacancy, *openingSegment]
	top       *top
	ask       Ask
	spots     []spot // by group
	languages bounds
	papers    bounds
	sectors   bounds
}

func (l *candidateLens) search(p *part[Vacancy, *openingSegment], best *top, a Ask) {
	s := openingSearch{
		candidateLens: l, part: p, top: best, ask: a, spots: make([]spot, len(p.seg.groups)),
		languages: newBounds(len(p.seg.languages.values), l.limit[fit.Languages]),
		papers:    newBounds(len(p.seg.papers.values), l.limit[fit.Certificates]),
		sectors:   newBounds(len(p.seg.sectors.values), l.limit[fit.WishedSector]),
	}
	rest := l.ceiling() - l.limit[fit.Occupation] - l.limit[fit.WishedOccupation]
	for _, visit := range l.visits {
		if rest+visit.most < best.threshold() {
			break
		}
		for _, row := range p.seg.ofOcc.of(uint32(visit.occupation)) {
			s.look(int(row), visit.most)
		}
	}
	s.lookElsewhere(rest)
}

// lookElsewhere visits the rows whose occupations are none, several, or far from all held and wished.
func (s *openingSearch) lookElsewhere(rest int64) {
	for _, row := range s.part.seg.loose {
		s.look(int(row), s.byOccupations(s.part.seg.rows[row].Occupations))
	}
	far := s.byOccupation(0, 0)
	if rest+far < s.top.threshold() {
		return
	}
	for i := range s.part.seg.columns {
		if ids := s.part.seg.rows[i].Occupations; len(ids) == 1 && s.held.at(ids[0]) == 0 && s.wished.at(ids[0]) == 0 {
			s.look(i, far)
		}
	}
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

// look scores a row in full if its bound reaches the threshold. Occupation is what its two reasons of that add.
func (s *openingSearch) look(row int, occupation int64) {
	c := &s.part.seg.columns[row]
	if !c.open || c.closing != 0 && c.closing < s.q.AsOf || s.part.buried(row) {
		return
	}
	near := s.near(c)
	if near < 0 {
		return
	}
	threshold := s.top.threshold()
	bound := s.rough(c) + near + occupation
	if bound+s.limit[fit.Skills]+s.limit[fit.Text] < threshold {
		return
	}
	o := &s.part.seg.rows[row].Opening
	bound += s.textOf(o.ID)
	skills := s.skillsTerm(&o.Asks)
	if bound+s.add(fit.Skills, skills.Value) < threshold || !s.judge.Eligible(o, s.person, s.q) {
		return
	}
	t := s.judge.TermsWith(o, s.person, s.q, skills)
	if s.judge.Musts(&t, s.q) && (s.ask.Keep == nil || s.ask.Keep(o, s.person, &t)) {
		s.top.add(Hit{s.q.Weights.Score(&t), o.ID})
	}
}

// textOf is what the text adds: as in fit, a value for the person comes before one for the vacancy.
func (s *openingSearch) textOf(id string) int64 {
	if v, ok := s.q.Texts[s.person.ID]; ok {
		return s.add(fit.Text, v)
	}
	return s.add(fit.Text, s.q.Texts[id])
}

// near is what distance adds, -1 where the question rules the place out.
func (s *openingSearch) near(c *openingColumns) int64 {
	at := &s.spots[c.group]
	if !at.seen {
		g := &s.part.seg.groups[c.group]
		*at = s.spotOf(g.point, g.region, s.person.Point, 0)
	}
	return s.distance(at, 0, c.remote)
}

// rough bounds everything but skills, text, distance and the two reasons of occupation.
func (s *openingSearch) rough(c *openingColumns) int64 {
	sum := s.fixed + s.educ[c.education] + s.irreg[c.irregular+1] + s.contract[c.kind][c.term]
	if c.experience && len(s.person.Held) > 0 {
		sum += s.limit[fit.Experience]
	} else {
		sum += s.prior(fit.Experience)
	}
	sum += s.add(fit.Hours, s.judge.HoursTerm(c.hours, s.person.Hours).Value)
	sum += s.add(fit.Start, s.judge.StartTerm(c.start, s.person.From).Value)
	sum += s.languages.at(c.languages, s.languageBound) + s.papers.at(c.papers, s.paperBound) + s.sectors.at(c.sectors, s.sectorBound)
	return sum
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

// skillsTerm is fit's skills reason by table instead of pair by pair; a test holds the two equal.
func (l *candidateLens) skillsTerm(a *fit.Asks) fit.Term {
	if a.SkillWeight == 0 {
		return fit.Term{Value: l.judge.Model.Reasons[fit.Skills].Prior}
	}
	var own int64
	for i := range a.Skills {
		asked := &a.Skills[i]
		var best int64
		for _, near := range l.skills.of(asked.Skill) {
			best = max(best, l.judge.Mastery(int64(near.closeness), asked.Level, l.person.Skills[near.item].Level))
		}
		own += int64(asked.Weight) * best
	}
	var implied int64
	for i := range l.implied {
		t := &l.implied[i]
		var covered int64
		for i := range a.Skills {
			covered += int64(a.Skills[i].Weight) * int64(t.skills.at(a.Skills[i].Skill))
		}
		implied = max(implied, l.judge.Implied(covered*1000/a.SkillWeight, t.sure))
	}
	return l.judge.SkillsTerm(l.person.Skills != nil, own*1000/a.SkillWeight, implied)
}
