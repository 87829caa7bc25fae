package indexer

import (
	"context"
	"errors"
	"fmt"

	"matchd/matcher"
	"matchd/schemas"
)

// chunk is how many records are handed to the log at once: few enough to be acknowledged within its patience.
const chunk = 500

// deliver publishes records a chunk at a time, and those that were not taken again and again, until all are; false
// where ctx ended first. For a record that the log will never take, instead gives another to publish, once, or nil:
// then the record is logged and left out, since nothing would ever follow it otherwise.
func (f *Fold) deliver(ctx context.Context, what string, records []schemas.Record, instead func(i int) *schemas.Record) bool {
	for from := 0; from < len(records); from += chunk {
		p := parcel{records: records, instead: instead, replaced: map[int]bool{}}
		for i := from; i < min(from+chunk, len(records)); i++ {
			p.left = append(p.left, i)
		}
		if !f.insist(ctx, what, func(ctx context.Context) error { return f.post(ctx, what, &p) }) {
			return false
		}
	}
	return true
}

// parcel is a chunk of records on its way.
type parcel struct {
	records  []schemas.Record
	instead  func(i int) *schemas.Record
	left     []int // records that were not taken yet
	replaced map[int]bool
}

// post tries once, and is an error as long as something is left.
func (f *Fold) post(ctx context.Context, what string, p *parcel) error {
	batch := make([]schemas.Record, len(p.left))
	for k, i := range p.left {
		batch[k] = p.records[i]
	}
	var left []int
	var cause error
	for k, err := range f.Publish(ctx, batch) {
		i := p.left[k]
		if err == nil || errors.Is(err, matcher.ErrTooLarge) && !f.replace(ctx, what, p, i) {
			continue
		}
		left, cause = append(left, i), err
	}
	taken := len(p.left) - len(left)
	if p.left = left; len(left) == 0 {
		return nil
	}
	return fmt.Errorf("%d of %d records not taken: %w", len(left), len(left)+taken, cause)
}

// replace puts another in the place of a record that the log refuses; false where there is none.
func (f *Fold) replace(ctx context.Context, what string, p *parcel, i int) bool {
	if !p.replaced[i] {
		p.replaced[i] = true
		if r := p.instead(i); r != nil {
			p.records[i] = *r
			return true
		}
	}
	f.Logger.ErrorContext(ctx, "the log will never take this record; it is left out", "what", what, "topic", p.records[i].Topic)
	return false
}
