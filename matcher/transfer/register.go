package transfer

import "slices"

// register knows the nodes of one side of a Solver by id.
type register struct {
	side string           // "source" or "sink", for messages
	ids  []string         // in order
	node map[string]int32 // the node of each id
	hash map[int32]uint64 // the hash of the id of each node
}

func newRegister(side string, nodes []Node, at []int32) register {
	r := register{side: side, node: make(map[string]int32, len(nodes)), hash: make(map[int32]uint64, len(nodes))}
	for i, n := range nodes {
		r.ids = append(r.ids, n.ID)
		r.node[n.ID], r.hash[at[i]] = at[i], hashID(n.ID)
	}
	slices.Sort(r.ids)
	return r
}

func (r *register) add(id string, x int32) {
	i, _ := slices.BinarySearch(r.ids, id)
	r.ids = slices.Insert(r.ids, i, id)
	r.node[id], r.hash[x] = x, hashID(id)
}

func (r *register) drop(id string) {
	i, _ := slices.BinarySearch(r.ids, id)
	r.ids = slices.Delete(r.ids, i, i+1)
	delete(r.hash, r.node[id])
	delete(r.node, id)
}

// inOrder returns the nodes in order of id.
func (r *register) inOrder() []int32 {
	nodes := make([]int32, len(r.ids))
	for i, id := range r.ids {
		nodes[i] = r.node[id]
	}
	return nodes
}

// roster returns the indices that a problem in order of id has.
func (r *register) roster(nodes int) roster {
	return newRoster(r.inOrder(), span(0, len(r.ids)), nodes)
}
