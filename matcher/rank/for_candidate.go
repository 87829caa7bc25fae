package rank

import (
	"cmp"
	"slices"

	"matchd/matcher"
	"matchd/matcher/fit"
)

// ForCandidate ranks vacancies for a person, as ForVacancy does people. The question must say Openings: its regions and
// distance then hold for the vacancy's place. None where the person is not available; vacancies that closed before the day
// asked are passed over.
func ForCandidate(j *fit.Judge, v *Openings, p *fit.Profile, q *fit.Question, a Ask) []Hit {
	d := v.desks.take()
	defer v.desks.leave(d)
	l := newCandidateLens(d, j, p, q)
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
	works   []int64 // by occupation: what the two reasons of occupation add together
	far     int64   // the same for an occupation near to nothing held or wished
	visits  []visit
	skills  reach
	implied []impliedBy // by occupation held or likely
	covers  []cover     // by skill
	skilled bool        // something is known of the person's skills
	unnamed int64       // what those count for that the person does not tell of, millionths
	least   int64       // dim as a tally has it, 0 where no occupation is known
	small   *[smalls]int32
	trial   fit.Opening // a vacancy of which one thing is known
}

// skillTable is the closeness in thousandths to the nearest of some skills, by skill; absent = 0.
type skillTable []uint16

func (t skillTable) at(s fit.SkillID) uint16 {
	if int(s) < len(t) {
		return t[s]
	}
	return 0
}

func newCandidateLens(d *desk, j *fit.Judge, p *fit.Profile, q *fit.Question) *candidateLens {
	l := &candidateLens{lens: newLens(d, j, q), person: p, wished: occupationTable(d, j, p.Wished)}
	held := make([]fit.OccupationID, 0, len(p.Held))
	for _, job := range p.Held {
		held = append(held, job.Occupation)
	}
	slices.Sort(held)
	held = slices.Compact(held)
	l.held = occupationTable(d, j, held).merge(likelyTable(d, j, p.Likely))
	near := make([][]fit.Near[fit.SkillID], len(p.Skills))
	for i, s := range p.Skills {
		near[i] = j.NearSkills(s.Skill)
	}
	l.skills = newReach(d, near)
	for _, o := range held {
		l.implied = append(l.implied, impliedBy{impliedTable(d, j, o), 1000})
	}
	for _, o := range p.Likely {
		l.implied = append(l.implied, impliedBy{impliedTable(d, j, o.ID), o.Closeness})
	}
	l.unnamed = j.Unnamed(p.SkillsListed(), len(p.Skills))
	l.skilled = p.Skills != nil || len(l.implied) > 0
	l.silent(map[fit.ReasonID]bool{
		fit.Skills: l.skilled, fit.Occupation: len(l.implied) > 0, fit.WishedOccupation: len(p.Wished) > 0,
		fit.Experience: len(held) > 0, fit.Education: p.Education != 0, fit.Languages: p.Languages != nil,
		fit.Certificates: p.Certificates != nil, fit.WishedSector: len(p.WishedSectors) > 0, fit.Hours: p.Hours.Known(),
		fit.Contract: p.ContractKind != "" || p.ContractTerm != "", fit.Start: p.From != 0, fit.Pay: p.Pay != 0,
	})
	l.far, l.covers = l.byOccupation(0, 0), l.covered()
	if len(l.implied) > 0 {
		l.least = dim * whole
	}
	l.works, l.visits = l.occupations()
	l.small = l.smallTable(l.ofSmall)
	return l
}

// impliedBy is the closeness of what follows from an occupation, and how sure the occupation is (thousandths).
type impliedBy struct {
	skills skillTable
	sure   uint16
}

// likelyTable is the closeness of each occupation to those that the skills point to, by how sure they are.
func likelyTable(d *desk, j *fit.Judge, likely []fit.Near[fit.OccupationID]) table {
	var t table
	for _, o := range likely {
		near := occupationTable(d, j, []fit.OccupationID{o.ID})
		for id := range near {
			near[id] = uint16(uint32(near[id]) * uint32(o.Closeness) / 1000)
		}
		t = t.merge(near)
	}
	return t
}

func impliedTable(d *desk, j *fit.Judge, o fit.OccupationID) skillTable {
	implied, highest := j.ImpliedSkills(o), -1
	for _, s := range implied {
		for _, near := range j.NearSkills(s.ID) {
			highest = max(highest, int(near.ID))
		}
	}
	t := skillTable(d.shorts.zeros(highest + 1))
	for _, s := range implied {
		for _, near := range j.NearSkills(s.ID) {
			t[near.ID] = max(t[near.ID], uint16(uint32(near.Closeness)*uint32(s.Closeness)/1000))
		}
	}
	return t
}

// occupations gives works and visits, of these those that add most first.
func (l *candidateLens) occupations() (works []int64, visits []visit) {
	works = l.desk.longs.zeros(max(len(l.held), len(l.wished)))
	for i := range works {
		works[i] = l.far
		id := fit.OccupationID(i)
		held, wished := l.held.at(id), l.wished.at(id)
		if held > 0 || wished > 0 {
			works[i] = l.byOccupation(held, wished)
		}
		if l.own(id) {
			visits = append(visits, visit{id, works[i]})
		}
	}
	slices.SortFunc(visits, func(a, b visit) int {
		return cmp.Or(cmp.Compare(b.most, a.most), cmp.Compare(a.occupation, b.occupation))
	})
	return works, visits
}

// work bounds what the two reasons of occupation add for a row of a run.
func (l *candidateLens) work(o fit.OccupationID) int64 {
	switch {
	case int(o) < len(l.works):
		return l.works[o]
	case o == none:
		return l.byOccupations(nil)
	case o == loose:
		return l.limit[fit.Occupation] + l.limit[fit.WishedOccupation]
	}
	return l.far
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

// tried is what a reason adds that reads no more of a vacancy than was just set of trial.
func (l *candidateLens) tried(id fit.ReasonID) int64 {
	return l.add(id, l.judge.Term(id, &l.trial, l.person, l.q).Value)
}

func (l *candidateLens) ofFacts(id fit.ReasonID, f facts) int64 {
	f.toAsks(&l.trial.Asks)
	return l.tried(id)
}

func (l *candidateLens) ofSector(s matcher.Sector) int64 {
	l.trial.Sector = s
	return l.tried(fit.WishedSector)
}

func (l *candidateLens) ofSmall(id fit.ReasonID, c small) int64 {
	a := &l.trial.Asks
	a.Education, a.Irregular, a.ContractKind, a.ContractTerm = c.education, c.irregular, c.kind, c.term
	return l.tried(id)
}

// own reports whether the occupation is one held or wished itself. Its rows are visited before all others, because
// they set a high threshold.
func (l *candidateLens) own(id fit.OccupationID) bool {
	return max(l.held.at(id), l.wished.at(id)) == 1000
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
