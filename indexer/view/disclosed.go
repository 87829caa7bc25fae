package view

import "matchd/matcher"

// Disclosed reports whether what many read, such as an event, may name this supply on a day: an announced group, or a
// person who lets the profile be shared with somebody beyond the responsible party. Nobody may be named who is not in
// the view.
func (s *Snapshot) Disclosed(supply string, asOf matcher.Date) bool {
	if row := s.People.Find(supply); row != nil {
		return matcher.Viewer{Anyone: true}.Sees(&matcher.Candidate{ResponsibleParty: row.Responsible, Consent: row.Consent}, asOf)
	}
	return s.Groups.Has(supply)
}
