package fit

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"matchd/matcher"
)

// Locale is the language that sentences are written in.
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

// sentence says in one line how a reason stands and why.
func sentence(l Locale, id ReasonID, t Term, s matcher.State, e *matcher.Evidence) string {
	about, fits := subject(id).in(l), verdict(s, t.Value).in(l)
	if t.Known {
		if details := details(l, id, e); details != "" {
			return about + ": " + fits + " (" + details + ")."
		}
	}
	return about + ": " + fits + "."
}

// details names at most three items of each kind, so that a sentence stays one.
func details(l Locale, id ReasonID, e *matcher.Evidence) string {
	if e == nil {
		return ""
	}
	var parts []string
	add := func(p phrase, items []string) {
		if len(items) > 0 {
			parts = append(parts, p.in(l)+" "+some(items))
		}
	}
	if len(e.Matched) == 0 && len(e.Close) == 0 && len(e.Missing) == 0 && len(e.Follows) == 0 {
		vacancy, person := sides(id)
		add(vacancy, plainWords(l, e.Asked))
		add(person, plainWords(l, e.Has))
		return strings.Join(parts, "; ")
	}
	add(phrase{"heeft", "has"}, e.Matched)
	var near []string
	for _, c := range e.Close {
		near = append(near, c.Has+" ≈ "+c.Asked)
	}
	add(phrase{"verwant", "related"}, near)
	if len(e.Follows) > 0 {
		var skills []string
		for _, f := range e.Follows {
			skills = append(skills, f.Asked)
		}
		work := e.Follows[0].Has
		add(phrase{"volgt uit werk als " + work + ":", "follows from work as " + work + ":"}, skills)
	}
	add(phrase{"mist", "lacks"}, e.Missing)
	return strings.Join(parts, "; ")
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

// plainWords puts the fixed values of contracts and of yes and no in the reader's language.
func plainWords(l Locale, items []string) []string {
	if l == English {
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
			out[i] = contractInDutch(item)
		}
	}
	return out
}

func contractInDutch(item string) string {
	for _, w := range [...]phrase{
		{"regulier", "regular"}, {"leerbaan", "apprenticeship"}, {"werkervaringsplaats", "workExperience"},
		{"vrijwilligerswerk", "volunteer"}, {"vast", "permanent"}, {"tijdelijk", "temporary"},
	} {
		item = strings.ReplaceAll(item, w.en, w.nl)
	}
	return item
}

func some(items []string) string {
	const most = 3
	if len(items) <= most {
		return strings.Join(items, ", ")
	}
	return fmt.Sprintf("%s +%d", strings.Join(items[:most], ", "), len(items)-most)
}

// byWeight orders asked skills for people to read: the weightiest first.
func byWeight(asked []SkillAsked) []SkillAsked {
	out := slices.Clone(asked)
	slices.SortStableFunc(out, func(a, b SkillAsked) int { return cmp.Compare(b.Weight, a.Weight) })
	return out
}
