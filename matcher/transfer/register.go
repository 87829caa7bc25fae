package transfer

import "slices"

// register knows the nodes of one side of a Solver by id.
type register struct {
	side  string           // "source" or "sink", for messages
	ids   []string         // in order
	nodes []int32          // the node of each of ids
	node  map[string]int32 // the same by id
}

func newRegister(side string, nodes []Node, at []int32) register {
	r := register{side: side, node: make(map[string]int32, len(nodes))}
	for _, i := range orderByID(nodes) {
		id := nodes[i].ID
		r.ids, r.nodes = append(r.ids, id), append(r.nodes, at[i])
		r.node[id] = at[i]
	}
	return r
}

func (r *register) add(id string, x int32) {
	i, _ := slices.BinarySearch(r.ids, id)
	r.ids, r.nodes = slices.Insert(r.ids, i, id), slices.Insert(r.nodes, i, x)
	r.node[id] = x
}

func (r *register) drop(id string) {
	i, _ := slices.BinarySearch(r.ids, id)
	r.ids, r.nodes = slices.Delete(r.ids, i, i+1), slices.Delete(r.nodes, i, i+1)
	delete(r.node, id)
}

// roster returns the indices that a problem in order of id has, within a network of this many nodes.
func (r *register) roster(nodes int) roster {
	return newRoster(r.nodes, span(0, len(r.nodes)), nodes)
}
