package reading

import "strings"

// clause is a part of a sentence that is asked, wished or told as a whole.
type clause struct {
	words  []word
	either bool // begins with "of"
	comma  bool // joined to the one before by a comma or the like, not by "en"
	verb   bool // has a verb or subject of its own
	firm   bool // says that something must be there, or is
	soft   bool // wishes, offers, denies or puts off
}

// manner is the words by which firm and soft clauses are known.
type manner struct {
	firm, soft list
	bare       bool // a sentence without a verb is firm
}

// How vacancies ask, how people tell of themselves, and what begins a clause of its own.
var (
	firmAsked = words(`vereist verplicht vereiste noodzakelijk nodig eis must bezit beschikt beschik moet moeten dient hebt heb heeft bent beheerst
		beheers spreekt spreek schrijft verwachten vragen vraagt gevraagd zoeken zoekt gezocht eisen minimaal minimum min minstens
		tenminste minste afgerond afgeronde wel onmisbaar`)
	softAsked = words(`affiniteit levert oplevert duurt zak afronding pre pré prés pluspunt plus voorkeur gewenst wenselijk wens gewenste handig bereid halen behalen haalt haal geen niet zonder nooit
		meegenomen optioneel eventueel liefst mooi fijn vergoeden vergoed vergoedt idealiter zou mogelijk mogelijkheid kans mag hoeft kan
		kun kunt kunnen leren leert leer opleiden opgeleid bieden biedt bied krijg krijgt ontvang ontvangt betalen betaalt regelen regelt
		zorgen cursus cursussen training trainingen volg volgt volgen ontwikkelen doorgroeien welkom student studenten studeert scholing
		bonus nice preferred indien tenzij`)
	firmTold = words(`heb bezit beschik behaald gehaald afgerond geslaagd spreek beheers ben geldig geldige had`)
	softTold = words(`ingeschreven kwijt ingevorderd ingeleverd ingenomen wil wilt wens zoek graag volg volgde bezig studeer studie leer leren halen behalen haal geen niet zonder nooit gestopt onderbroken
		verlopen bijna straks binnenkort misschien hoop hopelijk ga gaan zou kan kunnen dochter zoon man vrouw partner kinderen droom
		ambitie starten begonnen nodig vereist gevraagd verleerd vergeten moeite beetje`)
	verbs = words(`je jij u wij we ik ons onze is zijn bent ben was werd wordt worden werkt werken ga gaat gaan doe doet kan kun kunt wil wilt
		vind vindt zorg zorgt houd houdt kom komt sta staat neem neemt geef geeft voer voert begeleid begeleidt maak maakt help helpt denk
		denkt weet ziet rijd rijdt krijg krijgt bied biedt hebben hebt heb heeft beschikt beschik beheerst spreekt schrijft moet dient
		volg volgt volgde zoek zoeken woon woont`)
)

// softly reports whether words wish, offer, deny or put off; "ploegendienst geen probleem" denies nothing.
func (m manner) softly(ws []word) bool {
	for i, w := range ws {
		if m.soft[w.text] && !(w.text == "geen" && i+1 < len(ws) && ws[i+1].is("probleem", "bezwaar", "punt")) {
			return true
		}
	}
	return false
}

// bounding are firm words that stand in a clause without a verb.
var bounding = words("minimaal minimum min minstens tenminste minste")

// asking is how vacancies ask.
func asking(under heading) manner {
	return manner{firmAsked, softAsked, under == demands || under == noHeading}
}

// telling is how people tell of themselves: what they have, unless they long for it, learn it or deny it.
func telling() manner { return manner{firmTold, softTold, true} }

