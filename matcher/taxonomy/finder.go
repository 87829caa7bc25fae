package taxonomy

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
)

// name is what one concept is called.
type name struct {
	code, label string
	alternative []string
}

// entry is one label of a concept, ready for comparing.
type entry struct {
	concept   uint32
	preferred bool
	lower     string  // the label in lower case, otherwise as written
	terms     []int32 // its distinct terms
	weight    float64 // sum of the weights of its terms
	head      int32   // the term that carries the meaning, the last word; -1 without terms
}

// finder resolves text to concepts. It is immutable after newFinder.
//
// It keeps three ways into the labels, from strict to lenient: equality of the squashed folded label, equality of the
// squashed stems, and an inverted index of terms. A term is the stem of a word, or of one part when the word is a
// compound of known words, so that "vrachtwagenchauffeur" and "chauffeur vrachtwagen" have the same terms.
type finder struct {
	names   []name
	entries []entry
	folded  map[string][]int32 // squashed folded label -> entries
	stemmed map[string][]int32 // squashed stems without noise -> entries
	phrases map[string][]int32 // squashed stems with noise -> entries
	longest int                // most tokens of a label

	compounds *compounds
	typos     *typos
	parts     map[string][]int32 // word of a label -> its terms
	terms     map[string]int32   // stem -> term
	idf       []float64          // term -> weight
	postings  [][]int32          // term -> entries
}

// occupationNames takes the names out of occupations.
func occupationNames(occupations []Occupation) []name {
	names := make([]name, len(occupations))
	for i, o := range occupations {
		names[i] = name{o.Code, o.Label, o.Alternative}
	}
	return names
}

// skillNames takes the names out of skills.
func skillNames(skills []Skill) []name {
	names := make([]name, len(skills))
	for i, s := range skills {
		names[i] = name{s.Code, s.Label, s.Alternative}
	}
	return names
}

// newFinder indexes the labels of concepts in the order of their ids.
func newFinder(names []name) *finder {
	f := &finder{
		names: names, folded: map[string][]int32{}, stemmed: map[string][]int32{}, phrases: map[string][]int32{},
		parts: map[string][]int32{}, terms: map[string]int32{},
	}
	var labels [][]token
	words := map[string]bool{}
	for i, n := range names {
		for k, label := range append([]string{n.label}, n.alternative...) {
			tokens := tokenise(label)
			if len(tokens) == 0 {
				continue
			}
			for _, t := range tokens {
				words[t.text] = true
			}
			labels = append(labels, tokens)
			f.entries = append(f.entries, entry{concept: uint32(i), preferred: k == 0, lower: strings.ToLower(label), head: -1})
		}
	}
	sorted := slices.SortedFunc(maps.Keys(words), func(a, b string) int { return cmp.Compare(a, b) })
	f.compounds = newCompounds(sorted)
	f.typos = newTypos(sorted)
	for e, tokens := range labels {
		f.index(int32(e), tokens)
	}
	f.weigh()
	return f
}

// index enters one label.
func (f *finder) index(e int32, tokens []token) {
	whole := stems(tokens)
	add(f.folded, squash(tokens), e)
	add(f.stemmed, squash(stems(telling(tokens))), e)
	if phrasable(tokens) {
		add(f.phrases, squash(whole), e)
		f.longest = max(f.longest, len(tokens))
	}
	for _, t := range telling(tokens) {
		terms, known := f.parts[t.text]
		if !known {
			for _, part := range f.compounds.split(t.text) {
				terms = append(terms, f.term(stem(part)))
			}
			f.parts[t.text] = terms
		}
		for _, term := range terms {
			if !slices.Contains(f.entries[e].terms, term) {
				f.entries[e].terms = append(f.entries[e].terms, term)
				f.postings[term] = append(f.postings[term], e)
			}
			f.entries[e].head = term
		}
	}
}

// add appends an entry to a key once.
func add(to map[string][]int32, key string, e int32) {
	if list := to[key]; len(list) == 0 || list[len(list)-1] != e {
		to[key] = append(list, e)
	}
}

// term numbers a stem.
func (f *finder) term(stem string) int32 {
	t, known := f.terms[stem]
	if !known {
		t = int32(len(f.postings))
		f.terms[stem] = t
		f.postings = append(f.postings, nil)
	}
	return t
}

// weigh gives every term its inverse document frequency over labels, ln(1 + labels/having), and every label the sum.
func (f *finder) weigh() {
	f.idf = make([]float64, len(f.postings))
	for t, having := range f.postings {
		f.idf[t] = math.Log(1 + float64(len(f.entries))/float64(max(1, len(having))))
	}
	for e := range f.entries {
		for _, t := range f.entries[e].terms {
			f.entries[e].weight += f.idf[t]
		}
	}
}
