package indexer

import (
	"sync"
	"time"

	"matchd/schemas"
)

// grace is how long events wait that are another process's to announce, so that whoever takes its place still has
// them: more than the session of a process that died and the sharing out that follows.
const grace = time.Minute

// Share is which partitions of events are this process's to announce: those of the vacancies' topic, and an event that
// is about no vacancy goes by its subject as if that were one. Safe for concurrent use.
type Share struct {
	mu    sync.Mutex
	known bool // false while partitions are being shared out
	owned [schemas.Partitions]bool
	woken bell
}

// NewShare owns no partition, and does not know yet who does.
func NewShare() *Share { return &Share{woken: newBell()} }

// Own says that partitions have been shared out and which are ours, maybe none. What is due in the others is left to their
// owners from then on, and kept for a minute in case one of them dies.
func (s *Share) Own(partitions []int) {
	s.set(true, partitions)
}

// Lose says that nobody knows who owns what, until the next Own: nothing is announced, and nothing that is due is dropped.
func (s *Share) Lose() { s.set(false, nil) }

func (s *Share) set(known bool, partitions []int) {
	s.mu.Lock()
	s.known, s.owned = known, [schemas.Partitions]bool{}
	for _, p := range partitions {
		s.owned[p] = true
	}
	s.mu.Unlock()
	s.woken.ring()
}

// now is which partitions are ours, and whether the others are somebody else's.
func (s *Share) now() (owned [schemas.Partitions]bool, known bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.owned, s.known
}

// bell wakes one goroutine that waits for something to do; rung twice before it looks is rung once.
type bell chan struct{}

func newBell() bell { return make(bell, 1) }

func (b bell) ring() {
	select {
	case b <- struct{}{}:
	default:
	}
}
