package taxonomy

import "strings"

// shortestStem is the least that must be left of a word when an ending is taken off.
const shortestStem = 3

// stem reduces a folded Dutch word to a form that its gender, number, diminutive and agent forms share: verkoper,
// verkoopster, verkopers and verkopen all give verkoop; directrice gives what directeur gives. It follows the idea of
// Porter's Dutch stemmer (Snowball, "Dutch stemming algorithm": endings off, then undouble or double by the open
// syllable rule) with the gender forms of occupations added. Forms need not be words; English words pass through
// mildly changed, in the same way on both sides of a comparison. The ij becomes y, since people mix them up.
func stem(word string) string {
	word = strings.ReplaceAll(masculine(unabbreviated(word)), "ij", "y")
	word = withoutPlural(word)
	for _, ending := range [...]string{"ster", "der", "er", "en", "e"} {
		if rest, ok := strings.CutSuffix(word, ending); ok && len(rest) >= shortestStem && strippable(rest, ending) {
			if ending == "ster" {
				return hardened(rest)
			}
			return closedSyllable(rest)
		}
	}
	return hardened(word)
}

// masculine maps the feminine endings of occupations to the masculine ones.
func masculine(word string) string {
	for _, pair := range [...][2]string{
		{"atrice", "ator"}, {"itrice", "itor"}, {"trice", "teur"}, {"euse", "eur"}, {"iere", "ier"}, {"aresse", "aris"},
		{"arissen", "aris"}, {"erin", "er"}, {"arin", "ar"}, {"kkin", "k"}, {"ares", "aar"}, {"ardess", "ard"},
		{"vrouw", "man"}, {"dame", "man"}, {"ator", "ator"}, {"ateur", "ator"},
	} {
		if rest, ok := strings.CutSuffix(word, pair[0]); ok && len(rest) >= 2 {
			return rest + pair[1]
		}
	}
	return word
}

// withoutPlural takes off -s and the diminutive endings.
func withoutPlural(word string) string {
	single := word
	if rest, ok := strings.CutSuffix(word, "s"); ok && !strings.HasSuffix(rest, "s") &&
		(len(rest) > shortestStem || len(rest) == shortestStem && !vowel(rest[2])) {
		single = rest
	}
	for _, ending := range [...]string{"etje", "tje", "pje", "je"} {
		if rest, ok := strings.CutSuffix(single, ending); ok && len(rest) > shortestStem {
			return rest
		}
	}
	return single
}

// strippable keeps endings that belong to the word, like the -er of beheer and the -ster of meester; -der is the agent
// ending only after r: beheerder.
func strippable(rest, ending string) bool {
	last := rest[len(rest)-1]
	switch ending {
	case "ster":
		return !strings.ContainsRune("aeiou", rune(last))
	case "der":
		return last == 'r'
	case "e":
		return last != 'e' && last != 'i'
	}
	return last != 'e' && last != 'i' && last != 'o'
}

// closedSyllable respells what is left of a word by the Dutch rule for open and closed syllables: kapp(er) is kap,
// verkop(er) is verkoop, schrijv(er) is schrijf.
func closedSyllable(rest string) string {
	n := len(rest)
	last, before := rest[n-1], rest[n-2]
	switch {
	case last == before:
		return rest[:n-1]
	case vowel(last) || !vowel(before) || before == 'i' || before == 'y' || n > 2 && vowel(rest[n-3]):
	case before == 'e' && strings.ContainsRune("lrnm", rune(last)) && strings.ContainsAny(rest[:n-2], "aeiou"):
	default:
		rest = rest[:n-1] + string(before) + string(last)
	}
	return hardened(rest)
}

// hardened spells a final v or z as f or s, as Dutch does at the end of a syllable.
func hardened(word string) string {
	switch {
	case strings.HasSuffix(word, "v"):
		return word[:len(word)-1] + "f"
	case strings.HasSuffix(word, "z"):
		return word[:len(word)-1] + "s"
	}
	return word
}

// vowel tells whether a letter doubles in a closed syllable or counts as a vowel before one.
func vowel(letter byte) bool { return strings.IndexByte("aeiouy", letter) >= 0 }

// unabbreviated spells out the short forms that employers use inside titles.
func unabbreviated(word string) string {
	switch word {
	case "medew", "mdw", "medewerkr", "mw":
		return "medewerker"
	case "adm":
		return "administratief"
	case "ass", "assist":
		return "assistent"
	case "vpk", "verpleegk", "verpl":
		return "verpleegkundige"
	case "tech":
		return "technisch"
	case "vrachtauto":
		return "vrachtwagen"
	case "verz":
		return "verzorgende"
	case "dev":
		return "developer"
	case "chauff":
		return "chauffeur"
	case "mgr":
		return "manager"
	case "engels", "english":
		return "engels"
	case "it":
		return "ict"
	case "coord":
		return "coordinator"
	}
	return word
}
