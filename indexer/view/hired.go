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

// set takes the newest decision on a match (nil = erased) and reports whether a count changed.
func (h *hired) set(matchID string, d *matcher.Decision) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	taken := 0
	if d != nil {
		taken = d.Taken()
	}
	was := h.matches[matchID]
	if taken == was {
		return false
	}
	supply, vacancy, ok := matcher.SplitMatchID(matchID)
	if !ok {
		return false
	}
	move(h.matches, matchID, taken-was)
	move(h.supply, supply, taken-was)
	move(h.vacancy, vacancy, taken-was)
	return true
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
