package transfer

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
// is far below one millionth, so that all but ties are decided. More units than maxAuction are left to the repairs,
// which move whole groups at a time.
const (
	scaleBy    = 8
	firstError = MaxValue / scaleBy << keyShift
	lastError  = 1 << (keyShift - 8)
	maxAuction = 1 << 21
)

// warmStart fills an empty network with near-best prices and the pairs that are exact under them.
func (g *network) warmStart() {
	a := newAuction(g)
	for eps := int64(firstError); eps >= lastError; eps /= scaleBy {
		a.forward(eps)
		a.reverse(eps)
	}
	a.hand()
}

func newAuction(g *network) *auction {
	n := len(g.price)
	a := &auction{g: g, first: make([]int32, n+1), lowest: make([]int64, n)}
	for x := range int32(n) {
		a.first[x] = int32(len(a.units))
		if len(g.arcs[x]) == 0 {
			continue
		}
		for range g.capacity[x] {
			a.units = append(a.units, unit{node: x, mate: alone})
		}
	}
	a.first[n] = int32(len(a.units))
	for x := range int32(n) {
		a.lower(x)
	}
	return a
}

// lower finds the cheapest unit of x again; a node without units is out of reach.
func (a *auction) lower(x int32) {
	a.lowest[x] = unreachable
	for _, u := range a.units[a.first[x]:a.first[x+1]] {
		a.lowest[x] = min(a.lowest[x], u.price)
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
	o, next := a.cheapest(to)
	second = max(second, key-next)
	a.units[b].price = max(0, second-eps)
	a.units[o].price = key - a.units[b].price
	a.lowest[to] = min(next, a.units[o].price)
	a.pair(b, o)
}

// cheapest returns the cheapest unit of x and the price of the next.
func (a *auction) cheapest(x int32) (o int32, next int64) {
	o, next = a.first[x], unreachable
	for i := o + 1; i < a.first[x+1]; i++ {
		switch p := a.units[i].price; {
		case p < a.units[o].price:
			o, next = i, a.units[o].price
		case p < next:
			next = p
		}
	}
	return o, next
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
