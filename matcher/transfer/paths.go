package transfer

// label is what a search knows of a node: the length of the shortest path found and the node before it.
type label struct {
	dist   int64
	parent int32
	round  uint32 // the search that wrote the label; labels of earlier searches do not count
}

// search is the scratch space of shortest-path searches, reused so that a repair allocates nothing.
type search struct {
	labels []label
	round  uint32
	queue  heap
	near   []int32 // reached nodes on the root's side, root included
	far    []int32 // settled nodes on the other side
	best   int64   // length of the best way to end found so far
	end    int32   // where that way ends
}

// reached reports whether this round has labelled x.
func (s *search) reached(x int32) bool { return s.labels[x].round == s.round }

// reset starts a new round over n nodes.
func (s *search) reset(n int) {
	if s.round++; len(s.labels) < n || s.round == 0 {
		s.labels, s.round = make([]label, n+n/4), 1
	}
	s.queue, s.near, s.far = s.queue[:0], s.near[:0], s.far[:0]
}

// repair restores the fourth invariant wherever it fails.
func (g *network) repair() {
	for x := range int32(len(g.price)) {
		g.settle(x)
	}
}

// settle gives the spare units of x a place as long as that gains, and then lowers its price to zero. One round is a
// step of the successive-shortest-path (Hungarian) method with potentials: it keeps the first three invariants, never
// gives another node a price together with spare capacity, and either fills x or brings its price to zero.
func (g *network) settle(x int32) {
	for g.spare[x] > 0 && g.price[x] > 0 {
		g.explore(x)
		g.reprice()
		g.augment(x)
	}
}

// explore runs Dijkstra's algorithm from root over what the flow leaves open: a node on the root's side may take a unit
// of any partner (length: the slack of the arc), a full node on the other side may drop a unit it carries (length zero).
// A path ends at a partner with spare capacity, or at a node on the root's side that gives its unit up (length: its
// price); the root itself giving up is the path of no steps.
func (g *network) explore(root int32) {
	s := &g.search
	s.reset(len(g.price))
	s.best, s.end = g.price[root], root
	g.reach(root, -1, 0)
	for len(s.queue) > 0 {
		top := s.queue.pop()
		if top.dist >= s.best {
			return
		}
		if top.dist > s.labels[top.node].dist {
			continue
		}
		s.far = append(s.far, top.node)
		for _, l := range g.loads[top.node] {
			if !s.reached(l.to) {
				g.reach(l.to, top.node, top.dist)
			}
		}
	}
}

// reach labels a node on the root's side and relaxes its arcs.
func (g *network) reach(x, parent int32, dist int64) {
	s := &g.search
	s.labels[x] = label{dist, parent, s.round}
	s.near = append(s.near, x)
	if d := dist + g.price[x]; d < s.best {
		s.best, s.end = d, x
	}
	base := dist + g.price[x]
	for _, a := range g.arcs[x] {
		d := base - a.key + g.price[a.to]
		if d >= s.best {
			continue
		}
		if l := &s.labels[a.to]; l.round != s.round || d < l.dist {
			*l = label{d, x, s.round}
			if g.spare[a.to] > 0 {
				s.best, s.end = d, a.to
				continue
			}
			s.queue.push(entry{d, a.to})
		}
	}
}

// reprice lowers the near side and raises the far side by what the best path leaves of each node's distance, so that the
// path becomes tight and no arc falls short.
func (g *network) reprice() {
	s := &g.search
	for _, x := range s.near {
		g.price[x] -= max(0, s.best-s.labels[x].dist)
	}
	for _, y := range s.far {
		g.price[y] += s.best - s.labels[y].dist
	}
}

// augment moves as many units as fit along the path that explore found for root.
func (g *network) augment(root int32) {
	s := &g.search
	if s.end == root {
		return
	}
	x, units := s.end, g.spare[root]
	gain := g.isSink[x] != g.isSink[root]
	if gain {
		units = min(units, g.spare[x])
		x = s.labels[x].parent
	}
	for ; x != root; x = s.labels[s.labels[x].parent].parent {
		units = min(units, g.carried(x, s.labels[x].parent))
	}
	x = s.end
	if gain {
		g.spare[x] -= units
		y := x
		x = s.labels[y].parent
		g.shift(x, y, g.price[x]+g.price[y], units)
	} else {
		g.spare[x] += units
	}
	for x != root {
		y := s.labels[x].parent
		g.shift(x, y, g.price[x]+g.price[y], -units)
		x = s.labels[y].parent
		g.shift(x, y, g.price[x]+g.price[y], units)
	}
	g.spare[root] -= units
}
