package place

import (
	"cmp"
	"slices"
	"strings"
)

// suggestions is how many codes are returned at most: enough to choose
// from, few enough to read in an error.
const suggestions = 5

// SuggestRegions returns the codes (AMnn) of up to five regions that a text
// that is not a region code may mean, best first, ties by code: the region of
// the municipality or postcode it names, then by how few letters the text
// differs from a code, a name or a word of a name. Case and diacritics do not
// matter. Nothing near, nothing returned.
func (t *Tables) SuggestRegions(text string) []string {
	wanted := fold(text)
	if wanted == "" || len(wanted) > maxName {
		return nil
	}
	at, _ := t.Locate(text, text, "")
	near := make([]candidate, 0, len(t.regions))
	for _, r := range t.regions {
		d := distance(wanted, r.Code, r.Name)
		if r.Code == at.Region {
			d = -1
		}
		near = append(near, candidate{r.Code, d})
	}
	return nearest(near, wanted)
}

// SuggestMunicipalities returns the codes (GMnnnn) of up to five
// municipalities that a text may mean that names none, by the same rule.
func (t *Tables) SuggestMunicipalities(text string) []string {
	wanted := fold(text)
	if wanted == "" || len(wanted) > maxName {
		return nil
	}
	near := make([]candidate, 0, len(t.municipalities))
	for _, m := range t.municipalities {
		near = append(near, candidate{m.Code, distance(wanted, m.Code, m.Name)})
	}
	return nearest(near, wanted)
}

// candidate is a code with how many letters a text is away from it.
type candidate struct {
	code     string
	distance int
}

// nearest returns the codes of the few that are near a folded text.
func nearest(all []candidate, wanted string) []string {
	near := slices.DeleteFunc(all, func(c candidate) bool { return c.distance > max(1, len(wanted)/3) })
	slices.SortFunc(near, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), strings.Compare(a.code, b.code))
	})
	codes := make([]string, 0, suggestions)
	for _, c := range near[:min(len(near), suggestions)] {
		codes = append(codes, c.code)
	}
	return codes
}

// distance returns how many letters a folded text is away from a code, a
// name, or a part of the name that starts and ends at a word.
func distance(wanted, code, full string) int {
	name := fold(full)
	best := min(edits(wanted, fold(code)), edits(wanted, name))
	words := strings.Fields(name)
	for i := range words {
		for j := i + 1; j <= len(words); j++ {
			best = min(best, edits(wanted, strings.Join(words[i:j], " ")))
		}
	}
	return best
}

// edits returns the Levenshtein distance between two texts in runes.
func edits(a, b string) int {
	from, to := []rune(a), []rune(b)
	line := make([]int, len(to)+1)
	for j := range line {
		line[j] = j
	}
	for i, x := range from {
		diagonal := line[0]
		line[0] = i + 1
		for j, y := range to {
			change := diagonal
			if x != y {
				change++
			}
			diagonal = line[j+1]
			line[j+1] = min(change, line[j]+1, diagonal+1)
		}
	}
	return line[len(to)]
}
