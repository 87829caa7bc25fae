package indexer

import (
	"matchd/indexer/view"
	"matchd/schemas"
)

// batch is what is applied at once.
type batch struct {
	marks   view.Marks
	changes []view.Change
	dead    []item
	traces  map[schemas.Position][]schemas.Header // what carries a record's trace on to its events
	ends    []func()
	moved   bool
}

func newBatch(marks view.Marks) *batch {
	return &batch{marks: marks.Clone(), traces: map[schemas.Position][]schemas.Header{}}
}

// add takes a piece; records that the bookmark has passed are not taken again.
func (b *batch) add(p piece, process func(*schemas.Record) ([]schemas.Header, func())) {
	next := b.marks[p.topic].Next
	if p.next <= next[p.partition] {
		return
	}
	for i := range p.items {
		it := &p.items[i]
		if it.record.Offset < next[p.partition] {
			continue
		}
		if process != nil && it.record.Header("traceparent") != "" {
			trace, end := process(&it.record)
			b.traces[it.record.Position] = trace
			b.ends = append(b.ends, end)
		}
		if it.reason != "" {
			b.dead = append(b.dead, *it)
			continue
		}
		b.changes = append(b.changes, it.change)
	}
	next[p.partition] = p.next
	b.moved = true
}

// finish ends the spans of the batch's records.
func (b *batch) finish() {
	for _, end := range b.ends {
		end()
	}
}
