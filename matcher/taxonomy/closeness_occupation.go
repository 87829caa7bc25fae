package taxonomy

import "math"

// Bounds of the lists of near occupations.
const (
	maxNearOccupations   = 40
	floorNearOccupations = 100
)

// occupationNeighbours reckons closeness of occupations from two signs joined by [either]:
//
//   - skills: the cosine of the two skill vectors, where a skill weighs its rarity times 1 (essential) or 1/2
//     (optional), so that what everybody asks counts for nothing (Salton & Buckley 1988, tf-idf with cosine);
//   - family: how many leading digits of the ISCO-08 code they share.
//
// It is never less than what built-in namesakes lend, see [lentKin].
func occupationNeighbours(t *Taxonomy, asked [][]asking, lent *lentKin) [][]Near[OccupationID] {
	families := occupationFamilies(t.occupations)
	shared, least := newAccumulator(len(t.occupations)), make([]uint16, len(t.occupations))
	return neighbours[OccupationID](len(t.occupations), maxNearOccupations, floorNearOccupations, func(i uint32, emit func(uint32, uint16)) {
		o := t.occupations[i]
		shared.reset()
		for _, skill := range o.Essential {
			shared.addAsking(asked[skill], wholeDemand, int64(t.skills[skill].Rarity))
		}
		for _, skill := range o.Optional {
			shared.addAsking(asked[skill], halfDemand, int64(t.skills[skill].Rarity))
		}
		for _, j := range families[family(o.Group)] {
			shared.add(j, 0)
		}
		lent.each(i, func(j uint32, closeness uint16) {
			shared.add(j, 0)
			least[j] = max(least[j], closeness)
		})
		for _, j := range shared.touched {
			cosine := 0.0
			if length := t.asks[i] * t.asks[j]; length > 0 {
				cosine = float64(shared.sum[j]) / math.Sqrt(length)
			}
			emit(j, max(least[j], thousandths(either(cosine, familySign(o.Group, t.occupations[j].Group)))))
			least[j] = 0
		}
	})
}

// family is the group of three digits within which occupations are compared even when they share no skill.
func family(group string) string { return group[:min(3, len(group))] }

// occupationFamilies lists the occupations of every known family.
func occupationFamilies(occupations []Occupation) map[string][]uint32 {
	families := map[string][]uint32{}
	for i, o := range occupations {
		if f := family(o.Group); len(f) == 3 {
			families[f] = append(families[f], uint32(i))
		}
	}
	return families
}

// familySign turns the number of shared leading ISCO-08 digits into a sign of kinship. Only the unit group (four
// digits: largely the same tasks) says much; a shared major group (one digit: a skill level) hardly anything.
func familySign(a, b string) float64 {
	shared := 0
	for shared < min(len(a), len(b), 4) && a[shared] == b[shared] {
		shared++
	}
	return [...]float64{0, 0.02, 0.08, 0.2, 0.4}[shared]
}