// clausesOf cuts a sentence at commas, brackets and the words that join, and tells which of them are firm and soft. A soft
// clause makes those beside it soft that say nothing for themselves: "Engels, Duits en Frans zijn een pré".
func clausesOf(ws []word, m manner) []clause {
	out := cutClauses(ws)
	for i := range out {
		c := &out[i]
		c.soft, c.firm = m.softly(c.words), m.firm.in(c.words)
		c.verb = verbs.in(c.words) || c.firm && !bounding.in(c.words)
		if i == 0 || c.verb {
			c.firm = c.firm || !c.verb && m.bare
			continue
		}
		c.firm = c.firm || out[i-1].firm
	}
	soften(out, m)
	return out
}

func soften(cs []clause, m manner) {
	for i := range cs {
		if !m.softly(cs[i].words) {
			continue
		}
		refers := cs[i].either || anyOf(cs[i].words, "deze", "dit", "dat", "die", "hiervoor", "daarvoor", "daarbij")
		for k := i - 1; k >= 0 && (refers || !itself(cs[i].words, m) && !m.firm.in(cs[k].words)); k-- {
			cs[k].soft, refers = true, false
		}
		for k := i + 1; k < len(cs) && !cs[k].verb; k++ {
			cs[k].soft = true
		}
	}
}

// itself reports whether a soft clause is about what stands in it and nothing before: "Duits is een pré", "liefst hbo".
func itself(ws []word, m manner) bool {
	if is := at(ws, "is"); is > 0 {
		return true
	}
	return len(ws) > 1 && (m.soft[ws[0].text] || follow(ws, 0, "bij", "voorkeur"))
}

func cutClauses(ws []word) (out []clause) {
	from, comma, either := 0, false, false
	end := func(to int) {
		if to > from {
			out = append(out, clause{words: ws[from:to], comma: comma, either: either})
		}
	}
	for i, w := range ws {
		switch {
		case i > 0 && strings.ContainsAny(w.signs, ",()[]—|") || i > 0 && w.spaced && w.apart && strings.Contains(w.signs, "-") && !(isNumber(w.text) && isNumber(ws[i-1].text)):
			end(i)
			from, comma, either = i, true, w.text == "of"
		case i > 0 && joins(ws, i):
			end(i)
			from, comma, either = i+1, false, i+1 < len(ws) && ws[i+1].text == "of"
		}
	}
	end(len(ws))
	return out
}

// joins reports whether a word joins two clauses, as "en" does but not in "woord en geschrift" or "niveau 3 en 4".
func joins(ws []word, i int) bool {
	if ws[i].is("maar", "waarbij", "terwijl", "omdat", "zodat", "plus") {
		return true
	}
	if ws[i].text != "en" && ws[i].signs != "&" || i+1 == len(ws) {
		return false
	}
	pair := ws[i-1].is("woord", "werk", "spreek", "spreekt", "schrijf", "schrijft", "lees", "leest", "versta", "verstaat", "mondeling", "mondelinge")
	return !pair && !(isNumber(ws[i-1].text) && isNumber(ws[i+1].text))
}

// of tells whether a clause leaves a choice between what stands in it.
func (c *clause) of() bool { return c.either || anyOf(c.words, "of", "dan") }

// alone takes out of some readings, one list a clause, those that are one of several ways: of a clause with a choice, and
// of those that commas join to it.
func alone[R any](cs []clause, of [][]R) {
	for i := range cs {
		if !cs[i].of() || len(of[i]) == 0 {
			continue
		}
		of[i] = nil
		for k := i; k > 0 && (cs[k].comma || cs[k].either); k-- {
			of[k-1] = nil
		}
	}
}

// firmly reports whether a clause says outright what it says.
func (c *clause) firmly() bool { return c.firm && !c.soft }

// ofCompany reports whether a sentence tells of the employer and asks nothing.
func ofCompany(ws []word) bool {
	return anyOf(ws, "wij", "we", "ons", "onze", "bedrijf", "organisatie", "team") && !anyOf(ws, "vragen", "verwachten", "zoeken", "eisen", "vereist", "jij", "je", "kandidaat", "u") ||
		anyOf(ws, "klanten")
}
