package transfer

import (
	"cmp"
	"slices"
)

// unit is one person of a source or one position of a sink, taken apart for the auction.
type unit struct {
	price int64 // what the unit keeps for itself
	node  int32
	mate  int32 // the unit it is paired with, or alone
}

// alone is the mate of an unpaired unit.
const alone = -1

// auction pairs units so that the prices are right within a small error (Bertsekas' auction algorithm with epsilon
// scaling, forward and reverse in turn because the two sides need not be equally large). It is only a warm start: it
// gives prices near the best ones, after which a handful of short repairs make flow and prices exact. Nothing that it
// gets wrong can reach a plan.
type auction struct {
	g      *network
	units  []unit
	first  []int32 // the units of node x are units[first[x]:first[x+1]]
	lowest []int64 // price of the cheapest unit of each node
	queue  []int32 // units that still have to bid
}

// Warm start: the first error is an eighth of the largest value, each next one an eighth of the one before, and the last
// is a few millionths, which leaves the repairs little to do (smaller errors cost more bids than they save repairs).
// Problems of more than maxAuction units are left to the repairs, which move whole groups at a time.
const (
	scaleBy    = 8
	firstError = MaxValue / scaleBy << keyShift
	lastError  = 1 << keyShift
	maxAuction = 1 << 21
)

// warmStart gives an empty network near-best prices and the pairs that are exact under them.
func (g *network) warmStart() {
	if g.countUnits() > maxAuction {
		g.coldStart()
		return
	}
	a := newAuction(g)
	for eps := int64(firstError); eps >= lastError; eps /= scaleBy {
		a.forward(eps)
		a.reverse(eps)
	}
	a.hand()
}

// coldStart gives an empty network the least prices with all sinks at zero.
func (g *network) coldStart() {
	for x := range g.price {
		g.price[x] = 0
	}
	for x, sink := range g.isSink {
		if !sink {
			g.price[x] = g.cover(int32(x))
		}
	}
}

// countUnits returns how many units an auction would take apart.
func (g *network) countUnits() (units int) {
	for x := range int32(len(g.price)) {
		units += int(g.usable(x))
	}
	return units
}

// usable returns the capacity of x, or that of all its partners together where that is less.
func (g *network) usable(x int32) int32 {
	var partners int32
	for _, a := range g.arcs[x] {
		if partners += g.capacity[a.to]; partners >= g.capacity[x] {
			return g.capacity[x]
		}
	}
	return partners
}

func newAuction(g *network) *auction {
	n := len(g.price)
	a := &auction{g: g, first: make([]int32, n+1), lowest: make([]int64, n)}
	for x := range int32(n) {
		a.first[x] = int32(len(a.units))
		for range g.usable(x) {
			a.units = append(a.units, unit{node: x, mate: alone})
		}
	}
	a.first[n] = int32(len(a.units))
	for x := range int32(n) {
		a.lower(x)
	}
	return a
}

// lower puts the units of x in order of price, as the auction needs of the side that is bid for.
func (a *auction) lower(x int32) {
	a.lowest[x] = unreachable
	lo, hi := a.first[x], a.first[x+1]
	if lo == hi {
		return
	}
	slices.SortFunc(a.units[lo:hi], func(u, v unit) int { return cmp.Compare(u.price, v.price) })
	for i := lo; i < hi; i++ {
		a.follow(i)
	}
	a.lowest[x] = a.units[lo].price
}

// follow tells the mate of unit i where i is now.
func (a *auction) follow(i int32) {
	if m := a.units[i].mate; m != alone {
		a.units[m].mate = i
	}
}

// unreachable exceeds every price and key.
const unreachable = int64(1) << 62

// forward dissolves all pairs and lets the people bid for positions.
func (a *auction) forward(eps int64) {
	for i := range a.units {
		u := &a.units[i]
		if u.mate = alone; !a.g.isSink[u.node] {
			u.price = 0
			a.queue = append(a.queue, int32(i))
		}
	}
	a.drain(eps)
}

// reverse lets the positions that are still free, yet not at price zero, bid for people.
func (a *auction) reverse(eps int64) {
	for i, u := range a.units {
		if a.g.isSink[u.node] && u.mate == alone && u.price > 0 {
			a.queue = append(a.queue, int32(i))
		}
	}
	for x, sink := range a.g.isSink {
		if !sink {
			a.lower(int32(x))
		}
	}
	a.drain(eps)
	for x, sink := range a.g.isSink {
		if sink {
			a.lower(int32(x))
		}
	}
}

func (a *auction) drain(eps int64) {
	for len(a.queue) > 0 {
		last := len(a.queue) - 1
		b := a.queue[last]
		a.queue = a.queue[:last]
		a.bid(b, eps)
	}
}

// bid pairs unit b with the unit that leaves it most, at the price that leaves b no more than its second choice would,
// less eps. A unit that can gain nothing stays alone at price zero.
func (a *auction) bid(b int32, eps int64) {
	var best, second, key int64
	to := int32(alone)
	for _, e := range a.g.arcs[a.units[b].node] {
		if v := e.key - a.lowest[e.to]; v > second {
			if v > best {
				best, second, to, key = v, best, e.to, e.key
			} else {
				second = v
			}
		}
	}
	a.units[b].price = 0
	if to == alone {
		return
	}
	second = max(second, key-a.next(to))
	a.units[b].price = max(0, second-eps)
	a.units[a.first[to]].price = key - a.units[b].price
	o := a.sift(to)
	a.lowest[to] = a.units[a.first[to]].price
	a.pair(b, o)
}

// next returns the price of the second cheapest unit of x; the units are a binary heap, cheapest first.
func (a *auction) next(x int32) int64 {
	next := unreachable
	for _, u := range a.units[min(a.first[x]+1, a.first[x+1]):min(a.first[x]+3, a.first[x+1])] {
		next = min(next, u.price)
	}
	return next
}

// sift moves the first unit of x down to its place in the heap, and returns the place.
func (a *auction) sift(x int32) int32 {
	heap := a.units[a.first[x]:a.first[x+1]]
	i := 0
	for {
		child := 2*i + 1
		if child+1 < len(heap) && heap[child+1].price < heap[child].price {
			child++
		}
		if child >= len(heap) || heap[i].price <= heap[child].price {
			return a.first[x] + int32(i)
		}
		heap[i], heap[child] = heap[child], heap[i]
		a.follow(a.first[x] + int32(i))
		a.follow(a.first[x] + int32(child))
		i = child
	}
}

// pair makes b and o mates; the former mate of o has to bid again if it still asks for something.
func (a *auction) pair(b, o int32) {
	if m := a.units[o].mate; m != alone {
		a.units[m].mate = alone
		a.queue = append(a.queue, m)
	}
	a.units[b].mate, a.units[o].mate = o, b
}

// hand gives the network the prices of the sinks, the prices of the sources that follow from them, and every pair that
// is exactly tight under both.
func (a *auction) hand() {
	g := a.g
	for x, sink := range g.isSink {
		if g.price[x] = 0; sink && a.first[x] < a.first[x+1] {
			g.price[x] = a.lowest[x]
		}
	}
	for x, sink := range g.isSink {
		if !sink {
			g.price[x] = g.cover(int32(x))
		}
	}
	for _, u := range a.units {
		if u.mate == alone || g.isSink[u.node] {
			continue
		}
		x, y := u.node, a.units[u.mate].node
		if key := g.price[x] + g.price[y]; g.hasArc(x, arc{key, y}) {
			g.shift(x, y, key, 1)
			g.spare[x]--
			g.spare[y]--
		}
	}
}
