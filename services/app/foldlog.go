package app

import (
	"context"
	"errors"

	"matchd/indexer"
	"matchd/matcher"
	"matchd/schemas"
	"matchd/services/eventlog"
)

// foldLog is the event log as the fold reads it.
type foldLog struct{ log *eventlog.Log }

// Fetch reads on; an offset out of range means that the position is gone.
func (f foldLog) Fetch(ctx context.Context, topic string, partition int, offset int64) (indexer.Page, error) {
	b, err := f.log.Fetch(ctx, topic, partition, offset, eventlog.FetchOptions{})
	if errors.Is(err, eventlog.ErrOffsetOutOfRange) {
		return indexer.Page{}, errors.Join(indexer.ErrGone, err)
	}
	return indexer.Page{Records: b.Records, Next: b.Next, End: b.HighWatermark}, err
}

// Ends asks where a topic begins and ends.
func (f foldLog) Ends(ctx context.Context, topic string) (indexer.Ends, error) {
	identity, err := f.log.Identity(ctx, topic)
	if err != nil {
		return indexer.Ends{}, err
	}
	bounds, err := f.log.Bounds(ctx, topic)
	if err != nil {
		return indexer.Ends{}, err
	}
	ends := indexer.Ends{Identity: identity}
	for _, b := range bounds {
		ends.First, ends.Next = append(ends.First, b.First), append(ends.Next, b.Next)
	}
	return ends, nil
}

// publish appends records, with errors in the domain's terms.
func (f foldLog) publish(ctx context.Context, records []schemas.Record) ([]schemas.Position, error) {
	at, err := f.log.Publish(ctx, records)
	switch {
	case errors.Is(err, eventlog.ErrTooLarge):
		err = errors.Join(matcher.ErrTooLarge, err)
	case errors.Is(err, eventlog.ErrUnavailable), errors.Is(err, eventlog.ErrClosed):
		err = errors.Join(matcher.ErrUnavailable, err)
	}
	return at, err
}

// insist is publish for the fold, which has no use for positions.
func (f foldLog) insist(ctx context.Context, records []schemas.Record) error {
	_, err := f.publish(ctx, records)
	return err
}
