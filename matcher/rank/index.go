package rank

import (
	"hash/maphash"
	"math/bits"
)

// index finds the row of a key in a segment: a table of open addresses, at most half full, so that a key is found, or
// known not to be there, at about the cost of one look into memory; a binary search takes twenty.
type index struct {
	seed  maphash.Seed
	slots []uint32 // row + 1, 0 = free
}

// newIndex needs the number of rows and their keys, no two of which are equal.
func newIndex(rows int, key func(row int) string) index {
	x := index{maphash.MakeSeed(), make([]uint32, 2*rows)}
	for row := range rows {
		at := x.home(key(row))
		for x.slots[at] != 0 {
			at = x.next(at)
		}
		x.slots[at] = uint32(row + 1)
	}
	return x
}

// find is the row with the key.
func (x *index) find(key string, keyOf func(row int) string) (row int, ok bool) {
	if len(x.slots) == 0 {
		return 0, false
	}
	for at := x.home(key); x.slots[at] != 0; at = x.next(at) {
		if row := int(x.slots[at] - 1); keyOf(row) == key {
			return row, true
		}
	}
	return 0, false
}

// home is where the search for a key begins: its hash as a fraction of the table.
func (x *index) home(key string) int {
	at, _ := bits.Mul64(maphash.String(x.seed, key), uint64(len(x.slots)))
	return int(at)
}

func (x *index) next(at int) int {
	if at++; at < len(x.slots) {
		return at
	}
	return 0
}
