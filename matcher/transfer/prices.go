package transfer

// lowestSinks moves the prices of an optimal flow to those with the lowest sinks, which are unique. A sink may come down,
// and the sources that send to it up by as much, until some price would fall below zero, a source with spare capacity
// would get a price, or an arc would fall short: how far is a shortest-path problem with the slacks as lengths. Its
// nodes at distance zero are found first and without a queue, because after a small change that is nearly all of them.
//
// Nodes of capacity zero constrain nothing; they get the least price that covers their arcs afterwards.
func (g *network) lowestSinks() {
	s := &g.search
	s.reset(len(g.price))
	g.holdStill()
	for y := range int32(len(g.price)) {
		if g.isSink[y] && g.capacity[y] > 0 && !s.reached(y) {
			s.labels[y] = label{dist: g.descent(y), round: s.round}
			s.queue.push(entry{s.labels[y].dist, y})
		}
	}
	for len(s.queue) > 0 {
		if top := s.queue.pop(); top.dist == s.labels[top.node].dist {
			g.pass(top.node, top.dist)
		}
	}
	for x, sink := range g.isSink {
		switch {
		case !s.reached(int32(x)):
		case sink:
			g.price[x] -= s.labels[x].dist
		default:
			g.price[x] += s.labels[x].dist
		}
	}
	g.coverEmpty()
}

// holdStill labels the nodes that cannot move: sinks at price zero, sources with spare capacity, sinks on tight arcs from
// labelled sources, and sources that send to labelled sinks. The tight arc that held each sink the last time is tried
// first, so that after a small change few arcs have to be looked at.
func (g *network) holdStill() {
	held := g.heldBefore()
	for x, sink := range g.isSink {
		if g.capacity[x] > 0 && (sink && g.price[x] == 0 || !sink && g.spare[x] > 0) {
			g.hold(int32(x))
		}
	}
	g.spread(func(x int32) {
		for y := held.first[x]; y >= 0; y = held.next[y] {
			g.hold(y)
		}
	})
	for y := range int32(len(g.price)) {
		if g.isSink[y] && g.capacity[y] > 0 && !g.search.reached(y) && g.holder(y) >= 0 {
			g.hold(y)
			g.spread(g.holdTight)
		}
	}
}

// holds lists for each source the sinks that it held still the last time, linked by next and ended by -1.
type holds struct{ first, next []int32 }

// heldBefore returns the holds that are still tight.
func (g *network) heldBefore() holds {
	n := len(g.price)
	h := holds{make([]int32, n), make([]int32, n)}
	for x := range h.first {
		h.first[x] = -1
	}
	for y, by := range g.heldBy {
		if g.isSink[y] && by.key > 0 && g.capacity[y] > 0 && g.price[y]+g.price[by.to] == by.key {
			h.next[y], h.first[by.to] = h.first[by.to], int32(y)
		}
	}
	return h
}

// spread empties the stack: a sink holds the sources that send to it, a source does what is given.
func (g *network) spread(source func(x int32)) {
	s := &g.search
	for len(s.far) > 0 {
		last := len(s.far) - 1
		x := s.far[last]
		if s.far = s.far[:last]; !g.isSink[x] {
			source(x)
			continue
		}
		for _, l := range g.loads[x] {
			g.hold(l.to)
		}
	}
}

// holdTight holds all sinks on tight arcs of x.
func (g *network) holdTight(x int32) {
	price := g.price[x]
	for _, a := range g.arcs[x] {
		if a.key-g.price[a.to] == price && g.capacity[a.to] > 0 && !g.search.reached(a.to) {
			g.heldBy[a.to] = arc{a.key, x}
			g.hold(a.to)
		}
	}
}

// holder returns a labelled source with a tight arc to y, or -1, and notes it for the next time.
func (g *network) holder(y int32) int32 {
	for _, a := range g.arcs[y] {
		if a.key-g.price[a.to] == g.price[y] && g.capacity[a.to] > 0 && g.search.reached(a.to) {
			g.heldBy[y] = a
			return a.to
		}
	}
	return -1
}

// hold labels a node with distance zero and puts it on the stack.
func (g *network) hold(x int32) {
	if s := &g.search; !s.reached(x) {
		s.labels[x] = label{round: s.round}
		s.far = append(s.far, x)
	}
}

// descent returns how far a sink can come down given the sources that hold still and its own price.
func (g *network) descent(y int32) int64 {
	dist := g.price[y]
	for _, a := range g.arcs[y] {
		if l := g.search.labels[a.to]; l.round == g.search.round && g.capacity[a.to] > 0 && l.dist == 0 {
			dist = min(dist, g.price[y]+g.price[a.to]-a.key)
		}
	}
	return dist
}

// pass moves the sources that send to y along with it, by dist, and shortens the distances of their other partners.
func (g *network) pass(y int32, dist int64) {
	s := &g.search
	for _, l := range g.loads[y] {
		if s.reached(l.to) {
			continue
		}
		s.labels[l.to] = label{dist: dist, round: s.round}
		risen := g.price[l.to] + dist
		for _, a := range g.arcs[l.to] {
			if d := risen + g.price[a.to] - a.key; g.capacity[a.to] > 0 && d < s.labels[a.to].dist {
				s.labels[a.to].dist = d
				s.queue.push(entry{d, a.to})
			}
		}
	}
}

// coverEmpty prices the nodes without capacity: a sink by what one position would add, then a source by what is left.
func (g *network) coverEmpty() {
	for y := range int32(len(g.price)) {
		if g.capacity[y] > 0 || !g.isSink[y] {
			continue
		}
		g.price[y] = 0
		for _, a := range g.arcs[y] {
			if g.capacity[a.to] > 0 {
				g.price[y] = max(g.price[y], a.key-g.price[a.to])
			}
		}
	}
	for x := range int32(len(g.price)) {
		if g.capacity[x] == 0 && !g.isSink[x] {
			g.price[x] = g.cover(x)
		}
	}
}
