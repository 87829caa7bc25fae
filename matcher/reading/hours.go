package reading

import (
	"slices"
	"strings"

	"matchd/matcher"
)

// fullTime is the least hours a week of full-time work (CBS: voltijd is 35 hours a week or more).
const fullTime = 35

// mostHours is the longest working week that is believed; the law bounds it at 60 (Arbeidstijdenwet, artikel 5:7).
const mostHours = 60

// hoursIn reads hours a week: "24-32 uur per week", "minimaal 16 en maximaal 24 uur". Beside a week any hours count, in a
// title those of 8 and more too, since "24 uur" in a text may be the length of a day.
func hoursIn(ws []word, title bool) (h matcher.Hours, ok bool) {
	if anyOf(ws, "parttime", "deeltijd", "basis", "cao", "salaris", "bruto", "verlof", "vakantiedagen", "schaal", "overuren", "binnen") {
		return h, false
	}
	for i, w := range ws {
		number := i
		if title && isNumber(strings.TrimRight(w.text, "u")) && strings.HasSuffix(w.text, "u") { // 38u
			ws = slices.Clone(ws)
			ws[i].text = strings.TrimSuffix(w.text, "u")
		} else if number--; number < 0 || !w.is("uur", "uren") && !(title && w.is("u")) || !isNumber(ws[number].text) || ws[i].signs != "" {
			continue
		}
		weekly := follow(ws, i+1, "per", "week") || follow(ws, i+1, "week") || follow(ws, i+1, "in", "de", "week") ||
			follow(ws, i+1, "p", "w") || follow(ws, i+1, "pw") || follow(ws, i+1, "werkweek")
		if h, ok = span(ws[:number+1]); ok && (weekly || title && least(h) >= 8) {
			return h, true
		}
	}
	return matcher.Hours{}, false
}

// least is the lowest number that some hours name.
func least(h matcher.Hours) float64 {
	if h.Min != nil {
		return *h.Min
	}
	return *h.Max
}

// span reads the hours that some words end in: one number, a range, a least, a most, or both.
func span(ws []word) (h matcher.Hours, ok bool) {
	last := len(ws) - 1
	high, _ := number(ws[last])
	at := last - 1
	before := func(any ...string) bool {
		if at >= 0 && ws[at].is(any...) {
			at--
			return true
		}
		return false
	}
	most := before("maximaal", "max", "maximum", "hoogstens")
	joined := before("tot", "à", "a", "en", "of") || strings.ContainsAny(ws[last].signs, "-–/")
	if !joined || at < 0 || !isNumber(ws[at].text) {
		at = last - 1
		switch {
		case most || before("tot"):
			h = matcher.Hours{Max: &high}
		case before("minimaal", "min", "minimum", "vanaf", "minstens"):
			h = matcher.Hours{Min: &high}
		default:
			h = matcher.Hours{Min: &high, Max: &high}
		}
		return h, high >= 1 && high <= mostHours
	}
	low, _ := number(ws[at])
	return matcher.Hours{Min: &low, Max: &high}, low >= 1 && low <= high && high <= mostHours
}

// merged spans two readings; an end that one leaves open stays open.
func merged(a *matcher.Hours, b matcher.Hours) *matcher.Hours {
	if a == nil {
		return &b
	}
	out := matcher.Hours{}
	if a.Min != nil && b.Min != nil {
		low := min(*a.Min, *b.Min)
		out.Min = &low
	}
	if a.Max != nil && b.Max != nil {
		high := max(*a.Max, *b.Max)
		out.Max = &high
	}
	if out.Min == nil && out.Max == nil {
		return nil
	}
	return &out
}

// untimely reports whether a sentence is nothing but times at which others are free: "Avond en weekend."
func untimely(ws []word) bool {
	for _, w := range ws {
		if !w.is("avond", "avonden", "weekend", "weekenden", "nacht", "nachten", "en", "ook", "in", "het", "de", "s", "avonds", "nachts") {
			return false
		}
	}
	return anyOf(ws, "avond", "avonden", "avonds", "weekend", "weekenden", "nacht", "nachten", "nachts")
}

// irregular reports whether a clause says that the work is irregular or in shifts.
func irregular(c *clause) bool {
	if c.soft && !anyOf(c.words, "bereid", "mogelijk") || anyOf(c.words, "geen", "niet", "zonder", "nooit", "optioneel", "eventueel", "incidenteel", "incidentele", "soms", "zelden", "toe") {
		return false
	}
	for i, w := range c.words {
		switch w.text {
		case "ploegendienst", "ploegendiensten", "weekenddienst", "weekenddiensten", "nachtdienst", "nachtdiensten", "avonddienst", "avonddiensten",
			"slaapdienst", "slaapdiensten", "wisseldiensten", "wisseldienst", "bereikbaarheidsdienst", "consignatiedienst", "consignatiediensten", "consignatie", "storingsdienst":
			return true
		case "diensten", "dienst", "werktijden", "tijden", "rooster":
			if i > 0 && c.words[i-1].is("wisselende", "onregelmatige", "onregelmatig") {
				return true
			}
		case "ploegen", "ploeg", "ploegenrooster":
			if i > 0 && (isNumber(c.words[i-1].text) || c.words[i-1].is("twee", "drie", "vier", "vijf", "volcontinu", "in")) {
				return true
			}
		}
	}
	return false
}
