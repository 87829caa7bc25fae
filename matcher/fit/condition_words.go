package fit

import (
	"fmt"
	"strconv"
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

func statusWords(x *account) (asked, has, short string) {
	open, available := phrase{"vacature open", "vacancy open"}, phrase{"beschikbaar", "available"}
	not := func(p phrase) phrase { return phrase{"niet " + p.nl, "not " + p.en} }
	both := func(a, b phrase) string { return x.to.say(a) + ", " + x.to.say(b) }
	closed := phrase{"vacature gesloten", "vacancy closed"}
	switch {
	case !x.o.Open && !x.p.Available:
		return both(open, available), both(closed, not(available)), ""
	case !x.o.Open:
		return x.to.say(open), x.to.say(closed), ""
	case !x.p.Available:
		return x.to.say(available), x.to.say(not(available)), ""
	}
	return "", "", ""
}

func closingWords(x *account) (asked, has, short string) {
	if x.o.Closing != 0 && x.q.AsOf > x.o.Closing {
		short = duration(x.to.lang, int64(x.q.AsOf-x.o.Closing))
	}
	return x.o.Closing.String(), x.q.AsOf.String(), short
}

// consentWords are who asks, and with whom the profile is shared.
func consentWords(x *account) (asked, has, short string) {
	if x.q.Viewer.All || x.p.Headcount > 1 {
		return "", "", ""
	}
	with := append([]string{string(x.p.Responsible.Kind)}, x.p.Consent.SharedWith...)
	has = strings.Join(with, ", ")
	if x.p.Consent.Until != 0 {
		has += " " + x.to.say(phrase{"tot en met", "until"}) + " " + x.p.Consent.Until.String()
	}
	return joinWords(string(x.q.Viewer.Party.Kind), x.q.Viewer.Party.Organisation), has, ""
}

// regionWords are the regions asked for, and that of the side which is listed.
func regionWords(x *account) (asked, has, short string) {
	if len(x.q.Regions) == 0 {
		return "", "", ""
	}
	codes := make([]string, len(x.q.Regions))
	for i, n := range x.q.Regions {
		codes[i] = x.to.RegionCode(n)
	}
	listed := x.p.Region
	if x.q.Openings {
		listed = x.o.Region
	}
	return strings.Join(codes, " "), x.to.RegionCode(listed), ""
}

func licenceWords(x *account) (asked, has, short string) {
	return licenceNames(x.o.Licences), licenceNames(x.p.Licences), licenceNames(x.p.Licences.Lacks(x.o.Licences))
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

func distanceWords(x *account) (asked, has, short string) {
	return x.kilometreWords(int(x.p.MaxMetres))
}

func withinWords(x *account) (asked, has, short string) {
	return x.kilometreWords(int(x.q.Within))
}

func (x *account) kilometreWords(limit int) (asked, has, short string) {
	if limit == 0 {
		return "", "", ""
	}
	asked = kilometres(limit)
	if !x.placed {
		return asked, "", ""
	}
	if x.metres > limit && x.o.Remote < 1000 {
		short = kilometres(x.metres - limit)
	}
	return asked, kilometres(x.metres), short
}

func kilometres(metres int) string {
	return strconv.FormatFloat(float64(metres)/1000, 'f', 1, 64) + " km"
}

func minutes(n int) string { return strconv.Itoa(n) + " min" }

func travelWords(x *account) (asked, has, short string) {
	if x.p.MaxMinutes == 0 || !x.placed || !x.p.Transport.Known() {
		return "", "", ""
	}
	need := TravelMinutes(x.metres, x.p.Transport)
	if need > int(x.p.MaxMinutes) && x.o.Remote < 1000 {
		short = minutes(need - int(x.p.MaxMinutes))
	}
	return minutes(int(x.p.MaxMinutes)), minutes(need), short
}

func borderWords(x *account) (asked, has, short string) {
	if x.o.Abroad == x.p.Abroad {
		return "", "", ""
	}
	return x.o.Abroad, x.p.Abroad, ""
}

// duration is a number of days in the largest unit that tells them well.
func duration(l Locale, days int64) string {
	count := func(n int64, one, many phrase) string {
		if n == 1 {
			return "1 " + one.in(l)
		}
		return strconv.FormatInt(n, 10) + " " + many.in(l)
	}
	switch {
	case days < 60:
		return count(days, phrase{"dag", "day"}, phrase{"dagen", "days"})
	case days < 2*365:
		return count((days*12+182)/365, phrase{"maand", "month"}, phrase{"maanden", "months"})
	}
	return count(int64(float64(days)/daysPerYear+0.02), phrase{"jaar", "year"}, phrase{"jaar", "years"})
}
