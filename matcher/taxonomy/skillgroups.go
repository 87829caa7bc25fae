package taxonomy

import "math"

// skillGroups is the hierarchy above the skills, as far as its groups are specific enough to say something.
type skillGroups struct {
	members [][]uint32 // group -> skills below it, ascending
	of      [][]int    // skill -> groups above it
	tie     []int64    // group -> thousandths
}

// newSkillGroups walks the broader relations up from every skill. A skill can itself be broader than others and then
// is a member of the group it heads. Several parents and circles are allowed.
//
// Two skills in a group of m out of n skills are tied by 1 - ln(m)/ln(n). That is Lin's (1998) similarity with the
// information content of a group reckoned from its share of the skills: deep, small groups tie, broad ones do not.
func newSkillGroups(t *Taxonomy, broader []relation) *skillGroups {
	parents := map[string][]string{}
	for _, b := range broader {
		parents[b.from] = append(parents[b.from], b.to)
	}
	g := &skillGroups{of: make([][]int, len(t.skills))}
	number := map[string]int{}
	for i := range t.skills {
		for _, group := range g.above(t.skills[i].Code, parents) {
			n, known := number[group]
			if !known {
				n = len(g.members)
				number[group] = n
				g.members = append(g.members, g.head(t, group))
			}
			g.of[i] = append(g.of[i], n)
			if head, isSkill := t.skillIDs[group]; !isSkill || int(head) != i {
				g.members[n] = append(g.members[n], uint32(i))
			}
		}
	}
	g.weigh(t, number)
	return g
}

// head starts the member list of a group: the skill that is the group, where it is one.
func (g *skillGroups) head(t *Taxonomy, group string) []uint32 {
	if id, ok := t.skillIDs[group]; ok {
		return []uint32{uint32(id)}
	}
	return nil
}

// weigh reckons the tie of every group, empties those that are too broad to matter, and adds heads to their own group.
func (g *skillGroups) weigh(t *Taxonomy, number map[string]int) {
	all := math.Log(float64(max(2, len(t.skills))))
	for i := range t.skills {
		if n, ok := number[t.skills[i].Code]; ok {
			g.of[i] = append(g.of[i], n)
		}
	}
	for n, members := range g.members {
		tie := 1 - math.Log(float64(len(members)))/all
		g.tie = append(g.tie, int64(thousandths(tie)))
		if tie < smallestGroupTie {
			g.members[n] = nil
		}
	}
}

// above lists every group above a code once, nearest first, without the code itself.
func (g *skillGroups) above(code string, parents map[string][]string) []string {
	seen := map[string]bool{code: true}
	var groups []string
	queue := []string{code}
	for len(queue) > 0 {
		for _, parent := range parents[queue[0]] {
			if !seen[parent] {
				seen[parent] = true
				groups = append(groups, parent)
				queue = append(queue, parent)
			}
		}
		queue = queue[1:]
	}
	return groups
}

// addTies sets, for every skill in a group with i, the tie of the smallest such group.
func (g *skillGroups) addTies(ties *accumulator, i uint32) {
	for _, n := range g.of[i] {
		for _, j := range g.members[n] {
			ties.add(j, 0)
			ties.sum[j] = max(ties.sum[j], g.tie[n])
		}
	}
}
