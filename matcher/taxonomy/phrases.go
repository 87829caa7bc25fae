package taxonomy

import "strings"

// How sure a phrase found in a longer text is.
const (
	surePhrase     = 1000 // the preferred label
	sureOtherName  = 950  // another name
	sureManyMeant  = 700  // several concepts share the name
	shortestPhrase = 3    // letters of a phrase that is one word
	longestPhrase  = 10   // tokens
)

// phrasable tells whether a label can be looked for in running text: one short word like "R" or "in" would be found
// where it is not meant. C++ and C# count, for their signs.
func phrasable(tokens []token) bool {
	if len(tokens) > longestPhrase {
		return false
	}
	word := tokens[0].text
	return len(tokens) > 1 || !noise(word) && (len(word) >= shortestPhrase || strings.ContainsAny(word, "+#"))
}

// phrasesIn finds the labels that occur in a text. Only whole names count, since single words of a name occur
// everywhere. It walks the text once; at every word it tries the longest run of
// words first, up to the longest label, and after a match goes on behind it. Runs do not cross punctuation. Words are
// compared by stem and runs without their spaces, so "heftruck rijden" finds heftruckrijden. What is denied is not named, see
// negated.
func (f *finder) phrasesIn(text string) []Hit {
	words := tokenise(strings.ToValidUTF8(text, " "))
	tokens := stems(words)
	joined, offset := squash(tokens), make([]int, len(tokens)+1)
	for i, t := range tokens {
		offset[i+1] = offset[i] + len(t.text)
	}
	b, denied := &best{sure: make([]uint16, len(f.names))}, negated(words)
	for i := 0; i < len(tokens); {
		if denied[i] {
			i++
			continue
		}
		end := i + 1
		for end < len(tokens) && end-i < f.longest && !tokens[end].starts && !denied[end] {
			end++
		}
		for ; end > i; end-- {
			if entries := f.phrases[joined[offset[i]:offset[end]]]; len(entries) > 0 && f.offerPhrase(b, entries, words[end-1].text) {
				break
			}
		}
		i = max(end, i+1)
	}
	return f.hits(b, len(f.names), nil)
}

// offerPhrase offers the concepts that have a found phrase, of which the last word is given, as a name; it tells whether
// the phrase may stand for any. Stems suit skills; for work they would take "onder druk" for a printer.
func (f *finder) offerPhrase(b *best, entries []int32, last string) (meant bool) {
	any := !f.ofWork || forPersons(last)
	means := func(e int32) bool { return any || f.entries[e].lastWord == last }
	many, first := false, uint32(0)
	for _, e := range entries {
		if c := f.entries[e].concept; means(e) {
			many = many || meant && c != first
			meant, first = true, c
		}
	}
	for _, e := range entries {
		switch {
		case f.entries[e].generic || !means(e): // a mere head says too little
		case f.entries[e].preferred:
			b.offer(f.entries[e].concept, surePhrase)
		case many:
			b.offer(f.entries[e].concept, sureManyMeant)
		default:
			b.offer(f.entries[e].concept, sureOtherName)
		}
	}
	return meant
}
