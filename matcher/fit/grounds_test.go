package fit

import (
	"math/rand/v2"
	"testing"
)

// TestGroundsAreThoseOfTheDefinition holds the table of what is near against looking every pair of skills up, for
// openings that follow each other in one Explainer.
func TestGroundsAreThoseOfTheDefinition(t *testing.T) {
	for name, j := range map[string]*Judge{"small": newJudge(t), "built in": dutchJudge(t)} {
		r := rand.New(rand.NewPCG(21, 22))
		var k kinship
		follow := 0
		for range 3000 {
			o, p, _ := anyPair(r, j)
			k.turn(j.Vocabulary, &o.Asks)
			got := j.grounds(&k, &p.Needs)
			if want := j.skills(&o.Asks, &p.Needs); got.term != want {
				t.Fatalf("%s: skills %+v, by definition %+v: %+v %+v", name, got.term, want, o.Skills, p)
			}
			for i := range o.Skills {
				want := j.nearestOf(&o.Asks, &p.Needs, &o.Skills[i])
				if got.nearest[i] != want {
					t.Fatalf("%s: nearest %+v, by definition %+v: %+v %+v", name, got.nearest[i], want, o.Skills[i], p)
				}
				if want.follows {
					follow++
				}
			}
		}
		if follow == 0 {
			t.Errorf("%s: nothing followed from work", name)
		}
	}
}

// nearestOf finds what is nearest to one skill asked by looking every skill up that is listed or follows.
func (j *Judge) nearestOf(a *Asks, n *Needs, asked *SkillAsked) (best nearest) {
	consider := func(has SkillID, sure uint16, follows bool) {
		if c := uint16(uint32(j.askedCloseness(asked, has)) * uint32(sure) / 1000); c > best.closeness {
			best = nearest{has, c, follows}
		}
	}
	for _, s := range n.Skills {
		consider(s.Skill, 1000, false)
	}
	work, worth := j.background(n, func(o OccupationID) int64 { return j.Coverage(a, o) })
	if worth > 0 && j.skills(a, n).Known {
		for _, s := range j.ImpliedSkills(work) {
			consider(s.ID, s.Closeness, true)
		}
	}
	return best
}
