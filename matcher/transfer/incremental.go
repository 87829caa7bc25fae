package transfer

import (
	"fmt"
	"slices"
)

// Offer is one end of an edge, seen from the other: the id of the partner and the worth of one unit.
type Offer struct {
	ID    string
	Value int64 // 1 to MaxValue
}

// Solver keeps a problem and its solution while nodes come, change and go. Its plan is the plan that Solve gives for
// Problem(), whatever the history. The zero value is not usable; one goroutine at a time.
type Solver struct {
	g       *network
	ties    ties
	options pool
	hash    []uint64 // of the id of each node
	sources register
	sinks   register
	vacant  []int32 // nodes of the network that stand for nothing
	changes int     // nodes changed since the last solution
}

// NewSolver returns a Solver for p, or an error that wraps ErrProblem. Nothing is solved yet; use Problem{} to start empty.
func NewSolver(p Problem) (*Solver, error) { return newSolver(p, allTies, fewOptions) }

func newSolver(p Problem, t ties, few int) (*Solver, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	ns, n := len(p.Sources), len(p.Sources)+len(p.Sinks)
	s := &Solver{ties: t, changes: n, options: pool{few: few}}
	s.g, s.hash = lay(p)
	s.sources = newRegister("source", p.Sources, span(0, ns))
	s.sinks = newRegister("sink", p.Sinks, span(ns, n))
	s.options.fill(p)
	s.begin()
	return s, nil
}

// UpsertSource adds a source or replaces its capacity and all its edges. Every sink offered must be known, and once only.
// On an error, which wraps ErrProblem, nothing has changed.
func (s *Solver) UpsertSource(n Node, offers []Offer) error {
	return s.upsert(&s.sources, &s.sinks, n, offers)
}

// UpsertSink is UpsertSource for a sink: every source offered must be known.
func (s *Solver) UpsertSink(n Node, offers []Offer) error {
	return s.upsert(&s.sinks, &s.sources, n, offers)
}

// RemoveSource removes a source with its edges and reports whether it was there.
func (s *Solver) RemoveSource(id string) bool { return s.remove(&s.sources, id) }

// RemoveSink removes a sink with its edges and reports whether it was there.
func (s *Solver) RemoveSink(id string) bool { return s.remove(&s.sinks, id) }

// ResizeSource changes only the capacity of a known source. The error wraps ErrProblem.
func (s *Solver) ResizeSource(id string, capacity int) error {
	return s.resize(&s.sources, Node{id, capacity})
}

// ResizeSink changes only the capacity of a known sink. The error wraps ErrProblem.
func (s *Solver) ResizeSink(id string, capacity int) error {
	return s.resize(&s.sinks, Node{id, capacity})
}

func (s *Solver) upsert(own, other *register, n Node, offers []Offer) error {
	if err := s.check(own, other, n, offers); err != nil {
		return fmt.Errorf("%w: %s %w", ErrProblem, own.side, err)
	}
	x, known := own.node[n.ID]
	if !known {
		x = s.vacancy(own == &s.sinks)
		s.hash[x] = hashID(n.ID)
		own.add(n.ID, x)
	}
	s.g.unlink(x)
	s.g.resize(x, int32(n.Capacity))
	s.options.forget(x)
	s.offer(x, other, offers)
	s.changes++
	return nil
}

// offer gives a node without edges its options and the least price that covers them, and puts those in the network that
// are best at the prices of the moment.
func (s *Solver) offer(x int32, other *register, offers []Offer) {
	all := make([]option, 0, len(offers))
	for _, o := range offers {
		all = append(all, newOption(other.node[o.ID], o.Value))
	}
	gain := func(o option) int64 { return s.key(x, o) - s.g.price[o.to] }
	s.g.price[x], s.options.held[x] = 0, unreachable
	for _, o := range all {
		s.g.price[x] = max(s.g.price[x], gain(o))
		s.options.put(x, o)
	}
	s.take(x, s.options.best(all, gain))
}

