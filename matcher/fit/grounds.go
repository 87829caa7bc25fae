package fit

import (
	"iter"

	"matchd/matcher/taxonomy"
)

// grounds are what the skills reason of a pair rests on.
type grounds struct {
	term    Term         // the reason itself
	work    OccupationID // held or likely, from which most of what is asked follows; nothing where no nearest follows
	nearest []nearest    // of each skill asked, in the order asked
}

// nearest is what somebody has that is nearest to a skill asked: listed, or following from their work. Closeness is in
// thousandths, 0 where nothing is near.
type nearest struct {
	skill     SkillID
	closeness uint16
	follows   bool
}

// grounds finds, of each skill asked, the nearest of those listed and, where the reason is known, of those that follow
// from one occupation; of equally near ones the first that is listed.
func (j *Judge) grounds(k *kinship, n *Needs) grounds {
	g := grounds{term: j.prior(Skills), nearest: make([]nearest, len(k.asks.Skills))}
	var worth int64
	if k.asks.SkillWeight > 0 {
		g.work, worth = j.background(n, func(o OccupationID) int64 { return k.coverage(j.ImpliedSkills(o)) })
		g.term = j.SkillsTerm(j.unnamed(n), k.listed(j.Model, n.Skills), worth)
	}
	near := func(has SkillID, sure uint16, follows bool) {
		for i, c := range k.of(has) {
			if c := uint16(uint32(c) * uint32(sure) / 1000); c > g.nearest[i].closeness {
				g.nearest[i] = nearest{has, c, follows}
			}
		}
	}
	for _, s := range n.Skills {
		near(s.Skill, 1000, false)
	}
	if worth > 0 && g.term.Known {
		for _, s := range j.ImpliedSkills(g.work) {
			near(s.ID, s.Closeness, true)
		}
	}
	return g
}

// kinship is what an opening asks turned around: of every skill near to one asked, to which it is near and how much.
// One walk over what somebody has then meets all that is asked. It is a table with open addressing, half empty at least.
type kinship struct {
	asks  *Asks
	slots []kin
	best  []int64 // of each skill asked, while something is added up
}

type kin struct {
	skill            uint32 // its number and one, 0 = a free slot
	asked, closeness uint16 // place in what is asked; thousandths
}

// turn makes the table anew for what an opening asks; its memory is used again.
func (k *kinship) turn(v *Vocabulary, a *Asks) {
	k.asks = a
	need, size := 0, 2
	for i := range a.Skills {
		need += 2 + len(v.taxonomy.NearSkills(taxonomy.SkillID(a.Skills[i].Skill)))
	}
	for size < 2*need {
		size *= 2
	}
	k.slots, k.best = cleared(k.slots, size), cleared(k.best, len(a.Skills))
	for i := range a.Skills {
		s := &a.Skills[i]
		k.add(s.Skill, i, 1000)
		if s.Own != 0 {
			k.add(s.Own, i, 1000)
		}
		for _, near := range v.taxonomy.NearSkills(taxonomy.SkillID(s.Skill)) {
			k.add(SkillID(near.ID), i, near.Closeness)
		}
	}
}

func (k *kinship) add(s SkillID, asked int, closeness uint16) {
	at := k.slot(s)
	for k.slots[at].skill != 0 {
		at = (at + 1) & (len(k.slots) - 1)
	}
	k.slots[at] = kin{uint32(s) + 1, uint16(asked), closeness}
}

// slot is where the search for a skill begins: Fibonacci hashing (Knuth, TAOCP 3, 6.4).
func (k *kinship) slot(s SkillID) int {
	return int(uint32(s)*2_654_435_769>>8) & (len(k.slots) - 1)
}

// of are the skills asked that a skill is near to, by their places, with its closeness in thousandths.
func (k *kinship) of(s SkillID) iter.Seq2[int, uint16] {
	return func(yield func(int, uint16) bool) {
		for at := k.slot(s); k.slots[at].skill != 0; at = (at + 1) & (len(k.slots) - 1) {
			if k.slots[at].skill == uint32(s)+1 && !yield(int(k.slots[at].asked), k.slots[at].closeness) {
				return
			}
		}
	}
}

// coverage is Judge.Coverage of an occupation from which these skills follow.
func (k *kinship) coverage(implied []Near[SkillID]) int64 {
	for _, s := range implied {
		for i, c := range k.of(s.ID) {
			k.best[i] = max(k.best[i], int64(c)*int64(s.Closeness)/1000)
		}
	}
	return k.sum()
}

// listed is Judge.listed.
func (k *kinship) listed(m *Model, held []SkillHeld) int64 {
	for _, s := range held {
		for i, c := range k.of(s.Skill) {
			k.best[i] = max(k.best[i], m.Mastery(int64(c), k.asks.Skills[i].Level, s.Level))
		}
	}
	return k.sum()
}

// sum is the weighted share of what is asked that is met, in millionths, and begins anew.
func (k *kinship) sum() int64 {
	var sum int64
	for i := range k.best {
		sum += int64(k.asks.Skills[i].Weight) * k.best[i]
	}
	clear(k.best)
	return sum * 1000 / k.asks.SkillWeight
}

func cleared[E any](s []E, n int) []E {
	if cap(s) < n {
		return make([]E, n)
	}
	s = s[:n]
	clear(s)
	return s
}
