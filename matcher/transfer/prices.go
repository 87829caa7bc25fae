package transfer

// lowestSinks moves the prices of an optimal flow to those with the lowest sinks, which are unique. A sink may come down,
// and the sources that send to it up by as much, until some price would fall below zero, a source with spare capacity
// would get a price, or an arc would fall short; how far is a shortest-path problem with the slacks as lengths.
//
// Nodes of capacity zero constrain nothing; they get the least price that covers their arcs afterwards.
func (g *network) lowestSinks() {
	s := &g.search
	s.reset(len(g.price))
	for x, sink := range g.isSink {
		if sink {
			g.startSink(int32(x))
		}
	}
	for x, sink := range g.isSink {
		if !sink && g.spare[x] > 0 {
			g.descend(int32(x), 0)
		}
	}
	for len(s.queue) > 0 {
		top := s.queue.pop()
		if top.dist > s.labels[top.node].dist {
			continue
		}
		for _, l := range g.loads[top.node] {
			if s.labels[l.to].round != s.round {
				g.descend(l.to, top.dist)
			}
		}
	}
	for x, sink := range g.isSink {
		if sink {
			g.price[x] -= s.labels[x].dist
		} else if s.labels[x].round == s.round {
			g.price[x] += s.labels[x].dist
		}
	}
	g.coverEmpty()
}

// startSink gives a sink its largest distance, its own price, and queues it if it could pass that on.
func (g *network) startSink(y int32) {
	s := &g.search
	s.labels[y] = label{round: s.round}
	if g.capacity[y] > 0 {
		s.labels[y].dist = g.price[y]
		s.queue.push(entry{g.price[y], y})
	}
}

// descend settles a source at dist and relaxes its arcs.
func (g *network) descend(x int32, dist int64) {
	s := &g.search
	s.labels[x] = label{dist: dist, round: s.round}
	base := dist + g.price[x]
	for _, a := range g.arcs[x] {
		if d := base + g.price[a.to] - a.key; d < s.labels[a.to].dist {
			s.labels[a.to].dist = d
			s.queue.push(entry{d, a.to})
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
