package taxonomy

import "math"

// Bounds of the lists of near skills.
const (
	maxNearSkills   = 24
	floorNearSkills = 300
)

// How far each sign alone can bring two skills together. A shared group alone leaves them cousins; being asked by the
// same occupations says more; an expert's statement that one is needed for the other says most.
const (
	mostByGroup      = 0.6
	mostByCompany    = 0.7
	mostByEssential  = 0.6
	mostByOptional   = 0.4
	smallestGroupTie = 0.3
)

// skillNeighbours reckons closeness of skills from three signs joined by [either]:
//
//   - group: the smallest group both are in, see [skillGroups.tie];
//   - company: how much more often than by chance the same occupations ask both, see [company], times the square
//     root of the rarity of the commoner skill, so that skills asked nearly everywhere have no kin by company;
//   - relation: the source says that one is essential or optional for the other.
//
// Attitudes are near only to what the source relates them to: work asks them together because it is work, and who can
// cooperate is no nearer to working at night.
func skillNeighbours(t *Taxonomy, asked [][]asking, s *source) [][]Near[SkillID] {
	groups := newSkillGroups(t, s.broader)
	relations := relatedSkills(t, s.related)
	weights := make([]int64, len(t.skills))
	for skill, by := range asked {
		for _, a := range by {
			weights[skill] += a.weight
		}
	}
	together, ties := newAccumulator(len(t.skills)), newAccumulator(len(t.skills))
	return neighbours[SkillID](len(t.skills), maxNearSkills, floorNearSkills, func(i uint32, emit func(uint32, uint16)) {
		together.reset()
		ties.reset()
		for _, a := range asked[i] {
			o := t.occupations[a.occupation]
			addCompany(together, o.Essential, a.weight)
			addCompany(together, o.Optional, halfDemand)
		}
		groups.addTies(ties, i)
		for _, r := range relations[i] {
			together.add(r.skill, 0)
		}
		for _, j := range ties.touched {
			together.add(j, 0)
		}
		for _, j := range together.touched {
			c := company(together.sum[j], weights[i], weights[j], wholeDemand*int64(len(t.occupations)))
			c *= math.Sqrt(float64(min(t.skills[i].Rarity, t.skills[j].Rarity)) / thousand)
			tie := float64(ties.sum[j]) / thousand
			if t.skills[i].Kind == Attitude || t.skills[j].Kind == Attitude {
				c, tie = 0, 0
			}
			emit(j, thousandths(either(mostByGroup*tie, mostByCompany*c, relationSign(relations[i], j))))
		}
	})
}

// addCompany adds the weight with which an occupation asks both skills: that of the lighter demand.
func addCompany(together *accumulator, skills []SkillID, weight int64) {
	for _, skill := range skills {
		together.add(uint32(skill), weight)
	}
}

// company is the normalised pointwise mutual information of two skills over the occupations that ask them, 0..1:
// ln(p(ab)/p(a)p(b)) / -ln p(ab) (Bouma 2009), negative values cut to 0. Two skills that are asked everywhere meet no
// more often than by chance and get 0, so common skills say little. Because counts are small it is multiplied by the
// discount of Pantel & Lin (2002), n/(n+1) of the joint count and of the rarer skill. Counts are in half units.
func company(both, a, b, all int64) float64 {
	if both == 0 || a == 0 || b == 0 {
		return 0
	}
	n, joint := float64(all), float64(both)
	if both >= all {
		return 0
	}
	npmi := math.Log(joint*n/(float64(a)*float64(b))) / math.Log(n/joint)
	rarer := float64(min(a, b))
	return max(0, min(1, npmi)) * (joint / (joint + wholeDemand)) * (rarer / (rarer + wholeDemand))
}

// relatedSkill is the other end of a relation between skills.
type relatedSkill struct {
	skill     uint32
	essential bool
}

// relatedSkills turns the relations between skills into lists, both ways round.
func relatedSkills(t *Taxonomy, related []relation) [][]relatedSkill {
	lists := make([][]relatedSkill, len(t.skills))
	for _, r := range related {
		a, knownA := t.skillIDs[r.from]
		b, knownB := t.skillIDs[r.to]
		if knownA && knownB && a != b {
			lists[a] = append(lists[a], relatedSkill{uint32(b), r.essential})
			lists[b] = append(lists[b], relatedSkill{uint32(a), r.essential})
		}
	}
	return lists
}

// relationSign is the strongest sign among the stated relations with one skill.
func relationSign(list []relatedSkill, with uint32) float64 {
	sign := 0.0
	for _, r := range list {
		if r.skill == with && r.essential {
			sign = mostByEssential
		} else if r.skill == with {
			sign = max(sign, mostByOptional)
		}
	}
	return sign
}
