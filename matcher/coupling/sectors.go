package coupling

import (
	"cmp"
	"maps"
	"slices"

	"matchd/matcher"
	"matchd/matcher/sector"
)

// Section is the section of the SBI 2008, a letter, that a sector belongs to, whichever its edition; empty where unknown.
func Section(s matcher.Sector) string {
	letter, _ := sector.Common(s.Code, cmp.Or(s.Edition, sector.Edition2008))
	return letter
}

// SectorMove is how many people go from one section to another.
type SectorMove struct {
	From, To string // Section; empty where unknown
	Units    int    // people
}

// SectorMoves sums the moves of a plan by section, the largest first; of gives the sector that a company is in.
func (p *Plan) SectorMoves(of func(company string) matcher.Sector) []SectorMove {
	units := map[[2]string]int{}
	for _, v := range p.Moves {
		s, o := &p.Market.Sources[v.Source], p.Market.Sinks[v.Sink]
		units[[2]string{Section(of(s.Company)), Section(o.Sector)}] += v.Units
	}
	var out []SectorMove
	for _, k := range slices.SortedFunc(maps.Keys(units), func(a, b [2]string) int {
		return cmp.Or(cmp.Compare(units[b], units[a]), cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	}) {
		out = append(out, SectorMove{k[0], k[1], units[k]})
	}
	return out
}

// Top are the n best moves by score; ties in their own order.
func (p *Plan) Top(n int) []Move {
	moves := slices.Clone(p.Moves)
	slices.SortStableFunc(moves, func(a, b Move) int { return cmp.Compare(b.Score, a.Score) })
	return moves[:min(n, len(moves))]
}
