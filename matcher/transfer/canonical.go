package transfer

import (
	"cmp"
	"slices"
)

// tight is one place where another optimal flow may differ: an arc whose prices sum to its key, or the connection of a
// node of price zero with the ground, which stands for capacity not used.
type tight struct {
	from, to int32 // source to sink, ground to source, or sink to ground
	open     int32 // units that may be added
	used     int32 // units that may be taken away
}

// residual is the tight part of a solved network. Optimal flows differ exactly by cycles in it (complementary
// slackness), so the optimum is unique if there is no cycle other than there and back over one tight.
type residual struct {
	ground int32
	tights []tight
	start  []int32 // the tights at node x are list[start[x]:start[x+1]]
	list   []int32
}

// unlimited is the open capacity of an arc, more than any node can give.
const unlimited = 1 << 30

// untie moves an optimal flow to the lexicographically greatest optimal flow, by rank of source, then of sink.
func (g *network) untie(sourceRank, sinkRank []int32) {
	r := g.residual()
	core := r.core()
	if len(core) == 0 {
		return
	}
	order := slices.DeleteFunc(slices.Clone(core), func(i int32) bool { return r.tights[i].from == r.ground || r.tights[i].to == r.ground })
	slices.SortFunc(order, func(i, j int32) int {
		a, b := r.tights[i], r.tights[j]
		return cmp.Or(cmp.Compare(sourceRank[a.from], sourceRank[b.from]), cmp.Compare(sinkRank[a.to], sinkRank[b.to]))
	})
	before := slices.Clone(r.tights)
	r.greatest(core, order)
	for _, i := range core {
		g.apply(r.tights[i], r.tights[i].used-before[i].used, r.ground)
	}
}

// apply adds units to the flow over t.
func (g *network) apply(t tight, units, ground int32) {
	switch {
	case units == 0:
	case t.from == ground:
		g.spare[t.to] -= units
	case t.to == ground:
		g.spare[t.from] -= units
	default:
		g.shift(t.from, t.to, g.price[t.from]+g.price[t.to], units)
	}
}

// residual collects the tights of a solved network. Nodes without capacity carry nothing and are left out.
func (g *network) residual() *residual {
	r := &residual{ground: int32(len(g.price))}
	for x := range r.ground {
		if g.capacity[x] == 0 {
			continue
		}
		if g.price[x] == 0 {
			t := tight{from: r.ground, to: x, open: g.spare[x], used: g.capacity[x] - g.spare[x]}
			if g.isSink[x] {
				t.from, t.to = x, r.ground
			}
			r.tights = append(r.tights, t)
		}
		if g.isSink[x] {
			continue
		}
		for _, a := range g.arcs[x] {
			if g.price[x]+g.price[a.to] == a.key && g.capacity[a.to] > 0 {
				r.tights = append(r.tights, tight{x, a.to, unlimited, g.carried(x, a.to)})
			}
		}
	}
	r.index()
	return r
}

// index lists the tights at every node.
func (r *residual) index() {
	r.start = make([]int32, r.ground+3)
	for _, t := range r.tights {
		r.start[t.from+2]++
		r.start[t.to+2]++
	}
	for x := 2; x < len(r.start); x++ {
		r.start[x] += r.start[x-1]
	}
	r.list = make([]int32, 2*len(r.tights))
	for i, t := range r.tights {
		for _, x := range [2]int32{t.from, t.to} {
			r.list[r.start[x+1]] = int32(i)
			r.start[x+1]++
		}
	}
}

// at returns the tights that touch x.
func (r *residual) at(x int32) []int32 { return r.list[r.start[x]:r.start[x+1]] }

// step returns the node that one more unit at x leads to over tight i, and how many units may go.
func (r *residual) step(x, i int32) (to, room int32) {
	if t := r.tights[i]; t.from == x {
		return t.to, t.open
	} else {
		return t.from, t.used
	}
}

// greatest makes the flow over each tight of order as large as it can be, one after the other, and fixes it there.
func (r *residual) greatest(core, order []int32) {
	free := make([]bool, len(r.tights))
	for _, i := range core {
		free[i] = true
	}
	via := make([]int32, r.ground+1)
	for _, i := range order {
		t := &r.tights[i]
		for free[i] = false; r.route(t.to, t.from, free, via); {
			units := min(t.open, r.widest(t.to, t.from, via))
			t.open, t.used = t.open-units, t.used+units
			r.push(t.to, t.from, via, units)
		}
	}
}

// route finds a way from a to b over free tights by breadth-first search and leaves in via the tight to every node.
func (r *residual) route(a, b int32, free []bool, via []int32) bool {
	for x := range via {
		via[x] = -1
	}
	queue := []int32{a}
	for len(queue) > 0 && via[b] < 0 {
		x := queue[0]
		queue = queue[1:]
		for _, i := range r.at(x) {
			if !free[i] {
				continue
			}
			if to, room := r.step(x, i); room > 0 && to != a && via[to] < 0 {
				via[to] = i
				queue = append(queue, to)
			}
		}
	}
	return via[b] >= 0
}

// back returns the node before x on the way that route left.
func (r *residual) back(x int32, via []int32) int32 {
	return r.tights[via[x]].from ^ r.tights[via[x]].to ^ x
}

// widest returns how many units fit on the way from a to b.
func (r *residual) widest(a, b int32, via []int32) int32 {
	units := int32(unlimited)
	for x := b; x != a; x = r.back(x, via) {
		_, room := r.step(r.back(x, via), via[x])
		units = min(units, room)
	}
	return units
}

// push moves units along the way from a to b.
func (r *residual) push(a, b int32, via []int32, units int32) {
	for x := b; x != a; x = r.back(x, via) {
		t := &r.tights[via[x]]
		if t.from == x {
			units = -units
		}
		t.open, t.used = t.open-units, t.used+units
		if t.from == x {
			units = -units
		}
	}
}
