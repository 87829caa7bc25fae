package transfer

import "slices"

// register knows the nodes of one side of a Solver by id.
type register struct {
	side  string           // "source" or "sink", for messages
	ids   []string         // in order
	nodes []int32          // the node of each of ids
	node  map[string]int32 // the same by id
	hash  map[int32]uint64 // the hash of the id of each node
}

func newRegister(side string, nodes []Node, at []int32) register {
	r := register{side: side, node: make(map[string]int32, len(nodes)), hash: make(map[int32]uint64, len(nodes))}
	for _, i := range orderByID(nodes) {
		id := nodes[i].ID
		r.ids, r.nodes = append(r.ids, id), append(r.nodes, at[i])
		r.node[id], r.hash[at[i]] = at[i], hashID(id)
	}
	return r
}

func (r *register) add(id string, x int32) {
	i, _ := slices.BinarySearch(r.ids, id)
	r.ids, r.nodes = slices.Insert(r.ids, i, id), slices.Insert(r.nodes, i, x)
	r.node[id], r.hash[x] = x, hashID(id)
}

func (r *register) drop(id string) {
	i, _ := slices.BinarySearch(r.ids, id)
	r.ids, r.nodes = slices.Delete(r.ids, i, i+1), slices.Delete(r.nodes, i, i+1)
	delete(r.hash, r.node[id])
	delete(r.node, id)
}

// roster returns the indices that a problem in order of id has, within a network of this many nodes.
func (r *register) roster(nodes int) roster {
	return newRoster(r.nodes, span(0, len(r.nodes)), nodes)
}
