package audit

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"matchd/matcher"
	"matchd/matcher/fit"
)

// unlikely is the chance, after correction, below which a difference counts as more than chance.
const unlikely = 0.05

// fewest people make a group whose spread can be told.
const fewest = 10

// mostBehind is how many reasons are told of a group.
const mostBehind = 3

// sums are the tallies of a group, with what their spread is told by.
type sums struct {
	people, pool, selected int
	squares                [3]float64 // of selected, of pool, and of their product, over people
	parts                  [fit.Reasons]int64
}

func (s *sums) add(t *tally) {
	s.people, s.pool, s.selected = s.people+1, s.pool+t.pool, s.selected+t.selected
	chosen, of := float64(t.selected), float64(t.pool)
	s.squares[0], s.squares[1], s.squares[2] = s.squares[0]+chosen*chosen, s.squares[1]+of*of, s.squares[2]+chosen*of
	for id := range t.parts {
		s.parts[id] += t.parts[id]
	}
}

// less is everyone but the group.
func (s sums) less(g *sums) sums {
	s.people, s.pool, s.selected = s.people-g.people, s.pool-g.pool, s.selected-g.selected
	for i := range s.squares {
		s.squares[i] -= g.squares[i]
	}
	for id := range s.parts {
		s.parts[id] -= g.parts[id]
	}
	return s
}

func (s *sums) rate() float64 {
	if s.pool == 0 {
		return 0
	}
	return float64(s.selected) / float64(s.pool)
}

// variance is that of the rate if it were r: of a ratio over people, since one person's pairs are not independent
// (Cochran 1977, Sampling Techniques, 2.11), and no less than that of independent pairs.
func (s *sums) variance(r float64) float64 {
	if s.pool == 0 {
		return 0
	}
	pool := float64(s.pool)
	return max(r*(1-r)/pool, (s.squares[0]-2*r*s.squares[2]+r*r*s.squares[1])/(pool*pool))
}

// compare sums the counts per group and holds each to everyone else.
func (a *auditor) compare(d dimension) []Group {
	byName := map[string]*sums{}
	var all sums
	for i := range a.people {
		c := &a.people[i]
		name := d.of(c, a.profiles[c.ID], a.AsOf)
		if byName[name] == nil {
			byName[name] = &sums{}
		}
		byName[name].add(a.tally[c.ID])
		all.add(a.tally[c.ID])
	}
	var out []Group
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		g := held(byName[name], &all)
		g.Name, g.Behind = name, a.behind(byName[name], &all)
		out = append(out, g)
	}
	return out
}

// held compares a group with everyone else; the chance is not corrected yet.
func held(s, all *sums) Group {
	rest := all.less(s)
	g := Group{People: s.people, Pool: s.pool, Selected: s.selected, Rate: s.rate(), Chance: 1}
	g.Few = s.people < fewest || s.pool == 0 || s.selected < enough && s.pool*all.selected < enough*all.pool
	if rest.rate() > 0 {
		g.Ratio = g.Rate / rest.rate()
	}
	spread := math.Sqrt(s.variance(all.rate()) + rest.variance(all.rate()))
	if !g.Few && rest.pool > 0 && spread > 0 {
		g.Chance = math.Erfc((rest.rate()-g.Rate)/spread/math.Sqrt2) / 2
	}
	return g
}

// behind lists the reasons in which the pairs of a group score lower than those of everyone else.
func (a *auditor) behind(s, all *sums) []Behind {
	rest := all.less(s)
	if s.pool == 0 || rest.pool == 0 {
		return nil
	}
	var out []Behind
	for id, name := range a.judge.Model.ReasonNames() {
		by := float64(rest.parts[id])/float64(rest.pool) - float64(s.parts[id])/float64(s.pool)
		if by /= matcher.Million; by >= 0.001 {
			out = append(out, Behind{name, by})
		}
	}
	slices.SortStableFunc(out, func(x, y Behind) int { return cmp.Compare(y.By, x.By) })
	return out[:min(mostBehind, len(out))]
}

// judge corrects the chances of all groups of the report together, by Holm's step-down, and raises the alarms. With
// some forty groups two would be alarmed by chance alone if each were judged for itself.
func (r *Report) judge() {
	var tried []*Group
	for d := range r.Dimensions {
		for g := range r.Dimensions[d].Groups {
			if group := &r.Dimensions[d].Groups[g]; !group.Few {
				tried = append(tried, group)
			}
		}
	}
	slices.SortStableFunc(tried, func(a, b *Group) int { return cmp.Compare(a.Chance, b.Chance) })
	least := 0.0
	for i, g := range tried {
		least = max(least, min(1, g.Chance*float64(len(tried)-i)))
		g.Chance = least
		g.Alarm = g.Ratio < fourFifths && g.Chance < unlikely
	}
}
