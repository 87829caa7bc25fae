package rank

import (
	"math/bits"
	"slices"
)

// record is a row's value: a profile or an opening.
type record interface{ Key() string }

// segment is an immutable block of rows, packed; a row is unpacked to be looked at as a whole.
type segment[R record] interface {
	size() int
	key(i int) string
	unpack(i int, to *R) // lists and Post are shared with the segment and must not be changed
	memory() [][]byte    // of its columns and lists
}

// source is rows that a segment is made of.
type source[R record] interface {
	size() int
	at(i int) *R // good until the next call
}

// part is a segment in one view: some of its rows may be buried.
type part[R record, S segment[R]] struct {
	seg  S
	keys index
	dead []uint64 // bit set, shared between views that bury the same rows; nil = none
	live int
}

func (p *part[R, S]) buried(i int) bool { return p.dead != nil && p.dead[i>>6]&(1<<(i&63)) != 0 }

// View is all rows at one moment. It never changes and is safe to share. It keeps alive the rows that it has, so a view that
// is held on to for long holds on to those that were erased since.
type View[R record, S segment[R]] struct {
	parts []part[R, S]
	count int
	desks *desks
}

// Len is the number of rows.
func (v *View[R, S]) Len() int { return v.count }

// All calls yield for every row, in no promised order, until it returns false. A row is unpacked for its call and the next
// one takes its place: who keeps one, or has a fit.Explainer explain it, makes a copy. Lists and Post are shared and must
// not be changed.
func (v *View[R, S]) All(yield func(*R) bool) {
	row := new(R)
	for p := range v.parts {
		for i := range v.parts[p].seg.size() {
			if v.parts[p].buried(i) {
				continue
			}
			if v.parts[p].seg.unpack(i, row); !yield(row) {
				return
			}
		}
	}
}

// find is where the row with the key is, if it is not buried.
func (p *part[R, S]) find(key string) (row int, ok bool) {
	if row, ok = p.keys.find(key, p.seg.key); !ok || p.buried(row) {
		return 0, false
	}
	return row, true
}

// locate is which of the parts has the row with the key, and where, at the cost of a look into every one; of those there
// are a few dozen at most.
func locate[R record, S segment[R]](parts []part[R, S], key string) (at, row int, ok bool) {
	for at := range parts {
		if row, ok := parts[at].find(key); ok {
			return at, row, true
		}
	}
	return 0, 0, false
}

// Has reports whether there is a row with the key, at the cost of a look into every segment.
func (v *View[R, S]) Has(key string) bool {
	_, _, ok := locate(v.parts, key)
	return ok
}

// Find gives the row with the key, nil where there is none, at the cost of Has. The row is the caller's to keep; its lists
// and Post are shared and must not be changed.
func (v *View[R, S]) Find(key string) *R {
	at, row, ok := locate(v.parts, key)
	if !ok {
		return nil
	}
	found := new(R)
	v.parts[at].seg.unpack(row, found)
	return found
}

// book is the writer's side of a view; one goroutine at a time.
type book[R record, S segment[R]] struct {
	build func(source[R]) S
	tier  int // see defaultTier; at least 2
	view  *View[R, S]
	lay   func(memory []byte)
}

// Lay has out called with the memory of every column and list of the segments made from now on, so that it can be laid out
// better. It is to be called before the first Change; out must not change a byte.
func (b *book[R, S]) Lay(out func(memory []byte)) { b.lay = out }

func newBook[R record, S segment[R]](build func(source[R]) S) *book[R, S] {
	return &book[R, S]{build: build, tier: defaultTier, view: &View[R, S]{desks: &desks{}}}
}

// defaultTier is how many segments of a like size there may be before they are merged into one.
const defaultTier = 8

