package indexer

import (
	"context"
	"errors"
	"time"

	"matchd/schemas"
)

// ErrGone says that a position lies before the start of the log or behind its end, so that it is not the log it was. It does
// not pass: what was made from the log must be made anew.
var ErrGone = errors.New("position is not in the log")

// Log is where records are read from. It must be safe for concurrent use: every partition is read by a goroutine of its own.
// Topics are those of the contract, and errors wrap ErrGone where they mean it.
type Log interface {
	// Fetch reads on from a position, waiting a little for records to come; none is no error. Errors other than ErrGone pass:
	// the same is asked again, after 50 ms at first and at most 5 s, until ctx ends.
	Fetch(ctx context.Context, topic string, partition int, offset int64) (Page, error)
	// Ends tells a topic apart from one of the same name and says where its partitions begin and end.
	Ends(ctx context.Context, topic string) (Ends, error)
}

// Page is what one Fetch brought.
type Page struct {
	Records []schemas.Record // of one partition, ascending by offset
	Next    int64            // position to read next; may move on without records
	End     int64            // position that the next record written will get
}

// Ends are the limits of a topic.
type Ends struct {
	Identity    string  // the same as long as it is the same topic
	First, Next []int64 // per partition: the oldest offset that is kept, and the one that the next record will get
}

// Publisher writes records, those of a key in their order. It returns once all in-sync replicas have them, with one
// place per record that is nil where they have (nil in all = all of them). matcher.ErrTooLarge says that the log will
// never take that record; any other error passes, and the record is given again, so that it may be in the log twice.
type Publisher func(ctx context.Context, records []schemas.Record) []error

// Observer is told what happens, to be counted and traced; every field may be nil. It is called by several goroutines, in the
// midst of folding: it must be quick. None of the texts it is given holds personal data or an id.
type Observer struct {
	Batch     func(records int, took time.Duration)            // one was applied
	Lag       func(topic string, partition int, records int64) // so many were behind the end of the log, last known
	Dead      func(topic, reason string)                       // a record was set aside; there are few reasons
	Documents func(kind string, n int64)                       // so many people or vacancies are in the view
	Events    func(eventType string, n int)                    // were announced
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
