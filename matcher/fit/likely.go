package fit

import (
	"cmp"
	"slices"
	"strings"

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

// occupationOf reads the occupation of a vacancy that names none we know from its title and its skills, else from what its
// description announces, at last from its skills alone; none where they say too little. Beside a label that cannot be read, a
// title has to be sure by itself, and all may only mean what the label resembles: a brugwachter is none of those who serve at
// table, though the title begins "medewerker bediening".
func (v *Vocabulary) occupationOf(r *matcher.Vacancy, asked []SkillAsked) (Told, bool) {
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
	told := func(id taxonomy.OccupationID, field string, sure uint16) (Told, bool) {
		return Told{v.taxonomy.Occupation(id), OccupationID(id), field, min(1000, sure)}, true
	}
	mayMean := v.mayMean(r.Occupation.Label)
	if id, sure, ok := v.titled(r.Title, alike, mayMean); ok {
		return told(id, "title", sure)
	}
	skilled := best.Alike >= alikeFloor && mayMean(v.taxonomy.Occupation(best.ID).Code)
	if hit, ok := v.announced(r.Description); ok && mayMean(hit.Code) {
		// Unless the skills tell of other work altogether.
		if id, _ := v.taxonomy.OccupationID(hit.Code); !skilled || alike[id] > 0 {
			return told(id, "description", hit.Confidence)
		}
	}
	if skilled {
		return told(best.ID, "skills", best.Alike)
	}
	return Told{}, false
}

// announced is the occupation that a description says it is for: the first that is named behind a word that announces
// work. Who is only mentioned ("samen met de wijkverpleegkundige") is not sought.
func (v *Vocabulary) announced(text string) (taxonomy.Hit, bool) {
	for _, sentence := range sentencesOf(text) {
		words := wordsOf(sentence)
		for at, word := range words {
			if !oneOf(word, announcements()) {
				continue
			}
			behind := words[at+1 : min(len(words), at+1+announcedWithin)]
			if hits := v.taxonomy.OccupationsIn(strings.Join(behind, " ")); len(hits) > 0 {
				return hits[0], true
			}
		}
	}
	return taxonomy.Hit{}, false
}

// announcedWithin is how many words behind an announcement may name the work: "wij zoeken voor ons team een ervaren kok".
const announcedWithin = 8

// announcements are the words that say which work a vacancy is for, or which trade its diploma.
func announcements() []string {
	return []string{"als", "ben", "bent", "word", "wordt", "zoek", "zoeken", "zoekt", "gezocht", "functie", "rol", "vacature", "diploma"}
}
