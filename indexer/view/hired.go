package view

import (
	"sync"

	"matchd/matcher"
)

// hired counts the people and places that decisions have taken.
type hired struct {
	mu      sync.RWMutex
	matches map[string]int // places by match id
	supply  map[string]int
	vacancy map[string]int
}

func newHired() *hired {
	return &hired{matches: map[string]int{}, supply: map[string]int{}, vacancy: map[string]int{}}
}

// taken is how many places a decision takes; none where it was erased (nil).
func taken(d *matcher.Decision) int {
	if d == nil {
		return 0
	}
	return d.Taken()
}

// set notes how many places a match takes now and gives how many it took before.
func (h *hired) set(matchID string, taken int) (was int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	was = h.matches[matchID]
	supply, vacancy, ok := matcher.SplitMatchID(matchID)
	if !ok {
		return taken
	}
	move(h.matches, matchID, taken-was)
	move(h.supply, supply, taken-was)
	move(h.vacancy, vacancy, taken-was)
	return was
}

func move(counts map[string]int, key string, by int) {
	if counts[key] += by; counts[key] == 0 {
		delete(counts, key)
	}
}

func (h *hired) bySupply(id string) int {
	h.mu.RLock()
	defer h.mu.RUnlock()
	return h.supply[id]
}

func (h *hired) byVacancy(id string) int {
	h.mu.RLock()
	defer h.mu.RUnlock()
	return h.vacancy[id]
}
