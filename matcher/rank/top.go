package rank

import (
	"cmp"
	"container/heap"
	"math"
	"slices"
)

// Hit is a row found: its score in millionths and its id.
type Hit struct {
	Score int64  // 0 to a million
	ID    string // of the row; it is in the view that was ranked
}

// before is the order of a list: the higher score first, ties by id.
func (h Hit) before(o Hit) bool { return Compare(h, o) < 0 }

// Compare is the order of every list, for sorting: the higher score first, ties by id, ascending byte by byte. No two hits
// of a list are equal in it, so lists are the same on every replica.
func Compare(a, b Hit) int {
	if a.Score != b.Score {
		return cmp.Compare(b.Score, a.Score)
	}
	return cmp.Compare(a.ID, b.ID)
}

// After is where a page starts: behind this hit in the order of the list. The zero value starts at the top. The hit need not
// be in the view any more: a page goes on at the same place whatever came and went.
type After struct {
	Hit
	Set bool // there is one
}

// top keeps the best k hits behind a place in the list, the worst on top of the heap.
type top struct {
	k     int
	after After
	floor int64 // hits below it are not kept
	bar   int64 // the score that a row must reach to matter: less cannot enter; never falls
	hits  []Hit
}

func newTop(a Ask) *top {
	t := &top{k: a.K, after: a.After, floor: a.Floor, bar: a.Floor}
	if t.k <= 0 {
		t.bar = math.MaxInt64
	}
	return t
}

func (t *top) add(h Hit) {
	if h.Score < t.floor || (t.after.Set && !t.after.before(h)) {
		return
	}
	switch {
	case len(t.hits) < t.k:
		heap.Push(t, h)
	case t.k > 0 && h.before(t.hits[0]):
		t.hits[0] = h
		heap.Fix(t, 0)
	}
	if t.k > 0 && len(t.hits) == t.k {
		t.bar = max(t.floor, t.hits[0].Score)
	}
}

func (t *top) sorted() []Hit {
	out := slices.Clone(t.hits)
	slices.SortFunc(out, Compare)
	return out
}

// Len, Less, Swap, Push and Pop make it a heap.
func (t *top) Len() int           { return len(t.hits) }
func (t *top) Less(i, j int) bool { return t.hits[j].before(t.hits[i]) }
func (t *top) Swap(i, j int)      { t.hits[i], t.hits[j] = t.hits[j], t.hits[i] }

// Push is for container/heap.
func (t *top) Push(h any) { t.hits = append(t.hits, h.(Hit)) }

// Pop is for container/heap.
func (t *top) Pop() any {
	last := t.hits[len(t.hits)-1]
	t.hits = t.hits[:len(t.hits)-1]
	return last
}
