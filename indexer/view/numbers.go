package view

import "sync"

// numbers gives the records of one kind small numbers, by which tables can be made. An id keeps its number for as long as
// the process runs, also where its record is erased and comes again, so that tables may be brought up to date later. Safe for concurrent use; the zero value is empty.
type numbers struct {
	mu   sync.RWMutex
	byID map[string]int32
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
	n.last++
	n.byID[id] = n.last
	return uint32(n.last)
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
