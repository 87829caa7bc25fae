package transfer

import (
	"math"
	"math/bits"
	"slices"
)

// Best is what a bound needs to know of a source, a sink, or a group of either: how many units, and the best value any
// of its edges offers. A negative capacity or value counts as zero.
type Best struct {
	Capacity int
	Value    int64
}

// Bound returns a number that no plan between these sources and sinks exceeds, in the time of two sorts, without edges.
// It never falls when a capacity or value rises or an entry is added, so a list of partners ranked by it can be solved
// from the top and cut off, exactly, once the bound drops below the worst plan kept. Too large sums give MaxInt64.
//
// Proof: a unit that goes from a source to a sink is worth at most the lesser of their best values. Pairing the units of
// both sides in descending order of best value makes the sum of the lesser greatest among all pairings (for a >= a' and
// b >= b', min(a,b)+min(a',b') >= min(a,b')+min(a',b)), and a unit left out cannot add to it as no value is negative. The
// sum is in particular at most what either side alone allows.
func Bound(sources, sinks []Best) int64 {
	a, b := descending(sources), descending(sinks)
	var total int64
	for len(a) > 0 && len(b) > 0 {
		units := min(a[0].Capacity, b[0].Capacity)
		total = addProduct(total, units, min(a[0].Value, b[0].Value))
		a, b = drop(a, units), drop(b, units)
	}
	return total
}

// descending returns the entries that count, best value first.
func descending(side []Best) []Best {
	kept := make([]Best, 0, len(side))
	for _, s := range side {
		if s.Capacity > 0 && s.Value > 0 {
			kept = append(kept, s)
		}
	}
	slices.SortFunc(kept, func(a, b Best) int {
		switch {
		case a.Value > b.Value:
			return -1
		case a.Value < b.Value:
			return 1
		}
		return 0
	})
	return kept
}

// drop takes units off the first entry.
func drop(side []Best, units int) []Best {
	if side[0].Capacity -= units; side[0].Capacity == 0 {
		return side[1:]
	}
	return side
}

// addProduct returns total + units x value, or MaxInt64 where that is too large.
func addProduct(total int64, units int, value int64) int64 {
	hi, lo := bits.Mul64(uint64(units), uint64(value))
	if hi > 0 || lo > uint64(math.MaxInt64-total) {
		return math.MaxInt64
	}
	return total + int64(lo)
}
