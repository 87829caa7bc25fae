package view

import (
	"slices"

	"matchd/matcher"
	"matchd/matcher/coupling"
	"matchd/matcher/fit"
	"matchd/matcher/place"
)

// Gathering finds the supply and demand of companies in one snapshot, as one viewer may see them on one day. Set the exported
// fields and use it by pointer, for one goroutine: it remembers which people are beyond the headcount of which group.
type Gathering struct {
	*Snapshot
	Viewer matcher.Viewer             // whose consent counts for persons; groups need none
	AsOf   matcher.Date               // the day for consent, last working days and availability
	beyond map[string]map[string]bool // by surplus: its members beyond the headcount
}

// Supply is what a company has to offer: its announced groups, and the people at risk who leave it; each once, in the order
// of SupplyIDs.
func (g *Gathering) Supply(company string) []coupling.Source {
	var out []coupling.Source
	for _, id := range g.SupplyIDs(company) {
		if row := g.Groups.Find(id); row != nil && row.Employer == company {
			if s, ok := g.Group(&row.Profile); ok {
				out = append(out, s)
			}
		}
		if row := g.People.Find(id); row != nil {
			if s, ok := g.Person(&row.Profile); ok && s.Company == company {
				out = append(out, s)
			}
		}
	}
	return out
}

// SupplyIDs are the ids of a company's groups, of the people in them, and of those who name it as the one they leave,
// each once and ascending, whether or not they are supply on the day.
func (g *Gathering) SupplyIDs(company string) []string {
	out := slices.Concat(g.Firms.Groups(company), g.Firms.People(company))
	for _, id := range g.Firms.Groups(company) {
		out = append(out, g.Firms.Members(id)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// AllSupply is every row that may be supply, for coupling.Coupler.Toward and coupling.World: nothing is looked at yet.
func (g *Gathering) AllSupply() []coupling.Rows {
	return []coupling.Rows{{View: g.Groups, Source: g.Group}, {View: g.People, Leaving: true, Source: g.Person}}
}

// Group makes supply of an announced group, less the places that its people with a profile use; false where none is
// left or the group is not to be had on the day.
func (g *Gathering) Group(p *fit.Profile) (coupling.Source, bool) {
	return g.Considered(p, len(g.Firms.Members(p.ID)))
}

// Considered makes supply of a group that need not be stored, of which some places are used.
func (g *Gathering) Considered(p *fit.Profile, used int) (coupling.Source, bool) {
	units := p.Headcount - used
	record, _ := g.Firms.Record(p.Employer)
	s := coupling.Source{Profile: p, Group: true, Units: max(0, units), Company: p.Employer, Work: p.Point, National: record.National()}
	return s, p.Available && units > 0 && (p.Until == 0 || g.AsOf <= p.Until)
}

// Person makes supply of a person; false where the person does not leave a job on the day, is not available, is not
// for this viewer to see, or is one more than the announced group has places.
func (g *Gathering) Person(p *fit.Profile) (coupling.Source, bool) {
	s := coupling.Source{Profile: p, Units: 1}
	if !p.Available || !p.Leaves(g.AsOf, g.model.Transfer.Recent) || !g.sees(p) || g.isBeyond(p) {
		return s, false
	}
	s.Company, s.Work = g.leaves(p)
	record, _ := g.Firms.Record(s.Company)
	if s.National = record.National(); !s.Work.Known() {
		s.Work = nearest(record.Establishments, p.Point)
	}
	return s, true
}

func (g *Gathering) sees(p *fit.Profile) bool {
	return g.Viewer.Sees(&matcher.Candidate{ResponsibleParty: p.Responsible, Consent: p.Consent}, g.AsOf)
}

// leaves is the company that a person leaves, and where the work is that is lost if that is known: one of an announced
// group leaves the company and the place of the group.
func (g *Gathering) leaves(p *fit.Profile) (company string, work place.Point) {
	if row := g.Groups.Find(p.SurplusID); row != nil {
		return row.Employer, row.Point
	}
	return p.Employer, place.Point{}
}

// Leaving is the company that a person or group leaves by its id, and whether it is for this viewer to see.
func (g *Gathering) Leaving(id string) (company string, seen bool) {
	if row := g.People.Find(id); row != nil {
		company, _ = g.leaves(&row.Profile)
		return company, g.sees(&row.Profile)
	}
	if row := g.Groups.Find(id); row != nil {
		return row.Employer, true
	}
	return "", false
}

func (g *Gathering) isBeyond(p *fit.Profile) bool {
	return p.SurplusID != "" && g.Beyond(p.SurplusID)[p.ID]
}

// Beyond are the people of an announced group who are more than it has places: a company's supply is never more than
// it announced. Members who found work have used a place; of the others the first count, by id.
func (g *Gathering) Beyond(surplus string) map[string]bool {
	group := g.Groups.Find(surplus)
	if group == nil || len(g.Firms.Members(surplus)) <= group.Headcount {
		return nil
	}
	if g.beyond[surplus] == nil {
		if g.beyond == nil {
			g.beyond = map[string]map[string]bool{}
		}
		g.beyond[surplus] = g.membersBeyond(surplus, group.Headcount)
	}
	return g.beyond[surplus]
}

func (g *Gathering) membersBeyond(surplus string, places int) map[string]bool {
	var here []string
	for _, id := range g.Firms.Members(surplus) {
		if row := g.People.Find(id); row != nil && row.Available {
			here = append(here, id)
		} else {
			places--
		}
	}
	out := map[string]bool{}
	for _, id := range here[min(len(here), max(0, places)):] {
		out[id] = true
	}
	return out
}

// nearest is the establishment nearest to home: where somebody works is not told, and this one flatters no move.
func nearest(establishments []place.Point, home place.Point) place.Point {
	if len(establishments) == 0 || !home.Known() {
		return place.Point{}
	}
	return slices.MinFunc(establishments, func(a, b place.Point) int { return place.Metres(a, home) - place.Metres(b, home) })
}

// Demand is a company's vacancies with positions left that a plan may fill, by id.
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
	record, known := g.Firms.Record(id)
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
	untilComplete := func(ids []string, look func(id string)) {
		for _, id := range ids {
			if known && out.Name != "" && !out.Sector.IsZero() {
				return
			}
			look(id)
		}
	}
	untilComplete(g.Firms.Openings(id), func(id string) {
		if row := g.Openings.Find(id); row != nil {
			fill(matcher.CompanyRef{Name: row.Name, Sector: row.Sector})
		}
	})
	untilComplete(g.Firms.Groups(id), func(id string) {
		if row := g.Groups.Find(id); row != nil && row.Post != nil {
			fill(row.Post.Company)
		}
	})
	untilComplete(g.Firms.People(id), func(id string) {
		if row := g.People.Find(id); row != nil && row.Post != nil {
			fill(row.Post.Company)
		}
	})
	return out, known
}
