package view

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// at is where a hit lies.
type at struct {
	segment int32
	doc     uint32
}

// listed is a hit with what it is put in order by: the highest key first, ties by id.
type listed struct {
	at
	key float64
	id  string
}

func (a listed) compare(b listed) int {
	return cmp.Or(cmp.Compare(b.key, a.key), strings.Compare(a.id, b.id))
}

// best gathers the first n hits behind a place in the order. Ids are read of those alone that keys do not decide on,
// because each has to be fetched from the file.
type best struct {
	n      int
	behind *listed // nil = from the first on
	id     func(at) (string, error)
	above  []listed // of a key above the floor, the highest first; ids are not read
	floor  float64  // below it nothing is wanted; lowest until there are n
	ties   []at     // of the floor's key
}

func newBest(n int, behind *listed, id func(at) (string, error)) *best {
	return &best{n: n, behind: behind, floor: math.Inf(-1), id: id}
}

// wants reports whether hits of a key may be among the best.
func (b *best) wants(key float64) bool {
	return key >= b.floor && (b.behind == nil || key <= b.behind.key)
}

// add takes a hit. Keys are numbers, never NaN.
func (b *best) add(key float64, spot at) error {
	if !b.wants(key) {
		return nil
	}
	if b.behind != nil && key == b.behind.key {
		id, err := b.id(spot)
		if err != nil || id <= b.behind.id {
			return err
		}
	}
	if key == b.floor {
		b.ties = append(b.ties, spot)
		return nil
	}
	place, _ := slices.BinarySearchFunc(b.above, key, func(l listed, key float64) int { return cmp.Compare(key, l.key) })
	b.above = slices.Insert(b.above, place, listed{at: spot, key: key})
	if len(b.above) < b.n {
		return nil
	}
	b.floor, b.ties = b.above[b.n-1].key, b.ties[:0]
	first, _ := slices.BinarySearchFunc(b.above, b.floor, func(l listed, key float64) int { return cmp.Compare(key, l.key) })
	for _, l := range b.above[first:] {
		b.ties = append(b.ties, l.at)
	}
	b.above = b.above[:first]
	return nil
}

// list gives the hits in order.
func (b *best) list() ([]listed, error) {
	out := slices.Clone(b.above)
	for i := range out {
		var err error
		if out[i].id, err = b.id(out[i].at); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(out, listed.compare)
	ties := firstIDs{n: b.n - len(out)}
	for _, spot := range b.ties {
		id, err := b.id(spot)
		if err != nil {
			return nil, err
		}
		ties.add(id, spot)
	}
	for _, l := range ties.list {
		l.key = b.floor
		out = append(out, l)
	}
	return out, nil
}

// firstIDs keeps the hits of the n lowest ids, ascending.
type firstIDs struct {
	n    int
	list []listed
}

// wants reports whether an id may be among the lowest.
func (f *firstIDs) wants(id string) bool { return len(f.list) < f.n || id < f.list[f.n-1].id }

func (f *firstIDs) add(id string, spot at) {
	if !f.wants(id) {
		return
	}
	place, _ := slices.BinarySearchFunc(f.list, id, func(l listed, id string) int { return strings.Compare(l.id, id) })
	f.list = slices.Insert(f.list, place, listed{at: spot, id: id})
	f.list = f.list[:min(len(f.list), f.n)]
}
