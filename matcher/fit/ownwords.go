package fit

import (
	"slices"
	"strings"
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

// ownWords reads the occupations that somebody names in a presentation, as work done and as work wanted, and all words
// of what is wanted; it is used for what no list in the record tells. What somebody does not want is not read.
func (v *Vocabulary) ownWords(text string) (done, wanted []OccupationID, wish []string) {
	isEnd := func(r rune) bool { return strings.ContainsRune(".!?;\n", r) }
	for _, sentence := range strings.FieldsFunc(text, isEnd) {
		words := strings.FieldsFunc(sentence, func(r rune) bool { return !wordRune(r) })
		turn := slices.IndexFunc(words, func(w string) bool { return slices.Contains(wishWords(), strings.ToLower(w)) })
		if turn < 0 {
			turn = len(words)
		}
		done = v.appendNamed(done, strings.Join(words[:turn], " "))
		if !slices.ContainsFunc(words[turn:], func(w string) bool { return slices.Contains(refusals(), strings.ToLower(w)) }) {
			wanted = v.appendNamed(wanted, strings.Join(words[turn:], " "))
			wish = append(wish, words[turn:]...)
		}
	}
	return done, wanted, wish
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("'’-+#/&", r)
}

// appendNamed adds the occupations of which a name stands in the text letter for letter. The taxonomy also finds
// stems, which suits skills; for work done it would take "onder druk" for a printer.
func (v *Vocabulary) appendNamed(to []OccupationID, text string) []OccupationID {
	padded := " " + fold(text) + " "
	for _, hit := range v.taxonomy.OccupationsIn(text) {
		id, _ := v.taxonomy.OccupationID(hit.Code)
		o := v.taxonomy.Occupation(id)
		named := slices.ContainsFunc(append([]string{o.Label}, o.Alternative...), func(name string) bool {
			return strings.Contains(padded, " "+fold(name)+" ")
		})
		if named && !slices.Contains(to, OccupationID(id)) {
			to = append(to, OccupationID(id))
		}
	}
	return to
}

// readPresentation fills in from the presentation what the lists of the record leave open: jobs held, of unknown
// length, and occupations and sectors wished.
func (v *Vocabulary) readPresentation(n *Needs, c *matcher.Candidate) {
	if c.Presentation == "" || len(n.Held) > 0 && len(n.Wished) > 0 && len(n.WishedSectors) > 0 {
		return
	}
	done, wanted, wish := v.ownWords(c.Presentation)
	if len(n.Held) == 0 {
		for _, o := range done {
			n.Held = append(n.Held, Job{Occupation: o})
		}
	}
	named := len(n.Wished) > 0
	if !named {
		n.Wished = wanted
	}
	v.wishedFields(n, wish, !named && len(wanted) == 0, len(n.WishedSectors) == 0)
}

// titled weighs what a title may mean by what the skills say: of the occupations that the title resembles, the one of
// which confidence and likeness to the skills (both thousandths) sum highest, where they reach ResolveFloor.
func (v *Vocabulary) titled(title string, alike map[taxonomy.OccupationID]uint16) (taxonomy.OccupationID, bool) {
	var best taxonomy.OccupationID
	most := uint16(0)
	for _, hit := range v.taxonomy.FindOccupations(title, 5) {
		id, _ := v.taxonomy.OccupationID(hit.Code)
		if sum := hit.Confidence + alike[id]; sum > most {
			best, most = id, sum
		}
	}
	return best, most >= ResolveFloor
}
