package taxonomy

import (
	"cmp"
	"slices"
)

// How an occupation asks a skill, in half units, so that sums stay whole numbers: essential counts twice optional.
const (
	wholeDemand = 2
	halfDemand  = 1
)

// asking is one occupation that asks a skill and how heavily.
type asking struct {
	occupation OccupationID
	weight     int64
}

// weightOf turns essential or optional into half units.
func weightOf(essential bool) int64 {
	if essential {
		return wholeDemand
	}
	return halfDemand
}

// asked inverts the demands: per skill the occupations that ask it, ascending.
func (t *Taxonomy) asked() [][]asking {
	by := make([][]asking, len(t.skills))
	for i, o := range t.occupations {
		for _, s := range o.Essential {
			by[s] = append(by[s], asking{OccupationID(i), wholeDemand})
		}
		for _, s := range o.Optional {
			by[s] = append(by[s], asking{OccupationID(i), halfDemand})
		}
	}
	return by
}

// either joins independent signs of kinship, each 0..1, to one: 1 - Π(1 - sign), the noisy-or (Pearl 1988,
// "Probabilistic Reasoning in Intelligent Systems", §4.3.2). It rises with each sign and stays within 0..1.
func either(signs ...float64) float64 {
	apart := 1.0
	for _, sign := range signs {
		apart *= 1 - sign
	}
	return 1 - apart
}

// link is one pair of neighbours, a < b.
type link struct {
	a, b      uint32
	closeness uint16
}

// closer orders links by descending closeness, then by ids.
func closer(x, y link) int {
	return cmp.Or(cmp.Compare(y.closeness, x.closeness), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
}

// neighbours builds for n things the lists of near ones: itself first, then descending by closeness, ties by id,
// at most limit others, none below floor. row must call emit with the closeness to every candidate and be symmetric.
//
// The lists are symmetric: links are taken closest first and kept as long as both ends have room, so a stands in
// the list of b exactly when b stands in that of a. Only the best 2*limit of a row are considered.
func neighbours[ID OccupationID | SkillID](n, limit int, floor uint16, row func(i uint32, emit func(j uint32, closeness uint16))) [][]Near[ID] {
	var links, candidates []link
	for i := range uint32(n) {
		candidates = candidates[:0]
		row(i, func(j uint32, closeness uint16) {
			if j != i && closeness >= floor {
				candidates = append(candidates, link{min(i, j), max(i, j), min(closeness, thousand-1)})
			}
		})
		slices.SortFunc(candidates, closer)
		links = append(links, candidates[:min(2*limit, len(candidates))]...)
	}
	slices.SortFunc(links, closer)
	links = slices.Compact(links)
	near := make([][]Near[ID], n)
	for i := range near {
		near[i] = append(near[i], Near[ID]{ID(i), thousand})
	}
	for _, l := range links {
		if len(near[l.a]) <= limit && len(near[l.b]) <= limit {
			near[l.a] = append(near[l.a], Near[ID]{ID(l.b), l.closeness})
			near[l.b] = append(near[l.b], Near[ID]{ID(l.a), l.closeness})
		}
	}
	for i := range near {
		slices.SortFunc(near[i][1:], func(x, y Near[ID]) int {
			return cmp.Or(cmp.Compare(y.Closeness, x.Closeness), cmp.Compare(x.ID, y.ID))
		})
		near[i] = slices.Clip(near[i])
	}
	return near
}

// closenessIn looks a pair up in the lists: 1000 for itself, 0 when not listed.
func closenessIn[ID OccupationID | SkillID](near [][]Near[ID], a, b ID) uint16 {
	if int(a) >= len(near) {
		return 0
	}
	for _, n := range near[a] {
		if n.ID == b {
			return n.Closeness
		}
	}
	return 0
}

// NearOccupations gives the occupations near to one: itself first, then at most [maxNearOccupations] others by
// descending closeness, ties by id. Nil for an unknown id. The slice is shared: read it, never write it.
func (t *Taxonomy) NearOccupations(id OccupationID) []Near[OccupationID] {
	if int(id) >= len(t.nearOccupation) {
		return nil
	}
	return t.nearOccupation[id]
}

// NearSkills gives the skills near to one: itself first, then at most [maxNearSkills] others by descending closeness,
// ties by id. Nil for an unknown id. The slice is shared: read it, never write it.
func (t *Taxonomy) NearSkills(id SkillID) []Near[SkillID] {
	if int(id) >= len(t.nearSkill) {
		return nil
	}
	return t.nearSkill[id]
}

// OccupationCloseness is how close two occupations are in thousandths, the same both ways round: 1000 for itself,
// 0 when they do not stand in each other's lists.
func (t *Taxonomy) OccupationCloseness(a, b OccupationID) uint16 {
	return closenessIn(t.nearOccupation, a, b)
}

// SkillCloseness is how close two skills are in thousandths, the same both ways round: 1000 for itself, 0 when they
// do not stand in each other's lists.
func (t *Taxonomy) SkillCloseness(a, b SkillID) uint16 { return closenessIn(t.nearSkill, a, b) }
