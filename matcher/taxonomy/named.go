package taxonomy

import "strings"

// How sure a title is that begins with the whole name of an occupation and goes on to say where, with what or for whom:
// verpleegkundige thuiszorg, boekhouder administratiekantoor. Above what records take for meant, below every grade of
// equality; more where the name is more of what was typed.
const (
	sureNamed  = 725
	namedShare = 35
)

// findNamed offers the occupations that a title names as the kind of work it is about. In Dutch the head of a title
// stands before what narrows it down (monteur koeltechniek), and behind adjectives and, as in English, behind what the
// work is done with (financieel administrateur, C# developer). So words are skipped until a name begins, but none that
// could be a head itself: a docent kapper teaches. A longer name goes before a shorter one. Cost
// is what the tokens being part of a title takes off.
func (f *finder) findNamed(b *best, tokens []token, cost uint16) {
	told := telling(f.withoutPlaces(tokens))
	told = told[:min(len(told), longestQuery)]
	reduced := stems(told)
	q := f.query(told)
	for i := range told {
		for end := min(len(told), i+f.longest); end > i; end-- {
			if f.offerNamed(b, told[end-1].text, f.stemmed[squash(reduced[i:end])], &q, cost) {
				return
			}
		}
		if f.mayBeHead(told[i].text) {
			return
		}
	}
}

// offerNamed offers the entries of a name whose last word is typed as it stands, or as a form for persons; it tells
// whether there were any. A name that is the head of other kinds of work names nothing, see markGeneric, nor does the verb that many
// skills end in.
func (f *finder) offerNamed(b *best, last string, entries []int32, q *question, cost uint16) (named bool) {
	for _, e := range entries {
		if entry := &f.entries[e]; !entry.broad && (f.ofWork || !f.isCommon(entry)) && (entry.last == last || forPersons(last)) {
			f.offer(b, e, f.sameLevel(e, q.level, sureNamed+uint16(namedShare*min(1, entry.weight/q.weight))-cost))
			named = true
		}
	}
	return named
}

// mayBeHead tells whether some label ends in the word, or in its last part.
func (f *finder) mayBeHead(word string) bool {
	terms, ok := f.parts[word]
	if !ok {
		terms = f.termsOfParts(word)
	}
	return len(terms) > 0 && f.heads[terms[len(terms)-1]]
}

// forPersons tells whether a folded word has an ending of words for people, singular or plural. Stems make "drukke" and
// "drukker" one, of which only the second is somebody.
func forPersons(word string) bool {
	word = strings.TrimSuffix(word, "s")
	return !strings.HasSuffix(word, "eer") && endsIn(word, "er", "ster", "eur", "euse", "trice", "aar", "ares", "aris", "aresse", "ist", "iste", "isten", "ant", "ante", "ent", "ente", "enten", "ier", "iere", "or", "oor", "loog", "loge", "icus", "itect", "arts", "coach", "man", "vrouw", "kundige", "kundigen")
}
