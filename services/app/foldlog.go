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

// pageBytes is how much of a partition is read at once, unless one batch of the log is more. Two pages of every partition
// wait while records are folded, decoded to some three times their size: with 4 MiB that was 390 MiB at 1,500,000 records,
// for as long as a large merge lasts.
const pageBytes = 512 << 10

// Fetch reads on; an offset out of range means that the position is gone.
func (f foldLog) Fetch(ctx context.Context, topic string, partition int, offset int64) (indexer.Page, error) {
	b, err := f.log.Fetch(ctx, topic, partition, offset, eventlog.FetchOptions{MaxBytes: pageBytes})
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
	return at, inTerms(err)
}

// inTerms joins an error of the log with the domain's word for it.
func inTerms(err error) error {
	switch {
	case errors.Is(err, eventlog.ErrTooLarge):
		return errors.Join(matcher.ErrTooLarge, err)
	case errors.Is(err, eventlog.ErrUnavailable), errors.Is(err, eventlog.ErrClosed):
		return errors.Join(matcher.ErrUnavailable, err)
	}
	return err
}

// each is publish for the fold, which has no use for positions, but asks what became of every record.
func (f foldLog) each(ctx context.Context, records []schemas.Record) []error {
	_, err := f.log.Publish(ctx, records)
	if err == nil {
		return nil
	}
	out := make([]error, len(records))
	var failure *eventlog.Failure
	partly := errors.As(err, &failure)
	for i := range out {
		if out[i] = inTerms(err); partly {
			out[i] = inTerms(failure.Records[i])
		}
	}
	return out
}
