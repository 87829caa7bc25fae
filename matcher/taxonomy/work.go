package taxonomy

import "slices"

// work is a word for persons in a title or a name, by its terms: the last is the kind of work, those before narrow it down.
// None for a word that no name has.
type work []int32

// appendWork adds a word if it is one for persons. Of one that says at which level somebody works, only what stands before
// that carries the work: all kinds are coordinated.
func appendWork(to []work, word string, terms []int32) []work {
	switch {
	case !forPersons(word):
		return to
	case levelOfWord(word) == 0:
		return append(to, terms)
	case len(terms) > 1:
		return append(to, terms[:len(terms)-1])
	}
	return to
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
	l := level(0)
	if f.ofWork {
		e.works, l = appendWork(e.works, word, terms), levelOfWord(word)
		e.level |= l
	}
	switch n := len(terms); {
	case l == 0:
		e.kind = terms[n-1]
	case n > 1:
		e.kind = terms[n-2]
	}
}
