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

// localBuilder gathers rows, in ascending order.
type localBuilder struct{ pairs []pair }

// pair is a row that stands under a number.
type pair struct {
	number uint32
	row    int32
}

func (b *localBuilder) add(number uint32, row int32) { b.pairs = append(b.pairs, pair{number, row}) }

func (b *localBuilder) build(areas []area) local {
	l := local{areas: make([]int32, 1, len(areas)+1), rows: make([]uint32, 0, len(b.pairs))}
	for _, in := range areas {
		n, _ := slices.BinarySearchFunc(b.pairs, in.to, func(p pair, to int32) int { return cmp.Compare(p.row, to) })
		pairs := b.pairs[:n]
		b.pairs = b.pairs[n:]
		slices.SortFunc(pairs, func(a, b pair) int {
			return cmp.Or(cmp.Compare(a.number, b.number), cmp.Compare(a.row, b.row))
		})
		for i, p := range slices.Compact(pairs) {
			if i == 0 || p.number != pairs[i-1].number {
				l.numbers, l.first = append(l.numbers, p.number), append(l.first, uint32(len(l.rows)))
			}
			l.rows = append(l.rows, uint32(p.row-in.from))
		}
		l.areas = append(l.areas, int32(len(l.numbers)))
	}
	l.numbers, l.first = slices.Clip(l.numbers), slices.Clip(append(l.first, uint32(len(l.rows))))
	return l
}
