package view

import "sync"

// numbers gives the records of one kind small numbers, by which tables can be made; those of erased records are given
// again. Safe for concurrent use; the zero value is empty.
type numbers struct {
	mu   sync.RWMutex
	byID map[string]int32
	free []int32
	last int32
}

// give is the number of an id, a new one where it has none: 1 and up.
func (n *numbers) give(id string) uint32 {
	n.mu.Lock()
	defer n.mu.Unlock()
	if known, ok := n.byID[id]; ok {
		return uint32(known)
	}
	if n.byID == nil {
		n.byID = map[string]int32{}
	}
	number := n.last + 1
	if f := len(n.free); f > 0 {
		number, n.free = n.free[f-1], n.free[:f-1]
	}
	n.last = max(n.last, number)
	n.byID[id] = number
	return uint32(number)
}

// take makes an id's number free.
func (n *numbers) take(id string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if number, ok := n.byID[id]; ok {
		delete(n.byID, id)
		n.free = append(n.free, number)
	}
}

// of is the number of an id, 0 where it has none.
func (n *numbers) of(id []byte) int32 {
	n.mu.RLock()
	defer n.mu.RUnlock()
	return n.byID[string(id)]
}

// highest is the greatest number given so far.
func (n *numbers) highest() int32 {
	n.mu.RLock()
	defer n.mu.RUnlock()
	return n.last
}
