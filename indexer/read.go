package indexer

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/cenkalti/backoff/v5"
)

// piece is what one Fetch brought of one partition, read.
type piece struct {
	topic     string
	partition int
	items     []item
	next      int64
	taken     chan struct{} // closed when nothing of it is left
}

// readPartition hands on one partition piece by piece until ctx ends or the position is gone.
func (f *Fold) readPartition(ctx context.Context, e entity, partition int, from int64, out chan<- piece) error {
	pause := newPause()
	last := make(chan struct{})
	close(last)
	for {
		page, err := f.Log.Fetch(ctx, e.topic, partition, from)
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.Is(err, ErrGone):
			return fmt.Errorf("read %s/%d at %d: %w", e.topic, partition, from, err)
		case err != nil:
			f.Logger.WarnContext(ctx, "log is away, reading on later", "topic", e.topic, "partition", partition, "error", err)
			if !wait(ctx, pause.NextBackOff()) {
				return nil
			}
			continue
		}
		pause.Reset()
		f.noteEnd(e.topic, partition, page.End)
		if page.Next == from {
			continue
		}
		p := piece{topic: e.topic, partition: partition, next: page.Next, taken: make(chan struct{})}
		for _, r := range page.Records {
			p.items = append(p.items, e.read(r))
		}
		select { // one piece waits in the queue while the next is read
		case <-last:
		case <-ctx.Done():
			return nil
		}
		select {
		case out <- p:
			from, last = page.Next, p.taken
		case <-ctx.Done():
			return nil
		}
	}
}

// newPause grows from 50 ms to 5 s, never giving up: a record is not skipped because something is away for long.
func newPause() *backoff.ExponentialBackOff {
	b := backoff.NewExponentialBackOff()
	b.InitialInterval, b.MaxInterval = 50*time.Millisecond, 5*time.Second
	return b
}

func wait(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}

// insist repeats do, with growing pauses, until it succeeds; false where ctx ended first.
func (f *Fold) insist(ctx context.Context, what string, do func(context.Context) error) bool {
	pause := newPause()
	for {
		err := do(ctx)
		if err == nil {
			return true
		}
		if ctx.Err() != nil {
			return false
		}
		f.Logger.WarnContext(ctx, "trying again", "what", what, "error", err)
		f.tellStuck()
		if !wait(ctx, pause.NextBackOff()) {
			return false
		}
	}
}
