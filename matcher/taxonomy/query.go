package taxonomy

// askedTerm is a term that a text asks for; quality is 1 when it was written right, less after mending a typing error.
type askedTerm struct {
	term    int32
	quality float64
	word    string // the folded word that it was first asked by
}

// Quality of a term behind one or two typing errors, and of one that is only part of an unknown compound.
const (
	oneError  = 0.85
	twoErrors = 0.7
	partOnly  = 0.6
)

// question is what a text asks.
type question struct {
	asked  []askedTerm // distinct terms
	weight float64     // of the text as a whole
	works  []work      // the words for persons
	level  level
}

// query turns tokens into what they ask. A word that nothing is known about weighs as much as a term of middling rarity.
func (f *finder) query(tokens []token) question {
	var q question
	for i, t := range tokens {
		if noise(t.text) || i >= longestQuery {
			continue
		}
		terms, quality := f.termsOf(t.text)
		if len(terms) == 0 {
			q.weight += unknownWeight
		}
		if f.ofWork {
			word := f.meant(t.text, quality)
			q.works = appendWork(q.works, word, terms)
			q.level |= levelOfWord(word)
		}
		for _, term := range terms {
			if !hasTerm(q.asked, term) && len(q.asked) < longestQuery {
				q.asked = append(q.asked, askedTerm{term, quality, t.text})
				q.weight += f.idf[term]
			}
		}
	}
	return q
}

// meant is a word as it should have been written.
func (f *finder) meant(word string, quality float64) string {
	if quality < 1 {
		if near, _, ok := f.typos.nearest(word); ok {
			return near
		}
	}
	return word
}

// withoutPlaces leaves out what follows a word like "in" as long as no label knows it: a place, or an employer's name.
func (f *finder) withoutPlaces(tokens []token) []token {
	kept := make([]token, 0, len(tokens))
	place := false
	for _, t := range tokens {
		if _, known := f.parts[t.text]; place && !known && f.termsOfParts(t.text) == nil {
			continue
		}
		place = leadsToPlace(t.text)
		kept = append(kept, t)
	}
	return kept
}

// longestQuery is the most terms of a text that are looked up; a title has fewer.
const longestQuery = 24

// unknownWeight is what a word outside the vocabulary weighs: as much as a term that one label in 54 has.
const unknownWeight = 4.0

// hasTerm tells whether a term was asked already.
func hasTerm(asked []askedTerm, term int32) bool {
	for _, a := range asked {
		if a.term == term {
			return true
		}
	}
	return false
}

// termsOf gives the known terms behind a word: as it stands, by its stem, by its parts, by mending a typing error in
// the whole word or in one part of a compound.
func (f *finder) termsOf(word string) ([]int32, float64) {
	if terms, ok := f.parts[word]; ok {
		return terms, 1
	}
	if terms := f.termsOfParts(word); terms != nil {
		return terms, 1
	}
	if near, edits, ok := f.typos.nearest(word); ok && f.parts[near] != nil {
		return f.parts[near], errorQuality(edits)
	}
	return f.mendedCompound(word)
}

// termsOfParts splits a word; nil when some part is not in any label.
func (f *finder) termsOfParts(word string) []int32 {
	var terms []int32
	for _, part := range f.compounds.split(word) {
		term, known := f.terms[stem(part)]
		if !known {
			return nil
		}
		terms = append(terms, term)
	}
	return terms
}

// mendedCompound takes the longest known beginning of a word and mends the rest.
func (f *finder) mendedCompound(word string) ([]int32, float64) {
	for cut := len(word) - shortestTypo; cut >= shortestPart+1; cut-- {
		first, known := f.terms[stem(word[:cut])]
		if !known || !f.compounds.known[word[:cut]] {
			continue
		}
		if near, edits, ok := f.typos.nearest(word[cut:]); ok && f.parts[near] != nil {
			return append([]int32{first}, f.parts[near]...), errorQuality(edits)
		}
	}
	return f.knownPart(word)
}

// knownPart takes the longest known beginning and the longest known end of a compound of which the rest is unknown.
func (f *finder) knownPart(word string) ([]int32, float64) {
	var terms []int32
	for cut := len(word) - shortestPart; cut >= shortestTypo; cut-- {
		if term, known := f.terms[stem(word[:cut])]; known && f.compounds.known[word[:cut]] {
			terms = append(terms, term)
			break
		}
	}
	for cut := shortestPart; cut <= len(word)-shortestTypo; cut++ {
		if term, known := f.terms[stem(word[cut:])]; known && f.compounds.known[word[cut:]] {
			terms = append(terms, term)
			break
		}
	}
	return terms, partOnly
}

// errorQuality is the quality of a word that took so many edits.
func errorQuality(edits int) float64 {
	if edits > 1 {
		return twoErrors
	}
	return oneError
}
