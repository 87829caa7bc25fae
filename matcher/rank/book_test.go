package rank

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"unsafe"
)

// rowsOf lists what a book should hold, in the order of ids.
func rowsOf[R any](held map[string]R) []R {
	out := make([]R, 0, len(held))
	for _, id := range slices.Sorted(maps.Keys(held)) {
		out = append(out, held[id])
	}
	return out
}

// changes applies random batches to a book and to a map, and compares lists after each; old views must stay as they were.
func (s side[R, S]) changes(t *testing.T, seed uint64) {
	w := newWorld(t, seed)
	b := s.book()
	b.tier = pick(w, 2, 3, 8)
	held := map[string]R{}
	for range 25 {
		before, was := b.view, rowsOf(held)
		var put []R
		var remove []string
		for _, n := range w.Perm(150)[:w.IntN(pick(w, 3, 12, 60))] {
			put = append(put, s.row(w, fmt.Sprint("r", n)))
		}
		for range w.IntN(pick(w, 1, 8, 40)) {
			remove = append(remove, fmt.Sprint("r", w.IntN(150)))
		}
		for _, id := range remove {
			delete(held, id)
		}
		for _, r := range put {
			held[r.Key()] = r
		}
		// A key that is both put and removed stays: what is put counts.
		s.same(t, w, b.change(put, remove), rowsOf(held))
		s.same(t, w, before, was)
	}
}

// same holds that a view has exactly these rows and ranks them as the plain answer does.
func (s side[R, S]) same(t *testing.T, w *world, v *View[R, S], rows []R) {
	t.Helper()
	var ids []string
	for r := range v.All {
		ids = append(ids, (*r).Key())
	}
	slices.Sort(ids)
	want := []string{}
	for i := range rows {
		want = append(want, rows[i].Key())
	}
	if slices.Sort(want); !slices.Equal(ids, want) || v.Len() != len(rows) {
		t.Fatalf("view of %d has %v, want %v", v.Len(), ids, want)
	}
	if _, err := s.agree(w, v, rows); err != nil {
		t.Fatal(err)
	}
}

func TestAnyRunOfChangesLeavesTheSameListsAsAFreshStart(t *testing.T) {
	t.Parallel()
	for seed := range uint64(questions() / 1000) {
		peopleSide().changes(t, seed)
		openingsSide().changes(t, seed)
	}
}

// layouts holds that lists depend neither on how rows are cut into segments nor on the order in which they came.
func (s side[R, S]) layouts(t *testing.T, seed uint64) {
	w := newWorld(t, seed)
	rows := s.rows(w, 400)
	whole := s.book().change(slices.Clone(rows), nil)
	b := s.book()
	shuffled := slices.Clone(rows)
	w.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	for batch := range slices.Chunk(shuffled, 1+w.IntN(90)) {
		b.change(batch, nil)
	}
	for range 20 {
		other := s.other(w)
		q := s.query(w, []string{"nobody"}, other)
		a := Ask{K: pick(w, 5, 50, 1000)}
		if got, want := s.list(w.judge, b.view, other, &q, a), s.list(w.judge, whole, other, &q, a); !slices.Equal(got, want) {
			t.Fatalf("seed %d: in %d segments %v, in one %v", seed, len(b.view.parts), got, want)
		}
	}
}

func TestSegmentsAndTheOrderOfInputDoNotShow(t *testing.T) {
	t.Parallel()
	for seed := range uint64(5) {
		peopleSide().layouts(t, seed)
		openingsSide().layouts(t, seed)
	}
}

func TestManySmallChangesLeaveFewSegmentsAndFewDeadRows(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 1)
	b := NewPeopleBook()
	all := make([]Person, 700)
	for i := range all {
		all[i] = w.person(fmt.Sprint("p", i))
	}
	b.Change(all, nil)
	for i := range 3000 {
		b.Change([]Person{w.person(fmt.Sprint("p", i%700))}, nil)
		for _, p := range b.view.parts {
			if dead := p.seg.size() - p.live; dead > p.live {
				t.Fatalf("a segment of %d living and %d dead rows", p.live, dead)
			}
		}
	}
	if n := len(b.View().parts); n > 4*defaultTier || b.View().Len() != 700 {
		t.Errorf("%d segments of %d people, want at most %d of 700", n, b.View().Len(), 4*defaultTier)
	}
}

func TestAnEmptyBookHasAnEmptyList(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 1)
	o, q := w.vacancy("v"), w.question(false, []string{"x"})
	if hits := ForVacancy(w.judge, NewPeopleBook().View(), &o.Opening, &q, Ask{K: 10}); len(hits) != 0 {
		t.Errorf("hits %v in an empty book", hits)
	}
}

func TestMemoryOfEverySegmentIsLaidOut(t *testing.T) {
	w := newWorld(t, 3)
	people, openings := NewPeopleBook(), NewOpeningsBook()
	laid := 0
	people.Lay(func(memory []byte) { laid += len(memory) })
	openings.Lay(func(memory []byte) { laid += len(memory) })
	for i := range 3 {
		rows := 50 << i
		for least, change := range map[int]func(){
			rows * int(unsafe.Sizeof(personColumns{})):  func() { people.Change(w.people(rows), nil) },
			rows * int(unsafe.Sizeof(openingColumns{})): func() { openings.Change(w.vacancies(rows), nil) },
		} {
			laid = 0
			if change(); laid <= least {
				t.Errorf("%d bytes laid out of %d rows", laid, rows)
			}
		}
	}
}
