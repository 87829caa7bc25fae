package taxonomy

import (
	"math"
	"slices"
)

// Asking is an occupation that asks some given skills.
type Asking struct {
	ID OccupationID
	// Covered is the share, in thousandths, of what the occupation asks that is among the skills; a skill counts by
	// the square of its rarity times 1 (essential) or 1/2 (optional). It never falls when skills are added.
	Covered uint16
	// Alike is the cosine, in thousandths, of the skills and of what the occupation asks, weighed as for
	// [Taxonomy.OccupationCloseness]; skills that belong elsewhere lower it.
	Alike uint16
}

// OccupationsAsking gives the occupations that ask at least one of the skills, ascending by id. Skills count once;
// those that the taxonomy does not know count for nothing.
func (t *Taxonomy) OccupationsAsking(skills []SkillID) []Asking {
	known := slices.Clone(skills)
	slices.Sort(known)
	known = slices.Compact(known)
	common, covered := newAccumulator(len(t.occupations)), make([]int64, len(t.occupations))
	length := 0.0
	for _, s := range known {
		if int(s) >= len(t.skills) {
			break
		}
		rarity := int64(t.skills[s].Rarity)
		length += float64(rarity * rarity)
		for _, a := range t.askedBy[s] {
			w := a.weight * rarity
			common.add(uint32(a.occupation), w*rarity)
			covered[a.occupation] += w * w
		}
	}
	slices.Sort(common.touched)
	out := make([]Asking, 0, len(common.touched))
	for _, o := range common.touched {
		if norm := t.asks[o]; norm > 0 && length > 0 {
			out = append(out, Asking{OccupationID(o), thousandths(float64(covered[o]) / norm), thousandths(float64(common.sum[o]) / math.Sqrt(norm*length))})
		}
	}
	return out
}

// lengths gives per occupation the squared length of the vector of what it asks.
func lengths(t *Taxonomy, asked [][]asking) []float64 {
	norms := make([]float64, len(t.occupations))
	for s, by := range asked {
		for _, a := range by {
			w := float64(a.weight * int64(t.skills[s].Rarity))
			norms[a.occupation] += w * w
		}
	}
	return norms
}
