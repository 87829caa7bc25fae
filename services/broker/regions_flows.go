package broker

import (
	"cmp"
	"slices"

	"matchd/matcher"
	"matchd/matcher/coupling"
	"matchd/matcher/fit"
	"matchd/matcher/sector"
	"matchd/schemas"
)

// tradesTold and nodeTradesTold bound the occupations of one answer and of one node.
const (
	tradesTold     = 100
	nodeTradesTold = 10
)

// flows draws the region's supply and demand by sector, each by itself, and the moves of the joint plan between them.
// Who comes from another region or goes there has nodes of his own, so that no node has more links than units.
func (a *area) flows(*schemas.TransferOptions) (schemas.SectorFlows, error) {
	b := board{shrinking: a.s.parts.Shrinking, nodes: map[string]*node{}, links: map[[2]string]int{}, lang: string(a.lang)}
	supply, demand := a.supply(), a.demand()
	for _, s := range supply {
		n := b.node("supply", a.sector(s.Company), false)
		n.Units += s.Units
		n.supply = append(n.supply, s)
	}
	for _, o := range demand {
		n := b.node("demand", o.Sector, false)
		n.Units += o.Positions
		n.demand = append(n.demand, o)
	}
	for _, v := range slices.Concat(a.part.Plan.Moves, a.part.Incoming) {
		b.move(a, v)
	}
	for _, n := range b.nodes {
		for _, t := range first(a.Trades(n.supply, n.demand), nodeTradesTold) {
			n.Occupations = append(n.Occupations, schemas.OccupationUnits{Code: a.Judge.OccupationCode(t.Occupation), Label: t.Name, Units: t.Supply + t.Demand})
		}
	}
	out := b.drawn()
	out.Region, out.Stamp, out.Occupations = a.item, a.stamp(), []schemas.OccupationCount{}
	for _, t := range first(a.Trades(supply, demand), tradesTold) {
		out.Occupations = append(out.Occupations, schemas.OccupationCount{
			Code: a.Judge.OccupationCode(t.Occupation), Label: t.Name, Supply: t.Supply, Demand: t.Demand,
		})
	}
	return out, nil
}

// supply is the region's people and groups.
func (a *area) supply() (out []coupling.Source) {
	for _, s := range a.whole.Market.Sources {
		if s.Region == a.number {
			out = append(out, s)
		}
	}
	return out
}

// demand is the region's vacancies with positions left on the day: also those that no plan may fill, because their
// company is not known or whoever is first in line gets the job.
func (a *area) demand() (out []*fit.Opening) {
	for row := range a.Openings.All {
		if o := &row.Opening; o.Region == a.number && o.Open && o.Positions > 0 && (o.Closing == 0 || a.Gathering.AsOf <= o.Closing) {
			out = append(out, new(*o))
		}
	}
	return out
}

// move links the two nodes of a move. The units of a node outside the region are those of its links.
func (b *board) move(a *area, v coupling.Move) {
	s, o := &a.whole.Market.Sources[v.Source], a.whole.Market.Sinks[v.Sink]
	from, to := b.node("supply", a.sector(s.Company), s.Region != a.number), b.node("demand", o.Sector, o.Region != a.number)
	for _, n := range []*node{from, to} {
		if n.Outside {
			n.Units += v.Units
		}
	}
	b.links[[2]string{from.ID, to.ID}] += v.Units
}

// board gathers nodes and links.
type board struct {
	shrinking []string
	nodes     map[string]*node
	links     map[[2]string]int
	lang      string
}

// node is a node with those of the region whom it counts.
type node struct {
	schemas.SectorNode
	supply []coupling.Source
	demand []*fit.Opening
}

// node is one side of a section in the region or outside, apart for the part of it that shrinks.
func (b *board) node(side string, s matcher.Sector, outside bool) *node {
	n := schemas.SectorNode{Side: side, Section: coupling.Section(s), Shrinking: sector.Listed(s.Code, b.shrinking), Outside: outside}
	n.ID = side + ":" + cmp.Or(n.Section, "unknown")
	if n.Shrinking {
		n.ID += ":shrinking"
	}
	if outside {
		n.ID += ":outside"
	}
	if b.nodes[n.ID] == nil {
		n.Label = sector.Label(n.Section, sector.Edition2008, b.lang)
		n.Occupations = []schemas.OccupationUnits{}
		if growth, known := sector.Growth(n.Section); known {
			n.VacancyGrowth, n.Growing = &growth, growth > 0 && !n.Shrinking
		}
		b.nodes[n.ID] = &node{SectorNode: n}
	}
	return b.nodes[n.ID]
}

// drawn gives nodes by side, then size, and links by size.
func (b *board) drawn() schemas.SectorFlows {
	out := schemas.SectorFlows{Shrinking: append([]string{}, b.shrinking...), Nodes: []schemas.SectorNode{}, Links: []schemas.SectorLink{}}
	for _, n := range b.nodes {
		out.Nodes = append(out.Nodes, n.SectorNode)
	}
	slices.SortFunc(out.Nodes, func(x, y schemas.SectorNode) int {
		return cmp.Or(cmp.Compare(y.Side, x.Side), cmp.Compare(y.Units, x.Units), cmp.Compare(x.ID, y.ID))
	})
	for link, units := range b.links {
		out.Links = append(out.Links, schemas.SectorLink{Source: link[0], Target: link[1], Units: units})
	}
	slices.SortFunc(out.Links, func(x, y schemas.SectorLink) int {
		return cmp.Or(cmp.Compare(y.Units, x.Units), cmp.Compare(x.Source, y.Source), cmp.Compare(x.Target, y.Target))
	})
	return out
}