// check checks everything about an upsert.
func (s *Solver) check(own, other *register, n Node, offers []Offer) error {
	if err := checkNode(n); err != nil {
		return err
	}
	if _, known := own.node[n.ID]; !known && len(own.ids) == MaxNodes {
		return fmt.Errorf("%q is one more than %d", n.ID, MaxNodes)
	}
	seen := make(map[string]struct{}, len(offers))
	for i, o := range offers {
		if _, known := other.node[o.ID]; !known {
			return fmt.Errorf("%q names unknown %s %q", n.ID, other.side, o.ID)
		}
		if err := checkValue(o.Value); err != nil {
			return fmt.Errorf("%q, %s %q %w", n.ID, other.side, o.ID, err)
		}
		if seen[o.ID] = struct{}{}; len(seen) <= i {
			return fmt.Errorf("%q repeats %s %q", n.ID, other.side, o.ID)
		}
	}
	return nil
}

func (s *Solver) remove(own *register, id string) bool {
	x, known := own.node[id]
	if !known {
		return false
	}
	s.g.unlink(x)
	s.g.resize(x, 0)
	s.g.price[x] = 0
	s.options.forget(x)
	own.drop(id)
	s.vacant = append(s.vacant, x)
	s.changes++
	return true
}

func (s *Solver) resize(own *register, n Node) error {
	if err := checkNode(n); err != nil {
		return fmt.Errorf("%w: %s %w", ErrProblem, own.side, err)
	}
	x, known := own.node[n.ID]
	if !known {
		return fmt.Errorf("%w: %s %q is unknown", ErrProblem, own.side, n.ID)
	}
	s.g.resize(x, int32(n.Capacity))
	s.changes++
	return nil
}

// vacancy returns a node of the network that stands for nothing yet.
func (s *Solver) vacancy(isSink bool) int32 {
	if last := len(s.vacant) - 1; last >= 0 {
		x := s.vacant[last]
		s.vacant = s.vacant[:last]
		s.g.isSink[x] = isSink
		return x
	}
	s.options.of, s.options.held, s.hash = append(s.options.of, nil), append(s.options.held, 0), append(s.hash, 0)
	return s.g.grow(isSink)
}

// manyChanges is the share of the nodes, one in so many, from which starting over is quicker than repairing.
const manyChanges = 16

// Plan solves what has changed and returns the plan, with indices into Problem().
func (s *Solver) Plan() Plan {
	sources, sinks := s.sources.roster(len(s.g.price)), s.sinks.roster(len(s.g.price))
	for s.changes > 0 {
		if s.changes > len(s.g.price)/manyChanges {
			s.g.reset()
			s.g.warmStart()
		}
		s.g.repair()
		s.g.lowestSinks()
		if s.changes = s.admit(); s.changes == 0 {
			s.g.untie(sources.rank, sinks.rank)
		}
	}
	return s.g.plan(sources, sinks)
}

// Problem returns the problem as it stands: nodes in order of id, edges in order of (source, sink).
func (s *Solver) Problem() Problem {
	sinks := s.sinks.roster(len(s.g.price))
	p := Problem{Sources: s.nodes(&s.sources), Sinks: s.nodes(&s.sinks)}
	for i, x := range s.sources.nodes {
		from := len(p.Edges)
		for _, o := range s.options.of[x] {
			p.Edges = append(p.Edges, Edge{int32(i), sinks.index[o.to], o.value()})
		}
		slices.SortFunc(p.Edges[from:], func(a, b Edge) int { return int(a.Sink) - int(b.Sink) })
	}
	return p
}

func (s *Solver) nodes(r *register) []Node {
	nodes := make([]Node, 0, len(r.ids))
	for i, id := range r.ids {
		nodes = append(nodes, Node{id, int(s.g.capacity[r.nodes[i]])})
	}
	return nodes
}
