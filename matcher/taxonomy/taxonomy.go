package taxonomy

// OccupationID numbers the occupations of one taxonomy densely from 0, in the order of their codes.
type OccupationID uint32

// SkillID numbers the skills of one taxonomy densely from 0, in the order of their codes.
type SkillID uint32

// Kind tells what sort of thing a skill is.
type Kind string

// The kinds of skill. ESCO itself knows only knowledge and skill; attitude (houding) is ours.
const (
	Knowledge  Kind = "knowledge"
	Competence Kind = "skill"
	Attitude   Kind = "attitude"
)

// Occupation (beroep) is one occupation with what it asks. Its slices are shared: read them, never write them.
type Occupation struct {
	// Code is the identifier, a URI; Label the preferred label, Alternative its other names in the order of the source.
	Code, Label string
	Alternative []string
	// Group is the ISCO-08 code of one to four digits, empty when the source gives none.
	Group string
	// Essential and Optional hold the skills asked, ascending; no skill is in both.
	Essential, Optional []SkillID
	// EducationLevel is the typical NLQF level, one of 1 2 3 4 4+ 5 6 7 8, or empty when unknown.
	EducationLevel string
}

// Skill (vaardigheid) is one skill, piece of knowledge or attitude. Its slices are shared: read them, never write them.
type Skill struct {
	// Code is the identifier, a URI; Label the preferred label, Alternative its other names in the order of the source.
	Code, Label string
	Alternative []string
	Kind        Kind
	// Rarity says, in thousandths, how much it tells that somebody has the skill: 1000 is asked by at most one
	// occupation, 0 by all of them. See [rarity] in rarity.go for the formula.
	Rarity uint16
}

// Near is a neighbour and how close it is, in thousandths; 1000 only for the thing itself.
type Near[ID OccupationID | SkillID] struct {
	ID        ID
	Closeness uint16
}

// Taxonomy is one loaded classification. It is immutable and safe for concurrent use.
type Taxonomy struct {
	version        string
	occupations    []Occupation
	skills         []Skill
	occupationIDs  map[string]OccupationID
	skillIDs       map[string]SkillID
	groups         map[string]string
	askedBy        [][]asking // per skill, ascending by occupation
	asks           []float64  // per occupation, the squared length of its vector of skills
	nearOccupation [][]Near[OccupationID]
	nearSkill      [][]Near[SkillID]
	occupationText *finder
	skillText      *finder
}

// Version is a short hash over the content and the version of the algorithms: two taxonomies with the same version
// answer every question alike, so it may be part of a cache key.
func (t *Taxonomy) Version() string { return t.version }

// Occupations is the number of occupations; ids run from 0 up to it.
func (t *Taxonomy) Occupations() int { return len(t.occupations) }

// Skills is the number of skills; ids run from 0 up to it.
func (t *Taxonomy) Skills() int { return len(t.skills) }

// OccupationID finds an occupation by its exact code; false when the taxonomy has none.
func (t *Taxonomy) OccupationID(code string) (OccupationID, bool) {
	id, ok := t.occupationIDs[code]
	return id, ok
}

// SkillID finds a skill by its exact code; false when the taxonomy has none.
func (t *Taxonomy) SkillID(code string) (SkillID, bool) {
	id, ok := t.skillIDs[code]
	return id, ok
}

// Occupation gives an occupation; the zero value for an id this taxonomy did not hand out.
func (t *Taxonomy) Occupation(id OccupationID) Occupation {
	if int(id) >= len(t.occupations) {
		return Occupation{}
	}
	return t.occupations[id]
}

// Skill gives a skill; the zero value for an id this taxonomy did not hand out.
func (t *Taxonomy) Skill(id SkillID) Skill {
	if int(id) >= len(t.skills) {
		return Skill{}
	}
	return t.skills[id]
}

// GroupLabel is the label of an ISCO-08 group (beroepsgroep) of one to four digits; false when the source has none.
func (t *Taxonomy) GroupLabel(code string) (string, bool) {
	label, ok := t.groups[code]
	return label, ok
}

// FindOccupations resolves a job title as somebody typed it to at most limit occupations, best first; ties by the kind of work named and how common it is.
// An empty answer means that nothing in the text is known; limit <= 0 gives none.
func (t *Taxonomy) FindOccupations(text string, limit int) []Hit {
	return t.occupationText.find(text, limit)
}

// FindSkills resolves a skill as somebody typed it to at most limit skills, best first.
func (t *Taxonomy) FindSkills(text string, limit int) []Hit { return t.skillText.find(text, limit) }

// SkillsIn gives the skills whose label, or another name, occurs as a phrase in a longer text. Where phrases overlap
// the longest one that starts first counts. Best first. Time is linear in the length of the text.
func (t *Taxonomy) SkillsIn(text string) []Hit { return t.skillText.phrasesIn(text) }

// OccupationsIn gives the occupations named in a longer text, by the rules of [Taxonomy.SkillsIn], where the last word of
// the name is written as it stands or as a form for persons: a verkoopster is named, who sells (verkopen) is not.
func (t *Taxonomy) OccupationsIn(text string) []Hit { return t.occupationText.phrasesIn(text) }
