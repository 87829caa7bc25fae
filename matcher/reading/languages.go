package reading

import (
	"cmp"
	"slices"

	"matchd/matcher"
)

// languageCode gives the ISO 639-3 code of a language's Dutch name, and whether the word is its adjective, which names it
// before "taal" only.
func languageCode(w string) (code string, adjective bool) {
	for _, l := range [...][3]string{
		{"nederlands", "nederlandse", "nld"}, {"engels", "engelse", "eng"}, {"duits", "duitse", "deu"}, {"frans", "franse", "fra"},
		{"spaans", "spaanse", "spa"}, {"pools", "poolse", "pol"}, {"turks", "turkse", "tur"}, {"arabisch", "arabische", "ara"},
		{"italiaans", "italiaanse", "ita"}, {"portugees", "portugese", "por"}, {"roemeens", "roemeense", "ron"},
		{"bulgaars", "bulgaarse", "bul"}, {"russisch", "russische", "rus"}, {"oekraïens", "oekraïense", "ukr"}, {"fries", "friese", "fry"},
	} {
		if w == l[0] || w == l[1] {
			return l[2], w == l[1]
		}
	}
	return "", false
}

// mastery is a level of CEFR that words tell: vloeiend and uitstekend are C1, goed B2, redelijk and voldoende B1, as
// matcher.CEFRFromVUM has them; basis is A2, which the framework calls basic user together with A1. Native speech is
// asked as C1 and told as C2.
func masteryIn(ws []word, native matcher.CEFR) matcher.CEFR {
	for i, w := range ws {
		switch w.text {
		case "a1", "a2", "b1", "b2", "c1", "c2":
			return matcher.CEFR([]string{"A", "B", "C"}[w.text[0]-'a'] + w.text[1:])
		case "moedertaal", "native", "moedertaalniveau":
			return native
		case "vloeiend", "vloeiende", "uitstekend", "uitstekende", "perfect", "perfecte", "excellent", "foutloos", "fluent":
			return "C1"
		case "goed", "goede", "prima":
			if i > 0 && (ws[i-1].text == "zeer" || ws[i-1].text == "heel") {
				return "C1"
			}
			return "B2"
		case "redelijk", "redelijke", "voldoende":
			return "B1"
		case "basis", "basiskennis", "basisniveau":
			return "A2"
		}
	}
	return ""
}

// spoken are words that tell of mastery, without which a language is only named.
var spoken = words(`spreek spreekt spreken sprekend schrijf schrijft beheers beheerst beheersing beheersen vloeiend vloeiende taal talen machtig woord geschrift
		mondeling mondelinge schriftelijk schriftelijke taalvaardig taalvaardigheid taalniveau moedertaal native niveau b1 b2 c1 c2 a2 spreekvaardigheid fluent`)

// languagesOf reads the languages of a sentence, one list a clause. A level holds for the languages behind it that have
// none of their own, and, where none stands before, for those before it: "Engels en Duits in woord en geschrift".
func languagesOf(cs []clause, native matcher.CEFR) [][]matcher.Language {
	out := make([][]matcher.Language, len(cs))
	for from := 0; from < len(cs); {
		to := from + 1
		for to < len(cs) && !cs[to].verb {
			to++
		}
		chain := cs[from:to]
		if tellsOfLanguage(chain) {
			readChain(chain, out[from:to], native)
		}
		from = to
	}
	return out
}

func tellsOfLanguage(chain []clause) bool {
	spoke := false
	for i := range chain {
		if anyOf(chain[i].words, "docent", "leraar", "les", "lessen", "vertalen", "vertaler", "voertaal", "cursus", "taalcursus", "markt", "klanten") {
			return false
		}
		spoke = spoke || spoken.in(chain[i].words) || gradesLanguage(chain[i].words)
	}
	return spoke
}

// readChain gives each language the level of its own clause; one that has none, that of the clause behind it which has
// only a level ("Engels (B2)"), else that of the last language before it, else that of the first level at all.
func readChain(chain []clause, out [][]matcher.Language, native matcher.CEFR) {
	var before, first matcher.CEFR
	written, silent := false, false
	for i := range chain {
		ws := chain[i].words
		for n := range ws {
			if code := languageAt(chain, i, n); code != "" {
				out[i] = append(out[i], matcher.Language{Code: code})
			}
		}
		level := masteryIn(ws, native)
		first = cmp.Or(first, level)
		if level == "" && len(out[i]) > 0 && i+1 < len(chain) && !namesLanguage(chain[i+1].words) {
			level = masteryIn(chain[i+1].words, native)
		}
		if len(out[i]) > 0 {
			before = cmp.Or(level, before)
			setOral(out[i], before)
		}
		written = written || anyOf(ws, "geschrift", "schriftelijk", "schriftelijke", "schrijf", "schrijft")
		silent = silent || anyOf(ws, "schriftelijk", "schrijf", "schrijft") && !anyOf(ws, "spreek", "spreekt", "mondeling", "mondelinge", "woord")
	}
	for _, list := range out {
		for n := range list {
			l := &list[n]
			l.Oral = cmp.Or(l.Oral, first)
			if written {
				l.Written = l.Oral
			}
			if silent {
				l.Oral = ""
			}
		}
	}
}

// gradesLanguage reports whether a language stands behind a word for how well: "goed Nederlands".
func gradesLanguage(ws []word) bool {
	for i := 1; i < len(ws); i++ {
		if code, adjective := languageCode(ws[i].text); code != "" && !adjective && ws[i-1].is("goed", "uitstekend", "perfect", "redelijk", "voldoende", "prima") {
			return true
		}
	}
	return false
}

func setOral(list []matcher.Language, level matcher.CEFR) {
	for n := range list {
		list[n].Oral = level
	}
}

func namesLanguage(ws []word) bool {
	return slices.ContainsFunc(ws, func(w word) bool { code, _ := languageCode(w.text); return code != "" })
}

// languageAt is the language that a word of a chain names. An adjective names one before "taal", and before another that
// does: "de Nederlandse en Engelse taal".
func languageAt(chain []clause, i, n int) string {
	ws := chain[i].words
	code, adjective := languageCode(ws[n].text)
	switch {
	case !adjective:
		return code
	case n+1 < len(ws):
		if ws[n+1].is("taal", "taalniveau", "taalvaardigheid") {
			return code
		}
	case i+1 < len(chain) && len(chain[i+1].words) > 1:
		if next, also := languageCode(chain[i+1].words[0].text); next != "" && also {
			return code
		}
	}
	return ""
}
