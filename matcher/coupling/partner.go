package coupling

import (
	"cmp"
	"maps"
	"slices"

	"matchd/matcher/fit"
	"matchd/matcher/transfer"
)

// Partner is a company on the other side of a market, with the best plan for it alone.
type Partner struct {
	Company string
	Plan    *Plan
}

// Side says whose companies are partners.
type Side int

// The sides.
const (
	Demand Side = iota // companies with vacancies, for a company with supply (outbound)
	Supply             // companies with supply, for a company with vacancies (inbound)
)

func (s Side) company(m *Market, p Pair) string {
	if s == Demand {
		return m.Sinks[p.Sink].Company
	}
	return m.Sources[p.Source].Company
}

// After is where a page of partners starts: behind this value and company. The zero value starts at the top.
type After struct {
	Value   int64
	Company string
}

func (a After) passed(value int64, company string) bool {
	return a.Company == "" || value < a.Value || value == a.Value && company > a.Company
}

// Partners gives the best k partners of a market exactly, and how many there are in all: every company with a pair
// can place somebody.
//
// The order is by the value of each partner's own plan, the sum of score and bonus over everybody it places, ties by
// company. It is monotone: another pair, place or point of score never moves a company down. The bonus lets many good
// placements come before few perfect ones. Companies are solved from the highest bound (transfer.Bound) down, until
// no bound left reaches the worst of the k found.
func (c *Coupler) Partners(m *Market, side Side, k int, after After) (best []Partner, total int, err error) {
	candidates := c.bounded(m, side)
	for _, at := range candidates {
		if len(best) >= k && (k <= 0 || at.bound < best[k-1].Plan.Value) {
			break
		}
		plan, err := c.Solve(m.only(at.pairs))
		if err != nil {
			return nil, 0, err
		}
		if !after.passed(plan.Value, at.company) {
			continue
		}
		one := Partner{at.company, plan}
		place, _ := slices.BinarySearchFunc(best, one, byValue)
		best = slices.Insert(best, place, one)
		best = best[:min(len(best), k)]
	}
	return best, len(candidates), nil
}

func byValue(a, b Partner) int {
	return cmp.Or(cmp.Compare(b.Plan.Value, a.Plan.Value), cmp.Compare(a.Company, b.Company))
}

// share is one company's pairs with a number that no plan of them exceeds.
type share struct {
	company string
	pairs   []Pair
	bound   int64
}

// bounded splits a market by company, the highest bound first.
func (c *Coupler) bounded(m *Market, side Side) []share {
	pairs := map[string][]Pair{}
	for _, p := range m.Pairs {
		if company := side.company(m, p); company != "" {
			pairs[company] = append(pairs[company], p)
		}
	}
	out := make([]share, 0, len(pairs))
	for _, company := range slices.Sorted(maps.Keys(pairs)) {
		out = append(out, share{company, pairs[company], c.bound(m, pairs[company])})
	}
	slices.SortStableFunc(out, func(a, b share) int { return cmp.Compare(b.bound, a.bound) })
	return out
}

// bound is what no plan over the pairs exceeds.
func (c *Coupler) bound(m *Market, pairs []Pair) int64 {
	sources, sinks := map[int32]transfer.Best{}, map[int32]transfer.Best{}
	for _, p := range pairs {
		value := p.Score + c.Judge.Model.Transfer.Bonus
		sources[p.Source] = transfer.Best{Capacity: m.Sources[p.Source].Units, Value: max(value, sources[p.Source].Value)}
		sinks[p.Sink] = transfer.Best{Capacity: places(m.Sinks[p.Sink]), Value: max(value, sinks[p.Sink].Value)}
	}
	return transfer.Bound(slices.Collect(maps.Values(sources)), slices.Collect(maps.Values(sinks)))
}

// only is the market of some of its pairs, which stand in order.
func (m *Market) only(pairs []Pair) *Market {
	out := &Market{Pairs: make([]Pair, len(pairs))}
	var sinks []int32
	last := int32(-1)
	for i, p := range pairs {
		if p.Source != last {
			out.Sources, last = append(out.Sources, m.Sources[p.Source]), p.Source
		}
		out.Pairs[i] = p
		out.Pairs[i].Source = int32(len(out.Sources) - 1)
		sinks = append(sinks, p.Sink)
	}
	slices.Sort(sinks)
	sinks = slices.Compact(sinks)
	for i := range out.Pairs {
		at, _ := slices.BinarySearch(sinks, out.Pairs[i].Sink)
		out.Pairs[i].Sink = int32(at)
	}
	for _, s := range sinks {
		out.Sinks = append(out.Sinks, m.Sinks[s])
	}
	return out
}

// Openings is every vacancy of a list that a plan may fill.
func Openings(list []*fit.Opening) []*fit.Opening {
	return slices.DeleteFunc(slices.Clone(list), func(o *fit.Opening) bool { return places(o) == 0 || o.Company == "" })
}
