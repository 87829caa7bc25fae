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

// tradesTold bounds the occupations of one answer.
const tradesTold = 100

// flows draws demand and supply by sector, and the moves of the joint plan between them.
func (a *area) flows(*schemas.TransferOptions) (schemas.SectorFlows, error) {
	here := func(o *fit.Opening) bool { return o.Region == a.number }
	b := board{shrinking: a.s.parts.Shrinking, nodes: map[string]*schemas.SectorNode{}, links: map[[2]string]int{}, lang: string(a.lang)}
	m := a.plan.Market
	for i := range m.Sources {
		b.node("supply", a.sector(m.Sources[i].Company)).Units += m.Sources[i].Units
	}
	for _, o := range m.Sinks {
		if here(o) {
			b.node("demand", o.Sector).Units += o.Positions
		}
	}
	for _, v := range a.plan.Moves {
		from, to := b.node("supply", a.sector(m.Sources[v.Source].Company)), b.node("demand", m.Sinks[v.Sink].Sector)
		b.links[[2]string{from.ID, to.ID}] += v.Units
	}
	out := b.drawn()
	out.Region, out.Stamp, out.Occupations = a.item, a.stamp(), []schemas.OccupationCount{}
	for _, t := range first(a.Trades(m, here), tradesTold) {
		out.Occupations = append(out.Occupations, schemas.OccupationCount{
			Code: a.Judge.OccupationCode(t.Occupation), Label: t.Name, Supply: t.Supply, Demand: t.Demand,
		})
	}
	return out, nil
}

// board gathers nodes and links.
type board struct {
	shrinking []string
	nodes     map[string]*schemas.SectorNode
	links     map[[2]string]int
	lang      string
}

// node is one side of a section, apart for the part of it that shrinks.
func (b *board) node(side string, s matcher.Sector) *schemas.SectorNode {
	n := schemas.SectorNode{Side: side, Section: coupling.Section(s), Shrinking: sector.Listed(s.Code, b.shrinking)}
	n.ID = side + ":" + cmp.Or(n.Section, "unknown")
	if n.Shrinking {
		n.ID += ":shrinking"
	}
	if b.nodes[n.ID] == nil {
		n.Label = sector.Label(n.Section, sector.Edition2008, b.lang)
		b.nodes[n.ID] = &n
	}
	return b.nodes[n.ID]
}

// drawn gives nodes by side, then size, and links by size.
func (b *board) drawn() schemas.SectorFlows {
	out := schemas.SectorFlows{Shrinking: append([]string{}, b.shrinking...), Nodes: []schemas.SectorNode{}, Links: []schemas.SectorLink{}}
	for _, n := range b.nodes {
		out.Nodes = append(out.Nodes, *n)
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
