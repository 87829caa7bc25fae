package taxonomy

import (
	"cmp"
	"slices"
	"strings"
)

// Hit is a concept that a text may stand for, with how sure that is in thousandths: 1000 only for the very label.
type Hit struct {
	Code, Label string
	Confidence  uint16
}

// How sure a match is, by what had to be overlooked. Another name for the concept costs a little, since it is often
// broader than the concept, so the feminine form of a label goes before another occupation's other name; a segment
// is part of what was typed.
const (
	sureSame    = 1000 // the label, letter by letter but for case
	sureFolded  = 995  // diacritics, spacing, hyphens and signs overlooked
	sureTelling = 988  // noise words and a place overlooked as well
	sureStemmed = 985  // gender and number overlooked as well
	sureTerms   = 900  // all terms shared, in any order
	otherName   = 20
	ownLabel    = 8   // the label of a built-in namesake: made for Dutch vacancies, so before another name
	ownName     = 16  // another name of it
	sureGeneric = 600 // a name that many kinds of work end in says little of which is meant
	segmentOf   = 30
	leastSure   = 250
)

// How the terms of text and label are weighed against each other: Tversky's ratio model (1977) with what the text has
// beyond the label weighing less than what the label has beyond the text, since titles carry circumstances.
const (
	beyondLabel = 0.35
	beyondText  = 0.65
	otherHead   = 0.8 // factor when the head of the label, the kind of work, is not in the text
)

// best keeps the highest confidence per concept.
type best struct {
	sure    []uint16
	touched []uint32
}

// offer records a confidence for a concept.
func (b *best) offer(concept uint32, sure uint16) {
	if b.sure[concept] == 0 {
		b.touched = append(b.touched, concept)
	}
	b.sure[concept] = max(b.sure[concept], sure)
}

// find resolves one typed text: exact, folded and stemmed equality first, then shared terms.
//
// Every concept keeps the best confidence that any of its names earns for the text or for a segment of it. The work
// is bounded by the length of the text that is looked at and by the number of labels that share a term with it.
func (f *finder) find(text string, limit int) []Hit {
	text = strings.TrimSpace(strings.ToValidUTF8(text, ""))
	text = text[:min(len(text), longestText)]
	tokens := f.spelledOut(tokenise(text))
	if len(tokens) == 0 || limit <= 0 {
		return nil
	}
	b := &best{sure: make([]uint16, len(f.names))}
	f.findEqual(b, text, tokens, 0)
	var parts [][]token
	for _, part := range segments(text) {
		told := f.spelledOut(tokenise(part))
		f.findEqual(b, part, told, segmentOf)
		parts = append(parts, told)
	}
	if b.above(sureTerms) < limit { // what follows cannot bring anything above these
		f.findNamed(b, tokens, 0)
		f.findShared(b, tokens, 0)
		for _, told := range parts {
			f.findNamed(b, told, segmentOf)
			f.findShared(b, told, segmentOf)
		}
	}
	return f.hits(b, limit, f.query(tokens).asked)
}

// above counts the concepts that are more sure than a threshold.
func (b *best) above(sure uint16) int {
	n := 0
	for _, c := range b.touched {
		if b.sure[c] > sure {
			n++
		}
	}
	return n
}

// longestText is how many bytes of a title or skill are looked at.
const longestText = 400

// findEqual offers the concepts that have a label equal to the text, in three grades of equality.
func (f *finder) findEqual(b *best, text string, tokens []token, cost uint16) {
	lower := strings.ToLower(strings.TrimSpace(text))
	for _, e := range f.folded[squash(tokens)] {
		grade := uint16(sureFolded)
		if f.entries[e].lower == lower {
			grade = sureSame
		}
		if len(tokens) > 1 { // a name like e-monteur is generic only for who leaves the e out
			b.offer(f.entries[e].concept, grade-cost-f.entries[e].cost)
		} else {
			f.offer(b, e, grade-cost)
		}
	}
	telling := telling(f.withoutPlaces(tokens))
	for _, e := range f.folded[squash(telling)] {
		f.offer(b, e, sureTelling-cost)
	}
	for _, e := range f.stemmed[squash(stems(telling))] {
		f.offer(b, e, sureStemmed-cost)
	}
}

// offer offers the concept of an entry, a little less sure when the entry is not its preferred label.
func (f *finder) offer(b *best, e int32, sure uint16) {
	sure -= f.entries[e].cost
	if f.entries[e].generic {
		sure = min(sure, sureGeneric)
	}
	b.offer(f.entries[e].concept, sure)
}

