package transfer

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// drawProblem draws a problem with few distinct values, so that many plans are worth the same.
func drawProblem(t *rapid.T) Problem {
	seed := rapid.Uint64().Draw(t, "seed")
	edges := rapid.IntRange(1, 6).Draw(t, "edges")
	p := correlated(market{
		rapid.IntRange(1, 25).Draw(t, "sources"), rapid.IntRange(6, 20).Draw(t, "sinks"),
		rapid.IntRange(1, 4).Draw(t, "headcount"), rapid.IntRange(1, 4).Draw(t, "positions"), edges, edges, 1,
	}, seed)
	coarse := rapid.SampledFrom([]int64{MaxValue, 500_000, 1}).Draw(t, "coarse")
	for i, e := range p.Edges {
		p.Edges[i].Value = 1 + e.Value/coarse
	}
	return p
}

// shuffled returns the same problem with every list in another order.
func shuffled(p Problem, r *rand.Rand) Problem {
	q := Problem{Sources: make([]Node, len(p.Sources)), Sinks: make([]Node, len(p.Sinks))}
	sources, sinks := r.Perm(len(p.Sources)), r.Perm(len(p.Sinks))
	for i, j := range sources {
		q.Sources[j] = p.Sources[i]
	}
	for i, j := range sinks {
		q.Sinks[j] = p.Sinks[i]
	}
	for _, i := range r.Perm(len(p.Edges)) {
		e := p.Edges[i]
		q.Edges = append(q.Edges, Edge{int32(sources[e.Source]), int32(sinks[e.Sink]), e.Value})
	}
	return q
}

// words writes a plan in ids, prices in order of id.
func words(p Problem, plan Plan) []string {
	var out []string
	for i, n := range p.Sources {
		out = append(out, fmt.Sprint(n.ID, " costs ", plan.SourcePrices[i]))
	}
	for j, n := range p.Sinks {
		out = append(out, fmt.Sprint(n.ID, " costs ", plan.SinkPrices[j]))
	}
	slices.Sort(out)
	for _, f := range plan.Flows {
		out = append(out, fmt.Sprint(f.Units, " x ", f.Value, " ", p.Sources[f.Source].ID, " > ", p.Sinks[f.Sink].ID))
	}
	return out
}

func TestTheOrderOfTheInputChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProblem(t)
		q := shuffled(p, rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "order"), 0)))
		mask := rapid.SampledFrom([]ties{0, allTies}).Draw(t, "ties")
		a, errA := solve(p, mask)
		b, errB := solve(q, mask)
		if errA != nil || errB != nil || !slices.Equal(words(p, a), words(q, b)) {
			t.Fatalf("%v %v\n%q\n%q", errA, errB, words(p, a), words(q, b))
		}
	})
}

func TestAnotherPositionPersonOrEdgeNeverLowersTheTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProblem(t)
		value := func() int64 {
			plan, err := Solve(p)
			if err != nil {
				t.Fatal(err)
			}
			if err := Verify(p, plan); err != nil {
				t.Fatal(err)
			}
			return plan.Value
		}
		before := value()
		switch rapid.IntRange(0, 2).Draw(t, "more") {
		case 0:
			p.Sinks[rapid.IntRange(0, len(p.Sinks)-1).Draw(t, "sink")].Capacity++
		case 1:
			p.Sources[rapid.IntRange(0, len(p.Sources)-1).Draw(t, "source")].Capacity++
		case 2:
			p.Sinks = append(p.Sinks, Node{"new", 1})
			p.Edges = append(p.Edges, Edge{0, int32(len(p.Sinks) - 1), 1})
		}
		if after := value(); after < before {
			t.Fatalf("from %d to %d", before, after)
		}
	})
}

// sides returns what Bound may know of a problem.
func sides(p Problem) (sources, sinks []Best) {
	sources, sinks = make([]Best, len(p.Sources)), make([]Best, len(p.Sinks))
	for i, n := range p.Sources {
		sources[i].Capacity = n.Capacity
	}
	for j, n := range p.Sinks {
		sinks[j].Capacity = n.Capacity
	}
	for _, e := range p.Edges {
		sources[e.Source].Value = max(sources[e.Source].Value, e.Value)
		sinks[e.Sink].Value = max(sinks[e.Sink].Value, e.Value)
	}
	return sources, sinks
}

func TestNoPlanExceedsTheBoundAndTheBoundIsMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProblem(t)
		plan, err := Solve(p)
		if err != nil {
			t.Fatal(err)
		}
		sources, sinks := sides(p)
		bound := Bound(sources, sinks)
		if plan.Value > bound {
			t.Fatalf("worth %d, bound %d", plan.Value, bound)
		}
		more := &slices.Concat(sources)[0]
		sources[0].Capacity++
		sources[0].Value += rapid.Int64Range(0, 100).Draw(t, "rise")
		if again := Bound(append(sources, *more), sinks); again < bound {
			t.Fatalf("the bound fell from %d to %d", bound, again)
		}
	})
}