// change buries the rows of the given keys, adds the new ones and returns the new view. What is put has no key twice; its
// lists are shared with the view and must not be changed any more. What is both put and to be removed is put.
func (b *book[R, S]) change(put []R, remove []string) *View[R, S] {
	parts := slices.Clone(b.view.parts)
	copied := make([]bool, len(parts))
	for i := range put {
		bury(parts, copied, put[i].Key())
	}
	for _, key := range remove {
		bury(parts, copied, key)
	}
	if len(put) > 0 {
		parts = append(parts, b.part(given[R](put)))
	}
	b.view = &View[R, S]{parts: b.compact(parts), desks: b.view.desks}
	for i := range b.view.parts {
		b.view.count += b.view.parts[i].live
	}
	return b.view
}

// bury marks the row with a key in whichever of the parts has it; those copied may be written to.
func bury[R record, S segment[R]](parts []part[R, S], copied []bool, key string) {
	at, row, ok := locate(parts, key)
	if !ok {
		return
	}
	p := &parts[at]
	switch {
	case p.dead == nil:
		p.dead = make([]uint64, (p.seg.size()+63)/64)
	case !copied[at]:
		p.dead = slices.Clone(p.dead)
	}
	copied[at] = true
	p.dead[row>>6] |= 1 << (row & 63)
	p.live--
}

// part makes a segment of some rows, all of them living.
func (b *book[R, S]) part(from source[R]) part[R, S] {
	seg := b.build(from)
	p := part[R, S]{seg: seg, keys: newIndex(seg.size(), seg.key), live: seg.size()}
	if b.lay != nil {
		for _, memory := range append(seg.memory(), bytesOf(p.keys.slots)) {
			b.lay(memory)
		}
	}
	return p
}

// compact drops segments without a living row, makes those anew of which most rows are dead, so that there are never more
// dead rows than living ones, and merges those of the same order of magnitude once there are tier of them.
func (b *book[R, S]) compact(parts []part[R, S]) []part[R, S] {
	parts = b.merge(parts, func(p *part[R, S]) bool { return 2*p.live < p.seg.size() })
	for {
		bySize := map[int]int{}
		most := -1
		for i := range parts {
			m := b.magnitude(parts[i].live)
			if bySize[m]++; bySize[m] >= b.tier {
				most = max(most, m)
			}
		}
		if most < 0 {
			return parts
		}
		parts = b.merge(parts, func(p *part[R, S]) bool { return b.magnitude(p.live) <= most })
	}
}

// magnitude is the logarithm of n to the base tier, rounded down.
func (b *book[R, S]) magnitude(n int) int { return (bits.Len(uint(n)) - 1) / bits.Len(uint(b.tier-1)) }

// merge makes one part of the living rows of those chosen.
func (b *book[R, S]) merge(parts []part[R, S], chosen func(*part[R, S]) bool) []part[R, S] {
	var rest []part[R, S]
	from := &living[R, S]{}
	for i := range parts {
		if p := &parts[i]; chosen(p) {
			from.take(p)
		} else {
			rest = append(rest, *p)
		}
	}
	if from.size() == 0 {
		return rest
	}
	return append(rest, b.part(from))
}

// given is rows as they are put.
type given[R record] []R

func (g given[R]) size() int   { return len(g) }
func (g given[R]) at(i int) *R { return &g[i] }

// living is the living rows of some parts, unpacked one at a time, so that merging does not hold them all.
type living[R record, S segment[R]] struct {
	segs  []S
	spots []struct{ seg, row int32 }
	row   R
}

func (l *living[R, S]) take(p *part[R, S]) {
	l.spots = slices.Grow(l.spots, p.live)
	for r := range p.seg.size() {
		if !p.buried(r) {
			l.spots = append(l.spots, struct{ seg, row int32 }{int32(len(l.segs)), int32(r)})
		}
	}
	l.segs = append(l.segs, p.seg)
}

func (l *living[R, S]) size() int { return len(l.spots) }

func (l *living[R, S]) at(i int) *R {
	l.segs[l.spots[i].seg].unpack(int(l.spots[i].row), &l.row)
	return &l.row
}
