package taxonomy

import (
	"slices"
	"strings"
)

// Bounds of completing what somebody cut short: a word with a full stop behind it, and one without, which may as well be
// the name of something.
const (
	shortestCut     = 3
	shortestUncut   = 6
	mostCompletions = 200 // a beginning that more words have says too little
)

// spelledOut writes abbreviations in full: those in unabbreviated, those of schools beside teaching, and words that are
// nothing but the beginning of others.
func (f *finder) spelledOut(tokens []token) []token {
	out := slices.Clone(tokens)
	teaching := slices.ContainsFunc(tokens, func(t token) bool { return teaches(t.text) })
	for i := range out {
		t := &out[i]
		if full := unabbreviated(t.text); full != t.text {
			if f.parts[t.text] == nil { // no label has it so
				t.text = full
			}
		} else if t.text == "po" {
			t.text = "p&o"
			if teaching {
				t.text = "basisonderwijs"
			}
		} else if full, ok := f.completed(*t); ok {
			t.text = full
		}
	}
	return out
}

// teaches tells whether a word is of schools, where PO is primaire onderwijs and no HR.
func teaches(word string) bool {
	for _, begin := range [...]string{"lera", "leerkracht", "docent", "onderwijs", "juf", "meester", "intern", "school"} {
		if strings.HasPrefix(word, begin) {
			return true
		}
	}
	return false
}

// completed is the word of a label that an unknown word is the beginning of. With a full stop behind it the one whose first
// part most labels have (techn. is technisch), without one only where all that begin so have the same parts.
func (f *finder) completed(t token) (full string, ok bool) {
	if len(t.text) < shortestCut || !t.cut && len(t.text) < shortestUncut || noise(t.text) || f.parts[t.text] != nil || f.termsOfParts(t.text) != nil {
		return "", false
	}
	at, _ := slices.BinarySearch(f.typos.words, t.text)
	most := 0
	for _, word := range f.typos.words[at:min(len(f.typos.words), at+mostCompletions)] {
		terms := f.parts[word]
		switch {
		case !strings.HasPrefix(word, t.text):
			return full, full != ""
		case terms == nil || f.compounds.known[word[len(t.text):]]: // lijnbus is the first part of lijnbuschauffeur, cut by nobody
		case !t.cut && full != "" && !slices.Equal(terms, f.parts[full]):
			return "", false
		case len(f.postings[terms[0]]) > most:
			full, most = word, len(f.postings[terms[0]])
		}
	}
	return "", false
}
