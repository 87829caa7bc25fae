package taxonomy

import (
	"slices"
	"strings"
)

// work is a word for persons in a title or a name, by its terms: the last is the kind of work, those before narrow it down.
// None for a word that no name has.
type work []int32

// appendWork adds what a word says of the work if it is one for persons.
func appendWork(to []work, word string, terms []int32) []work {
	if !forPersons(word) {
		return to
	}
	if carrying := carriers(word, terms); len(carrying) > 0 || len(terms) == 0 {
		return append(to, carrying)
	}
	return to
}

// carriers are the terms of a word that carry the work: all of them but the part that says at which level somebody works,
// since all kinds of work are coordinated. It stands first in hoofdverpleegkundige, last in verkoopmanager.
func carriers(word string, terms []int32) work {
	switch {
	case levelOfWord(word) == 0 || len(terms) == 0:
		return terms
	case strings.HasPrefix(word, "hoofd"), strings.HasPrefix(word, "hulp"):
		return terms[1:]
	}
	return terms[:len(terms)-1]
}

// otherWork is the factor where a title and a name share words but none of those that carry the work.
const otherWork = 0.7

// worksMet tells whether one of some words that carry the work is met by terms: its kind of work, or, where that is the
// head of many kinds (medewerker, adviseur), what narrows it down. No words ask nothing.
func (f *finder) worksMet(works []work, has func(int32) bool) bool {
	if len(works) == 0 {
		return true
	}
	return slices.ContainsFunc(works, func(w work) bool {
		if len(w) == 0 {
			return false
		}
		kind, rest := w[len(w)-1], w[:len(w)-1]
		if f.common[kind] && len(rest) > 0 {
			return slices.ContainsFunc(rest, has)
		}
		return has(kind)
	})
}

// indexWork enters what a word of a name says of the work.
func (f *finder) indexWork(e *entry, word string, terms []int32) {
	carrying := work(terms)
	if f.ofWork {
		e.works, carrying = appendWork(e.works, word, terms), carriers(word, terms)
		e.level |= levelOfWord(word)
	}
	if n := len(carrying); n > 0 {
		e.kind = carrying[n-1]
	}
}
