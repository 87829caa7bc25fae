package fit

import (
	"cmp"
	"slices"

	"matchd/matcher"
)

// Words are what a record calls those of its items that the taxonomy does not know. Nobody else's items are called so:
// two records may write one code with different labels, and a label is its writer's own text. Ascending by kind and number.
type Words []Word

// Word is one item of a record in the record's own words.
type Word struct {
	kind  wordKind
	id    uint32
	label string
}

type wordKind uint8

const (
	skillWord wordKind = iota
	occupationWord
	certificateWord
)

// add notes a label; of two for one item the first in the alphabet stays, whatever the order of the record's lists.
func (w *Words) add(kind wordKind, id uint32, c matcher.Concept) {
	word := Word{kind, id, cmp.Or(c.Label, c.Code)}
	at, known := slices.BinarySearchFunc(*w, word, func(a, b Word) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.id, b.id))
	})
	switch {
	case !known:
		*w = slices.Insert(*w, at, word)
	case word.label < (*w)[at].label:
		(*w)[at].label = word.label
	}
}

func (w Words) label(kind wordKind, id uint32) string {
	for i := range w {
		if w[i].kind == kind && w[i].id == id {
			return w[i].label
		}
	}
	return ""
}

// Share calls share with every label, so that equal ones can be made to share their bytes. What share puts in its place
// must be equal.
func (w Words) Share(share func(*string)) {
	for i := range w {
		share(&w[i].label)
	}
}

// noteSkills adds those of a concept's numbers that the taxonomy does not know.
func (v *Vocabulary) noteSkills(w *Words, ids []SkillID, c matcher.Concept) {
	for _, id := range ids {
		if int(id) >= v.taxonomy.Skills() {
			w.add(skillWord, uint32(id), c)
		}
	}
}

// noteOccupations likewise.
func (v *Vocabulary) noteOccupations(w *Words, ids []OccupationID, c matcher.Concept) {
	for _, id := range ids {
		if int(id) >= v.taxonomy.Occupations() {
			w.add(occupationWord, uint32(id), c)
		}
	}
}

// SkillName is what readers of a record know one of its skills by: the taxonomy's label, or the record's own. Empty where
// the number is neither the taxonomy's nor one that the record's Words have.
func (v *Vocabulary) SkillName(id SkillID, own Words) string {
	return cmp.Or(v.SkillLabel(id), own.label(skillWord, uint32(id)))
}

// OccupationName is what readers of a record know one of its occupations by; see SkillName.
func (v *Vocabulary) OccupationName(id OccupationID, own Words) string {
	return cmp.Or(v.OccupationLabel(id), own.label(occupationWord, uint32(id)))
}
