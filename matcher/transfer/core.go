package transfer

import "slices"

// core returns the tights that a cycle may pass, other than there and back: those within one strongly connected part,
// without the branches that lead nowhere. Where no two plans are alike in key the tights form a forest, and taking off
// the branches already leaves nothing.
func (r *residual) core() []int32 {
	c := cut{residual: r, inside: make([]bool, len(r.tights)), degree: make([]int32, r.ground+1)}
	for i, t := range r.tights {
		c.inside[i] = true
		c.degree[t.from]++
		c.degree[t.to]++
	}
	c.peel()
	if slices.Contains(c.inside, true) {
		part := c.parts()
		for i, t := range r.tights {
			if c.inside[i] && part[t.from] != part[t.to] {
				c.remove(int32(i))
			}
		}
		c.peel()
	}
	var core []int32
	for i, in := range c.inside {
		if in {
			core = append(core, int32(i))
		}
	}
	return core
}

// cut is a residual of which some tights are taken off.
type cut struct {
	*residual
	inside []bool  // tights that are still there
	degree []int32 // how many of them touch each node
}

func (c *cut) remove(i int32) {
	c.inside[i] = false
	c.degree[c.tights[i].from]--
	c.degree[c.tights[i].to]--
}

// peel takes off all branches, from their ends.
func (c *cut) peel() {
	for x := range c.ground + 1 {
		for end := x; c.degree[end] == 1; {
			list := c.at(end)
			i := list[slices.IndexFunc(list, func(i int32) bool { return c.inside[i] })]
			c.remove(i)
			end ^= c.tights[i].from ^ c.tights[i].to
		}
	}
}

// walk is the state of Tarjan's algorithm (Depth-first search and linear graph algorithms, 1972), without recursion
// because a chain of pairs can be as long as the network.
type walk struct {
	seen, low []int32 // order of discovery, and the earliest node known to be reachable; 0 where not seen
	part      []int32 // strongly connected part, 0 while open
	next      []int32 // place in the list of the tight to try next
	open      []int32 // nodes seen whose part is not known
	trail     []int32 // nodes from the root of the walk to here
	time      int32
	parts     int32
}

// parts numbers the strongly connected parts, from 1, and returns the part of every node.
func (c *cut) parts() []int32 {
	n := c.ground + 1
	w := &walk{seen: make([]int32, n), low: make([]int32, n), part: make([]int32, n), next: make([]int32, n)}
	copy(w.next, c.start)
	for x := range n {
		if w.seen[x] > 0 {
			continue
		}
		for w.enter(x); len(w.trail) > 0; {
			c.advance(w)
		}
	}
	return w.part
}

func (w *walk) enter(x int32) {
	w.time++
	w.seen[x], w.low[x] = w.time, w.time
	w.open, w.trail = append(w.open, x), append(w.trail, x)
}

// advance takes one step from the end of the trail: into a new node, past a known one, or back.
func (c *cut) advance(w *walk) {
	x := w.trail[len(w.trail)-1]
	if w.next[x] == c.start[x+1] {
		w.leave(x)
		return
	}
	i := c.list[w.next[x]]
	w.next[x]++
	to, room := c.step(x, i)
	switch {
	case room == 0 || !c.inside[i]:
	case w.seen[to] == 0:
		w.enter(to)
	case w.part[to] == 0:
		w.low[x] = min(w.low[x], w.seen[to])
	}
}

// leave closes the part of x if x was its first node, and tells the node before.
func (w *walk) leave(x int32) {
	w.trail = w.trail[:len(w.trail)-1]
	if n := len(w.trail); n > 0 {
		before := w.trail[n-1]
		w.low[before] = min(w.low[before], w.low[x])
	}
	if w.low[x] < w.seen[x] {
		return
	}
	w.parts++
	for closed := false; !closed; {
		last := len(w.open) - 1
		y := w.open[last]
		w.open = w.open[:last]
		w.part[y], closed = w.parts, y == x
	}
}
