package transfer

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"
)

// brute finds the plan by trying every flow, with the three rules of the package comment taken word for word.
type brute struct {
	p           Problem
	t           ties
	edges       []Edge // in order of (source id, sink id)
	given       []int
	taken       []int
	now, best   []int
	nowV, bestV int64
	nowT, bestT uint64
}

func bruteForce(p Problem, t ties) *brute {
	b := &brute{p: p, t: t, edges: slices.Clone(p.Edges), given: make([]int, len(p.Sources)), taken: make([]int, len(p.Sinks))}
	slices.SortFunc(b.edges, func(x, y Edge) int {
		return cmp.Or(cmp.Compare(p.Sources[x.Source].ID, p.Sources[y.Source].ID), cmp.Compare(p.Sinks[x.Sink].ID, p.Sinks[y.Sink].ID))
	})
	b.now, b.best = make([]int, len(b.edges)), make([]int, len(b.edges))
	b.try(0)
	return b
}

func (b *brute) try(i int) {
	if i == len(b.edges) {
		if cmp.Or(cmp.Compare(b.nowV, b.bestV), cmp.Compare(b.nowT, b.bestT), slices.Compare(b.now, b.best)) > 0 {
			copy(b.best, b.now)
			b.bestV, b.bestT = b.nowV, b.nowT
		}
		return
	}
	e := b.edges[i]
	source, sink := b.p.Sources[e.Source], b.p.Sinks[e.Sink]
	tie := pairTie(hashID(source.ID), hashID(sink.ID)) & uint64(b.t)
	most := min(source.Capacity-b.given[e.Source], sink.Capacity-b.taken[e.Sink])
	for k := 0; k <= most; k++ {
		b.add(i, k, e, tie)
		b.try(i + 1)
		b.add(i, -k, e, tie)
	}
}

func (b *brute) add(i, k int, e Edge, tie uint64) {
	b.now[i] += k
	b.given[e.Source] += k
	b.taken[e.Sink] += k
	b.nowV += int64(k) * e.Value
	b.nowT += uint64(k) * tie
}

func (b *brute) flows() []Flow {
	var flows []Flow
	for i, k := range b.best {
		if e := b.edges[i]; k > 0 {
			flows = append(flows, Flow{e.Source, e.Sink, k, e.Value})
		}
	}
	return flows
}

// small draws a problem that brute force can finish, with shuffled ids and few distinct values.
func small(r *rand.Rand) Problem {
	var p Problem
	ns, nt := 1+r.IntN(4), 1+r.IntN(3)
	ids := r.Perm(10)
	for i := range ns {
		p.Sources = append(p.Sources, Node{string(rune('a' + ids[i])), r.IntN(3)})
	}
	for i := range nt {
		p.Sinks = append(p.Sinks, Node{string(rune('A' + ids[9-i])), r.IntN(4)})
	}
	values := []int64{1, 3, 20, MaxValue}[r.IntN(4)]
	for i := range ns * nt {
		if r.IntN(4) > 0 {
			p.Edges = append(p.Edges, Edge{int32(i % ns), int32(i / ns), 1 + r.Int64N(values)})
		}
	}
	r.Shuffle(len(p.Edges), func(i, j int) { p.Edges[i], p.Edges[j] = p.Edges[j], p.Edges[i] })
	return p
}

func TestEverySmallProblemHasThePlanThatBruteForceFinds(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for i := range 10_500 {
		p := small(r)
		mask := []ties{0, 1, allTies}[i%3]
		plan, err := solve(p, mask)
		if err != nil {
			t.Fatal(err)
		}
		if err := Verify(p, plan); err != nil {
			t.Fatalf("case %d: %v\n%+v\n%+v", i, err, p, plan)
		}
		want := bruteForce(p, mask)
		if plan.Value != want.bestV || !slices.Equal(plan.Flows, want.flows()) {
			t.Fatalf("case %d, ties %d: got %d %v, want %d %v\n%+v", i, mask, plan.Value, plan.Flows, want.bestV, want.flows(), p)
		}
	}
}

func TestPricesAreWhatOneUnitMoreOrLessChanges(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 1_500 {
		p := small(r)
		plan := mustSolve(t, p)
		for j := range p.Sinks {
			p.Sinks[j].Capacity++
			if more := mustSolve(t, p).Value - plan.Value; more != plan.SinkPrices[j] {
				t.Fatalf("one more position at %q adds %d, its price is %d\n%+v", p.Sinks[j].ID, more, plan.SinkPrices[j], p)
			}
			p.Sinks[j].Capacity--
		}
		for i := range p.Sources {
			if p.Sources[i].Capacity == 0 {
				continue
			}
			p.Sources[i].Capacity--
			if less := plan.Value - mustSolve(t, p).Value; less != plan.SourcePrices[i] {
				t.Fatalf("one unit less of %q costs %d, its price is %d\n%+v", p.Sources[i].ID, less, plan.SourcePrices[i], p)
			}
			p.Sources[i].Capacity++
		}
	}
}
