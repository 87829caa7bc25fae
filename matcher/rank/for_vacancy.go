package rank

import (
	"slices"

	"matchd/matcher"
	"matchd/matcher/fit"
)

// Ask is how much of a list is wanted.
type Ask struct {
	K     int   // at most this many; 0 or less gives none. Work grows with it, since fewer rows can be passed over
	After After // behind this hit
	Floor int64 // millionths; lower scores are left out, and the higher it is the fewer rows are looked at
	// Leaving leaves people out who have no job that they may lose; it says nothing of vacancies.
	Leaving bool
	// Pause, where given, is called every fraction of a millisecond, so that work that nobody waits for can make way.
	Pause func()
	// Keep, where given, drops hits that are eligible but not wanted, such as those of another band. It is called, in no
	// promised order, for rows that might get in, a row once at most. The terms and the side that is listed are good until
	// it returns: who keeps them, or has a fit.Explainer explain them, makes copies.
	Keep func(o *fit.Opening, p *fit.Profile, t *fit.Terms) bool
}

// ForVacancy ranks people for a vacancy: the best of the view, in the order of Compare, with the scores that fit gives
// them. None where the vacancy is not open or closed before the day asked. The judge must be the one that the rows were
// compiled with.
//
// Among a million people a list of ten takes a millisecond or two at the median, on one core (BenchmarkForVacancy). It
// allocates some 13 kB and keeps the rest of its memory for the next list of the view's book. Safe for concurrent use.
func ForVacancy(j *fit.Judge, v *People, o *fit.Opening, q *fit.Question, a Ask) []Hit {
	d := v.desks.take()
	defer v.desks.leave(d)
	l := newVacancyLens(d, j, o, q)
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
	gains   []gain  // of the promise
	covered []int32 // by occupation of the taxonomy: the share of the skills asked that follows from it
	worths  []int32 // the same, discounted by the model; -1 = neither is known yet
	best    []int64 // scratch: closeness by skill asked
	spare   []int64 // scratch: best while it is used for something else
	nearOcc []visit // the nearest first
	own     int     // how many of them are the vacancy's own: their rows set a high threshold for all others
	trade   table   // closeness to the occupations in which experience is asked
	small   *[smalls]int32
	bySign  signBounds
	trial   fit.Profile // a person of whom one thing is known
}

func newVacancyLens(d *desk, j *fit.Judge, o *fit.Opening, q *fit.Question) *vacancyLens {
	l := &vacancyLens{lens: newLens(d, j, q), o: o, best: d.longs.zeros(len(o.Skills)), spare: d.longs.zeros(len(o.Skills))}
	near := make([][]fit.Near[fit.SkillID], len(o.Skills))
	for i, s := range o.Skills {
		if near[i] = j.NearSkills(s.Skill); s.Own != 0 {
			near[i] = append(slices.Clip(near[i]), fit.Near[fit.SkillID]{ID: s.Own, Closeness: 1000})
		}
	}
	l.skills = newReach(d, near)
	l.promise = newPromise(d, o.Skills, o.SkillWeight, &l.skills)
	l.gains = l.promise.gains()
	l.occ = occupationTable(d, j, o.Occupations)
	l.nearOcc, l.own = l.nearby()
	l.silent(map[fit.ReasonID]bool{
		fit.Skills: o.SkillWeight > 0, fit.Occupation: len(o.Occupations) > 0, fit.WishedOccupation: len(o.Occupations) > 0,
		fit.Experience: len(o.Experience) > 0, fit.Education: o.Education > 0, fit.Languages: len(o.Languages) > 0,
		fit.Certificates: len(o.Certificates) > 0, fit.WishedSector: o.Sector.Code != "", fit.Hours: o.Hours.Known(),
		fit.Contract: o.ContractKind != "" || o.ContractTerm != "", fit.IrregularHours: o.Irregular != 0,
		fit.Start: o.Start != 0, fit.Pay: o.Pay != 0,
	})
	for _, e := range o.Experience {
		l.trade = l.trade.merge(occupationTable(d, j, e.Occupations))
	}
	l.small, l.bySign = l.smallTable(l.ofSmall), l.signed()
	l.worths, l.covered = d.ints.zeros(j.Taxonomy().Occupations()), d.ints.zeros(j.Taxonomy().Occupations())
	for i := range l.worths {
		l.worths[i] = -1
	}
	return l
}

// nearby is the occupations near to those of the vacancy, the nearest first, and how many of them are its own.
func (l *vacancyLens) nearby() (near []visit, own int) {
	for id, c := range l.occ {
		if c > 0 {
			near = append(near, visit{fit.OccupationID(id), l.mostAt(c)})
		}
		if c == 1000 {
			own++
		}
	}
	slices.SortStableFunc(near, func(a, b visit) int { return int(l.occ[b.occupation]) - int(l.occ[a.occupation]) })
	return near, own
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

// tried is what a reason adds that reads no more of a person than was just set of trial.
func (l *vacancyLens) tried(id fit.ReasonID) int64 {
	return l.add(id, l.judge.Term(id, l.o, &l.trial, l.q).Value)
}

func (l *vacancyLens) ofFacts(id fit.ReasonID, f facts) int64 {
	f.toNeeds(&l.trial.Needs)
	return l.tried(id)
}

func (l *vacancyLens) ofSectors(wished []matcher.Sector) int64 {
	l.trial.WishedSectors = wished
	return l.tried(fit.WishedSector)
}

func (l *vacancyLens) ofSmall(id fit.ReasonID, c small) int64 {
	n := &l.trial.Needs
	n.Education, n.Irregular, n.ContractKind, n.ContractTerm = c.education, c.irregular, c.kind, c.term
	return l.tried(id)
}

// share is the weighted share of the skills asked that best has, in millionths.
func (l *vacancyLens) share() int64 {
	var sum int64
	for i := range l.best {
		sum += int64(l.o.Skills[i].Weight) * l.best[i]
	}
	return sum * 1000 / l.o.SkillWeight
}

// worth is what follows from an occupation held, discounted by the model; remembered by occupation. Nothing follows
// from one that the taxonomy does not know.
func (l *vacancyLens) worth(o fit.OccupationID) int64 {
	if int(o) >= len(l.worths) {
		return 0
	}
	if l.worths[o] < 0 {
		l.learn(o)
	}
	return int64(l.worths[o])
}

func (l *vacancyLens) learn(o fit.OccupationID) {
	l.covered[o] = int32(l.covers(o))
	l.worths[o] = int32(l.judge.Implied(int64(l.covered[o]), 1000))
}

// worthLikely is the same for an occupation that is only so sure, in thousandths.
func (l *vacancyLens) worthLikely(o fit.OccupationID, sure uint16) int64 {
	if l.worth(o) == 0 {
		return 0
	}
	return l.judge.Implied(int64(l.covered[o]), sure)
}

// covers is fit's Coverage by table.
func (l *vacancyLens) covers(o fit.OccupationID) int64 {
	implied := l.judge.ImpliedSkills(o)
	if len(implied) == 0 {
		return 0
	}
	copy(l.spare, l.best)
	clear(l.best)
	for _, s := range implied {
		for _, near := range l.skills.of(s.ID) {
			l.best[near.item] = max(l.best[near.item], int64(near.closeness)*int64(s.Closeness)/1000)
		}
	}
	value := l.share()
	copy(l.best, l.spare)
	return value
}