// findShared offers the concepts whose labels share terms with the text.
func (f *finder) findShared(b *best, tokens []token, cost uint16) {
	q := f.query(f.withoutPlaces(tokens))
	shared := make([]float64, len(f.entries))
	var touched []int32
	for _, a := range q.asked {
		for _, e := range f.postings[a.term] {
			if shared[e] == 0 {
				touched = append(touched, e)
			}
			shared[e] += f.idf[a.term] * a.quality
		}
	}
	for _, e := range touched {
		alike := f.alike(&f.entries[e], &q, shared[e])
		if sure := f.namesPersons(&f.entries[e], q.asked, uint16(sureTerms*alike)); sure >= leastSure {
			f.offer(b, e, f.sameLevel(e, q.level, sure-min(cost, sure/2)))
		}
	}
}

// alike is how much of a text and a name is in both, by the weight of what they share: 1 where all is.
func (f *finder) alike(e *entry, q *question, shared float64) float64 {
	alike := shared / (shared + beyondLabel*(q.weight-shared) + beyondText*(e.weight-shared))
	if !hasTerm(q.asked, e.kind) {
		alike *= otherHead
	}
	if !f.worksMet(q.works, func(t int32) bool { return slices.Contains(e.terms, t) }) ||
		!f.worksMet(e.works, func(t int32) bool { return hasTerm(q.asked, t) }) || !f.ofWork && f.onlyCommon(e, q) {
		alike *= otherWork
	}
	return alike
}

// onlyCommon tells whether text and name of a skill share nothing but words in which many skills end: gebruiken, werken.
func (f *finder) onlyCommon(e *entry, q *question) bool {
	return !slices.ContainsFunc(q.asked, func(a askedTerm) bool { return !f.common[a.term] && slices.Contains(e.terms, a.term) })
}

// sameLevel bounds what is sure of a name by whether it names the level that the text does.
func (f *finder) sameLevel(e int32, of level, sure uint16) uint16 {
	if f.ofWork && f.entries[e].level != of {
		return min(sure, sureOtherLevel)
	}
	return sure
}

// namesPersons lowers what is sure of an occupation whose name is one term where the text has that only in another form
// than for persons: a "drukke zaak" looks for no printer.
func (f *finder) namesPersons(e *entry, asked []askedTerm, sure uint16) uint16 {
	if len(e.terms) != 1 || f.names[e.concept].group == "" {
		return sure
	}
	i := slices.IndexFunc(asked, func(a askedTerm) bool { return a.term == e.terms[0] })
	if word := asked[i].word; word == e.lastWord || forPersons(word) || asked[i].quality < 1 { // a typing error has no ending
		return sure
	}
	return min(sure, sureGeneric)
}

// hits orders what was offered, best first. Of those equally sure the ones go first whose label has its head, the kind
// of work, in the text; then whoever does the work before who leads it (ISCO-08 group 1), of whom there are fewer;
// then those that go by more names, which common work does; then by code.
func (f *finder) hits(b *best, limit int, asked []askedTerm) []Hit {
	found := make([]uint32, 0, len(b.touched))
	for _, c := range b.touched {
		if b.sure[c] >= leastSure {
			found = append(found, c)
		}
	}
	slices.SortFunc(found, func(x, y uint32) int {
		a, o := &f.names[x], &f.names[y]
		return cmp.Or(cmp.Compare(b.sure[y], b.sure[x]), cmp.Compare(f.otherHead(x, asked), f.otherHead(y, asked)),
			cmp.Compare(leads(a), leads(o)), cmp.Compare(len(o.alternative), len(a.alternative)), cmp.Compare(a.code, o.code))
	})
	hits := make([]Hit, min(limit, len(found)))
	for i := range hits {
		hits[i] = Hit{f.names[found[i]].code, f.names[found[i]].label, b.sure[found[i]]}
	}
	return hits
}

// otherHead is 1 where the head of the concept's label is not in the text.
func (f *finder) otherHead(concept uint32, asked []askedTerm) int {
	if e := f.labels[concept]; e >= 0 && hasTerm(asked, f.entries[e].head) {
		return 0
	}
	return 1
}

// leads is 1 for the occupations of managers.
func leads(n *name) int {
	if strings.HasPrefix(n.group, "1") {
		return 1
	}
	return 0
}

// isCommon tells whether a name has no terms but common ones.
func (f *finder) isCommon(e *entry) bool {
	return !slices.ContainsFunc(e.terms, func(t int32) bool { return !f.common[t] })
}
