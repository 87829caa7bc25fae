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
	// labelled and borrowed are those of the alternatives that are the label, or another name, of a built-in namesake.
	labelled, borrowed []string
	group              string // ISCO-08, occupations only
}

// entry is one label of a concept, ready for comparing.
type entry struct {
	concept   uint32
	preferred bool
	cost      uint16  // what it takes off every confidence, for not being the label
	generic   bool    // see markGeneric
	broad     bool    // see markBroad
	lower     string  // the label in lower case, otherwise as written
	last      string  // its last telling word, folded
	lastWord  string  // its last word, folded
	terms     []int32 // its distinct terms
	weight    float64 // sum of the weights of its terms
	head      int32   // the term that carries the meaning, the last word; -1 without terms
	kind      int32   // the last term that does not only say a level; the head where all do
	works     []work  // its words for persons, of occupations
	level     level   // likewise
}

// finder resolves text to concepts. It is immutable after newFinder.
//
// It keeps three ways into the labels, from strict to lenient: equality of the squashed folded label, equality of the
// squashed stems, and an inverted index of terms. A term is the stem of a word, or of one part when the word is a
// compound of known words, so that "vrachtwagenchauffeur" and "chauffeur vrachtwagen" have the same terms.
type finder struct {
	names   []name
	ofWork  bool    // the concepts are occupations
	labels  []int32 // per concept the entry of its label, -1 where that has no words
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
	heads     []bool             // term -> whether a label ends in it
	common    []bool             // term -> whether it is the head of many kinds of work, see markGeneric
}

// occupationNames takes the names out of occupations and what their source says of them.
func occupationNames(occupations []Occupation, from map[string]*concept) []name {
	names := make([]name, len(occupations))
	for i, o := range occupations {
		c := from[o.Code]
		names[i] = name{o.Code, o.Label, o.Alternative, c.labelled, c.borrowed, o.Group}
	}
	return names
}

// skillNames takes the names out of skills.
func skillNames(skills []Skill) []name {
	names := make([]name, len(skills))
	for i, s := range skills {
		names[i] = name{code: s.Code, label: s.Label, alternative: append(s.Alternative, withoutField(s.Label)...)}
	}
	return names
}

// withoutField gives the label without the field that stands in brackets behind it: Java (computerprogrammering).
func withoutField(label string) []string {
	if name, field, ok := strings.Cut(label, " ("); ok && strings.HasSuffix(field, ")") {
		return []string{name}
	}
	return nil
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
		f.ofWork = f.ofWork || n.group != ""
		f.labels = append(f.labels, -1)
		for k, label := range append([]string{n.label}, n.alternative...) {
			tokens := tokenise(label)
			if len(tokens) == 0 {
				continue
			}
			for _, t := range tokens {
				words[t.text] = true
			}
			if k == 0 {
				f.labels[i] = int32(len(f.entries))
			}
			labels = append(labels, tokens)
			f.entries = append(f.entries, entry{concept: uint32(i), preferred: k == 0, cost: n.cost(k, label), lower: strings.ToLower(label), lastWord: tokens[len(tokens)-1].text, head: -1, kind: -1})
		}
	}
	sorted := slices.SortedFunc(maps.Keys(words), func(a, b string) int { return cmp.Compare(a, b) })
	f.compounds = newCompounds(sorted)
	f.typos = newTypos(sorted)
	for e, tokens := range labels {
		f.index(int32(e), tokens)
	}
	f.weigh()
	f.heads = make([]bool, len(f.postings))
	for i := range f.entries {
		if f.entries[i].head >= 0 {
			f.heads[f.entries[i].head] = true
		}
	}
	f.markGeneric(labels)
	f.markBroad()
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
		f.indexWork(&f.entries[e], t.text, terms)
		for _, term := range terms {
			if !slices.Contains(f.entries[e].terms, term) {
				f.entries[e].terms = append(f.entries[e].terms, term)
				f.postings[term] = append(f.postings[term], e)
			}
			f.entries[e].head = term
		}
		f.entries[e].last = t.text
	}
	if f.entries[e].kind < 0 {
		f.entries[e].kind = f.entries[e].head
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

// cost is what a name takes off: nothing for the label, which is number 0.
func (n *name) cost(k int, label string) uint16 {
	switch {
	case k == 0:
		return 0
	case slices.Contains(n.labelled, label):
		return ownLabel
	case slices.Contains(n.borrowed, label):
		return ownName
	}
	return otherName
}

// A name is generic where its only term is the head of this many kinds of work: one in two hundred, and at least six;
// of names that lost their other words as noise, at least three. The verbs in which skills end are more: one in a thousand.
const (
	genericShare = 200
	genericSkill = 1000
	genericLeast = 6
	genericNoise = 3
)

// genericShare is the share of names of one kind, occupations or skills, that a common head has.
func (f *finder) genericShare() int {
	if f.ofWork {
		return genericShare
	}
	return genericSkill
}

// markGeneric finds the names of occupations that are a mere head: monteur, manager, medewerker. They say little of
// which work is meant, though somebody listed them with one. A label is never generic, nor is another form of it
// (a feminine one), nor the label of a built-in namesake.
func (f *finder) markGeneric(labels [][]token) {
	kinds := make([]map[uint32]bool, len(f.postings))
	for i := range f.entries {
		if e := &f.entries[i]; len(e.terms) > 1 {
			if kinds[e.head] == nil {
				kinds[e.head] = map[uint32]bool{}
			}
			kinds[e.head][e.concept] = true
		}
	}
	common := max(genericLeast, len(f.names)/f.genericShare())
	f.common = make([]bool, len(f.postings))
	for t := range kinds {
		f.common[t] = len(kinds[t]) >= common
	}
	for i := range f.entries {
		e := &f.entries[i]
		if f.names[e.concept].group == "" || e.preferred || e.cost == ownLabel || len(e.terms) != 1 {
			continue
		}
		if own := f.labels[e.concept]; own >= 0 && slices.Equal(f.entries[own].terms, e.terms) {
			continue
		}
		n := len(kinds[e.terms[0]])
		e.generic = n >= common || len(labels[i]) > 1 && n >= genericNoise
	}
}

// markBroad finds the other names that say little of which work is meant as soon as more is said: those that are generic,
// and those that a name of work in another minor group of ISCO-08 ends in. Bedrijfsleider may be listed with directors,
// but a bedrijfsleider supermarkt is none. A label is broad only where it is generic; so is the label of a built-in namesake.
func (f *finder) markBroad() {
	byHead := make([][]int32, len(f.postings))
	for i := range f.entries {
		if e := &f.entries[i]; e.head >= 0 {
			byHead[e.head] = append(byHead[e.head], int32(i))
		}
	}
	for i := range f.entries {
		e := &f.entries[i]
		e.broad = e.generic
		if e.preferred || e.cost == ownLabel || e.head < 0 {
			continue
		}
		own := family(f.names[e.concept].group)
		e.broad = e.broad || slices.ContainsFunc(byHead[e.head], func(o int32) bool {
			other := &f.entries[o]
			return len(other.terms) > len(e.terms) && family(f.names[other.concept].group) != own && containsAll(other.terms, e.terms)
		})
	}
}

// containsAll tells whether every term is among some.
func containsAll(some, terms []int32) bool {
	return !slices.ContainsFunc(terms, func(t int32) bool { return !slices.Contains(some, t) })
}
