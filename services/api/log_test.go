package api_test

import (
	"context"
	"fmt"

	"matchd/indexer/view"
	"matchd/indexer/view/viewtest"
	"matchd/matcher"
	"matchd/schemas"
)

// publish gives records their places, and folds them unless the view is held.
func (h *house) publish(_ context.Context, records []schemas.Record) ([]schemas.Position, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.away {
		return nil, fmt.Errorf("reach brokers at 10.0.0.1:9092: %w", matcher.ErrUnavailable)
	}
	var at []schemas.Position
	var changes []view.Change
	for _, r := range records {
		r.Partition = schemas.PartitionOf(r.Key, schemas.Partitions)
		if h.next[r.Topic] == nil {
			h.next[r.Topic] = make([]int64, schemas.Partitions)
		}
		r.Offset = h.next[r.Topic][r.Partition]
		h.next[r.Topic][r.Partition]++
		at = append(at, r.Position)
		if r.Topic == schemas.MatchEvents {
			h.announce(r)
			continue
		}
		c, err := viewtest.Read(r)
		if err != nil {
			return nil, err
		}
		changes = append(changes, c)
	}
	if h.held || len(changes) == 0 {
		return at, nil
	}
	return at, h.view.Apply(changes, h.marks(), nil)
}

func (h *house) marks() view.Marks {
	marks := view.Marks{}
	for topic, next := range h.next {
		marks[topic] = view.TopicMarks{Identity: "test", Next: append([]int64(nil), next...)}
	}
	return marks
}

func (h *house) announce(r schemas.Record) {
	e, err := schemas.EventOf(&r)
	if err != nil {
		h.t.Error(err)
		return
	}
	h.events = append(h.events, e)
	close(h.woken)
	h.woken = make(chan struct{})
}

// waitFor waits until the view has the record, which it never gets where it is held.
func (h *house) waitFor(ctx context.Context, at schemas.Position) error {
	if h.view.Snapshot().Marks.Covers(at.Topic, at.Partition, at.Offset) {
		return nil
	}
	<-ctx.Done()
	return ctx.Err()
}

// follow is an event source over the list: the id of an event is its number, from 1.
func (h *house) follow(ctx context.Context, from string, yield func(string, schemas.Event) bool) error {
	h.mu.Lock()
	at := len(h.events)
	if from != "" {
		if _, err := fmt.Sscanf(from, "%d", &at); err != nil || at > len(h.events) {
			h.mu.Unlock()
			return matcher.InvalidError{{Field: "Last-Event-ID", Reason: "is not the id of an event that is kept"}}
		}
	}
	h.mu.Unlock()
	for {
		h.mu.Lock()
		news, woken := h.events[at:], h.woken
		h.mu.Unlock()
		for _, e := range news {
			at++
			if !yield(fmt.Sprint(at), e) {
				return nil
			}
		}
		select {
		case <-woken:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
