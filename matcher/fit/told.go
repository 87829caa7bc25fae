package fit

import (
	"matchd/matcher"
	"matchd/matcher/taxonomy"
)

// ToldOccupation is the occupation that a vacancy naming none we know is taken to be in, read from its title and skills
// when it is compiled, with how sure that is: confidence of the title and likeness of the skills, thousandths of each,
// together at most 1000. False where they say too little. It reads the record as a guest, so nothing of it stays, and costs
// as much as compiling it.
func (v *Vocabulary) ToldOccupation(r *matcher.Vacancy) (o taxonomy.Occupation, sure uint16, ok bool) {
	guest := v.Guest()
	asked := append(guest.listedSkills(r, &Words{}), guest.namedSkills(r)...)
	ids := guest.occupationOf(r, asked)
	if len(ids) == 0 {
		return o, 0, false
	}
	o = v.taxonomy.Occupation(taxonomy.OccupationID(ids[0]))
	for _, hit := range v.taxonomy.FindOccupations(r.Title, 5) {
		if hit.Code == o.Code {
			sure = hit.Confidence
		}
	}
	skills := make([]taxonomy.SkillID, len(asked))
	for i, s := range asked {
		skills[i] = taxonomy.SkillID(s.Skill)
	}
	for _, likely := range v.taxonomy.OccupationsAsking(skills) {
		if OccupationID(likely.ID) == ids[0] {
			sure += likely.Alike
		}
	}
	return o, min(1000, sure), true
}
