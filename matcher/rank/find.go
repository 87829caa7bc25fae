package rank

import (
	"cmp"
	"slices"
)

// Find gives the row with the key, nil where there is none.
func (v *View[R, S]) Find(key string) *R {
	for i := range v.parts {
		p := &v.parts[i]
		at, ok := slices.BinarySearchFunc(p.keys, key, func(row int32, key string) int {
			return cmp.Compare((*p.seg.row(int(row))).Key(), key)
		})
		if ok && !p.buried(int(p.keys[at])) {
			return p.seg.row(int(p.keys[at]))
		}
	}
	return nil
}

// sortedKeys lists the rows of a segment by key.
func sortedKeys[R record](s segment[R]) []int32 {
	rows := make([]int32, s.size())
	for i := range rows {
		rows[i] = int32(i)
	}
	slices.SortFunc(rows, func(a, b int32) int { return cmp.Compare((*s.row(int(a))).Key(), (*s.row(int(b))).Key()) })
	return rows
}
