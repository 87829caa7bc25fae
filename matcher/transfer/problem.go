package transfer

import (
	"errors"
	"fmt"
)

// Limits of a problem. They keep every sum within 64 bits: MaxNodes x MaxCapacity x MaxValue is below 2^63, and a packed
// key is below 2^61, so that a path length plus the slack of one edge is below 2^63.
const (
	MaxNodes    = 1 << 20   // sources, and likewise sinks
	MaxCapacity = 1_000_000 // units of one node
	MaxValue    = 8_000_000 // worth of one unit on one edge, in millionths: a bonus for placing someone plus a score
)

// ErrProblem is wrapped by every error about a malformed problem or change; the message names the node or edge.
var ErrProblem = errors.New("malformed transfer problem")

// Node is a source or a sink.
type Node struct {
	ID       string // stable and unique within its side, not empty
	Capacity int    // units it can give or take, 0 to MaxCapacity
}

// Edge is an eligible pair.
type Edge struct {
	Source, Sink int32 // indices into Problem.Sources and Problem.Sinks
	Value        int64 // worth of one unit, 1 to MaxValue
}

// Problem is who could go where. The order of the three lists has no influence on a plan other than through the indices.
type Problem struct {
	Sources []Node // people and announced groups
	Sinks   []Node // vacancies
	Edges   []Edge // at most one for each pair
}

// check returns an error that names the first thing wrong with p.
func (p Problem) check() error {
	if err := checkNodes("source", p.Sources); err != nil {
		return err
	}
	if err := checkNodes("sink", p.Sinks); err != nil {
		return err
	}
	for i, e := range p.Edges {
		if err := p.checkEdge(e); err != nil {
			return fmt.Errorf("%w: edge %d %w", ErrProblem, i, err)
		}
	}
	return p.checkDuplicates()
}

func checkNodes(side string, nodes []Node) error {
	if len(nodes) > MaxNodes {
		return fmt.Errorf("%w: %d %ss, more than %d", ErrProblem, len(nodes), side, MaxNodes)
	}
	seen := make(map[string]struct{}, len(nodes))
	for i, n := range nodes {
		if err := checkNode(n); err != nil {
			return fmt.Errorf("%w: %s %d %w", ErrProblem, side, i, err)
		}
		if seen[n.ID] = struct{}{}; len(seen) <= i {
			return fmt.Errorf("%w: %s %d repeats id %q", ErrProblem, side, i, n.ID)
		}
	}
	return nil
}

func checkNode(n Node) error {
	switch {
	case n.ID == "":
		return errors.New("has no id")
	case n.Capacity < 0 || n.Capacity > MaxCapacity:
		return fmt.Errorf("(%q) has capacity %d, outside 0..%d", n.ID, n.Capacity, MaxCapacity)
	}
	return nil
}

func (p Problem) checkEdge(e Edge) error {
	switch {
	case e.Source < 0 || int(e.Source) >= len(p.Sources):
		return fmt.Errorf("names source %d of %d", e.Source, len(p.Sources))
	case e.Sink < 0 || int(e.Sink) >= len(p.Sinks):
		return fmt.Errorf("names sink %d of %d", e.Sink, len(p.Sinks))
	}
	return checkValue(e.Value)
}

func checkValue(value int64) error {
	if value <= 0 || value > MaxValue {
		return fmt.Errorf("has value %d, outside 1..%d", value, MaxValue)
	}
	return nil
}

// checkDuplicates visits the edges source by source and marks the sinks seen.
func (p Problem) checkDuplicates() error {
	start := make([]int32, len(p.Sources)+2)
	for _, e := range p.Edges {
		start[e.Source+2]++
	}
	for i := 2; i < len(start); i++ {
		start[i] += start[i-1]
	}
	bySource := make([]int32, len(p.Edges))
	for i, e := range p.Edges {
		bySource[start[e.Source+1]] = int32(i)
		start[e.Source+1]++
	}
	seenBy := make([]int32, len(p.Sinks))
	for _, i := range bySource {
		e := p.Edges[i]
		if seenBy[e.Sink] == e.Source+1 {
			return fmt.Errorf("%w: edge %d repeats the pair %q, %q", ErrProblem, i, p.Sources[e.Source].ID, p.Sinks[e.Sink].ID)
		}
		seenBy[e.Sink] = e.Source + 1
	}
	return nil
}
