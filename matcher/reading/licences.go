package reading

import (
	"slices"
	"strings"
	"unicode"

	"matchd/matcher"
)

// Licences are the driving licences (rijbewijzen) that a vacancy asks in its title and description. A sentence that only prefers a licence, or offers to pay for it, asks none.
func Licences(title, description string) []matcher.Licence {
	told := licencesIn(plainWords(title), true)
	if !mentionsLicence(description) {
		return told
	}
	for _, sentence := range strings.FieldsFunc(description, func(r rune) bool { return endsLine(r) || r == '.' || r == '?' }) {
		if mentionsLicence(sentence) {
			told = append(told, licencesIn(plainWords(sentence), false)...)
		}
	}
	return told
}

func mentionsLicence(text string) bool {
	return strings.Contains(text, "ijbewij") || strings.Contains(text, "IJBEWIJ")
}

func plainWords(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// licencesIn reads one sentence or title: what stands behind or before the word rijbewijs, and in a title beside a
// chauffeur ("Chauffeur C/CE"). A licence that nobody names is B, where one is demanded.
func licencesIn(words []string, title bool) []matcher.Licence {
	if slices.ContainsFunc(words, softensLicence) {
		return nil
	}
	for i, w := range words {
		licence := isLicence(words, i)
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
		case licence && slices.ContainsFunc(words, demandsLicence):
			return []matcher.Licence{"B"}
		}
	}
	return nil
}

// isLicence tells a driving licence from the certificates of machines that go by its name, such as heftruckrijbewijs.
func isLicence(words []string, i int) bool {
	if i > 0 && slices.Contains([]string{"heftruck", "reachtruck", "ept", "truck", "vaar"}, words[i-1]) {
		return false
	}
	return strings.HasPrefix(words[i], "rijbewij") || words[i] == "autorijbewijs"
}

// licencesHeld are those that a sentence of a presentation says to be had. A licence that is not named is B.
func licencesHeld(sentence string, cs []clause) []matcher.Licence {
	if !mentionsLicence(sentence) {
		return nil
	}
	for _, c := range cs {
		if c.soft && slices.ContainsFunc(c.words, func(w word) bool { return strings.Contains(w.text, "rijbewij") }) {
			return nil
		}
	}
	ws := plainWords(sentence)
	if list := licencesIn(ws, false); list != nil {
		return list
	}
	for i := range ws {
		if isLicence(ws, i) && !slices.ContainsFunc(ws, softensLicence) && slices.ContainsFunc(ws, func(w string) bool { return slices.Contains([]string{"heb", "mijn", "met"}, w) }) {
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

// softensLicence tells whether a word makes a wish of a demand.
func softensLicence(word string) bool {
	return slices.Contains([]string{"pre", "pré", "pluspunt", "voorkeur", "bijvoorkeur", "gewenst", "wenselijk", "wens", "handig", "bereid", "halen", "behalen", "haal",
		"geen", "niet", "zonder", "meegenomen", "optioneel", "eventueel", "liefst", "mooi", "fijn", "vergoeden", "vergoed"}, word)
}

// demandsLicence tells whether a word says that something must be there.
func demandsLicence(word string) bool {
	return slices.Contains([]string{"vereist", "verplicht", "noodzakelijk", "must", "bezit", "beschikt", "moet", "eis"}, word)
}

// WithoutLicence tells whether somebody writes to have no driving licence.
func WithoutLicence(presentation string) bool {
	if !mentionsLicence(presentation) {
		return false
	}
	return strings.Contains(strings.Join(plainWords(presentation), " ")+" ", "geen rijbewijs ")
}
