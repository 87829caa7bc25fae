package population

import (
	"math/bits"
	"math/rand/v2"
	"slices"
)

// kind separates the streams of chance of the kinds of record.
type kind uint64

const (
	ofCompany kind = iota + 1
	ofName
	ofSeat
	ofEstablishment
	ofPack
	ofHeadcount
	ofSurplus
	ofVacancy
	ofCandidate
)

// dice is the stream of chance of one record.
type dice struct{ *rand.Rand }

// dice gives the stream of record i of a kind: PCG, its two halves seeded by the mixed seed and kind, and record.
func (p *Population) dice(k kind, i int) dice {
	return dice{rand.New(rand.NewPCG(mix(p.Seed^mix(uint64(k))), mix(uint64(i))))}
}

// mix spreads neighbouring numbers over all 64 bits: the finaliser of SplitMix64 (Steele, Lea and Flood 2014, "Fast
// splittable pseudorandom number generators").
func mix(z uint64) uint64 {
	z += 0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// chance is true in so many of 100 cases.
func (d dice) chance(percent int) bool { return d.IntN(100) < percent }

// between is a whole number from least to most, both included.
func (d dice) between(least, most int) int { return least + d.IntN(most-least+1) }

// share is a multiple of 0.05 from least to most hundredths, so that it is written short.
func (d dice) share(least, most int) *float64 {
	s := float64(d.between(least/5, most/5)) / 20
	return &s
}

// pick gives one of the items, each as likely.
func pick[T any](d dice, items []T) T { return items[d.IntN(len(items))] }

// flatness is how many of the first share the lead of a ranked choice.
const flatness = 4

// ranked gives a place from 0 to n-1, n > 0, early ones oftener, about in proportion to 1/(place+4): the law of Zipf
// and Mandelbrot with exponent 1, for firms are sized so (Axtell 2001, "Zipf distribution of U.S. firm sizes"), and
// words are used so. It chooses among ranges of 4, 8, 16… places and then in the range: whole numbers only, so that
// the same place comes out on every machine.
func (d dice) ranked(n int) int {
	ranges := bits.Len(uint((n + flatness - 1) / flatness))
	for {
		size := flatness << d.IntN(ranges)
		if place := size - flatness + d.IntN(size); place < n {
			return place
		}
	}
}

// few gives distinct items, early ones oftener: at most n, fewer where chance repeats itself.
func few[T comparable](d dice, items []T, n int) []T {
	var chosen []T
	for range min(2*n, 4*len(items)) {
		item := items[d.ranked(len(items))]
		if len(chosen) < n && !slices.Contains(chosen, item) {
			chosen = append(chosen, item)
		}
	}
	return chosen
}
