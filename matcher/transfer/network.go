package transfer

import "slices"

// arc is one eligible partner of a node, kept on both ends of the edge.
type arc struct {
	key int64 // the packed worth of one unit, see pack
	to  int32
}

// load is the units that a node exchanges with one partner, kept on both ends.
type load struct {
	key   int64
	to    int32
	units int32
}

// network is the working form of a problem: sources and sinks are nodes of one array, so that one search serves both
// directions. Outside repair it keeps three invariants, and a fourth once repair has run:
//
//  1. price[x] >= 0 and price[x]+price[y] >= key on every arc,
//  2. price[x]+price[y] == key on every arc that carries units,
//  3. spare[x] == capacity[x] - units carried >= 0,
//  4. spare[x] == 0 wherever price[x] > 0.
//
// The first two and the fourth are complementary slackness: together they prove the flow optimal.
type network struct {
	arcs     [][]arc
	loads    [][]load
	price    []int64
	capacity []int32
	spare    []int32
	isSink   []bool
	heldBy   []arc // for each sink the arc that held its price the last time, see holdStill; key 0 where none
	search   search
}

// newNetwork returns n nodes without arcs, capacity or price.
func newNetwork(n int) *network {
	return &network{
		arcs: make([][]arc, n), loads: make([][]load, n), price: make([]int64, n),
		capacity: make([]int32, n), spare: make([]int32, n), isSink: make([]bool, n), heldBy: make([]arc, n),
	}
}

// grow adds one node and returns its number.
func (g *network) grow(isSink bool) int32 {
	g.arcs, g.loads = append(g.arcs, nil), append(g.loads, nil)
	g.price = append(g.price, 0)
	g.capacity, g.spare = append(g.capacity, 0), append(g.spare, 0)
	g.isSink, g.heldBy = append(g.isSink, isSink), append(g.heldBy, arc{})
	return int32(len(g.arcs) - 1)
}

// shift moves units (negative to take back) onto the pair x, y, at both ends. It leaves spare to the caller.
func (g *network) shift(x, y int32, key int64, units int32) {
	g.shiftEnd(x, y, key, units)
	g.shiftEnd(y, x, key, units)
}

func (g *network) shiftEnd(x, y int32, key int64, units int32) {
	loads := g.loads[x]
	i := slices.IndexFunc(loads, func(l load) bool { return l.to == y })
	if i < 0 {
		g.loads[x] = append(loads, load{key, y, units})
		return
	}
	if loads[i].units += units; loads[i].units == 0 {
		last := len(loads) - 1
		loads[i] = loads[last]
		g.loads[x] = loads[:last]
	}
}

// carried returns the units on the pair x, y.
func (g *network) carried(x, y int32) int32 {
	for _, l := range g.loads[x] {
		if l.to == y {
			return l.units
		}
	}
	return 0
}

// clear takes back every unit of x, which leaves its partners with spare capacity.
func (g *network) clear(x int32) {
	for len(g.loads[x]) > 0 {
		l := g.loads[x][0]
		g.release(x, l, l.units)
	}
}

// release takes units of l back from x and its partner.
func (g *network) release(x int32, l load, units int32) {
	g.shift(x, l.to, l.key, -units)
	g.spare[x] += units
	g.spare[l.to] += units
}

// cover returns the least price of x that satisfies the first invariant.
func (g *network) cover(x int32) int64 {
	var least int64
	for _, a := range g.arcs[x] {
		least = max(least, a.key-g.price[a.to])
	}
	return least
}

// link adds an arc at both ends; the caller sees to the first invariant.
func (g *network) link(x, y int32, key int64) {
	g.arcs[x] = append(g.arcs[x], arc{key, y})
	g.arcs[y] = append(g.arcs[y], arc{key, x})
}

// unlink takes back the units of x and removes its arcs at both ends.
func (g *network) unlink(x int32) {
	g.clear(x)
	g.heldBy[x] = arc{}
	for _, a := range g.arcs[x] {
		if g.heldBy[a.to].to == x {
			g.heldBy[a.to] = arc{}
		}
		g.arcs[a.to] = slices.DeleteFunc(g.arcs[a.to], func(b arc) bool { return b.to == x })
	}
	g.arcs[x] = nil
}

// resize changes the capacity of x and takes units back where it no longer suffices.
func (g *network) resize(x, capacity int32) {
	g.spare[x] += capacity - g.capacity[x]
	g.capacity[x] = capacity
	for g.spare[x] < 0 {
		l := g.loads[x][0]
		g.release(x, l, min(l.units, -g.spare[x]))
	}
}

// hasArc reports whether x has exactly this arc.
func (g *network) hasArc(x int32, a arc) bool { return slices.Contains(g.arcs[x], a) }

// reset takes back the whole flow.
func (g *network) reset() {
	for x := range g.loads {
		g.loads[x] = nil
		g.spare[x] = g.capacity[x]
	}
}
