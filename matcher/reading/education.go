package reading

import (
	"slices"
	"strings"

	"matchd/matcher"
)

// schooling is a level as a text names it.
type schooling struct {
	level matcher.EducationLevel
	words string
	firm  bool // the words are those of a level whatever stands beside them: mbo 4, hbo werk- en denkniveau
}

// kinds of schools with the lowest NLQF level that they stand for. Mbo alone is a basic qualification (startkwalificatie),
// which mbo-2 gives; wo alone is what VUM takes it for, a master (matcher.EducationFromVUM).
func schoolLevel(w string) matcher.EducationLevel {
	switch w {
	case "vmbo", "lbo", "vbo", "lts":
		return "1"
	case "mbo", "mavo", "startkwalificatie":
		return "2"
	case "havo", "mts", "meao":
		return "4"
	case "vwo", "gymnasium", "atheneum":
		return "4+"
	case "hbo", "bachelor", "bachelordiploma", "heao", "hts", "pabo":
		return "6"
	case "wo", "master", "universitair", "universitaire", "academisch", "academische", "masterdiploma":
		return "7"
	}
	return ""
}

// schoolingIn is the lowest level that some words name, and whether they name any.
func schoolingIn(ws []word) (found schooling, ok bool) {
	for i := 0; i < len(ws); i++ {
		kind, digits := strings.TrimRight(ws[i].text, "0123456789"), strings.TrimLeft(ws[i].text, "abcdefghijklmnopqrstuvwxyz")
		level := schoolLevel(kind)
		if level == "" && follow(ws, i, "associate", "degree") {
			level = "5"
		}
		if level == "" || digits != "" && kind != "mbo" {
			continue
		}
		one := schooling{level: level, words: ws[i].text}
		if kind == "mbo" {
			one = mboLevel(ws[i:], digits)
		}
		if !ok || one.level < found.level {
			one.firm = one.firm || ok && found.firm
			found, ok = one, true
		}
	}
	if !ok {
		return careLevel(ws)
	}
	found.firm = found.firm || anyOf(ws, "denkniveau", "werkniveau", "bachelor", "master")
	return found, ok
}

// mboLevel reads the digits behind mbo, of several the lowest: "mbo-niveau 3 of 4", "mbo 2/3"; mbo+ is the highest.
func mboLevel(ws []word, digits string) schooling {
	s := schooling{level: "2", words: "mbo"}
	take := func(d string) {
		if len(d) == 1 && d >= "1" && d <= "4" && (!s.firm || d < string(s.level)) {
			s.level, s.words, s.firm = matcher.EducationLevel(d), "mbo "+d, true
		}
	}
	take(digits)
	for i, w := range ws[1:] {
		switch {
		case i == 0 && strings.HasPrefix(w.signs, "+"):
			return schooling{"4", "mbo+", true}
		case len(w.text) == 1 && w.text >= "1" && w.text <= "4":
			take(w.text)
		case !w.is("niveau", "nivo", "niv", "opleiding", "diploma", "level", "op", "of", "en", "tot", "minimaal", "minimum", "min"):
			return s
		}
	}
	return s
}

var careWork = words("verzorgende verzorgenden verpleegkundige verpleegkundigen helpende begeleider ig kok kapper kapster diploma opleiding kwalificatie")

// careLevel reads "niveau 3" where the work itself is named by levels, as in care.
func careLevel(ws []word) (schooling, bool) {
	i := max(at(ws, "niveau"), at(ws, "nivo"))
	if i < 0 || !careWork.in(ws) || i+1 == len(ws) {
		return schooling{}, false
	}
	s := mboLevel(ws[i:], "")
	s.words = strings.Replace(s.words, "mbo", "niveau", 1)
	return s, s.firm
}

// schooled are words that tell that a level is meant, and not who works at a school.
var schooled = words("diploma opleiding opleidingsniveau niveau opgeleid geschoold afgerond afgeronde afgestudeerd geslaagd behaald gehaald afgemaakt denkniveau werkniveau graad degree")

// teaching are words beside which a level is that of somebody else, or still to come.
var teaching = words(`student studenten leerling leerlingen docent docenten leraar leerkracht leerkrachten les lessen lesgeven onderwijs stage stagiair stagiaire stagiairs
		stageplek bbl bol leerwerkplek leerbaan leerwerktraject traject traineeship trainee instructeur onderdeel school scholen begeleiden begeleidt begeleid`)

// bracketed reports whether a clause is a level that belongs to what stands before it.
func bracketed(cs []clause, i int) bool {
	return i > 0 && cs[i].words[0].is("niveau", "mbo", "hbo") && !cs[i].verb && cs[i-1].firmly() && strings.Contains(cs[i].words[0].signs, "(")
}

// asksSchooling is the level that a clause demands; one between brackets belongs to what stands before them: "Verzorgende IG
// (niveau 3)".
func asksSchooling(cs []clause, i int) (schooling, bool) {
	ws := cs[i].words
	if bracketed(cs, i) {
		ws = append(slices.Clone(cs[i-1].words), ws...)
	}
	s, ok := schoolingIn(ws)
	if !ok || !s.meant(ws) || teaching.in(ws) || anyOf(ws, "ervaring", "werkervaring") && cs[i].of() {
		return schooling{}, false
	}
	return s, cs[i].firmly()
}

// meant reports whether the words that name a level mean one, and not a school or who is at one.
func (s *schooling) meant(ws []word) bool {
	return s.firm || schooled.in(ws) || endIn(ws, "diploma", "opleiding") || bareLevel(ws)
}

// bareLevel reports whether some words are a level and a field of study, as people note them: "hbo social work". Wo is
// also a day of the week.
func bareLevel(ws []word) bool {
	if len(ws) > 4 || verbs.in(ws) || anyOf(ws, "ma", "di", "do", "vr", "za", "zo") {
		return false
	}
	return ws[0].is("hbo", "universitair", "universitaire", "pabo") || ws[0].is("wo") && len(ws) > 1 && !isNumber(ws[1].text)
}

// titledSchooling is the level in a vacancy's title: "Verpleegkundige niveau 4", "Begeleider mbo 3", "HBO-verpleegkundige".
func titledSchooling(ws []word) (schooling, bool) {
	s, ok := schoolingIn(ws)
	if !ok || teaching.in(ws) || anyOf(ws, "opleiding", "cursus") || softAsked.in(ws) {
		return schooling{}, false
	}
	if i := at(ws, "hbo"); !s.firm && i >= 0 {
		s.firm = i+1 < len(ws) && ws[i+1].signs == "-" && !ws[i+1].spaced
	}
	return s, s.firm
}
