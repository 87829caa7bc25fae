package place

import (
	"strings"
	"unicode"
)

// latin maps the letters with a diacritic that occur in Dutch and Frisian
// names, lower case, to their base letter; apostrophes vanish, so that
// "'s-Hertogenbosch" and "s Hertogenbosch" are one name.
var latin = strings.NewReplacer(
	"à", "a", "á", "a", "â", "a", "ä", "a", "ç", "c", "è", "e", "é", "e", "ê", "e", "ë", "e",
	"ì", "i", "í", "i", "î", "i", "ï", "i", "ñ", "n", "ò", "o", "ó", "o", "ô", "o", "ö", "o",
	"ù", "u", "ú", "u", "û", "u", "ü", "u", "ÿ", "y", "\u0133", "ij",
	"'", "", "’", "", "‘", "", "`", "", "´", "",
)

// fold reduces a name to what two spellings of it share: lower case, no
// diacritics (composed or combining), and single spaces for everything that is
// neither a letter nor a digit.
func fold(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range latin.Replace(strings.ToLower(name)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r), unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(r)
		default:
			gap = true
		}
	}
	return b.String()
}
