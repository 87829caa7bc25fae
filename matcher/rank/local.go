package rank

import (
	"cmp"
	"math/bits"
	"slices"
)

// entry is a row as a list has it, counted from the beginning of its area: areaLimit leaves it 16 bits; what is above is
// for what belongs to the row there.
type entry interface{ uint16 | uint32 }

// local lists rows by area and number, so that an area can be gone through number by number.
type local[E entry] struct {
	areas   []int32  // where an area's numbers begin; and one more, where the last ones end
	numbers []uint32 // ascending within an area
	first   []uint32 // where a number's rows begin; and one more
	rows    []E
	marks   []uint64 // by area, span words each: a bit for every number that it has below 64 x span
	before  []uint16 // by word of marks: how many numbers the area has before it
	span    int
}

// of are the rows of a number in an area.
func (l *local[E]) of(area int32, number uint32) []E {
	at := int(l.areas[area])
	if word := int(number >> 6); word < l.span {
		marks, bit := l.marks[int(area)*l.span+word], uint64(1)<<(number&63)
		if marks&bit == 0 {
			return nil
		}
		at += int(l.before[int(area)*l.span+word]) + bits.OnesCount64(marks&(bit-1))
	} else {
		n, ok := slices.BinarySearch(l.numbers[at:l.areas[area+1]], number)
		if !ok {
			return nil
		}
		at += n
	}
	return l.rows[l.first[at]:l.first[at+1]]
}

// marked is the end of the numbers that have bits; those of a taxonomy are below it (ESCO has some 14,000 skills).
const marked = 1 << 15

// mark makes the numbers of every area quick to find.
func (l *local[E]) mark() {
	for _, n := range l.numbers {
		if n < marked {
			l.span = max(l.span, int(n>>6)+1)
		}
	}
	areas := len(l.areas) - 1
	l.marks, l.before = make([]uint64, areas*l.span), make([]uint16, areas*l.span)
	for area := range areas {
		for i, n := range l.numbers[l.areas[area]:l.areas[area+1]] {
			if n >= marked {
				break
			}
			word := area*l.span + int(n>>6)
			if l.marks[word] == 0 {
				l.before[word] = uint16(i)
			}
			l.marks[word] |= 1 << (n & 63)
		}
	}
}

// localBuilder makes the lists of a segment area by area, so that no more than one area's pairs wait to be sorted.
type localBuilder[E entry] struct {
	local[E]
	pairs []pair
}

// pair is a row, counted from the beginning of its area, that stands under a number.
type pair struct{ number, row uint32 }

// newLocalBuilder makes room for at most so many pairs in so many areas.
func newLocalBuilder[E entry](areas, pairs int) localBuilder[E] {
	return localBuilder[E]{local: local[E]{areas: make([]int32, 1, areas+1), rows: make([]E, 0, pairs)}}
}

// add notes a row of the area at hand; rows come in ascending order.
func (b *localBuilder[E]) add(number, row uint32) { b.pairs = append(b.pairs, pair{number, row}) }

// endArea lists what was added since the area before.
func (b *localBuilder[E]) endArea() {
	slices.SortFunc(b.pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(a.number, b.number), cmp.Compare(a.row, b.row))
	})
	for i, p := range slices.Compact(b.pairs) {
		if i == 0 || p.number != b.pairs[i-1].number {
			b.numbers, b.first = append(b.numbers, p.number), append(b.first, uint32(len(b.rows)))
		}
		b.rows = append(b.rows, E(p.row))
	}
	b.areas, b.pairs = append(b.areas, int32(len(b.numbers))), b.pairs[:0]
}

// lists is all of them, after the last area.
func (b *localBuilder[E]) lists() local[E] {
	b.numbers, b.first, b.rows = trim(b.numbers), trim(append(b.first, uint32(len(b.rows)))), trim(b.rows)
	b.mark()
	return b.local
}

// trim copies a list out of a block of memory that is larger by more than an eighth.
func trim[V any](list []V) []V {
	if cap(list)-len(list) <= len(list)/8 {
		return list
	}
	return append(make([]V, 0, len(list)), list...)
}
