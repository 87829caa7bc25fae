package broker

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"sync"

	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/schemas"
)

// maxUnfolded is how many records a door remembers that are in the log and not yet in the view, some 30 MB. Beyond it
// the oldest of a partition is forgotten, and guards again once it is folded.
const maxUnfolded = 1 << 16

// door lets the records of one topic into the log: those of one id one after another, and none behind a revision that
// has been acknowledged, be it folded or not. What other processes let in it sees once that is folded.
type door[T schemas.Entity] struct {
	most int // records remembered

	mu    sync.Mutex
	busy  map[string]bool // ids on their way
	freed chan struct{}   // closed and replaced when ids are no longer busy
	last  map[string]*written[T]
	queue map[int][]*written[T] // by partition, in the order of the log
	count int                   // of all queues
}

// written is what the log holds last of an id: what guards against older revisions, without the rest of its content.
type written[T schemas.Entity] struct {
	id       string
	at       schemas.Position
	revision int64
	content  [sha256.Size]byte
	erased   bool
	bare     T // says who may write it
}

func newDoor[T schemas.Entity]() *door[T] {
	return &door[T]{most: maxUnfolded, busy: map[string]bool{}, freed: make(chan struct{}), last: map[string]*written[T]{}, queue: map[int][]*written[T]{}}
}

// enter waits until none of the ids is on its way and holds them all: never some of them, so that nobody waits for
// somebody who waits.
func (d *door[T]) enter(ctx context.Context, ids []string) (leave func(), err error) {
	for {
		d.mu.Lock()
		if !slices.ContainsFunc(ids, func(id string) bool { return d.busy[id] }) {
			for _, id := range ids {
				d.busy[id] = true
			}
			d.mu.Unlock()
			return func() { d.leave(ids) }, nil
		}
		freed := d.freed
		d.mu.Unlock()
		select {
		case <-freed:
		case <-ctx.Done():
			return nil, fmt.Errorf("wait for an earlier write of the same record: %w", matcher.ErrUnavailable)
		}
	}
}

func (d *door[T]) leave(ids []string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, id := range ids {
		delete(d.busy, id)
	}
	close(d.freed)
	d.freed = make(chan struct{})
}

// unfolded is what was let in of an id and is not in a view with these marks; nil where the view has the last of it.
func (d *door[T]) unfolded(id string, marks view.Marks) *written[T] {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.forget(marks)
	return d.last[id]
}

// all are the newest of every id that was let in and is not in a view with these marks; erased ones are not among them.
func (d *door[T]) all(marks view.Marks) map[string]*T {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.forget(marks)
	out := make(map[string]*T, len(d.last))
	for id, w := range d.last {
		if !w.erased {
			out[id] = &w.bare
		}
	}
	return out
}

// note remembers what the log has acknowledged.
func (d *door[T]) note(w *written[T], marks view.Marks) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.forget(marks)
	p := w.at.Partition
	d.last[w.id], d.queue[p], d.count = w, append(d.queue[p], w), d.count+1
	if d.count > d.most {
		d.drop(p)
	}
}

// forget lets go of what the view has.
func (d *door[T]) forget(marks view.Marks) {
	for p := range d.queue {
		for len(d.queue[p]) > 0 && marks.Covers(d.queue[p][0].at.Topic, p, d.queue[p][0].at.Offset) {
			d.drop(p)
		}
	}
}

// drop lets go of the first of a partition.
func (d *door[T]) drop(p int) {
	first := d.queue[p][0]
	d.queue[p][0] = nil
	d.queue[p], d.count = d.queue[p][1:], d.count-1
	if d.last[first.id] == first {
		delete(d.last, first.id)
	}
}
