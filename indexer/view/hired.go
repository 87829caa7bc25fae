package view

import (
	"sync"

	"matchd/matcher"
)

// hired is what changes the rows of other records: the people and places that decisions have taken, and the companies
// that closed.
type hired struct {
	mu      sync.RWMutex
	matches map[string]int // places by match id
	supply  map[string]int
	vacancy map[string]int
	closed  map[string]bool // companies
}

func newHired() *hired {
	return &hired{matches: map[string]int{}, supply: map[string]int{}, vacancy: map[string]int{}, closed: map[string]bool{}}
}

// close notes whether a company is closed now and says whether it was.
func (h *hired) close(company string, closed bool) (was bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	was = h.closed[company]
	if delete(h.closed, company); closed {
		h.closed[company] = true
	}
	return was
}

func (h *hired) isClosed(company string) bool {
	h.mu.RLock()
	defer h.mu.RUnlock()
	return h.closed[company]
}

func isClosed(c *matcher.Company) bool { return c != nil && c.Status == matcher.CompanyClosed }

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
