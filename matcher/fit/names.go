package fit

import (
	"crypto/sha256"
	"sync"
)

// guestNumbers is how many items that no record has one question may tell apart; the lists of a record hold fewer.
const guestNumbers = 1024

// names numbers what no list knows, in the order in which it is met. It holds digests only: what somebody wrote stays
// in that record, and is gone when the record is erased.
type names struct {
	mu    sync.RWMutex
	first uint32 // the lowest number, at least 1; guestNumbers of them are for guests
	byKey map[digest]uint32
	guest map[digest]uint32 // of a guest, nil of the table itself
	of    *names            // the table that a guest looks in
}

// digest stands for a code or a label. 128 bits: two of a billion keys meet once in 10^20 tables.
type digest [16]byte

func newNames(listed int) *names {
	return &names{first: uint32(max(1, listed)), byKey: map[digest]uint32{}}
}

// number is a key's own. A guest gets the number that a record gave the key, else one that no record has.
func (n *names) number(key string) uint32 {
	sum := sha256.Sum256([]byte(key))
	d := digest(sum[:16])
	if n.of != nil {
		return n.guestNumber(d)
	}
	if id, ok := n.lookUp(d); ok {
		return id
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if id, ok := n.byKey[d]; ok {
		return id
	}
	id := n.first + guestNumbers + uint32(len(n.byKey))
	n.byKey[d] = id
	return id
}

func (n *names) lookUp(d digest) (uint32, bool) {
	n.mu.RLock()
	defer n.mu.RUnlock()
	id, ok := n.byKey[d]
	return id, ok
}

func (n *names) guestNumber(d digest) uint32 {
	if id, ok := n.of.lookUp(d); ok {
		return id
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	id, ok := n.guest[d]
	if !ok {
		id = n.of.first + min(uint32(len(n.guest)), guestNumbers-1)
		n.guest[d] = id
	}
	return id
}

// Guest reads a question with the vocabulary: what no record has gets a number of its own that is forgotten with the
// guest, so that questions leave nothing behind. Rows that were compiled before it was made are told apart rightly;
// what two guests name is not. Make one for each question; it shares the tables of the vocabulary and costs three empty
// maps. Safe for concurrent use.
func (v *Vocabulary) Guest() *Vocabulary {
	guest := *v
	for _, table := range []**names{&guest.occupations, &guest.skills, &guest.certificates} {
		*table = &names{of: *table, guest: map[digest]uint32{}}
	}
	return &guest
}
