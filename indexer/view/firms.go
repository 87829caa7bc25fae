package view

import (
	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/place"
	"matchd/matcher/rank"
)

// Firms says who and what is with which company. It never changes.
type Firms struct {
	openings relation // vacancies by company, closed ones too
	people   relation // people at risk, or who just lost their job, by the company they leave
	groups   relation // announced surpluses by company
	members  relation // people by the surplus whose place they use, whatever their status
	records  table[Firm]
	accepted relation   // match ids by each of the two ids in them
	places   table[int] // that were accepted, by match id
}

// Firm is what companies.v1 says of a company.
type Firm struct {
	Name           string
	Sectors        []matcher.Sector
	Establishments []place.Point
	Agreements     []matcher.Agreement
	Closed         bool
}

// Openings are the ids of a company's vacancies, ascending. No list of ids may be changed.
func (f *Firms) Openings(company string) []string { return f.openings.of(company) }

// People are the ids of people at risk who name the company as the one they leave.
func (f *Firms) People(company string) []string { return f.people.of(company) }

// Groups are the ids of a company's surpluses.
func (f *Firms) Groups(company string) []string { return f.groups.of(company) }

// Members are the ids of the people who use a surplus' places.
func (f *Firms) Members(surplus string) []string { return f.members.of(surplus) }

// Accepted are the matches of a person, surplus or vacancy by which somebody was hired.
func (f *Firms) Accepted(id string) []string { return f.accepted.of(id) }

// Places is how many people, and positions, a match took.
func (f *Firms) Places(matchID string) int {
	n, _ := f.places.get(matchID)
	return n
}

// Record is what is known of the company itself; the zero value where nothing is.
func (f *Firms) Record(company string) Firm {
	r, _ := f.records.get(company)
	return r
}

// WithSupply calls yield for every company that has people at risk or a surplus, some of them twice.
func (f *Firms) WithSupply(yield func(company string) bool) {
	more := true
	f.groups.keys(func(k string) bool { more = yield(k); return more })
	if more {
		f.people.keys(yield)
	}
}

// firmsWork gathers what a batch does to Firms.
type firmsWork struct {
	openings, people, groups, members, accepted edits
	records                                     map[string]*Firm
	places                                      map[string]*int
}

func newFirmsWork() *firmsWork {
	return &firmsWork{edits{}, edits{}, edits{}, edits{}, edits{}, map[string]*Firm{}, map[string]*int{}}
}

// opening notes a vacancy that was one row and is another; nil = none.
func (w *firmsWork) opening(id string, was, is *rank.Vacancy) {
	of := func(r *rank.Vacancy) string {
		if r == nil {
			return ""
		}
		return r.Company
	}
	w.openings.move(id, of(was), of(is))
}

func (w *firmsWork) person(id string, was, is *rank.Person) {
	w.people.move(id, employerOf(was), employerOf(is))
	member := func(r *rank.Person) string {
		if r == nil {
			return ""
		}
		return r.SurplusID
	}
	w.members.move(id, member(was), member(is))
}

func (w *firmsWork) group(id string, was, is *rank.Person) {
	w.groups.move(id, employerOf(was), employerOf(is))
}

// decision notes how many places a match takes.
func (w *firmsWork) decision(matchID string, places int) {
	supply, vacancy, ok := matcher.SplitMatchID(matchID)
	if !ok {
		return
	}
	w.places[matchID] = nil
	if places > 0 {
		w.places[matchID] = &places
	}
	for _, key := range []string{supply, vacancy} {
		if w.accepted[key] == nil {
			w.accepted[key] = map[string]bool{}
		}
		w.accepted[key][matchID] = places > 0
	}
}

func employerOf(r *rank.Person) string {
	if r == nil || !r.AtRisk() {
		return ""
	}
	return r.Employer
}

func (w *firmsWork) apply(f *Firms) *Firms {
	return &Firms{
		openings: f.openings.change(w.openings), people: f.people.change(w.people), groups: f.groups.change(w.groups),
		members: f.members.change(w.members), records: f.records.set(w.records),
		accepted: f.accepted.change(w.accepted), places: f.places.set(w.places),
	}
}

// firm compiles a company's record.
func firm(v *fit.Vocabulary, c *matcher.Company) Firm {
	f := Firm{Name: c.Name, Sectors: c.Sectors, Agreements: c.Agreements, Closed: c.Status == matcher.CompanyClosed}
	for _, e := range c.Establishments {
		at, ok := v.Places().Locate(e.Place.Postcode, e.Place.Municipality, e.Place.Country)
		if ok && at.Point.Known() {
			f.Establishments = append(f.Establishments, at.Point)
		}
	}
	return f
}
