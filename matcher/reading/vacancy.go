package reading

import (
	"strings"

	"matchd/matcher"
)

// Asked is what a text asks; what it does not ask is left empty.
type Asked struct {
	Education    matcher.EducationLevel
	Languages    []matcher.Language
	Certificates []matcher.Concept
	Experience   []Years
	Licences     []matcher.Licence
	Hours        *matcher.Hours
	Irregular    bool
}

// Description reads what a vacancy's description asks.
func Description(text string) Asked {
	a := Asked{Licences: Licences("", text)}
	for _, s := range sentences(text) {
		a.read(s)
	}
	return a
}

// Title reads what a vacancy's title asks.
func Title(title string) Asked {
	a := Asked{Licences: Licences(title, "")}
	a.readTitle(title)
	return a
}

func (a *Asked) readTitle(title string) {
	ws := wordsOf(strings.ToLower(title))
	if s, ok := titledSchooling(ws); ok {
		a.Education = s.level
	}
	if h, ok := hoursIn(ws, true); ok {
		a.Hours = &h
	} else if anyOf(ws, "fulltime", "voltijd") && !anyOf(ws, "parttime", "deeltijd") && at(ws, "part", "time") < 0 {
		least := float64(fullTime)
		a.Hours = &matcher.Hours{Min: &least}
	}
	for _, c := range clausesOf(ws, asking(noHeading)) {
		a.Irregular = a.Irregular || irregular(&c)
	}
}

func (a *Asked) read(s sentence) {
	cs := clausesOf(s.words, asking(s.under))
	company := ofCompany(s.words)
	for i := range cs {
		a.Irregular = a.Irregular || s.under != wishes && irregular(&cs[i])
	}
	a.Irregular = a.Irregular || s.under != wishes && untimely(s.words)
	if h, ok := hoursIn(s.words, false); ok && s.under != wishes {
		a.Hours = merged(a.Hours, h)
	}
	if s.above || s.under == wishes || s.under == offers || company {
		return
	}
	papers := make([][]matcher.Concept, len(cs))
	levels := make([][]schooling, len(cs))
	for i := range cs {
		if level, ok := asksSchooling(cs, i); ok && !(i+1 < len(cs) && cs[i+1].either && anyOf(cs[i+1].words, "ervaring", "werkervaring")) {
			if levels[i] = []schooling{level}; bracketed(cs, i) {
				levels[i-1] = nil // "mbo-opleiding (niveau 4)"
			}
		}
		if y, ok := yearsAsked(&cs[i]); ok && !(i+1 < len(cs) && cs[i+1].either) && !cs[i].either {
			a.Experience = append(a.Experience, y)
		}
		if papers[i] = certificatesIn(cs[i].words); !cs[i].firmly() || teaching.in(cs[i].words) {
			papers[i] = nil
		}
	}
	languages := languagesOf(cs, "C1")
	alone(cs, papers)
	alone(cs, languages)
	for i := range cs {
		for _, l := range levels[i] {
			if a.Education == "" || l.level < a.Education {
				a.Education = l.level
			}
		}
		if cs[i].firmly() {
			a.Languages = append(a.Languages, languages[i]...)
		}
		a.Certificates = append(a.Certificates, papers[i]...)
	}
}
