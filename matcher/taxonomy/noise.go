package taxonomy

import (
	"strings"
	"unicode"
)

// noise tells whether a folded word of a title says nothing about which occupation is meant: articles and
// prepositions, how much and how long, for whom and how urgent.
//
// The lists were made by reading Dutch vacancy titles; a word belongs here only if no occupation can be told apart by
// it. Words are matched as typed, folded but not stemmed, and a single letter is noise unless it is a language of
// programmers.
func noise(word string) bool {
	if amount(word) || len(word) == 1 && word != "c" && word != "r" {
		return true
	}
	switch word {
	case "de", "het", "een", "en", "of", "met", "voor", "van", "op", "aan", "te", "ten", "ter", "tot", "per", "bij", "in", "uit", "als", "om", "naar", "door", "over", "wij", "zoeken", "jij", "onze", "ons", "je", "die", "dat",
		"the", "and", "or", "for", "with", "to", "at", "an":
		return true
	case "mv", "mvx", "vm", "mvo", "mnv", "fulltime", "parttime", "full", "part", "time", "fte", "uur", "uren", "uurs", "week", "weken", "dag", "dagen", "dienst", "bijbaan", "vakantiewerk", "zaterdag", "zaterdaghulp", "weekend", "oproep", "oproepkracht", "tijdelijk", "tijdelijke", "vast", "vaste", "contract", "dienstverband", "zzp", "zzper":
		return true
	case "ervaren", "junior", "jr", "medior", "senior", "sr", "beginnend", "beginnende", "startend", "gemotiveerde", "enthousiaste", "gedreven", "leuke", "zelfstandig", "zelfstandige", "zelfst", "werkend", "allround", "aankomend", "ambitieuze", "topper", "gevorderd":
		return true
	case "gezocht", "gevraagd", "vacature", "vacatures", "baan", "functie", "beroep", "direct", "spoed", "nieuw", "nieuwe", "goed", "goede", "veel", "regio", "omgeving", "locatie", "standplaats", "collega", "collegas", "starter", "starters":
		return true
	case "mbo", "hbo", "wo", "niveau", "niv", "nivo", "nederland":
		return true
	case "leerling", "student", "werkstudent", "bbl", "bol", "stagiair", "stagiaire", "trainee", "traineeship", "zij", "instromer", "zijinstromer", "zijinstroom", "omscholing",
		"dagdienst", "avonddienst", "nachtdienst", "ploegendienst", "ploegen", "dagploeg", "avondploeg", "nachtploeg", "ochtendploeg", "weekenddienst", "ochtend", "avond", "avonduren", "dagelijks", "flexibel", "flexibele", "hybride", "thuiswerk", "interim", "freelance", "invalkracht", "seizoen", "seizoenswerk",
		"welkom", "mogelijk", "inclusief", "ingang", "start", "opleiding":
		return true
	}
	return false
}

// amount tells whether a word is a number, or one with its unit: 32, 36u, 2e.
func amount(word string) bool {
	switch strings.TrimLeftFunc(word, unicode.IsDigit) {
	case word:
		return false
	case "", "u", "uur", "e", "x":
		return true
	}
	return false
}

// leadsToPlace tells whether the word before a name says that the name is a place.
func leadsToPlace(word string) bool {
	switch word {
	case "in", "te", "regio", "omgeving", "bij", "nabij", "locatie", "standplaats", "vanuit", "rondom", "rond":
		return true
	}
	return false
}

// telling leaves out the noise; where nothing else is there, the tokens stay as they are.
func telling(tokens []token) []token {
	kept := make([]token, 0, len(tokens))
	for _, t := range tokens {
		if !noise(t.text) {
			kept = append(kept, t)
		}
	}
	if len(kept) == 0 {
		return tokens
	}
	return kept
}
