package api

import "sync"

// callers counts the requests under way, so that one caller cannot take the service from the others.
type callers struct {
	mu   sync.Mutex
	busy map[string]int // by subject; gone at nought
	most int
}

func newCallers(most int) *callers { return &callers{busy: map[string]int{}, most: most} }

// enter counts one more, if there may be; leave counts it off.
func (c *callers) enter(subject string) (leave func(), ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.busy[subject] >= c.most {
		return nil, false
	}
	c.busy[subject]++
	return func() { c.leave(subject) }, true
}

func (c *callers) leave(subject string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.busy[subject]--; c.busy[subject] == 0 {
		delete(c.busy, subject)
	}
}
