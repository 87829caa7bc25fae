package indexer

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"golang.org/x/sync/errgroup"

	"matchd/schemas"
)

// Tail hands on the records of a topic from the given positions (nil = from where it ends now), each with the
// positions behind it, until ctx ends or yield returns false; ErrGone before any of them where a position is not in the
// log. Partitions are read side by side: order holds within one. Yield is called by one goroutine, and as long as it takes
// nothing more is read than a page a partition. Other errors of the log are waited out; the end of ctx is no error.
func Tail(ctx context.Context, log Log, topic string, from []int64, yield func(r schemas.Record, next []int64) bool) error {
	ends, err := log.Ends(ctx, topic)
	if err != nil {
		return err
	}
	if from == nil {
		from = ends.Next
	}
	for p := range from { // at once: a partition that is gone must not wait for others that have records
		if p >= len(ends.Next) || from[p] > ends.Next[p] || from[p] < ends.First[p] {
			return fmt.Errorf("follow %s/%d from %d: %w", topic, p, from[p], ErrGone)
		}
	}
	next := slices.Clone(from)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	g, ctx := errgroup.WithContext(ctx)
	records := make(chan schemas.Record)
	for p := range from {
		g.Go(func() error { return tailPartition(ctx, log, topic, p, from[p], records) })
	}
	g.Go(func() error {
		defer cancel()
		for {
			select {
			case <-ctx.Done():
				return nil
			case r := <-records:
				next[r.Partition] = r.Offset + 1
				if !yield(r, slices.Clone(next)) {
					return nil
				}
			}
		}
	})
	return g.Wait()
}

func tailPartition(ctx context.Context, log Log, topic string, partition int, from int64, out chan<- schemas.Record) error {
	pause := newPause()
	for {
		page, err := log.Fetch(ctx, topic, partition, from)
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.Is(err, ErrGone):
			return err
		case err != nil:
			if !wait(ctx, pause.NextBackOff()) {
				return nil
			}
			continue
		}
		pause.Reset()
		from = page.Next
		for _, r := range page.Records {
			select {
			case out <- r:
			case <-ctx.Done():
				return nil
			}
		}
	}
}
