package fit

import (
	"fmt"
	"strings"

	"matchd/matcher"
)

// reader is whom an explanation is for.
type reader struct {
	*Vocabulary
	lang Locale
}

// say fills the phrase in, in the reader's language.
func (r reader) say(p phrase, with ...any) string {
	if len(with) == 0 {
		return p.in(r.lang)
	}
	return fmt.Sprintf(p.in(r.lang), with...)
}

func statusWords(r reader, o *Opening, p *Profile, _ *Question) (asked, has, short string) {
	open, available := phrase{"vacature open", "vacancy open"}, phrase{"beschikbaar", "available"}
	not := func(p phrase) phrase { return phrase{"niet " + p.nl, "not " + p.en} }
	both := func(a, b phrase) string { return r.say(a) + ", " + r.say(b) }
	closed := phrase{"vacature gesloten", "vacancy closed"}
	switch {
	case !o.Open && !p.Available:
		return both(open, available), both(closed, not(available)), ""
	case !o.Open:
		return r.say(open), r.say(closed), ""
	case !p.Available:
		return r.say(available), r.say(not(available)), ""
	}
	return "", "", ""
}

func closingWords(r reader, o *Opening, _ *Profile, q *Question) (asked, has, short string) {
	if o.Closing != 0 && q.AsOf > o.Closing {
		short = duration(r.lang, int64(q.AsOf-o.Closing))
	}
	return o.Closing.String(), q.AsOf.String(), short
}

// consentWords are who asks, and with whom the profile is shared.
func consentWords(r reader, _ *Opening, p *Profile, q *Question) (asked, has, short string) {
	if q.Viewer.All || p.Headcount > 1 {
		return "", "", ""
	}
	with := append([]string{string(p.Responsible.Kind)}, p.Consent.SharedWith...)
	has = strings.Join(with, ", ")
	if p.Consent.Until != 0 {
		has += " " + r.say(phrase{"tot en met", "until"}) + " " + p.Consent.Until.String()
	}
	return joinWords(string(q.Viewer.Party.Kind), q.Viewer.Party.Organisation), has, ""
}

// regionWords are the regions asked for, and that of the side which is listed.
func regionWords(r reader, o *Opening, p *Profile, q *Question) (asked, has, short string) {
	if len(q.Regions) == 0 {
		return "", "", ""
	}
	codes := make([]string, len(q.Regions))
	for i, n := range q.Regions {
		codes[i] = r.RegionCode(n)
	}
	listed := p.Region
	if q.Openings {
		listed = o.Region
	}
	return strings.Join(codes, " "), r.RegionCode(listed), ""
}

func licenceWords(_ reader, o *Opening, p *Profile, _ *Question) (asked, has, short string) {
	return licenceNames(o.Licences), licenceNames(p.Licences), licenceNames(p.Licences.Lacks(o.Licences))
}

func licenceNames(s Set) string {
	var names []string
	for i, l := range matcher.Licences() {
		if s.Has(i) {
			names = append(names, string(l))
		}
	}
	return strings.Join(names, " ")
}

func distanceWords(_ reader, o *Opening, p *Profile, _ *Question) (asked, has, short string) {
	return kilometreWords(o, p, int(p.MaxMetres))
}

func withinWords(_ reader, o *Opening, p *Profile, q *Question) (asked, has, short string) {
	return kilometreWords(o, p, int(q.Within))
}

func kilometreWords(o *Opening, p *Profile, limit int) (asked, has, short string) {
	if limit == 0 {
		return "", "", ""
	}
	asked = kilometres(limit)
	metres, known := Metres(&o.Asks, &p.Needs)
	if !known {
		return asked, "", ""
	}
	if metres > limit && o.Remote < 1000 {
		short = kilometres(metres - limit)
	}
	return asked, kilometres(metres), short
}

func kilometres(metres int) string { return fmt.Sprintf("%.1f km", float64(metres)/1000) }

func travelWords(_ reader, o *Opening, p *Profile, _ *Question) (asked, has, short string) {
	metres, known := Metres(&o.Asks, &p.Needs)
	if p.MaxMinutes == 0 || !known || !p.Transport.Known() {
		return "", "", ""
	}
	need := TravelMinutes(metres, p.Transport)
	if need > int(p.MaxMinutes) && o.Remote < 1000 {
		short = fmt.Sprintf("%d min", need-int(p.MaxMinutes))
	}
	return fmt.Sprintf("%d min", p.MaxMinutes), fmt.Sprintf("%d min", need), short
}

func borderWords(_ reader, o *Opening, p *Profile, _ *Question) (asked, has, short string) {
	if o.Abroad == p.Abroad {
		return "", "", ""
	}
	return o.Abroad, p.Abroad, ""
}

// duration is a number of days in the largest unit that tells them well.
func duration(l Locale, days int64) string {
	count := func(n int64, one, many phrase) string {
		if n == 1 {
			return "1 " + one.in(l)
		}
		return fmt.Sprintf("%d %s", n, many.in(l))
	}
	switch {
	case days < 60:
		return count(days, phrase{"dag", "day"}, phrase{"dagen", "days"})
	case days < 2*365:
		return count((days*12+182)/365, phrase{"maand", "month"}, phrase{"maanden", "months"})
	}
	return count(int64(float64(days)/daysPerYear+0.02), phrase{"jaar", "year"}, phrase{"jaar", "years"})
}
