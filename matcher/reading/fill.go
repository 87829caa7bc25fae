package reading

import (
	"cmp"
	"fmt"
	"strings"

	"matchd/matcher"
)

// Reading is one thing that was read in a text, told to who sent it.
type Reading struct {
	From  string // the field that the text stands in
	Field string // the field that it fills
	Value string // as the field would have it
	Label string // the same for people
}

// Fill gives a vacancy in which the fields that say nothing are filled in by what its title and description ask, with
// what was read. A field that is there, be it an empty list, stays. Known tells whether work of a name is known; years
// asked in other work are left unread.
func Fill(r *matcher.Vacancy, known func(work string) bool) (matcher.Vacancy, []Reading) {
	if r.Title == "" && r.Description == "" {
		return *r, nil
	}
	f := filler{v: *r, known: known}
	for _, text := range [...]struct {
		from string
		asks Asked
	}{{"title", Title(r.Title)}, {"description", Description(r.Description)}} {
		f.from = text.from
		f.fill(&text.asks, r)
	}
	return f.v, f.told
}

type filler struct {
	v     matcher.Vacancy
	from  string
	told  []Reading
	known func(string) bool
}

func (f *filler) tell(field, value, label string) {
	f.told = append(f.told, Reading{f.from, field, value, cmp.Or(label, value)})
}

func (f *filler) tellLists(languages []matcher.Language, certificates []matcher.Concept, licences []matcher.Licence) {
	for _, l := range languages {
		f.tell("languages", l.Code, strings.TrimSpace(fmt.Sprintf("%s %s", l.Code, cmp.Or(l.Oral, l.Written))))
	}
	for _, c := range certificates {
		f.tell("certificates", c.Label, "")
	}
	for _, l := range licences {
		f.tell("drivingLicences", string(l), "")
	}
}

func (f *filler) fill(a *Asked, r *matcher.Vacancy) {
	if f.v.Education.MinimumLevel == "" && a.Education != "" {
		f.v.Education.MinimumLevel = a.Education
		f.tell("education.minimumLevel", string(a.Education), "")
	}
	if f.v.Languages == nil && a.Languages != nil {
		f.v.Languages = a.Languages
		f.tellLists(a.Languages, nil, nil)
	}
	if r.Certificates == nil {
		f.v.Certificates = append(f.v.Certificates, a.Certificates...)
		f.tellLists(nil, a.Certificates, nil)
	}
	if f.v.DrivingLicences == nil && a.Licences != nil {
		f.v.DrivingLicences = a.Licences
		f.tellLists(nil, nil, a.Licences)
	}
	f.fillWork(a, r)
}

func (f *filler) fillWork(a *Asked, r *matcher.Vacancy) {
	for i := range a.Experience {
		if y := &a.Experience[i]; len(r.Experience) == 0 && (y.As == "" || f.known(y.As)) {
			f.v.Experience = append(f.v.Experience, matcher.ExperienceAsk{Occupation: matcher.Concept{Label: y.As}, MinimumYears: &y.Years})
			f.tell("experience", fmt.Sprintf("%g", y.Years), strings.TrimSpace(fmt.Sprintf("%g jaar %s", y.Years, y.As)))
		}
	}
	if f.v.Hours == nil && a.Hours != nil {
		f.v.Hours = a.Hours
		f.tell("hours", hoursText(a.Hours), "")
	}
	if yes := true; f.v.IrregularHours == nil && a.Irregular {
		f.v.IrregularHours = &yes
		f.tell("irregularHours", "true", "")
	}
}

func hoursText(h *matcher.Hours) string {
	switch {
	case h.Max == nil:
		return fmt.Sprintf("%g-", *h.Min)
	case h.Min == nil:
		return fmt.Sprintf("-%g", *h.Max)
	case *h.Min == *h.Max:
		return fmt.Sprintf("%g", *h.Min)
	}
	return fmt.Sprintf("%g-%g", *h.Min, *h.Max)
}
