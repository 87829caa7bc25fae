package indexer

import (
	"context"
	"errors"
	"slices"

	"golang.org/x/sync/errgroup"

	"matchd/schemas"
)

// Tail hands on the records of a topic from the given positions (nil = from where it ends now), each with the
// positions behind it, until ctx ends or yield returns false. Partitions are read side by side: order holds within one.
func Tail(ctx context.Context, log Log, topic string, from []int64, yield func(r schemas.Record, next []int64) bool) error {
	if from == nil {
		ends, err := log.Ends(ctx, topic)
		if err != nil {
			return err
		}
		from = ends.Next
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
