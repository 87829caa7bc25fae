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
	left    *due   // to announce, once that has been weighed
	kept    []byte // its form on file; nil = nothing is
}

func newBatch(marks view.Marks) *batch {
	return &batch{marks: marks.Clone(), traces: map[schemas.Position][]schemas.Header{}}
}

// size is how many records it holds.
func (b *batch) size() int { return len(b.changes) + len(b.dead) }

// add takes records from the head of a piece, at most so many, and reports whether that was all of it. Records that the
// bookmark has passed are not taken again.
func (b *batch) add(p *piece, most int, process func(*schemas.Record) ([]schemas.Header, func())) (all bool) {
	next := b.marks[p.topic].Next
	for len(p.items) > 0 && most > 0 {
		it := &p.items[0]
		p.items = p.items[1:]
		if it.record.Offset < next[p.partition] {
			continue
		}
		b.take(it, process)
		next[p.partition] = it.record.Offset + 1
		b.moved = true
		most--
	}
	if len(p.items) > 0 {
		return false
	}
	if p.next > next[p.partition] {
		next[p.partition] = p.next
		b.moved = true
	}
	return true
}

func (b *batch) take(it *item, process func(*schemas.Record) ([]schemas.Header, func())) {
	if process != nil && it.record.Header("traceparent") != "" {
		trace, end := process(&it.record)
		b.traces[it.record.Position] = trace
		b.ends = append(b.ends, end)
	}
	if it.reason != "" {
		b.dead = append(b.dead, *it)
		return
	}
	b.changes = append(b.changes, it.change)
}

// queue holds what was read and is not in a batch yet: one piece of a partition at most, because whoever reads it
// waits until the last one has been taken.
type queue []piece

// fill takes from every piece in turn until the batch has so many records, so that a partition with much to read does
// not keep the others waiting.
func (q *queue) fill(b *batch, most int, process func(*schemas.Record) ([]schemas.Header, func())) {
	for left := most - b.size(); left > 0 && len(*q) > 0; left = most - b.size() {
		share := max(1, left/len(*q))
		rest := (*q)[:0]
		for i := range *q {
			p := &(*q)[i]
			if b.add(p, min(share, most-b.size()), process) {
				close(p.taken)
				continue
			}
			rest = append(rest, *p)
		}
		clear((*q)[len(rest):])
		*q = rest
	}
}

// finish ends the spans of the batch's records.
func (b *batch) finish() {
	for _, end := range b.ends {
		end()
	}
}
