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
// It is never less than what built-in namesakes lend, see [lentKin], or than a move that people make, see [moves].
func occupationNeighbours(t *Taxonomy, asked [][]asking, lent *lentKin, moves moves) [][]Near[OccupationID] {
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
		atLeast := func(j uint32, closeness uint16) {
			shared.add(j, 0)
			least[j] = max(least[j], closeness)
		}
		lent.each(i, atLeast)
		moves.each(i, atLeast)
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

// How near two occupations are at least that people move between (overstapberoepen): near where most of the work is
// known and an induction is enough, a step where part of it is and the rest is learnt on the job. Below kin (0.6, see the
// bands of fit), which is the same trade; near is above the 0.4 from which training can close what is left, a step below.
// Which moves there are is our own judgement, between trades that mediators couple across sectors (cabin crew to reception
// and care, print to packaging, bank to municipality): data on moves made, such as UWV's, would be better and can replace
// the table. On the graded cases of fit: people 0.950 -> 0.959, vacancies 0.949 -> 0.956 nDCG@10.
const (
	nearMove = 500
	stepMove = 350
)

// moves are the occupations that people move between, per occupation, both ways.
type moves [][]Near[OccupationID]

// newMoves leaves moves out that name an occupation which is not there.
func newMoves(t *Taxonomy, list []move) moves {
	m := make(moves, len(t.occupations))
	for _, one := range list {
		a, known := t.occupationIDs[one.from]
		b, both := t.occupationIDs[one.to]
		if !known || !both || a == b {
			continue
		}
		closeness := uint16(stepMove)
		if one.near {
			closeness = nearMove
		}
		m[a] = append(m[a], Near[OccupationID]{b, closeness})
		m[b] = append(m[b], Near[OccupationID]{a, closeness})
	}
	return m
}

// each calls use for every occupation that people move to or from.
func (m moves) each(i uint32, use func(j uint32, closeness uint16)) {
	for _, near := range m[i] {
		use(uint32(near.ID), near.Closeness)
	}
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
