package standing

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"matchd/matcher/rank"
)

// TestAListKnowsTheBestOfAPopulationUntilItIsShort holds a list that people leave and come to against everybody, in
// order; scores are few, so that many tie.
func TestAListKnowsTheBestOfAPopulationUntilItIsShort(t *testing.T) {
	const population, room = 80, Size + 3
	r := rand.New(rand.NewPCG(1, 1))
	names, scores := make([]string, population+1), make([]int32, population+1)
	for n := range names {
		names[n] = strconv.Itoa(n)
	}
	everybody := func() []entry {
		var all []entry
		for n := 1; n <= population; n++ {
			if scores[n] > 0 {
				all = append(all, entry{scores[n], uint32(n)})
			}
		}
		slices.SortFunc(all, func(a, b entry) int { return rank.Compare(a.hit(names), b.hit(names)) })
		return all
	}
	short, full := 0, 0
	for range 60 {
		for n := range scores[1:] {
			scores[n+1] = r.Int32N(4)
		}
		var l list
		if l.people = everybody(); len(l.people) > room {
			l.people, l.end = l.people[:room], l.people[room].hit(names)
		}
		for !l.short() {
			n := uint32(1 + r.IntN(population))
			scores[n] = r.Int32N(4)
			l.drop(n)
			if score := int64(scores[n]); score > 0 && l.covers(rank.Hit{Score: score, ID: names[n]}) {
				l.put(entry{scores[n], n}, room, names)
			}
			best := everybody()
			if best = best[:min(len(best), Size)]; !l.short() && !slices.Equal(l.shown(), best) {
				t.Fatalf("shows %v, the best are %v", l.shown(), best)
			}
			if len(l.people) > room {
				t.Fatalf("knows %d people", len(l.people))
			}
			if full++; full%500 == 0 {
				break
			}
		}
		if l.short() {
			short++
		}
	}
	if short < 20 {
		t.Errorf("%d lists became short: the test shows too little", short)
	}
}
