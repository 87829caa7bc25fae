package view

import (
	"slices"

	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/place"
	"matchd/matcher/rank"
)

// Firms says who and what is with which company, and what was decided about whom. It never changes: each Snapshot has its
// own, which shares what a batch left as it was.
type Firms struct {
	openings relation // vacancies by company, closed ones too
	people   relation // people at risk, or who just lost their job, by the company they leave
	groups   relation // announced surpluses by company
	members  relation // people by the surplus whose place they use, whatever their status
	records  table[Firm]
	decided  relation                // match ids by each of the two ids in them
	deals    table[matcher.Decision] // by match id
}

// Firm is what companies.v1 says of a company. Slices are shared and must not be changed.
type Firm struct {
	Name           string
	Sectors        []matcher.Sector
	Establishments []place.Point // those of them whose place is known
	Agreements     []matcher.Agreement
	Recognised     []matcher.Concept // occupations that it is a recognised training company (erkend leerbedrijf) for
	trains         []fit.OccupationID
}

// National reports whether the company has a national agreement (landelijke afspraak), which spans regions.
func (f *Firm) National() bool { return isNational(&matcher.Company{Agreements: f.Agreements}) }

func isNational(c *matcher.Company) bool {
	return c != nil && slices.ContainsFunc(c.Agreements, func(a matcher.Agreement) bool { return a.Kind == matcher.NationalAgreement })
}

// Trains reports whether the company is recognised to train for the work of a vacancy: an occupation of the vacancy is, by
// the same number, one that its record names.
func (f *Firm) Trains(o *fit.Opening) bool {
	return slices.ContainsFunc(o.Occupations, func(id fit.OccupationID) bool { return slices.Contains(f.trains, id) })
}

// Openings are the ids of a company's vacancies, whatever their status, ascending. No list of ids may be changed.
func (f *Firms) Openings(company string) []string { return f.openings.of(company) }

// People are the ids of people at risk who name the company as the one they leave, ascending; who is in a group that the
// company announced need not name it (see Members).
func (f *Firms) People(company string) []string { return f.people.of(company) }

// Groups are the ids of a company's surpluses, whatever their status, ascending.
func (f *Firms) Groups(company string) []string { return f.groups.of(company) }

// Members are the ids of the people who use a surplus' places, whatever their status, ascending. The surplus itself need not
// be in the view.
func (f *Firms) Members(surplus string) []string { return f.members.of(surplus) }

// Decision is the newest decision on a match; false where there is none. Nothing in it may be changed.
func (f *Firms) Decision(matchID string) (matcher.Decision, bool) { return f.deals.get(matchID) }

// Agreed are the decisions that take places of a person, surplus or vacancy, those first that come first where there
// are fewer places than they take. It is made anew with every call, as long as decisions about the id.
func (f *Firms) Agreed(id string) []matcher.Decision {
	var out []matcher.Decision
	for _, match := range f.decided.of(id) {
		if d, _ := f.deals.get(match); d.Agreed() {
			out = append(out, d)
		}
	}
	slices.SortFunc(out, func(a, b matcher.Decision) int {
		if a.Before(&b) {
			return -1
		}
		return 1
	})
	return out
}

// Record is what is known of the company itself by its own record; false where it has none. See Gathering.Company for what
// others say of it.
func (f *Firms) Record(company string) (Firm, bool) { return f.records.get(company) }

// National reports whether a company has a national agreement.
func (f *Firms) National(company string) bool {
	r, _ := f.records.get(company)
	return r.National()
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
	openings, people, groups, members, decided edits
	records                                    map[string]*Firm
	deals                                      map[string]*matcher.Decision
}

func newFirmsWork() *firmsWork {
	return &firmsWork{edits{}, edits{}, edits{}, edits{}, edits{}, map[string]*Firm{}, map[string]*matcher.Decision{}}
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

// decision notes the newest decision on a match; nil = none.
func (w *firmsWork) decision(matchID string, d *matcher.Decision) {
	supply, vacancy, ok := matcher.SplitMatchID(matchID)
	if !ok {
		return
	}
	w.deals[matchID] = d
	for _, key := range []string{supply, vacancy} {
		if w.decided[key] == nil {
			w.decided[key] = map[string]bool{}
		}
		w.decided[key][matchID] = d != nil
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
		decided: f.decided.change(w.decided), deals: f.deals.set(w.deals),
	}
}

// firm compiles a company's record.
func firm(v *fit.Vocabulary, c *matcher.Company) Firm {
	f := Firm{Name: c.Name, Sectors: c.Sectors, Agreements: c.Agreements}
	for _, e := range c.Establishments {
		at, ok := v.Places().Locate(e.Place.Postcode, e.Place.Municipality, e.Place.Country)
		if ok && at.Point.Known() {
			f.Establishments = append(f.Establishments, at.Point)
		}
	}
	for _, r := range c.RecognisedTraining {
		ids, _ := v.Occupation(r.Occupation)
		f.Recognised, f.trains = append(f.Recognised, r.Occupation), append(f.trains, ids...)
	}
	return f
}
