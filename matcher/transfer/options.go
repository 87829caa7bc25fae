package transfer

import (
	"cmp"
	"slices"
)

// option is an edge, whether or not the network holds it. Most edges of a large problem never matter to its plan: the
// network holds those that could, and the others are only held against the prices.
type option struct {
	to    int32 // the node at the other end
	worth int32 // value of one unit, times two; one more where the network holds the edge, noted at the source only
}

func newOption(to int32, value int64) option { return option{to, int32(value) << 1} }

func (o option) value() int64 { return int64(o.worth >> 1) }
func (o option) in() bool     { return o.worth&1 > 0 }

// fewOptions is how many edges of a node the network holds to begin with, and how many more it takes in at a time.
const fewOptions = 32

// pool is the options of all nodes, at both ends.
type pool struct {
	of   [][]option // by node, in order of the other end
	held []int64    // the price of each node when its options were last held against the prices
	few  int
	some []option // scratch
}

// fill takes the edges of a problem whose nodes are numbered sources first.
func (p *pool) fill(from Problem) {
	ns, n := int32(len(from.Sources)), len(from.Sources)+len(from.Sinks)
	p.of, p.held = make([][]option, n), slices.Repeat([]int64{unreachable}, n)
	degree := make([]int, n)
	for _, e := range from.Edges {
		degree[e.Source]++
		degree[ns+e.Sink]++
	}
	room := make([]option, 2*len(from.Edges))
	for x, d := range degree {
		p.of[x], room = room[:0:d], room[d:]
	}
	for _, e := range from.Edges {
		p.of[e.Source] = append(p.of[e.Source], newOption(ns+e.Sink, e.Value))
		p.of[ns+e.Sink] = append(p.of[ns+e.Sink], newOption(e.Source, e.Value))
	}
	for _, list := range p.of {
		slices.SortFunc(list, func(a, b option) int { return cmp.Compare(a.to, b.to) })
	}
}

// find gives the place of y among the options of x, or where it would be.
func (p *pool) find(x, y int32) (int, bool) {
	return slices.BinarySearchFunc(p.of[x], y, func(o option, y int32) int { return cmp.Compare(o.to, y) })
}

// put adds an option of x that is new to it, at both ends.
func (p *pool) put(x int32, o option) {
	i, _ := p.find(x, o.to)
	p.of[x] = slices.Insert(p.of[x], i, o)
	i, _ = p.find(o.to, x)
	p.of[o.to] = slices.Insert(p.of[o.to], i, option{x, o.worth})
}

// forget drops all options of x, at both ends.
func (p *pool) forget(x int32) {
	for _, o := range p.of[x] {
		if i, found := p.find(o.to, x); found {
			p.of[o.to] = slices.Delete(p.of[o.to], i, i+1)
		}
	}
	p.of[x] = nil
}

// best gives the few options that are worth most and leaves the list as it is.
func (p *pool) best(list []option, worth func(option) int64) []option {
	if len(list) <= p.few {
		return list
	}
	p.some = append(p.some[:0], list...)
	slices.SortFunc(p.some, func(a, b option) int { return cmp.Or(cmp.Compare(worth(b), worth(a)), cmp.Compare(a.to, b.to)) })
	return p.some[:p.few]
}

// begin puts the most valuable few options of every source in a network without arcs.
func (s *Solver) begin() {
	for x, list := range s.options.of {
		if !s.g.isSink[x] {
			s.take(int32(x), s.options.best(list, option.value))
		}
	}
}

// take has the network hold options of x.
func (s *Solver) take(x int32, list []option) {
	for _, o := range list {
		source, sink := s.ends(x, o)
		i, _ := s.options.find(source, sink)
		if at := &s.options.of[source][i]; !at.in() {
			at.worth |= 1
			s.g.link(x, o.to, s.key(x, o))
		}
	}
}

// holds reports whether the network holds an option of x.
func (s *Solver) holds(x int32, o option) bool {
	source, sink := s.ends(x, o)
	i, _ := s.options.find(source, sink)
	return s.options.of[source][i].in()
}

// ends are the source and the sink of an option of x.
func (s *Solver) ends(x int32, o option) (source, sink int32) {
	if s.g.isSink[x] {
		return o.to, x
	}
	return x, o.to
}

// key is the packed worth of an option of x.
func (s *Solver) key(x int32, o option) int64 {
	source, sink := s.ends(x, o)
	return s.ties.pack(o.value(), s.hash[source], s.hash[sink])
}

// uncovered is options of one node that the network does not hold.
type uncovered struct {
	node int32
	list []option
}

// admit holds the options that the network does not hold against lowest prices. Of those that these do not cover, or
// just cover, it takes in the best few of each node, and gives how many nodes had any. Where there are none the prices
// prove the network's plan for all edges: no other could gain, none could tie, and no lower sink would still cover them.
func (s *Solver) admit() (nodes int) {
	var open []uncovered
	for _, x := range s.fallen() {
		if list := s.uncovered(x); len(list) > 0 {
			open = append(open, uncovered{x, list})
		}
	}
	copy(s.options.held, s.g.price)
	for _, u := range open {
		s.take(u.node, s.options.best(u.list, func(o option) int64 { return s.key(u.node, o) - s.g.price[o.to] }))
		s.options.held[u.node] = unreachable // look again, whatever its price
	}
	for _, u := range open {
		if least := s.g.cover(u.node); least > s.g.price[u.node] {
			s.g.clear(u.node)
			s.g.price[u.node] = least
		}
	}
	return len(open)
}

// fallen lists nodes that together have every option which may be uncovered: those whose price fell since all options
// were last held against the prices, or all sources where these are many.
func (s *Solver) fallen() (nodes []int32) {
	for x, price := range s.g.price {
		if price < s.options.held[x] {
			nodes = append(nodes, int32(x))
		}
	}
	if len(nodes) < len(s.g.price)/4 {
		return nodes
	}
	return slices.DeleteFunc(span(0, len(s.g.price)), func(x int32) bool { return s.g.isSink[x] })
}

// uncovered lists the options of x that the network does not hold and that could matter under the prices.
func (s *Solver) uncovered(x int32) (open []option) {
	price := s.g.price[x]
	for _, o := range s.options.of[x] {
		// The tie weight is worked out only where the value alone does not tell.
		sum := price + s.g.price[o.to]
		if !o.in() && o.value()<<keyShift+1<<tieBits > sum && s.key(x, o) >= sum && !s.holds(x, o) {
			open = append(open, o)
		}
	}
	return open
}
