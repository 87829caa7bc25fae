package fit

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"

	"matchd/matcher"
)

// Locale is the language that sentences are written in; any other than English is Dutch.
type Locale string

// The languages of sentences.
const (
	Dutch   Locale = "nl"
	English Locale = "en"
)

// phrase says what a reason is about, in both languages.
type phrase struct{ nl, en string }

func (p phrase) in(l Locale) string {
	if l == English {
		return p.en
	}
	return p.nl
}

func subject(id ReasonID) phrase {
	return [Reasons]phrase{
		Skills: {"De gevraagde vaardigheden", "The skills asked"}, Occupation: {"Het gevraagde beroep", "The occupation asked"},
		Experience: {"De gevraagde werkervaring", "The experience asked"}, Education: {"Het gevraagde opleidingsniveau", "The level of education asked"},
		Languages: {"De gevraagde talen", "The languages asked"}, Certificates: {"De gevraagde certificaten", "The certificates asked"},
		WishedOccupation: {"Het gewenste beroep", "The occupation wished"}, WishedSector: {"De gewenste sector", "The sector wished"},
		Hours: {"De gewenste uren", "The hours wished"}, Contract: {"Het gewenste contract", "The contract wished"},
		IrregularHours: {"De gewenste werktijden", "The working times wished"}, Distance: {"De reisafstand", "The distance to travel"},
		Start: {"De begindatum", "The starting date"}, Pay: {"Het gewenste loon", "The pay wished"}, Text: {"De zoektekst", "The text typed"},
	}[id]
}

func verdict(s matcher.State, value int64) phrase {
	switch {
	case s == matcher.Unknown:
		return phrase{"onbekend; dit telt neutraal mee", "not known; this counts as neutral"}
	case value >= 999_000:
		return phrase{"sluit volledig aan", "fits in full"}
	case s == matcher.Met:
		return phrase{"sluit grotendeels aan", "fits for the most part"}
	case value > 0:
		return phrase{"sluit gedeeltelijk aan", "fits in part"}
	}
	return phrase{"sluit niet aan", "does not fit"}
}

// prose writes the sentences of an explanation, one behind the other in one text.
type prose struct {
	text []byte
	ends []int // of the sentences
	lang Locale
}

// write says in one sentence how a reason stands and why.
func (w *prose) write(id ReasonID, t Term, s matcher.State, e *matcher.Evidence) {
	w.say(subject(id).in(w.lang), ": ", verdict(s, t.Value).in(w.lang))
	if t.Known && e != nil {
		w.details(id, e)
	}
	w.say(".")
	w.ends = append(w.ends, len(w.text))
}

// sentences gives what was written since it was last asked for.
func (w *prose) sentences() iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		text, from := string(w.text), 0
		for i, end := range w.ends {
			if !yield(i, text[from:end]) {
				break
			}
			from = end
		}
		w.text, w.ends = w.text[:0], w.ends[:0]
	}
}

func (w *prose) say(words ...string) {
	for _, s := range words {
		w.text = append(w.text, s...)
	}
}

// details adds what a reason rests on, between brackets; nothing where there is nothing to say.
func (w *prose) details(id ReasonID, e *matcher.Evidence) {
	begun := len(w.text)
	if len(e.Matched) == 0 && len(e.Close) == 0 && len(e.Missing) == 0 && len(e.Follows) == 0 && len(e.Unknown) == 0 {
		vacancy, person := sides(id)
		w.items(begun, vacancy, plainWords(w.lang, id, e.Asked))
		w.items(begun, person, plainWords(w.lang, id, e.Has))
	} else {
		w.items(begun, phrase{"heeft", "has"}, e.Matched)
		w.some(begun, phrase{"verwant", "related"}, len(e.Close), func(i int) { w.say(e.Close[i].Has, " ≈ ", e.Close[i].Asked) })
		if len(e.Follows) > 0 {
			work := e.Follows[0].Has + ":"
			w.some(begun, phrase{"volgt uit werk als " + work, "follows from work as " + work}, len(e.Follows), func(i int) { w.say(e.Follows[i].Asked) })
		}
		w.items(begun, phrase{"mist", "lacks"}, e.Missing)
		w.items(begun, phrase{"onbekend", "not known"}, e.Unknown)
	}
	if len(w.text) > begun {
		w.say(")")
	}
}

func (w *prose) items(begun int, p phrase, items []string) {
	w.some(begun, p, len(items), func(i int) { w.say(items[i]) })
}

// some adds a clause to those begun at a place: at most three of n items, so that a sentence stays one.
func (w *prose) some(begun int, p phrase, n int, item func(i int)) {
	const most = 3
	switch {
	case n == 0:
		return
	case len(w.text) == begun:
		w.say(" (", p.in(w.lang), " ")
	default:
		w.say("; ", p.in(w.lang), " ")
	}
	for i := range min(n, most) {
		if i > 0 {
			w.say(", ")
		}
		item(i)
	}
	if n > most {
		w.say(" +", strconv.Itoa(n-most))
	}
}

// sides are the words for what the vacancy says and what the person says.
func sides(id ReasonID) (vacancy, person phrase) {
	switch id {
	case Hours, Contract, IrregularHours, WishedSector, WishedOccupation, Pay:
		return phrase{"aangeboden", "offered"}, phrase{"gewenst", "wished"}
	case Start:
		return phrase{"begint", "begins"}, phrase{"beschikbaar", "available"}
	case Distance:
		return phrase{"", ""}, phrase{"hemelsbreed", "as the crow flies"}
	}
	return phrase{"gevraagd", "asked"}, phrase{"heeft", "has"}
}

// plainWords puts the fixed values of contracts and of yes and no in the reader's language; all else is said as it is.
func plainWords(l Locale, id ReasonID, items []string) []string {
	if l == English || id != Contract && id != IrregularHours {
		return items
	}
	out := make([]string, len(items))
	for i, item := range items {
		switch item {
		case "yes":
			out[i] = "onregelmatig"
		case "no":
			out[i] = "niet onregelmatig"
		default:
			kind, term, _ := strings.Cut(item, " ")
			out[i] = joinWords(contractInDutch(kind), contractInDutch(term))
		}
	}
	return out
}

// contractInDutch is a kind of contract or its term.
func contractInDutch(word string) string {
	switch word {
	case string(matcher.Regular):
		return "regulier"
	case string(matcher.Apprenticeship):
		return "leerbaan"
	case string(matcher.WorkExperience):
		return "werkervaringsplaats"
	case string(matcher.Volunteer):
		return "vrijwilligerswerk"
	case string(matcher.Permanent):
		return "vast"
	case string(matcher.Temporary):
		return "tijdelijk"
	}
	return word
}

// byWeight orders asked skills for people to read: the places of the weightiest first.
func byWeight(asked []SkillAsked) []int {
	out := make([]int, len(asked))
	for i := range out {
		out[i] = i
	}
	slices.SortStableFunc(out, func(a, b int) int { return cmp.Compare(asked[b].Weight, asked[a].Weight) })
	return out
}
