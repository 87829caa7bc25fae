package taxonomy

// Bounds of forgiving typing errors: words shorter than the first must be right; up to the second, letters may be missing,
// doubled or swapped but not other ones, since most short words are one letter away from another (lappen, tappen); from the
// third on two errors are forgiven. The first letter is always right: few err in it (Pollock and Zamora 1984: 8 %).
const (
	shortestTypo = 5
	surestTypo   = 7
	longTypo     = 9
)

// typos finds known words near a wrong one by the symmetric deletion index of SymSpell (Garbe 2012): two words within
// one edit share a form with one letter deleted. Two edits are found when one deletion on each side brings them together.
type typos struct {
	words   []string
	deleted map[string][]int32
}

// newTypos indexes the words that are long enough; words must not repeat.
func newTypos(words []string) *typos {
	t := &typos{words: words, deleted: map[string][]int32{}}
	for i, word := range words {
		if len(word) < shortestTypo || len(word) > longestCompound {
			continue
		}
		t.deleted[word] = append(t.deleted[word], int32(i))
		for at := range len(word) {
			if at > 0 && word[at] == word[at-1] {
				continue
			}
			short := word[:at] + word[at+1:]
			t.deleted[short] = append(t.deleted[short], int32(i))
		}
	}
	return t
}

// nearest gives the known word with the fewest edits, the first in order among equals, and the number of edits;
// false when none is near enough.
func (t *typos) nearest(word string) (string, int, bool) {
	if len(word) < shortestTypo || len(word) > longestCompound {
		return "", 0, false
	}
	allowed := 1
	if len(word) >= longTypo {
		allowed = 2
	}
	best, edits := int32(-1), allowed+1
	consider := func(form string) {
		for _, i := range t.deleted[form] {
			if !mayBeMeant(word, t.words[i]) {
				continue
			}
			if d := distance(word, t.words[i], allowed); d < edits || d == edits && best >= 0 && i < best {
				best, edits = i, d
			}
		}
	}
	consider(word)
	for at := range len(word) {
		consider(word[:at] + word[at+1:])
	}
	if best < 0 {
		return "", 0, false
	}
	return t.words[best], edits, true
}

// mayBeMeant tells whether a typed word may be an error for a known one, as far as first letters and short words go.
func mayBeMeant(typed, known string) bool {
	if typed[0] != known[0] {
		return false
	}
	return len(typed) >= surestTypo || len(typed) != len(known) || sameLetters(typed, known)
}

// sameLetters tells whether two words of one length have the same letters.
func sameLetters(a, b string) bool {
	var count [256]int
	for i := range len(a) {
		count[a[i]]++
		count[b[i]]--
	}
	return count == [256]int{}
}

// distance counts insertions, deletions, substitutions and swaps of neighbours (optimal string alignment) between two
// words of at most a few dozen bytes; above most it gives most+1.
func distance(a, b string, most int) int {
	if len(a)-len(b) > most || len(b)-len(a) > most {
		return most + 1
	}
	var rows [3][longestCompound + 3]int
	for j := range len(b) + 1 {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		now, last, older := &rows[i%3], &rows[(i+2)%3], &rows[(i+1)%3]
		now[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			now[j] = min(last[j]+1, now[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				now[j] = min(now[j], older[j-2]+1)
			}
		}
	}
	return min(rows[len(a)%3][len(b)], most+1)
}
