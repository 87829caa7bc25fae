package fit

import (
	"cmp"
	"slices"

	"matchd/matcher"
	"matchd/matcher/taxonomy"
)

// Where no job is known, skills tell what work someone can do. Who covers half of what an occupation asks is taken
// to know it wholly, since nobody lists everything; below a fifth the list says too little. Set on the tuned half of
// the ESCO experiment in matcher/fit/quality.
const (
	likelyFrom  = 200 // thousandths of what the occupation asks
	likelyWhole = 500
)

// likely lists the occupations that the skills held point to, with how sure that is, and those given, ascending by id.
// None where a job is known. More skills never make an occupation less sure.
func (v *Vocabulary) likely(n *Needs, given []Near[OccupationID]) []Near[OccupationID] {
	if len(n.Held) > 0 {
		return nil
	}
	skills := make([]taxonomy.SkillID, len(n.Skills))
	for i, s := range n.Skills {
		skills[i] = taxonomy.SkillID(s.Skill)
	}
	out := slices.Clone(given)
	for _, o := range v.taxonomy.OccupationsAsking(skills) {
		if o.Covered >= likelyFrom {
			out = append(out, Near[OccupationID]{OccupationID(o.ID), uint16(min(1000, int(o.Covered)*1000/likelyWhole))})
		}
	}
	slices.SortFunc(out, func(a, b Near[OccupationID]) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(b.Closeness, a.Closeness))
	})
	return slices.CompactFunc(out, func(a, b Near[OccupationID]) bool { return a.ID == b.ID })
}

// alikeFloor is the cosine, in thousandths, from which a vacancy's skills alone say what its occupation is.
const alikeFloor = 400

// occupationOf reads the occupation of a vacancy that names none we know from its title and its skills, at last from
// its skills alone; none where they say too little. Beside a label that cannot be read, a title has to be sure by itself, and
// both may only mean what the label resembles: a brugwachter is none of those who serve at table, though the title begins
// "medewerker bediening".
func (v *Vocabulary) occupationOf(r *matcher.Vacancy, asked []SkillAsked) []OccupationID {
	skills := make([]taxonomy.SkillID, len(asked))
	for i, s := range asked {
		skills[i] = taxonomy.SkillID(s.Skill)
	}
	alike := map[taxonomy.OccupationID]uint16{}
	var best taxonomy.Asking
	for _, o := range v.taxonomy.OccupationsAsking(skills) {
		alike[o.ID] = o.Alike
		if o.Alike > best.Alike {
			best = o
		}
	}
	mayMean := v.mayMean(r.Occupation.Label)
	if id, ok := v.titled(r.Title, alike, mayMean); ok {
		return []OccupationID{OccupationID(id)}
	}
	if best.Alike >= alikeFloor && mayMean(v.taxonomy.Occupation(best.ID).Code) {
		return []OccupationID{OccupationID(best.ID)}
	}
	return nil
}
