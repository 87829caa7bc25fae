package rank

import (
	"matchd/matcher"
	"matchd/matcher/fit"
)

// lens is one side of a question made ready to look at many rows of the other side: closeness by dense tables.
type lens struct {
	desk  *desk
	judge *fit.Judge
	q     *fit.Question
	limit [fit.Reasons]int64 // most that each reason can add, where the row is not looked at
	plain [fit.Reasons]int64 // what each adds where it is not known
	mute  [fit.Reasons]bool  // this side says nothing of the reason
	curve []int32            // what distance adds, by step
}

func newLens(d *desk, j *fit.Judge, q *fit.Question) lens {
	l := lens{desk: d, judge: j, q: q}
	for id := range l.limit {
		l.limit[id] = q.Weights[id]
		l.plain[id] = l.add(fit.ReasonID(id), j.Model.Reasons[id].Prior)
	}
	if q.Texts == nil {
		l.limit[fit.Text] = 0
	}
	l.curve = l.curveOf()
	return l
}

// silent lowers the most that reasons can add to their prior, where this side of them says nothing: then nothing that
// the other side says makes a difference.
func (l *lens) silent(says map[fit.ReasonID]bool) {
	for id, said := range says {
		if l.mute[id] = !said; !said {
			l.limit[id] = l.prior(id)
		}
	}
}

// add is the contribution of a reason at a fulfilment in millionths.
func (l *lens) add(id fit.ReasonID, value int64) int64 {
	return l.q.Weights[id] * value / matcher.Million
}

// textOf is what the text adds for the row of a number, which is not read where none was typed.
func (l *lens) textOf(number *uint32) int64 {
	if l.limit[fit.Text] == 0 {
		return 0
	}
	return l.add(fit.Text, l.q.Texts.Of(*number))
}

func (l *lens) prior(id fit.ReasonID) int64 { return l.plain[id] }

// ceiling bounds every score.
func (l *lens) ceiling() int64 {
	var sum int64
	for _, most := range l.limit {
		sum += most
	}
	return sum
}

// rest bounds what all reasons but occupation, skills and distance add together.
func (l *lens) rest() int64 {
	return l.ceiling() - l.limit[fit.Occupation] - l.limit[fit.WishedOccupation] - l.limit[fit.Distance] - l.limit[fit.Skills]
}

// table is a dense map from the number of an occupation to a closeness in thousandths; absent = 0.
type table []uint16

func occupationTable(d *desk, j *fit.Judge, ids []fit.OccupationID) table {
	highest := -1
	for _, id := range ids {
		for _, near := range j.NearOccupations(id) {
			highest = max(highest, int(near.ID))
		}
	}
	t := table(d.shorts.zeros(highest + 1))
	for _, id := range ids {
		for _, near := range j.NearOccupations(id) {
			t[near.ID] = max(t[near.ID], near.Closeness)
		}
	}
	return t
}

// merge takes the greater closeness of two tables.
func (t table) merge(o table) table {
	if len(t) < len(o) {
		t, o = o, t
	}
	for i, c := range o {
		t[i] = max(t[i], c)
	}
	return t
}

func (t table) at(id fit.OccupationID) uint16 {
	if int(id) < len(t) {
		return t[id]
	}
	return 0
}

// reach lists, for the number of a skill, which of some other skills it is near to: item is an index of the caller's.
type reach struct {
	first []int32 // by skill, into links; length one more than the highest skill
	links []link
}

type link struct {
	item      int32
	closeness uint16
}

// newReach takes what is near to each item.
func newReach(d *desk, near [][]fit.Near[fit.SkillID]) reach {
	highest := -1
	for i := range near {
		for _, n := range near[i] {
			highest = max(highest, int(n.ID))
		}
	}
	r := reach{first: d.ints.zeros(highest + 3)}
	total := 0
	for i := range near {
		total += len(near[i])
		for _, n := range near[i] {
			r.first[n.ID+2]++
		}
	}
	for i := 1; i < len(r.first); i++ {
		r.first[i] += r.first[i-1]
	}
	r.links = d.links.zeros(total)
	for i := range near {
		for _, n := range near[i] {
			r.links[r.first[n.ID+1]] = link{int32(i), n.Closeness}
			r.first[n.ID+1]++
		}
	}
	return r
}

func (r *reach) of(s fit.SkillID) []link {
	if int(s)+1 >= len(r.first) {
		return nil
	}
	return r.links[r.first[s]:r.first[s+1]]
}
