package taxonomy

import (
	"maps"
	"slices"
	"strings"
)

// assemble numbers what was read and computes everything that questions need.
func assemble(s *source) (*Taxonomy, error) {
	for _, d := range s.demands {
		if s.skills[d.skill] == nil {
			s.skills[d.skill] = &concept{code: d.skill, label: d.skill}
		}
	}
	knowledge := knowledgeCodes(s)
	t := &Taxonomy{groups: s.groups, occupationIDs: map[string]OccupationID{}, skillIDs: map[string]SkillID{}}
	for i, code := range slices.Sorted(maps.Keys(s.occupations)) {
		c := s.occupations[code]
		if c.level == "" {
			c.level = levelOf(c.group)
		}
		t.occupationIDs[code] = OccupationID(i)
		t.occupations = append(t.occupations, Occupation{Code: code, Label: c.label, Alternative: otherNames(c), Group: c.group, EducationLevel: c.level})
	}
	for i, code := range slices.Sorted(maps.Keys(s.skills)) {
		c := s.skills[code]
		t.skillIDs[code] = SkillID(i)
		t.skills = append(t.skills, Skill{Code: code, Label: c.label, Alternative: otherNames(c), Kind: kindOf(c, knowledge)})
	}
	t.addDemands(s.demands)
	asked := t.asked()
	for i := range t.skills {
		t.skills[i].Rarity = rarity(len(asked[i]), len(t.occupations))
	}
	t.askedBy, t.asks = asked, lengths(t, asked)
	t.nearSkill = skillNeighbours(t, asked, s)
	lent, err := newLentKin(t, s)
	if err != nil {
		return nil, err
	}
	t.nearOccupation = occupationNeighbours(t, asked, lent, newMoves(t, s.moves))
	t.occupationText = newFinder(occupationNames(t.occupations, s.occupations))
	t.skillText = newFinder(skillNames(t.skills))
	t.version = fingerprint(t, s)
	return t, nil
}

// otherNames gives the alternatives of a concept, its own before those borrowed, without repeats and without its label.
func otherNames(c *concept) []string {
	seen := map[string]bool{c.label: true}
	var names []string
	for _, name := range slices.Concat(c.alternative, c.labelled, c.borrowed) {
		if !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	return slices.Clip(names)
}

// addDemands attaches skills to occupations, each once; essential wins over optional. Demands of unknown occupations
// fall away.
func (t *Taxonomy) addDemands(demands []demand) {
	for _, d := range demands {
		id, ok := t.occupationIDs[d.occupation]
		if !ok {
			continue
		}
		o, skill := &t.occupations[id], t.skillIDs[d.skill]
		if d.essential {
			o.Essential = append(o.Essential, skill)
		} else {
			o.Optional = append(o.Optional, skill)
		}
	}
	for i := range t.occupations {
		o := &t.occupations[i]
		o.Essential = sortedUnique(o.Essential)
		o.Optional = slices.DeleteFunc(sortedUnique(o.Optional), func(s SkillID) bool {
			_, both := slices.BinarySearch(o.Essential, s)
			return both
		})
	}
}

// sortedUnique sorts ids and drops repeats.
func sortedUnique(ids []SkillID) []SkillID {
	slices.Sort(ids)
	return slices.Clip(slices.Compact(ids))
}

// knowledgeCodes gives the skills that hang below an ISCED-F field, which the download does for knowledge only.
func knowledgeCodes(s *source) map[string]bool {
	codes := map[string]bool{}
	for _, b := range s.broader {
		if strings.Contains(b.to, "/isced-f/") {
			codes[b.from] = true
		}
	}
	return codes
}

// kindOf reads the column skillType, and where that is empty falls back to the place in the hierarchy.
func kindOf(c *concept, knowledge map[string]bool) Kind {
	switch {
	case c.kind == "knowledge" || c.kind == "" && knowledge[c.code]:
		return Knowledge
	case c.kind == "attitude":
		return Attitude
	}
	return Competence
}
