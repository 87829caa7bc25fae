package fit

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"matchd/matcher"
	"matchd/matcher/taxonomy"
)

// wishWords turn a sentence from what somebody did to what somebody wants, in Dutch and English; what stands before
// the first of them is still about the past ("na tien jaar als kapper zoek ik werk als receptionist").
func wishWords() []string {
	return []string{"zoek", "zoekt", "wil", "wilt", "wens", "graag", "liefst", "droom", "ambitie", "interesse", "word", "worden",
		"looking", "want", "like", "become"}
}

// story is what somebody tells of work in a presentation.
type story struct {
	done, wanted []OccupationID
	days         map[OccupationID]int32 // how long of what was done
	wish         []string               // all words of what is wanted
}

// ownWords reads the occupations that somebody names in a presentation; it is used for what no list in the record tells.
// What somebody does not want is not read.
func (v *Vocabulary) ownWords(text string) story {
	s := story{days: map[OccupationID]int32{}}
	for _, sentence := range sentencesOf(text) {
		words := wordsOf(sentence)
		turn := slices.IndexFunc(words, func(w string) bool { return oneOf(w, wishWords()) })
		if turn < 0 {
			turn = len(words)
		}
		done := v.named(words[:turn])
		if days := daysTold(words[:turn]); len(done) == 1 {
			s.days[done[0]] = max(days, s.days[done[0]])
		}
		s.done = union(s.done, done)
		if !anyOf(words[turn:], refusals()) {
			s.wanted = union(s.wanted, v.named(words[turn:]))
			s.wish = append(s.wish, words[turn:]...)
		}
	}
	return s
}

func union(a, b []OccupationID) []OccupationID {
	for _, id := range b {
		if !slices.Contains(a, id) {
			a = append(a, id)
		}
	}
	return a
}

func sentencesOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(".!?;\n", r) })
}

func wordsOf(sentence string) []string {
	return strings.FieldsFunc(sentence, func(r rune) bool { return !wordRune(r) })
}

// oneOf reports whether a word is one of some in lower case, anyOf whether any of several is.
func oneOf(word string, of []string) bool { return slices.Contains(of, strings.ToLower(word)) }

func anyOf(words, of []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return oneOf(w, of) })
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("'’-+#/&", r)
}

// named is the occupations that the words name; where they name none, the one that follows an "als": "gewerkt als monteur
// bij liften", which no list has in these words.
func (v *Vocabulary) named(words []string) (ids []OccupationID) {
	hits := v.taxonomy.OccupationsIn(strings.Join(words, " "))
	if at := slices.IndexFunc(words, introducesWork); len(hits) == 0 && at >= 0 {
		hits = findLabel(strings.Join(words[at+1:min(len(words), at+1+longestWork)], " "), v.taxonomy.FindOccupations)
	}
	for _, hit := range hits {
		id, _ := v.taxonomy.OccupationID(hit.Code)
		ids = append(ids, OccupationID(id))
	}
	return ids
}

// longestWork is how many words are read as the name of work behind the word that introduces it.
const longestWork = 4

func introducesWork(word string) bool {
	return strings.EqualFold(word, "als") || strings.EqualFold(word, "as")
}

// readPresentation fills in from the presentation what the lists of the record leave open: jobs held, how long those lasted
// of which no dates are known, and occupations and sectors wished.
func (v *Vocabulary) readPresentation(n *Needs, c *matcher.Candidate) {
	dated := len(n.Held) > 0 && !slices.ContainsFunc(n.Held, func(j Job) bool { return j.From == 0 })
	if c.Presentation == "" || dated && len(n.Wished) > 0 && len(n.WishedSectors) > 0 {
		return
	}
	told := v.ownWords(c.Presentation)
	if len(n.Held) == 0 {
		for _, o := range told.done {
			n.Held = append(n.Held, Job{Occupation: o})
		}
	}
	for i := range n.Held {
		if job := &n.Held[i]; job.From == 0 {
			job.Days = told.days[job.Occupation]
		}
	}
	named := len(n.Wished) > 0
	if !named {
		n.Wished = told.wanted
	}
	v.wishedFields(n, told.wish, !named && len(told.wanted) == 0, len(n.WishedSectors) == 0)
}

// titled weighs what a title may mean by what the skills say: of the occupations that the title resembles, the one of
// which confidence and likeness to the skills (both thousandths) sum highest, where they reach ResolveFloor. What is
// not sure by the title alone must be a code that it may mean.
func (v *Vocabulary) titled(title string, alike map[taxonomy.OccupationID]uint16, mayMean func(code string) bool) (id taxonomy.OccupationID, sure uint16, ok bool) {
	var best taxonomy.OccupationID
	most := uint16(0)
	for _, hit := range v.taxonomy.FindOccupations(title, 5) {
		if hit.Confidence < likeFloor || hit.Confidence < sureTitle && !mayMean(hit.Code) {
			continue
		}
		id, _ := v.taxonomy.OccupationID(hit.Code)
		if sum := hit.Confidence + alike[id]; sum > most {
			best, most = id, sum
		}
	}
	return best, most, most >= ResolveFloor
}

// sureTitle is the confidence in thousandths of a title that shares all its words with a name of the occupation.
const sureTitle = 900

// mayMean gives whether a label that cannot be read resembles the occupation of a code; without a label any will do. The
// label is looked up once, when it is first asked.
func (v *Vocabulary) mayMean(label string) func(code string) bool {
	if label == "" {
		return func(string) bool { return true }
	}
	hits := sync.OnceValue(func() []taxonomy.Hit { return v.taxonomy.FindOccupations(label, 5) })
	return func(code string) bool {
		return slices.ContainsFunc(hits(), func(h taxonomy.Hit) bool { return h.Code == code && h.Confidence >= likeFloor })
	}
}
