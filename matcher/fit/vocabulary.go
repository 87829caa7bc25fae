package fit

import (
	"cmp"
	"strings"

	"matchd/matcher"
	"matchd/matcher/place"
	"matchd/matcher/reading"
	"matchd/matcher/taxonomy"
)

// ResolveFloor is the confidence, in thousandths, from which a free text is taken for the code it resembles. Below
// it the text only matches itself. Chosen so that one misspelt or unknown word in a three-word title still passes.
const ResolveFloor = 700

// OccupationID and SkillID are dense numbers: those of the taxonomy first, then codes and labels it does not know in
// the order in which they were met. They mean nothing outside the process and never show: not in the order of what is
// told either, since another replica meets records in another order.
type (
	OccupationID uint32
	// SkillID numbers a skill, see OccupationID.
	SkillID uint32
)

// Near is something close to an asked or held item; Closeness is in thousandths, 1000 = the same.
type Near[ID OccupationID | SkillID] struct {
	ID        ID
	Closeness uint16
}

// Vocabulary turns codes and labels into numbers and places into points. Safe for concurrent use. It grows with what records
// name that no list knows, by a digest of 16 bytes and a number each, and never forgets: restart to be rid of those.
type Vocabulary struct {
	taxonomy     *taxonomy.Taxonomy
	places       *place.Tables
	occupations  *names
	skills       *names
	certificates *names
	essential    [][]SkillID               // per taxonomy occupation
	implied      [][]Near[SkillID]         // likewise, optional ones too
	rarity       []uint16                  // per taxonomy skill, thousandths
	inGroup      map[string][]OccupationID // by ISCO-08 unit group
	regions      []string
	regionNumber map[string]uint8
}

// NewVocabulary reads the taxonomy and the tables of places, and keeps both. It takes as long as there are demands of
// occupations in the taxonomy.
func NewVocabulary(t *taxonomy.Taxonomy, p *place.Tables) *Vocabulary {
	v := &Vocabulary{
		taxonomy: t, places: p,
		occupations: newNames(t.Occupations()), skills: newNames(t.Skills()), certificates: newNames(0),
		regions: []string{""}, regionNumber: map[string]uint8{}, inGroup: map[string][]OccupationID{},
	}
	for o := range t.Occupations() {
		asked := t.Occupation(taxonomy.OccupationID(o)).Essential
		essential := make([]SkillID, len(asked))
		for i, s := range asked {
			essential[i] = SkillID(s)
		}
		v.essential = append(v.essential, essential)
		v.implied = append(v.implied, impliedSkills(t.Occupation(taxonomy.OccupationID(o))))
		group := t.Occupation(taxonomy.OccupationID(o)).Group
		v.inGroup[group] = append(v.inGroup[group], OccupationID(o))
	}
	for s := range t.Skills() {
		v.rarity = append(v.rarity, t.Skill(taxonomy.SkillID(s)).Rarity)
	}
	for _, r := range p.Regions() {
		v.regionNumber[r.Code] = uint8(len(v.regions))
		v.regions = append(v.regions, r.Code)
	}
	return v
}

// Taxonomy is the graph that codes are read with.
func (v *Vocabulary) Taxonomy() *taxonomy.Taxonomy { return v.taxonomy }

// Places are the tables that places are read with.
func (v *Vocabulary) Places() *place.Tables { return v.places }

// Region is the number of a labour-market region (AMnn), 1 and up in the order of codes; false where the code is unknown.
// Like those of occupations it means nothing outside the process.
func (v *Vocabulary) Region(code string) (uint8, bool) {
	n, ok := v.regionNumber[code]
	return n, ok
}

// RegionCode is the code of a region's number, empty for 0. Numbers that Region did not give panic.
func (v *Vocabulary) RegionCode(n uint8) string { return v.regions[n] }

// Occupation gives the numbers that a concept stands for: at most two, its own code where the taxonomy does not
// know it, and what its label resolves to. Known says whether the taxonomy had the code or the label.
func (v *Vocabulary) Occupation(c matcher.Concept) (ids []OccupationID, known bool) {
	if id, ok := v.taxonomy.OccupationID(c.Code); ok {
		return []OccupationID{OccupationID(id)}, true
	}
	for _, hit := range findLabel(c.Label, v.taxonomy.FindOccupations) {
		id, _ := v.taxonomy.OccupationID(hit.Code)
		ids, known = append(ids, OccupationID(id)), true
	}
	return appendInterned(ids, v.occupations, c, known), known
}

// Skill gives the numbers that a concept stands for; see Occupation, but for the taxonomy's skills.
func (v *Vocabulary) Skill(c matcher.Concept) (ids []SkillID, known bool) {
	if id, ok := v.taxonomy.SkillID(c.Code); ok {
		return []SkillID{SkillID(id)}, true
	}
	for _, hit := range findLabel(c.Label, v.taxonomy.FindSkills) {
		id, _ := v.taxonomy.SkillID(hit.Code)
		ids, known = append(ids, SkillID(id)), true
	}
	return appendInterned(ids, v.skills, c, known), known
}

