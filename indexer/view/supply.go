package view

import (
	"slices"

	"matchd/matcher"
	"matchd/matcher/coupling"
	"matchd/matcher/fit"
	"matchd/matcher/place"
)

// Gathering finds the supply and demand of companies in one snapshot, as one viewer may see them on one day.
type Gathering struct {
	*Snapshot
	Viewer matcher.Viewer
	AsOf   matcher.Date
}

// Supply is what a company has to offer: its announced groups, and the people at risk who leave it.
func (g *Gathering) Supply(company string) []coupling.Source {
	var out []coupling.Source
	members := map[string]bool{}
	take := func(id string) {
		if row := g.People.Find(id); row != nil && !members[id] {
			if s, ok := g.Person(&row.Profile); ok && s.Company == company {
				members[id] = true
				out = append(out, s)
			}
		}
	}
	for _, id := range g.Firms.Groups(company) {
		if row := g.Groups.Find(id); row != nil {
			if s, ok := g.Group(&row.Profile); ok {
				out = append(out, s)
			}
		}
		for _, member := range g.Firms.Members(id) {
			take(member)
		}
	}
	for _, id := range g.Firms.People(company) {
		take(id)
	}
	return out
}

// SupplyIn is all groups and people at risk in a region.
func (g *Gathering) SupplyIn(region uint8) []coupling.Source {
	var out []coupling.Source
	for row := range g.Groups.All {
		if s, ok := g.Group(&row.Profile); ok && row.Region == region {
			out = append(out, s)
		}
	}
	for row := range g.People.All {
		if row.Region != region || !row.AtRisk() {
			continue
		}
		if s, ok := g.Person(&row.Profile); ok {
			out = append(out, s)
		}
	}
	return out
}

// AllSupply is every row that may be supply.
func (g *Gathering) AllSupply() []coupling.Rows {
	return []coupling.Rows{{View: g.Groups, Source: g.Group}, {View: g.People, Source: g.Person}}
}

// Group makes supply of an announced group, less the places that its people with a profile use; false where none is
// left or the group is not to be had on the day.
func (g *Gathering) Group(p *fit.Profile) (coupling.Source, bool) {
	units := p.Headcount - len(g.Firms.Members(p.ID))
	s := coupling.Source{Profile: p, Group: true, Units: max(0, units), Company: p.Employer, Work: p.Point}
	return s, p.Available && units > 0 && (p.Until == 0 || g.AsOf <= p.Until)
}

// Person makes supply of a person; false where the person is not at risk, not available, or not for this viewer to
// see. One of an announced group leaves the company of the group.
func (g *Gathering) Person(p *fit.Profile) (coupling.Source, bool) {
	s := coupling.Source{Profile: p, Units: 1, Company: p.Employer}
	if !p.AtRisk() || !p.Available ||
		!g.Viewer.Sees(&matcher.Candidate{ResponsibleParty: p.Responsible, Consent: p.Consent}, g.AsOf) {
		return s, false
	}
	if row := g.Groups.Find(p.SurplusID); row != nil {
		s.Company, s.Work = row.Employer, row.Point
	}
	if at := nearest(g.Firms.Record(s.Company).Establishments, p.Point); at.Known() {
		s.Work = at
	}
	return s, true
}

// nearest is the establishment nearest to home: where somebody works is not told, and this one flatters no move.
func nearest(establishments []place.Point, home place.Point) place.Point {
	if len(establishments) == 0 || !home.Known() {
		return place.Point{}
	}
	return slices.MinFunc(establishments, func(a, b place.Point) int { return place.Metres(a, home) - place.Metres(b, home) })
}

// Demand is a company's vacancies with positions left that a plan may fill.
func (g *Gathering) Demand(company string) []*fit.Opening {
	var out []*fit.Opening
	for _, id := range g.Firms.Openings(company) {
		if row := g.Openings.Find(id); row != nil {
			out = append(out, &row.Opening)
		}
	}
	return coupling.Openings(out)
}

// Company is what is known of a company: by its own record, else by a vacancy, a surplus or a person; false where
// nobody knows it.
func (g *Gathering) Company(id string) (matcher.CompanyRef, bool) {
	out := matcher.CompanyRef{ID: id}
	record := g.Firms.Record(id)
	known := record.Name != "" || len(record.Sectors) > 0 || len(record.Establishments) > 0
	fill := func(from matcher.CompanyRef) {
		known = true
		if out.Name == "" {
			out.Name = from.Name
		}
		if out.Sector.IsZero() {
			out.Sector = from.Sector
		}
	}
	if known {
		fill(matcher.CompanyRef{Name: record.Name})
	}
	if len(record.Sectors) > 0 {
		out.Sector = record.Sectors[0]
	}
	for _, id := range g.Firms.Openings(id) {
		if row := g.Openings.Find(id); row != nil && incomplete(out, known) {
			fill(matcher.CompanyRef{Name: row.Name, Sector: row.Sector})
		}
	}
	for _, id := range g.Firms.Groups(id) {
		if row := g.Groups.Find(id); row != nil && row.Post != nil && incomplete(out, known) {
			fill(row.Post.Company)
		}
	}
	for _, id := range g.Firms.People(id) {
		if row := g.People.Find(id); row != nil && row.Post != nil && incomplete(out, known) {
			fill(row.Post.Company)
		}
	}
	return out, known
}

func incomplete(c matcher.CompanyRef, known bool) bool {
	return !known || c.Name == "" || c.Sector.IsZero()
}
