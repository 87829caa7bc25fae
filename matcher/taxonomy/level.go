package taxonomy

import "strings"

// level says which words of a title put somebody beside or above those who do the work: an assistant of a buyer is no
// buyer, and who manages a kitchen is no kitchen hand. It is a set, since an assistant manager is both.
type level uint8

const (
	helps level = 1 << iota // assists those who do the work
	heads                   // leads those who do the work
)

// sureOtherLevel is the most that is sure where title and name differ in level: below what is taken for meant, above
// what titles share by chance.
const sureOtherLevel = 650

// levelOfWord is the level that a folded word names, by itself or as a part of a compound. The lists were made by reading
// Dutch titles.
func levelOfWord(word string) level {
	switch word {
	case "ass", "assist", "hulp":
		return helps
	case "head", "lead", "leider", "leidster", "mgr", "coord":
		return heads
	}
	if rest, ok := strings.CutPrefix(word, "hulp"); ok && forPersons(rest) && !strings.HasPrefix(rest, "verle") { // no hulpverlener
		return helps
	}
	if rest, ok := strings.CutPrefix(word, "hoofd"); ok && forPersons(rest) {
		return heads
	}
	word = masculine(word)
	switch single := strings.TrimSuffix(word, "s"); {
	case endsIn(single, "assistent", "assistente", "assistenten", "assistant"):
		return helps
	case endsIn(word, "baas", "hoofd"), leadsPeople(single):
		return heads
	case endsIn(single, "manager", "coordinator", "coordinatoren", "directeur", "directeuren", "leidinggevende", "leidinggevenden", "supervisor", "chef", "voorman", "teamlead"):
		return heads
	}
	return 0
}

// leadsPeople tells a leider of people at work from those who do the work itself: begeleider, reisleider, groepsleider.
func leadsPeople(word string) bool {
	first, ok := strings.CutSuffix(word, "leider")
	if !ok {
		first, ok = strings.CutSuffix(word, "leidster")
	}
	return ok && endsIn(first, "team", "ploeg", "bedrijfs", "afdelings", "unit", "cluster", "filiaal", "vestigings", "verkoop", "productie", "project")
}

// endsIn tells whether a word ends in one of some endings.
func endsIn(word string, endings ...string) bool {
	for _, ending := range endings {
		if strings.HasSuffix(word, ending) {
			return true
		}
	}
	return false
}
