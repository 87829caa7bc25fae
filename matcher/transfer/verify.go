package transfer

import (
	"errors"
	"fmt"
)

// ErrPlan is wrapped by every error of Verify about a plan that is not feasible or not proved best.
var ErrPlan = errors.New("transfer plan does not hold")

// Verify checks without a solver that plan is feasible for p and best: flows on edges within capacity, totals that add
// up, and prices that cover every edge and sum to the value of the plan. It takes one pass over nodes and edges. It does
// not check the choice among equally good plans. The error wraps ErrProblem or ErrPlan.
func Verify(p Problem, plan Plan) error {
	if err := p.check(); err != nil {
		return err
	}
	if err := VerifySums(p.Sources, p.Sinks, plan); err != nil {
		return err
	}
	if err := verifyEdges(p, plan); err != nil {
		return fmt.Errorf("%w: %w", ErrPlan, err)
	}
	return nil
}

// VerifySums is the part of Verify that needs no edges: flows within capacity, and prices that sum to the value of the
// plan. Who keeps the edges elsewhere has to check that the prices cover each of them, and that every flow is on one of
// its value. The error wraps ErrPlan.
func VerifySums(sources, sinks []Node, plan Plan) error {
	p := Problem{Sources: sources, Sinks: sinks}
	if err := verifyTotals(p, plan); err != nil {
		return fmt.Errorf("%w: %w", ErrPlan, err)
	}
	if err := verifyPrices(p, plan); err != nil {
		return fmt.Errorf("%w: %w", ErrPlan, err)
	}
	return nil
}

// verifyTotals checks indices, capacities, and the sums of units and value.
func verifyTotals(p Problem, plan Plan) error {
	given, taken := make([]int, len(p.Sources)), make([]int, len(p.Sinks))
	units, value := 0, int64(0)
	for i, f := range plan.Flows {
		switch {
		case f.Source < 0 || int(f.Source) >= len(given) || f.Sink < 0 || int(f.Sink) >= len(taken):
			return fmt.Errorf("flow %d names a pair outside the problem", i)
		case f.Units <= 0 || f.Units > p.Sources[f.Source].Capacity-given[f.Source]:
			return fmt.Errorf("flow %d sends %d units, beyond the capacity of source %q", i, f.Units, p.Sources[f.Source].ID)
		case f.Units > p.Sinks[f.Sink].Capacity-taken[f.Sink]:
			return fmt.Errorf("flow %d sends %d units, beyond the capacity of sink %q", i, f.Units, p.Sinks[f.Sink].ID)
		case f.Value <= 0 || f.Value > MaxValue:
			return fmt.Errorf("flow %d has value %d, outside 1..%d", i, f.Value, MaxValue)
		}
		given[f.Source] += f.Units
		taken[f.Sink] += f.Units
		units += f.Units
		value += int64(f.Units) * f.Value
	}
	if units != plan.Units || value != plan.Value {
		return fmt.Errorf("flows sum to %d units worth %d, not %d worth %d", units, value, plan.Units, plan.Value)
	}
	return nil
}

// verifyEdges checks that the prices cover every edge and that every flow is on an edge of its own. Where the prices prove
// the value, flows can only be on edges whose prices sum to just their value, so only those are looked up.
func verifyEdges(p Problem, plan Plan) error {
	flows := make(map[[2]int32]int64, len(plan.Flows))
	for _, f := range plan.Flows {
		flows[[2]int32{f.Source, f.Sink}] = f.Value
	}
	if len(flows) != len(plan.Flows) {
		return errors.New("two flows share a pair")
	}
	for i, e := range p.Edges {
		price := plan.SourcePrices[e.Source] + plan.SinkPrices[e.Sink]
		if price < e.Value {
			return fmt.Errorf("prices do not cover edge %d", i)
		}
		if pair := [2]int32{e.Source, e.Sink}; price == e.Value && flows[pair] == e.Value {
			delete(flows, pair)
		}
	}
	if len(flows) > 0 {
		return fmt.Errorf("%d flows are not on an edge of their value and price", len(flows))
	}
	return nil
}

// verifyPrices checks that prices are within bounds and that their sum over capacities proves the value.
func verifyPrices(p Problem, plan Plan) error {
	if len(plan.SourcePrices) != len(p.Sources) || len(plan.SinkPrices) != len(p.Sinks) {
		return fmt.Errorf("%d and %d prices for %d sources and %d sinks", len(plan.SourcePrices), len(plan.SinkPrices), len(p.Sources), len(p.Sinks))
	}
	var bound uint64 // at most twice MaxNodes x MaxCapacity x MaxValue, which is below 2^64
	for _, side := range []struct {
		nodes  []Node
		prices []int64
	}{{p.Sources, plan.SourcePrices}, {p.Sinks, plan.SinkPrices}} {
		for i, price := range side.prices {
			if price < 0 || price > MaxValue {
				return fmt.Errorf("the price of %q is %d, outside 0..%d", side.nodes[i].ID, price, MaxValue)
			}
			bound += uint64(price) * uint64(side.nodes[i].Capacity)
		}
	}
	if bound != uint64(plan.Value) {
		return fmt.Errorf("prices prove %d, the plan is worth %d", bound, plan.Value)
	}
	return nil
}
