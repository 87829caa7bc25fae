package rank

import (
	"math/bits"
	"slices"
)

// record is a row's value: a profile or an opening.
type record interface{ Key() string }

// segment is an immutable block of rows.
type segment[R record] interface {
	size() int
	row(i int) *R
}

// part is a segment in one view: some of its rows may be buried.
type part[R record, S segment[R]] struct {
	seg  S
	keys []int32  // rows by key, ascending
	dead []uint64 // bit set, shared between views that bury the same rows; nil = none
	live int
}

func (p *part[R, S]) buried(i int) bool { return p.dead != nil && p.dead[i>>6]&(1<<(i&63)) != 0 }

// View is all rows at one moment. It never changes and is safe to share.
type View[R record, S segment[R]] struct {
	parts []part[R, S]
	count int
}

// Len is the number of rows.
func (v *View[R, S]) Len() int { return v.count }

// All calls yield for every row, in no promised order, until it returns false.
func (v *View[R, S]) All(yield func(*R) bool) {
	for p := range v.parts {
		for i := range v.parts[p].seg.size() {
			if !v.parts[p].buried(i) && !yield(v.parts[p].seg.row(i)) {
				return
			}
		}
	}
}

// place of a row: which segment (by its number, which survives merges of others) and where in it.
type location struct{ serial, row int }

// book is the writer's side of a view; one goroutine at a time.
type book[R record, S segment[R]] struct {
	build   func([]R) S
	tier    int // see defaultTier; at least 2
	view    *View[R, S]
	serials []int // of the view's parts
	next    int
	where   map[string]location
}

func newBook[R record, S segment[R]](build func([]R) S) *book[R, S] {
	return &book[R, S]{build: build, tier: defaultTier, view: &View[R, S]{}, where: map[string]location{}}
}

// defaultTier is how many segments of a like size there may be before they are merged into one.
const defaultTier = 8

// change buries the rows of the given keys, adds the new ones (the last of a key counts, also where the key is to be
// removed) and returns the new view.
func (b *book[R, S]) change(put []R, remove []string) *View[R, S] {
	parts := slices.Clone(b.view.parts)
	copied := map[int]bool{}
	put = lastOfKey(put)
	for i := range put {
		b.bury(parts, copied, put[i].Key())
	}
	for _, key := range remove {
		b.bury(parts, copied, key)
	}
	b.view = &View[R, S]{parts: parts}
	if len(put) > 0 {
		b.add(put)
	}
	b.compact()
	for i := range b.view.parts {
		b.view.count += b.view.parts[i].live
	}
	return b.view
}

func lastOfKey[R record](put []R) []R {
	seen := make(map[string]int, len(put))
	out := make([]R, 0, len(put))
	for _, r := range put {
		if i, ok := seen[r.Key()]; ok {
			out[i] = r
			continue
		}
		seen[r.Key()] = len(out)
		out = append(out, r)
	}
	return out
}

func (b *book[R, S]) bury(parts []part[R, S], copied map[int]bool, key string) {
	at, ok := b.where[key]
	if !ok {
		return
	}
	delete(b.where, key)
	i := slices.Index(b.serials, at.serial)
	p := &parts[i]
	switch {
	case p.dead == nil:
		p.dead = make([]uint64, (p.seg.size()+63)/64)
	case !copied[i]:
		p.dead = slices.Clone(p.dead)
	}
	copied[i] = true
	p.dead[at.row>>6] |= 1 << (at.row & 63)
	p.live--
}

func (b *book[R, S]) add(rows []R) {
	seg := b.build(rows)
	serial := b.next
	b.next++
	b.view.parts = append(b.view.parts, part[R, S]{seg: seg, keys: sortedKeys[R](seg), live: seg.size()})
	b.serials = append(b.serials, serial)
	for i := range seg.size() {
		b.where[(*seg.row(i)).Key()] = location{serial, i}
	}
}

// compact drops empty segments and merges those of the same order of magnitude once there are tier of them.
func (b *book[R, S]) compact() {
	b.drop(func(p *part[R, S]) bool { return p.live == 0 })
	for {
		bySize := map[int]int{}
		merge := -1
		for i := range b.view.parts {
			m := b.magnitude(b.view.parts[i].live)
			if bySize[m]++; bySize[m] >= b.tier {
				merge = max(merge, m)
			}
		}
		if merge < 0 {
			return
		}
		b.merge(func(p *part[R, S]) bool { return b.magnitude(p.live) <= merge })
	}
}

// magnitude is the logarithm of n to the base tier, rounded down.
func (b *book[R, S]) magnitude(n int) int { return (bits.Len(uint(n)) - 1) / bits.Len(uint(b.tier-1)) }

func (b *book[R, S]) merge(chosen func(*part[R, S]) bool) {
	var rows []R
	for i := range b.view.parts {
		p := &b.view.parts[i]
		if !chosen(p) {
			continue
		}
		for r := range p.seg.size() {
			if !p.buried(r) {
				rows = append(rows, *p.seg.row(r))
			}
		}
	}
	b.drop(chosen)
	b.add(rows)
}

func (b *book[R, S]) drop(gone func(*part[R, S]) bool) {
	parts, serials := b.view.parts[:0:0], b.serials[:0:0]
	for i := range b.view.parts {
		if !gone(&b.view.parts[i]) {
			parts, serials = append(parts, b.view.parts[i]), append(serials, b.serials[i])
		}
	}
	b.view.parts, b.serials = parts, serials
}