func findLabel(label string, find func(string, int) []taxonomy.Hit) []taxonomy.Hit {
	if label == "" {
		return nil
	}
	hits := find(label, 1)
	if len(hits) > 0 && hits[0].Confidence < ResolveFloor {
		return nil
	}
	return hits
}

// appendInterned adds the number of an unknown code, and of an unknown label only where nothing else is known.
func appendInterned[ID OccupationID | SkillID](ids []ID, n *names, c matcher.Concept, known bool) []ID {
	if c.Code != "" {
		return append(ids, ID(n.number("code:"+c.Code)))
	}
	if folded := fold(c.Label); folded != "" && !known {
		return append(ids, ID(n.number("label:"+folded)))
	}
	return ids
}

// Certificate is the number of a certificate by its label or code; letter case and spaces do not count, nor do the ways to
// write a common one (reading.Certificate).
func (v *Vocabulary) Certificate(c matcher.Concept) uint32 {
	if name, _, ok := reading.Certificate(c.Label); ok {
		return v.certificates.number(fold(name))
	}
	return v.certificates.number(fold(cmp.Or(c.Label, c.Code)))
}

// NearSkills lists what is close to a skill, as NearOccupations does.
func (v *Vocabulary) NearSkills(id SkillID) []Near[SkillID] {
	if int(id) >= v.taxonomy.Skills() {
		return []Near[SkillID]{{id, 1000}}
	}
	near := v.taxonomy.NearSkills(taxonomy.SkillID(id))
	out := make([]Near[SkillID], len(near))
	for i, n := range near {
		out[i] = Near[SkillID]{SkillID(n.ID), n.Closeness}
	}
	return out
}

// NearOccupations lists what is close to an occupation, itself first, then by descending closeness; itself alone where the
// taxonomy does not know it. The list is made anew with every call.
func (v *Vocabulary) NearOccupations(id OccupationID) []Near[OccupationID] {
	if int(id) >= v.taxonomy.Occupations() {
		return []Near[OccupationID]{{id, 1000}}
	}
	near := v.taxonomy.NearOccupations(taxonomy.OccupationID(id))
	out := make([]Near[OccupationID], len(near))
	for i, n := range near {
		out[i] = Near[OccupationID]{OccupationID(n.ID), n.Closeness}
	}
	return out
}

// EssentialSkills are the skills that an occupation always asks, none where the taxonomy does not know it. The slice is
// shared and must not be changed.
func (v *Vocabulary) EssentialSkills(id OccupationID) []SkillID {
	if int(id) >= len(v.essential) {
		return nil
	}
	return v.essential[id]
}

// ImpliedSkills are the skills that follow from an occupation, with how surely (thousandths): those that it always asks
// in full, those that it may ask in part. None where the taxonomy does not know it. Shared: not to be changed.
func (v *Vocabulary) ImpliedSkills(id OccupationID) []Near[SkillID] {
	if int(id) >= len(v.implied) {
		return nil
	}
	return v.implied[id]
}

// optionalWorth is how surely an optional skill follows from an occupation held, in thousandths: as in the taxonomy's
// closeness, half as much as an essential one.
const optionalWorth = 500

func impliedSkills(o taxonomy.Occupation) []Near[SkillID] {
	out := make([]Near[SkillID], 0, len(o.Essential)+len(o.Optional))
	for _, s := range o.Essential {
		out = append(out, Near[SkillID]{SkillID(s), 1000})
	}
	for _, s := range o.Optional {
		out = append(out, Near[SkillID]{SkillID(s), optionalWorth})
	}
	return out
}

// Rarity of a skill in thousandths: 1000 = the rarest. A skill outside the taxonomy counts as middling.
func (v *Vocabulary) Rarity(id SkillID) uint16 {
	if int(id) >= len(v.rarity) {
		return 500
	}
	return v.rarity[id]
}

// SkillLabel is the taxonomy's name of a skill, empty where the taxonomy does not know it; see Words.
func (v *Vocabulary) SkillLabel(id SkillID) string {
	if int(id) >= v.taxonomy.Skills() {
		return ""
	}
	return v.taxonomy.Skill(taxonomy.SkillID(id)).Label
}

// OccupationLabel is the taxonomy's name of an occupation, empty where the taxonomy does not know it; see Words.
func (v *Vocabulary) OccupationLabel(id OccupationID) string {
	if int(id) >= v.taxonomy.Occupations() {
		return ""
	}
	return v.taxonomy.Occupation(taxonomy.OccupationID(id)).Label
}

// OccupationCode is the taxonomy's code of an occupation, empty where the taxonomy does not know it.
func (v *Vocabulary) OccupationCode(id OccupationID) string {
	if int(id) >= v.taxonomy.Occupations() {
		return ""
	}
	return v.taxonomy.Occupation(taxonomy.OccupationID(id)).Code
}

// SkillCode is the taxonomy's code of a skill, empty where the taxonomy does not know it.
func (v *Vocabulary) SkillCode(id SkillID) string {
	if int(id) >= v.taxonomy.Skills() {
		return ""
	}
	return v.taxonomy.Skill(taxonomy.SkillID(id)).Code
}

func fold(s string) string { return strings.Join(strings.Fields(strings.ToLower(s)), " ") }
