package taxonomy

import "math"

// thousand is one whole in the fixed-point degrees of this package.
const thousand = 1000

// rarity is the inverse document frequency of a skill over occupations, scaled so that the rarest skill has 1000:
// ln(occupations/asking) / ln(occupations) (Spärck Jones 1972, "A statistical interpretation of term specificity").
// A skill that no occupation asks is as rare as one that a single occupation asks.
func rarity(asking, occupations int) uint16 {
	if asking <= 1 || occupations <= 1 {
		return thousand
	}
	n := float64(occupations)
	return thousandths(math.Log(n/float64(asking)) / math.Log(n))
}

// thousandths rounds a degree to fixed point, within 0..1000.
func thousandths(degree float64) uint16 {
	return uint16(math.Round(thousand * max(0, min(1, degree))))
}
