package rank

import (
	"runtime"
	"slices"
	"testing"

	"matchd/matcher"
)

func TestListsOfASlabAreBlankAndDoNotOverlap(t *testing.T) {
	t.Parallel()
	var s slab[int32]
	for range 3 {
		var lists [][]int32
		for n := range 40 {
			list := s.zeros(n)
			if len(list) != n || slices.ContainsFunc(list, func(v int32) bool { return v != 0 }) {
				t.Fatalf("asked %d zeros, got %v", n, list)
			}
			for i := range list {
				list[i] = int32(n)
			}
			lists = append(lists, list)
		}
		for _, list := range lists {
			_ = append(list, -1) // who grows a list must not write into the next
		}
		for n, list := range lists {
			if slices.ContainsFunc(list, func(v int32) bool { return v != int32(n) }) {
				t.Errorf("list %d was written to by another: %v", n, list)
			}
		}
		s.clear()
	}
}

// A list of the whole country is made in memory that another left, whatever the size of the country; what remains is the
// answer and the few objects of the question.
func TestAListLeavesLittleToCollect(t *testing.T) {
	if underRace {
		t.Skip("the race detector lets go of memory that is kept for reuse")
	}
	const most, lists = 40 << 10, 50
	c := newCountry(t)
	people, openings := make([]Person, 4000), make([]Vacancy, 4000)
	for i := range people {
		people[i], openings[i] = c.person(i), c.vacancy(i)
		people[i].Available, openings[i].Open = true, true
	}
	asking, asked := slices.Clone(people), slices.Clone(openings)
	p, o := NewPeopleBook().Change(people, nil), NewOpeningsBook().Change(openings, nil)
	q := c.judge.Model.Plain(today, matcher.Viewer{All: true})
	for name, list := range map[string]func(i int){
		"people":    func(i int) { ForVacancy(c.judge, p, &asked[i].Opening, &q, Ask{K: 10}) },
		"vacancies": func(i int) { ForCandidate(c.judge, o, &asking[i].Profile, &q, Ask{K: 10}) },
	} {
		var before, after runtime.MemStats
		for i := range lists { // the first make room
			list(i)
		}
		runtime.ReadMemStats(&before)
		for i := range lists {
			list(i)
		}
		runtime.ReadMemStats(&after)
		if each := (after.TotalAlloc - before.TotalAlloc) / lists; each > most {
			t.Errorf("a list of %s leaves %d bytes, want at most %d", name, each, most)
		}
	}
}
