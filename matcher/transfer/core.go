package transfer

// core returns the tights that a cycle may pass, other than there and back: those within one strongly connected part,
// without the branches that lead nowhere. It is empty where every part is a tree, which is nearly always.
func (r *residual) core() []int32 {
	part := r.parts()
	inside := make([]bool, len(r.tights))
	degree := make([]int32, r.ground+1)
	for i, t := range r.tights {
		if part[t.from] == part[t.to] {
			inside[i] = true
			degree[t.from]++
			degree[t.to]++
		}
	}
	for x := range degree {
		r.peel(int32(x), inside, degree)
	}
	var core []int32
	for i, in := range inside {
		if in {
			core = append(core, int32(i))
		}
	}
	return core
}

// peel takes off the branch that ends in x.
func (r *residual) peel(x int32, inside []bool, degree []int32) {
	for degree[x] == 1 {
		for _, i := range r.at(x) {
			if !inside[i] {
				continue
			}
			t := r.tights[i]
			inside[i] = false
			degree[x]--
			x = t.from ^ t.to ^ x
			degree[x]--
			break
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
func (r *residual) parts() []int32 {
	n := r.ground + 1
	w := &walk{seen: make([]int32, n), low: make([]int32, n), part: make([]int32, n), next: make([]int32, n)}
	copy(w.next, r.start)
	for x := range n {
		if w.seen[x] > 0 {
			continue
		}
		for w.enter(x); len(w.trail) > 0; {
			r.advance(w)
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
func (r *residual) advance(w *walk) {
	x := w.trail[len(w.trail)-1]
	if w.next[x] == r.start[x+1] {
		w.leave(x)
		return
	}
	to, room := r.step(x, r.list[w.next[x]])
	w.next[x]++
	switch {
	case room == 0:
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
