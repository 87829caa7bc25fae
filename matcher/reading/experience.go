package reading

import (
	"slices"
	"strconv"
	"strings"
)

// Years is experience that a text asks, in years, in the work that As names; empty = in the vacancy's own.
type Years struct {
	Years float64
	As    string
}

// mostYears is the longest experience that is believed to be asked; more is an employer's own.
const mostYears = 15

// number reads digits, or a word of up to ten; a range counts from its lower end.
func number(w word) (float64, bool) {
	if isNumber(w.text) {
		n, err := strconv.ParseFloat(strings.Replace(w.text, ",", ".", 1), 64)
		return n, err == nil
	}
	i := slices.Index([]string{"half", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"}, w.text)
	return max(0.5, float64(i)), i >= 0
}

// yearsAsked reads "minimaal 3 jaar ervaring als timmerman": years that stand beside experience, with nothing behind it but
// work of a name, or work like the vacancy's. Experience with something is another thing than work.
func yearsAsked(c *clause) (Years, bool) {
	ws := c.words
	year := slices.IndexFunc(ws, func(w word) bool { return w.is("jaar", "jaren", "jr") })
	about := slices.IndexFunc(ws, func(w word) bool {
		return w.is("ervaring", "werkervaring", "praktijkervaring", "beroepservaring")
	})
	if year < 1 || about < 0 || about-year > 4 || year-about > 5 || !c.firmly() {
		return Years{}, false
	}
	first := year - 1
	if first > 0 && (ws[first].signs == "-" || ws[first].signs == "/" || ws[first-1].is("tot", "à", "a", "of")) {
		if first--; ws[first].is("tot", "à", "a", "of") {
			first--
		}
	}
	if first < 0 || anyOf(ws[:first], "of") { // one of several ways to qualify
		return Years{}, false
	}
	n, ok := number(ws[first])
	tail := ws[max(year, about)+1:]
	as, ok2 := inWork(tail)
	asked := firmAsked.in(ws) || anyOf(ws, "je", "jij") || len(tail) > 0 && as == ""
	return Years{n, as}, ok && ok2 && asked && n > 0 && n <= mostYears
}

// inWork reads what follows experience: nothing, "als timmerman", or "in een soortgelijke functie".
func inWork(ws []word) (as string, ok bool) {
	if len(ws) == 0 {
		return "", true
	}
	if ws[0].text == "als" && len(ws) > 1 && !anyOf(ws, "of") {
		for _, w := range ws[1:] {
			as += " " + w.text
		}
		return as[1:], true
	}
	return "", ws[0].text == "in" && anyOf(ws, "soortgelijke", "vergelijkbare", "gelijke", "gelijkwaardige", "dezelfde", "deze", "dergelijke", "zelfde", "gelijksoortige") && anyOf(ws, "functie", "rol", "positie", "baan", "werk", "werkzaamheden", "beroep")
}
