package transfer

import "slices"

// Flow is the units that one source sends to one sink.
type Flow struct {
	Source, Sink int32 // indices into the problem
	Units        int   // 1 or more
	Value        int64 // worth of one unit, as on the edge
}

// Plan is the one best plan of a problem, with its proof.
type Plan struct {
	Flows        []Flow  // in order of (source id, sink id)
	Value        int64   // sum of units x value
	Units        int     // sum of units
	SourcePrices []int64 // by index into Problem.Sources; see the package comment
	SinkPrices   []int64 // by index into Problem.Sinks
}

// roster maps between the indices of a problem and the nodes of a network, for one side.
type roster struct {
	node  []int32 // node of each index
	byID  []int32 // indices in order of id
	index []int32 // index of each node
	rank  []int32 // place of each node in order of id
}

// newRoster takes the node and the place in id order of every index.
func newRoster(node, byID []int32, nodes int) roster {
	r := roster{node: node, byID: byID, index: make([]int32, nodes), rank: make([]int32, nodes)}
	for place, i := range byID {
		r.index[node[i]], r.rank[node[i]] = i, int32(place)
	}
	return r
}

// plan reads the result of a solved network.
func (g *network) plan(sources, sinks roster) Plan {
	p := Plan{SourcePrices: g.prices(sources), SinkPrices: g.prices(sinks)}
	var loads []load
	for _, i := range sources.byID {
		loads = append(loads[:0], g.loads[sources.node[i]]...)
		slices.SortFunc(loads, func(a, b load) int { return int(sinks.rank[a.to]) - int(sinks.rank[b.to]) })
		for _, l := range loads {
			f := Flow{Source: i, Sink: sinks.index[l.to], Units: int(l.units), Value: l.key >> keyShift}
			p.Flows = append(p.Flows, f)
			p.Units += f.Units
			p.Value += int64(f.Units) * f.Value
		}
	}
	return p
}

func (g *network) prices(r roster) []int64 {
	prices := make([]int64, len(r.node))
	for i, x := range r.node {
		prices[i] = unpackPrice(g.price[x])
	}
	return prices
}
