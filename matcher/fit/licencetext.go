package fit

import (
	"slices"
	"strings"
	"unicode"

	"matchd/matcher"
)

// licencesTold are the driving licences (rijbewijzen) that a vacancy asks in its title and description, for one that
// lists none. A sentence that only prefers a licence, or offers to pay for it, asks none.
func licencesTold(title, description string) []matcher.Licence {
	told := licencesIn(wordsOf(title), true)
	if !mentionsLicence(description) {
		return told
	}
	for _, sentence := range strings.FieldsFunc(description, func(r rune) bool { return strings.ContainsRune(".!?;\n•", r) }) {
		if mentionsLicence(sentence) {
			told = append(told, licencesIn(wordsOf(sentence), false)...)
		}
	}
	return told
}

func mentionsLicence(text string) bool {
	return strings.Contains(text, "ijbewij") || strings.Contains(text, "IJBEWIJ")
}

func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// licencesIn reads one sentence or title: what stands behind or before the word rijbewijs, and in a title beside a
// chauffeur ("Chauffeur C/CE"). A licence that nobody names is B, where one is demanded.
func licencesIn(words []string, title bool) []matcher.Licence {
	if slices.ContainsFunc(words, softens) {
		return nil
	}
	for i, w := range words {
		licence := strings.Contains(w, "rijbewij")
		if !licence && !(title && strings.HasSuffix(w, "chauffeur")) {
			continue
		}
		if list := licenceRun(words[i+1:]); list != nil {
			return list
		}
		if i > 0 {
			if list := licenceRun(words[i-1 : i]); list != nil {
				return list
			}
		}
		switch {
		case licence && i > 0 && words[i-1] == "groot":
			return []matcher.Licence{"C"}
		case licence && slices.ContainsFunc(words, demands):
			return []matcher.Licence{"B"}
		}
	}
	return nil
}

// licenceRun reads licences one after another. Joined by "en" all of them are asked; otherwise any will do, which asks
// the one that all others cover: C of "C/CE". A loose E belongs to the licence before it.
func licenceRun(words []string) []matcher.Licence {
	var list []matcher.Licence
	all, joined := false, false
reading:
	for _, w := range words {
		l := matcher.Licence(strings.ToUpper(w))
		switch n := len(list); {
		case w == "e" && n > 0 && slices.Contains(matcher.Licences(), list[n-1]+"E"):
			list[n-1] += "E"
		case slices.Contains(matcher.Licences(), l):
			all = all || joined
			joined = false
			list = append(list, l)
		case w == "en":
			joined = n > 0
		case !slices.Contains([]string{"of", "categorie", "type", "klasse"}, w):
			break reading
		}
	}
	if all || len(list) < 2 {
		return list
	}
	for _, least := range list {
		if !slices.ContainsFunc(list, func(l matcher.Licence) bool { return !slices.Contains(l.Covers(), least) }) {
			return []matcher.Licence{least}
		}
	}
	return nil
}

// softens tells whether a word makes a wish of a demand.
func softens(word string) bool {
	return slices.Contains([]string{"pre", "pré", "pluspunt", "voorkeur", "bijvoorkeur", "gewenst", "wenselijk", "wens", "handig", "bereid", "halen", "behalen", "haal",
		"geen", "niet", "zonder", "meegenomen", "optioneel", "eventueel", "liefst", "mooi", "fijn", "vergoeden", "vergoed"}, word)
}

// demands tells whether a word says that something must be there.
func demands(word string) bool {
	return slices.Contains([]string{"vereist", "verplicht", "noodzakelijk", "must", "bezit", "beschikt", "moet", "eis"}, word)
}

// withoutLicence tells whether somebody writes to have no driving licence.
func withoutLicence(presentation string) bool {
	if !mentionsLicence(presentation) {
		return false
	}
	return strings.Contains(strings.Join(wordsOf(presentation), " ")+" ", "geen rijbewijs ")
}
