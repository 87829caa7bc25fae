package view

import (
	"slices"
	"sync"
)

// Key names a record. It can be compared and stand in maps.
type Key struct {
	Kind Kind
	ID   string // as in the log
}

// feed remembers which records the newest batches changed, for those who keep something that follows from all of them.
type feed struct {
	mu      sync.Mutex
	batches []batchKeys // of consecutive batches, the newest last
	keys    int         // in all of them
}

type batchKeys struct {
	number uint64
	keys   []Key
}

// maxFeed bounds the keys that are remembered: who is farther behind had better begin anew.
const maxFeed = 20_000

func (f *feed) add(number uint64, changes []*Change) {
	b := batchKeys{number: number, keys: make([]Key, len(changes))}
	for i, c := range changes {
		b.keys[i] = Key{c.Kind, c.ID}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.batches, f.keys = append(f.batches, b), f.keys+len(b.keys)
	drop := 0
	for ; f.keys > maxFeed; drop++ {
		f.keys -= len(f.batches[drop].keys)
	}
	f.batches = slices.Delete(f.batches, 0, drop)
}

// Changed lists the records that batches after one changed, up to and with another, some of them twice; false where
// this is not remembered, as of more than twenty thousand records or of batches before the view was opened. The numbers are
// those of Snapshot.Batch.
func (v *View) Changed(after, upTo uint64) (keys []Key, ok bool) {
	v.feed.mu.Lock()
	defer v.feed.mu.Unlock()
	next := after + 1
	for _, b := range v.feed.batches {
		if b.number == next && b.number <= upTo {
			keys = append(keys, b.keys...)
			next++
		}
	}
	return keys, next > upTo
}
