package population

import (
	"math/bits"
	"sort"
)

// weighted chooses places 0, 1, 2… by weight. The zero value holds nothing.
type weighted struct {
	sums []int64 // of the weights up to and with each place
}

// add appends a place with its weight, 0 or more.
func (w *weighted) add(weight int) { w.sums = append(w.sums, w.total()+int64(weight)) }

// total is the weight of all places together.
func (w *weighted) total() int64 {
	if len(w.sums) == 0 {
		return 0
	}
	return w.sums[len(w.sums)-1]
}

// place gives the place that holds the unit n, 0 <= n < total.
func (w *weighted) place(n int64) int {
	return sort.Search(len(w.sums), func(i int) bool { return w.sums[i] > n })
}

// pick chooses by chance; the total must be above 0.
func (w *weighted) pick(d dice) int { return w.place(d.Int64N(w.total())) }

// pickWithin chooses by chance among the places from first up to and without last; the first one where they weigh
// nothing.
func (w *weighted) pickWithin(d dice, first, last int) int {
	low := int64(0)
	if first > 0 {
		low = w.sums[first-1]
	}
	high := w.sums[last-1]
	if high == low {
		return first
	}
	return w.place(low + d.Int64N(high-low))
}

// at gives the place at a fraction of the whole, in units of 2^-64: evenly spread fractions give even shares.
func (w *weighted) at(fraction uint64) int {
	unit, _ := bits.Mul64(fraction, uint64(w.total()))
	return w.place(int64(unit))
}
