package indexer

import (
	"context"
	"errors"
	"time"

	"matchd/schemas"
)

// ErrGone says that a position lies before the start of the log or behind its end, so that it is not the log it was.
var ErrGone = errors.New("position is not in the log")

// Log is where records are read from.
type Log interface {
	// Fetch reads on from a position, waiting a little for records to come. Errors other than ErrGone pass.
	Fetch(ctx context.Context, topic string, partition int, offset int64) (Page, error)
	// Ends tells a topic apart from one of the same name and says where its partitions begin and end.
	Ends(ctx context.Context, topic string) (Ends, error)
}

// Page is what one Fetch brought.
type Page struct {
	Records []schemas.Record
	Next    int64 // position to read next; may move on without records
	End     int64 // position that the next record written will get
}

// Ends are the limits of a topic.
type Ends struct {
	Identity    string
	First, Next []int64 // per partition
}

// Publisher writes records, those of a key in their order. It returns once all in-sync replicas have them, with one
// place per record that is nil where they have (nil in all = all of them). matcher.ErrTooLarge says that the log will
// never take that record; any other error passes.
type Publisher func(ctx context.Context, records []schemas.Record) []error

// Observer is told what happens, to be counted and traced; every field may be nil.
type Observer struct {
	Batch     func(records int, took time.Duration)
	Lag       func(topic string, partition int, records int64)
	Dead      func(topic, reason string)
	Documents func(kind string, n int64)
	Events    func(eventType string, n int)
	// Erased is told of a batch in the view that erases records: what was made of them elsewhere must go too.
	Erased func()
	// Stuck is told how long the batch under way has been tried, again and again; 0 = none is.
	Stuck func(took time.Duration)
	// Process starts the span of one record as it is folded and gives the headers that carry the trace on.
	Process func(r *schemas.Record) (trace []schemas.Header, end func())
}

func (o *Observer) batch(records int, took time.Duration) {
	if o.Batch != nil {
		o.Batch(records, took)
	}
}

func (o *Observer) lag(topic string, partition int, records int64) {
	if o.Lag != nil {
		o.Lag(topic, partition, records)
	}
}

func (o *Observer) erased() {
	if o.Erased != nil {
		o.Erased()
	}
}

func (o *Observer) stuck(took time.Duration) {
	if o.Stuck != nil {
		o.Stuck(took)
	}
}

func (o *Observer) dead(topic, reason string) {
	if o.Dead != nil {
		o.Dead(topic, reason)
	}
}

func (o *Observer) documents(kind string, n int) {
	if o.Documents != nil {
		o.Documents(kind, int64(n))
	}
}

func (o *Observer) events(eventType string, n int) {
	if o.Events != nil && n > 0 {
		o.Events(eventType, n)
	}
}
