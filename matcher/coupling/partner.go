package coupling

import (
	"cmp"
	"slices"
	"strings"

	"matchd/matcher/fit"
	"matchd/matcher/transfer"
)

// Partner is a company on the other side of a market, with the best plan for it alone: partners compete for the same people
// or places, so their plans do not add up.
type Partner struct {
	Company string // its id; of Both sides see Couple
	Plan    *Plan  // over its own pairs, with a market of its own
}

// Side says whose companies are partners.
type Side int

// The sides.
const (
	Demand Side = iota // companies with vacancies, for a company with supply (outbound)
	Supply             // companies with supply, for a company with vacancies (inbound)
	Both               // pairs of companies, see Partner.Couple
)

func (s Side) company(m *Market, p Pair) string {
	from, to := m.Sources[p.Source].Company, m.Sinks[p.Sink].Company
	switch {
	case s == Demand:
		return to
	case s == Supply || from == "":
		return from
	}
	return from + coupled + to
}

// coupled stands between the two companies of a pair; numbers of companies are digits.
const coupled = ">"

// Couple are the two companies of a partner on Both sides; to is empty of others, and where people leave no known company.
func (p *Partner) Couple() (from, to string) {
	from, to, _ = strings.Cut(p.Company, coupled)
	return from, to
}

// After is where a page of partners starts: behind this value and company. The zero value starts at the top.
type After struct {
	Value   int64  // Plan.Value of the last one seen, millionths
	Company string // and its Partner.Company; empty = the top
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
		plan, err := c.best(m.only(at.pairs))
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
	for i := range best {
		best[i].Plan.sum()
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

// bounded splits a market by company, the highest bound first; ties by company.
func (c *Coupler) bounded(m *Market, side Side) []share {
	at := map[string]int{}
	var out []share
	for _, p := range m.Pairs {
		company := side.company(m, p)
		if company == "" {
			continue
		}
		i, ok := at[company]
		if !ok {
			i = len(out)
			at[company] = i
			out = append(out, share{company: company})
		}
		out[i].pairs = append(out[i].pairs, p)
	}
	b := newBounds(m, c.Judge.Model.Transfer.Bonus)
	for i := range out {
		out[i].bound = b.of(out[i].pairs)
	}
	slices.SortFunc(out, func(a, b share) int {
		return cmp.Or(cmp.Compare(b.bound, a.bound), cmp.Compare(a.company, b.company))
	})
	return out
}

// bounds says what no plan over some pairs exceeds, one set of pairs after the other.
type bounds struct {
	m              *Market
	bonus          int64
	sources, sinks tops
}

func newBounds(m *Market, bonus int64) *bounds {
	return &bounds{m, bonus, tops{best: make([]int64, len(m.Sources))}, tops{best: make([]int64, len(m.Sinks))}}
}

func (b *bounds) of(pairs []Pair) int64 {
	for _, p := range pairs {
		b.sources.raise(p.Source, p.Score+b.bonus)
		b.sinks.raise(p.Sink, p.Score+b.bonus)
	}
	return transfer.Bound(
		b.sources.taken(func(i int32) int { return b.m.Sources[i].Units }),
		b.sinks.taken(func(i int32) int { return places(b.m.Sinks[i]) }),
	)
}

// tops is the best value by index, 0 where there is none.
type tops struct {
	best []int64
	met  []int32
}

func (t *tops) raise(i int32, value int64) {
	if t.best[i] == 0 {
		t.met = append(t.met, i)
	}
	t.best[i] = max(t.best[i], value)
}

// taken gives what was met and starts anew.
func (t *tops) taken(capacity func(int32) int) []transfer.Best {
	out := make([]transfer.Best, len(t.met))
	for n, i := range t.met {
		out[n] = transfer.Best{Capacity: capacity(i), Value: t.best[i]}
		t.best[i] = 0
	}
	t.met = t.met[:0]
	return out
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
	return slices.DeleteFunc(slices.Clone(list), func(o *fit.Opening) bool { return !fillable(o) })
}

// fillable reports whether a plan may fill places of a vacancy.
func fillable(o *fit.Opening) bool { return places(o) > 0 && o.Company != "" }
