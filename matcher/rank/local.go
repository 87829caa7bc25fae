package rank

import (
	"cmp"
	"slices"
)

// local lists rows by area and number, so that an area can be gone through number by number; rows count from the
// beginning of their area.
type local struct {
	areas   []int32  // where an area's numbers begin; and one more, where the last ones end
	numbers []uint32 // ascending within an area
	first   []uint32 // where a number's rows begin; and one more
	rows    []uint32
}

// of are the rows of a number in an area, from the given place among the area's numbers on; place is where to look for
// a higher number.
func (l *local) of(area int32, number uint32, from int) (rows []uint32, place int) {
	base, end := int(l.areas[area]), int(l.areas[area+1])
	at, ok := slices.BinarySearch(l.numbers[base+from:end], number)
	if at += from; !ok {
		return nil, at
	}
	return l.rows[l.first[base+at]:l.first[base+at+1]], at + 1
}

// localBuilder makes the lists of a segment area by area, so that no more than one area's pairs wait to be sorted.
type localBuilder struct {
	local
	pairs []pair
}

// pair is a row, counted from the beginning of its area, that stands under a number.
type pair struct{ number, row uint32 }

// newLocalBuilder makes room for at most so many pairs in so many areas.
func newLocalBuilder(areas, pairs int) localBuilder {
	return localBuilder{local: local{areas: make([]int32, 1, areas+1), rows: make([]uint32, 0, pairs)}}
}

// add notes a row of the area at hand; rows come in ascending order.
func (b *localBuilder) add(number, row uint32) { b.pairs = append(b.pairs, pair{number, row}) }

// endArea lists what was added since the area before.
func (b *localBuilder) endArea() {
	slices.SortFunc(b.pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(a.number, b.number), cmp.Compare(a.row, b.row))
	})
	for i, p := range slices.Compact(b.pairs) {
		if i == 0 || p.number != b.pairs[i-1].number {
			b.numbers, b.first = append(b.numbers, p.number), append(b.first, uint32(len(b.rows)))
		}
		b.rows = append(b.rows, p.row)
	}
	b.areas, b.pairs = append(b.areas, int32(len(b.numbers))), b.pairs[:0]
}

// lists is all of them, after the last area.
func (b *localBuilder) lists() local {
	b.numbers, b.first, b.rows = trim(b.numbers), trim(append(b.first, uint32(len(b.rows)))), trim(b.rows)
	return b.local
}

// trim copies a list out of a block of memory that is larger by more than an eighth.
func trim[V any](list []V) []V {
	if cap(list)-len(list) <= len(list)/8 {
		return list
	}
	return append(make([]V, 0, len(list)), list...)
}
