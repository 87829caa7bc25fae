package population

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// thrown gives a die of the demo.
func thrown(t *testing.T, i int) dice { return demo(t).dice(ofVacancy, i) }

func TestDiceOfOtherRecordsAndKindsDiffer(t *testing.T) {
	p := demo(t)
	first := map[uint64]string{}
	for i := range 2_000 {
		for k := ofCompany; k <= ofCandidate; k++ {
			n, what := p.dice(k, i).Uint64(), fmt.Sprint(k, i)
			if other, taken := first[n]; taken {
				t.Fatalf("%s throws as %s does", what, other)
			}
			first[n] = what
		}
	}
}

// TestNeighboursAreNotAlike: the first throws of neighbouring records fall evenly, which a weak seeding would spoil.
func TestNeighboursAreNotAlike(t *testing.T) {
	counts, rises := make([]int, 10), 0
	last := 0
	for i := range 10_000 {
		n := thrown(t, i).IntN(10)
		counts[n]++
		if n > last {
			rises++
		}
		last = n
	}
	for n, count := range counts {
		within(t, fmt.Sprint("throws of ", n), float64(count), 880, 1_120)
	}
	within(t, "rises", float64(rises), 4_300, 4_700)
}

func TestRankedFavoursTheFirst(t *testing.T) {
	d := thrown(t, 1)
	counts := make([]int, 1_000)
	for range 100_000 {
		counts[d.ranked(len(counts))]++
	}
	first := counts[0] + counts[1] + counts[2] + counts[3]
	within(t, "percent on the first four", float64(first)/1_000, 10, 16)
	if counts[0] <= counts[50] || counts[50] <= counts[700] {
		t.Errorf("throws of 0, 50 and 700: %d, %d, %d", counts[0], counts[50], counts[700])
	}
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.IntRange(1, 1<<40).Draw(r, "n")
		if got := d.ranked(n); got < 0 || got >= n {
			r.Fatalf("ranked(%d) = %d", n, got)
		}
	})
}

func TestFewAreDistinctAndNoMoreThanAsked(t *testing.T) {
	d := thrown(t, 2)
	rapid.Check(t, func(r *rapid.T) {
		items := rapid.SliceOfDistinct(rapid.Int(), rapid.ID[int]).Draw(r, "items")
		n := rapid.IntRange(0, 5).Draw(r, "n")
		chosen, seen := few(d, items, n), map[int]bool{}
		for _, c := range chosen {
			if seen[c] {
				r.Fatalf("%v of %v has one twice", chosen, items)
			}
			seen[c] = true
		}
		if len(chosen) > n {
			r.Fatalf("%d of %d", len(chosen), n)
		}
	})
}

func TestSharesAreWrittenShort(t *testing.T) {
	d := thrown(t, 3)
	for range 200 {
		s := *d.share(35, 100)
		within(t, "share", s, 0.35, 1)
		if len(fmt.Sprint(s)) > 4 {
			t.Errorf("share %v", s)
		}
	}
}

func TestWeightedFollowsItsWeights(t *testing.T) {
	var w weighted
	for _, weight := range []int{0, 1, 3, 0, 6} {
		w.add(weight)
	}
	d, counts := thrown(t, 4), make([]int, 5)
	for range 10_000 {
		counts[w.pick(d)]++
	}
	for i, want := range []float64{0, 1_000, 3_000, 0, 6_000} {
		within(t, fmt.Sprint("choices of ", i), float64(counts[i]), 0.85*want, 1.15*want)
	}
	for i := range 1_000 {
		if got := w.pickWithin(d, 2, 4); got != 2 {
			t.Fatalf("choice %d within 2 and 3 is %d", i, got)
		}
	}
	if got := w.pickWithin(d, 3, 4); got != 3 {
		t.Errorf("a range without weight gave %d, want its first", got)
	}
	for fraction, want := range map[uint64]int{0: 1, 1 << 62: 2, 1 << 63: 4, ^uint64(0): 4} {
		if got := w.at(fraction); got != want {
			t.Errorf("at %x of 2^64: %d, want %d", fraction, got, want)
		}
	}
	if none := (weighted{}); none.total() != 0 {
		t.Errorf("nothing weighs %d", none.total())
	}
}
