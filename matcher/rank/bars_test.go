package rank

import (
	"fmt"
	"maps"
	"slices"
	"testing"
)

// barred is openings that change, with a bar for some of them.
type barred struct {
	*world
	book    OpeningsBook
	bars    *Bars
	numbers map[string]uint32
	rows    map[string]Vacancy
}

func (b *barred) vacancy(n int) Vacancy {
	id := fmt.Sprint("v", n)
	if b.numbers[id] == 0 {
		b.numbers[id] = uint32(1 + len(b.numbers))
	}
	v := b.world.vacancy(id)
	v.Number = b.numbers[id]
	return v
}

// change puts some openings and removes some, and moves some bars, before and after the bars have followed.
func (b *barred) change() *Openings {
	var put []Vacancy
	for _, n := range b.Perm(300)[:b.IntN(pick(b.world, 3, 3, 100))] {
		v := b.vacancy(n)
		put, b.rows[v.ID] = append(put, v), v
	}
	remove := fmt.Sprint("v", b.IntN(300))
	delete(b.rows, remove)
	view := b.book.Change(slices.DeleteFunc(put, func(v Vacancy) bool { return v.ID == remove }), []string{remove})
	b.move()
	b.bars.Follow(view)
	b.move()
	return view
}

// holds fails where bars keep a segment alive that the view has no more.
func (b *barred) holds(t *testing.T, view *Openings) {
	t.Helper()
	for number, at := range b.bars.where {
		if at.block != nil && at.block.seg != nil && !slices.ContainsFunc(view.parts, func(p part[Vacancy, *openingSegment]) bool { return p.seg == at.block.seg }) {
			t.Fatalf("opening %d holds on to a segment that is gone", number)
		}
	}
}

func (b *barred) move() {
	for range b.IntN(40) {
		b.bars.Set(uint32(1+b.IntN(300)), pick(b.world, Never, 0, 300_000, 500_000+b.Int64N(400_000), 800_000))
	}
}

// TestReachedAreThoseWhoseBarThePersonReaches holds what is reached against scoring every opening.
func TestReachedAreThoseWhoseBarThePersonReaches(t *testing.T) {
	t.Parallel()
	seen, barredOut, paused := 0, 0, 0
	for seed := range uint64(20) {
		b := &barred{newWorld(t, 100+seed), NewOpeningsBook(), NewBars(), map[string]uint32{}, map[string]Vacancy{}}
		for range 40 {
			view := b.change()
			b.holds(t, view)
			if b.chance(30) {
				continue
			}
			p, q := b.person("asking"), b.question(true, nil)
			got := map[uint32]int64{}
			for _, r := range Reached(b.judge, view, b.bars, &p.Profile, &q, func() { paused++ }) {
				got[r.Number] = r.Score
			}
			want := map[uint32]int64{}
			for _, v := range b.rows {
				terms := b.judge.Terms(&v.Opening, &p.Profile, &q)
				if score := q.Weights.Score(&terms); b.judge.Eligible(&v.Opening, &p.Profile, &q) && b.judge.Musts(&terms, &q) {
					if score >= b.bars.Of(v.Number) {
						want[v.Number] = score
					} else {
						barredOut++
					}
				}
			}
			seen += len(want)
			if !maps.Equal(got, want) {
				t.Fatalf("seed %d: reached %v, want %v", seed, got, want)
			}
		}
	}
	if seen < 100 || barredOut < 100 || paused == 0 {
		t.Errorf("%d reached, %d not, %d pauses: the test shows nothing", seen, barredOut, paused)
	}
}
