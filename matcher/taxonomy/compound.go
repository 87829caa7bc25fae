package taxonomy

import "strings"

// Bounds of splitting: the shortest part of a compound, and the longest word that is tried.
const (
	shortestPart    = 3
	longestCompound = 48
	mostParts       = 4
)

// compounds splits Dutch compounds into words that it knows.
//
// Dutch writes compounds as one word and people often do not, so titles and labels are compared by their parts. The
// words known are those of the labels themselves, which makes splitting the same on both sides of a comparison: a
// wrong split does no harm as long as it is the same wrong split.
type compounds struct{ known map[string]bool }

// newCompounds learns from the words of all labels. A word that ends in a common head of job titles also teaches its
// first part: vrachtwagenchauffeur teaches vrachtwagen.
func newCompounds(words []string) *compounds {
	c := &compounds{known: map[string]bool{}}
	for _, word := range words {
		if len(word) >= shortestPart && !noise(word) {
			c.known[word] = true
		}
	}
	for _, word := range words {
		for _, head := range commonHeads() {
			if first, ok := strings.CutSuffix(word, head); ok && len(first) > shortestPart {
				c.known[head] = true
				c.known[withoutLink(first)] = true
			}
		}
	}
	return c
}

// commonHeads lists the words in which Dutch job titles commonly end.
func commonHeads() []string {
	return []string{
		"medewerker", "medewerkster", "chauffeur", "monteur", "operator", "leider", "leidster", "begeleider", "begeleidster", "adviseur", "beheerder",
		"beheerster", "assistent", "assistente", "docent", "leraar", "lerares", "manager", "specialist", "technicus", "ontwikkelaar",
		"verkoper", "verkoopster", "bediende", "arbeider", "bediener", "inspecteur", "ingenieur", "bouwer", "maker", "coordinator",
		"verpleegkundige", "therapeut", "machinist", "controleur", "consulent", "planner", "schilder", "hulp",
	}
}

// withoutLink takes the linking s off a first part (bedrijfs, veiligheids).
func withoutLink(first string) string {
	if rest, ok := strings.CutSuffix(first, "s"); ok && len(rest) > shortestPart && !strings.HasSuffix(rest, "s") {
		return rest
	}
	return first
}

// split gives the parts of a word, or the word alone. Parts are known words, joined directly or by s, e, en or n;
// of all ways the one with the fewest parts wins, and among those the one with the longest last part, which in Dutch
// is the head. A word that is known as such is split all the same when parts of at least four letters make it up.
func (c *compounds) split(word string) []string {
	if len(word) < 2*shortestPart || len(word) > longestCompound {
		return []string{word}
	}
	if parts := c.parts(word, mostParts, true); parts != nil {
		return parts
	}
	return []string{word}
}

// parts finds the fewest known parts that make up word; whole forbids the word itself.
func (c *compounds) parts(word string, most int, whole bool) []string {
	if !whole && c.known[word] {
		return []string{word}
	}
	if most == 1 {
		return nil
	}
	var best []string
	for cut := shortestPart; cut <= len(word)-shortestPart; cut++ {
		if !c.known[word[cut:]] || whole && len(word)-cut < shortestPart+1 {
			continue
		}
		for _, link := range [...]string{"", "s", "en", "e", "n"} {
			first, ok := strings.CutSuffix(word[:cut], link)
			if !ok || len(first) < shortestPart || len(best) == 2 {
				continue
			}
			limit := most - 1
			if best != nil {
				limit = len(best) - 2
			}
			if parts := c.parts(first, limit, false); parts != nil {
				best = append(parts, word[cut:])
			}
		}
	}
	return best
}
