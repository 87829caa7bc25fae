package transfer

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestATamperedPlanIsRefused(t *testing.T) {
	p := Problem{
		Sources: []Node{{"ann", 1}, {"group", 3}},
		Sinks:   []Node{{"cook", 2}, {"clerk", 1}},
		Edges:   []Edge{{0, 0, 9}, {0, 1, 7}, {1, 0, 5}},
	}
	for _, c := range []struct {
		name, want string
		tamper     func(*Plan)
	}{
		{"flow outside", "names a pair outside", func(q *Plan) { q.Flows[0].Sink = 2 }},
		{"source over capacity", `beyond the capacity of source "ann"`, func(q *Plan) { q.Flows[0].Units = 2 }},
		{"sink over capacity", `beyond the capacity of sink "cook"`, func(q *Plan) { q.Flows[1].Units = 3 }},
		{"no units", "sends 0 units", func(q *Plan) { q.Flows[0].Units = 0 }},
		{"flow value out of range", "has value 0", func(q *Plan) { q.Flows[0].Value = 0 }},
		{"total too high", "flows sum to", func(q *Plan) { q.Value++ }},
		{"units too high", "flows sum to", func(q *Plan) { q.Units++ }},
		{"a flow with another value than its edge", "not on an edge", func(q *Plan) { q.Flows[0].Value--; q.Flows[1].Value++; q.Value++; q.SourcePrices[0]++ }},
		{"a flow left out", "prices prove", func(q *Plan) { q.Units -= q.Flows[0].Units; q.Value -= q.Flows[0].Value; q.Flows = q.Flows[1:] }},
		{"a pair listed twice", "share a pair", func(q *Plan) { q.Flows[1].Units = 1; q.Flows = append(q.Flows, q.Flows[1]) }},
		{"a price missing", "1 and 2 prices", func(q *Plan) { q.SourcePrices = q.SourcePrices[:1] }},
		{"negative price", "outside 0..8000000", func(q *Plan) { q.SinkPrices[1] = -1 }},
		{"price too large", "outside 0..8000000", func(q *Plan) { q.SinkPrices[1] = MaxValue + 1 }},
		{"price that leaves an edge uncovered", "do not cover edge", func(q *Plan) { q.SourcePrices[0] -= 4; q.SinkPrices[1] += 4 }},
	} {
		t.Run(c.name, func(t *testing.T) {
			plan := mustSolve(t, p)
			if err := Verify(p, plan); err != nil {
				t.Fatal(err)
			}
			plan.Flows = slices.Clone(plan.Flows)
			c.tamper(&plan)
			if err := Verify(p, plan); !errors.Is(err, ErrPlan) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want it to say %q", err, c.want)
			}
		})
	}
}

func TestAFeasibleButWorsePlanHasNoProof(t *testing.T) {
	p := Problem{Sources: []Node{{"ann", 1}, {"bob", 1}}, Sinks: []Node{{"cook", 1}}, Edges: []Edge{{0, 0, 5}, {1, 0, 6}}}
	worse := Plan{Flows: []Flow{{0, 0, 1, 5}}, Value: 5, Units: 1, SourcePrices: []int64{0, 0}, SinkPrices: []int64{6}}
	if err := Verify(p, worse); !errors.Is(err, ErrPlan) {
		t.Errorf("got %v", err)
	}
}
