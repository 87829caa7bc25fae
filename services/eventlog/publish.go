package eventlog

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"matchd/schemas"
)

const (
	// MaxRecordBytes is the largest record taken: key, value and headers together. It keeps a
	// batch below Kafka's default message.max.bytes, 1048588.
	MaxRecordBytes = 1_000_000
	// MaxLetterBytes is the largest dead letter: any record that Kafka's default message.max.bytes lets into another
	// topic, and what a letter adds to it.
	MaxLetterBytes = 2 << 20
	// recordOverhead is more than what Kafka's batch format adds to a record (at most 31 bytes
	// of numbers), so that a batch counted with it is never larger than MaxRecordBytes says.
	recordOverhead = 48
	// publishWithin is the patience for a caller without a deadline of its own.
	publishWithin = 2 * time.Second
)

// Failure tells which records of one Publish were not acknowledged, and why. Find it with errors.As;
// errors.Is finds any of the reasons.
type Failure struct {
	// Records has one place for each record that was given, nil where it was acknowledged.
	Records []error
}

// Error counts the records and names the first reason.
func (f *Failure) Error() string {
	reasons := f.Unwrap()
	return fmt.Sprintf("publish: %d of %d records not acknowledged: %v", len(reasons), len(f.Records), reasons[0])
}

// Unwrap returns the reasons in the order of the records, so that errors.Is finds each.
func (f *Failure) Unwrap() []error {
	var reasons []error
	for _, err := range f.Records {
		if err != nil {
			reasons = append(reasons, err)
		}
	}
	return reasons
}

// Publish appends records and returns where each landed, once all in-sync replicas have them. A
// record goes to the partition of its key. Records of one partition keep their order, within a
// call and between calls that follow one another; concurrent calls share requests.
//
// If any record was not acknowledged the error is a *Failure, and the positions of those records
// have offset -1, while the others are valid. The reasons are ErrUnknownTopic, ErrNoKey and
// ErrTooLarge, which concern one record and never reached the log; ErrUnavailable once ctx has
// reached its deadline, or after two seconds if it has none; context.Canceled; ErrClosed. A record
// with one of the last three may still be in the log, or even twice: whoever reads must bear
// repeats. The records must not be changed before Publish has returned.
func (l *Log) Publish(ctx context.Context, records []schemas.Record) ([]schemas.Position, error) {
	patience := publishWithin
	if deadline, ok := ctx.Deadline(); ok {
		patience = time.Until(deadline)
	}
	waiting, done := l.within(ctx, patience)
	defer done()
	c := newCall(waiting, records)
	parts, order := c.split()
	for _, at := range order {
		if !l.publisher[at].hand(waiting, parts[at]) {
			break
		}
	}
	select {
	case <-c.done:
	case <-waiting.Done():
	}
	return c.outcome(func(cause error) error {
		return l.failed(ctx, "await acknowledgement", errors.Join(waiting.Err(), cause))
	})
}

// place is one partition of one topic, by the contract's name.
type place struct {
	topic     string
	partition int
}

// entry is one record on its way to the log.
type entry struct {
	call  *call
	index int // in the call's records
	bytes int
}

// call is one Publish, shared by the caller and the senders of the partitions it touches.
type call struct {
	ctx     context.Context
	records []schemas.Record
	done    chan struct{} // closed when no record is open any more

	mu        sync.Mutex
	positions []schemas.Position
	errs      []error
	open      int
	cause     error // of the latest attempt that did not succeed
	failed    bool
}

func newCall(ctx context.Context, records []schemas.Record) *call {
	return &call{
		ctx: ctx, records: records, done: make(chan struct{}), open: len(records),
		positions: make([]schemas.Position, len(records)), errs: make([]error, len(records)),
	}
}

// split sorts the records by partition, in the order in which partitions first appear, and settles
// those that cannot go anywhere.
func (c *call) split() (map[place][]entry, []place) {
	parts, order := make(map[place][]entry), []place(nil)
	if len(c.records) == 0 {
		close(c.done)
	}
	for i := range c.records {
		r := &c.records[i]
		at := place{r.Topic, schemas.PartitionOf(r.Key, schemas.Partitions)}
		c.positions[i] = schemas.Position{Topic: r.Topic, Partition: at.partition, Offset: -1}
		size := sizeOf(r)
		if err := acceptable(r, size); err != nil {
			c.settle(i, -1, err)
			continue
		}
		if parts[at] == nil {
			order = append(order, at)
		}
		parts[at] = append(parts[at], entry{c, i, size})
	}
	return parts, order
}

// acceptable refuses a record that no broker would take.
func acceptable(r *schemas.Record, size int) error {
	t, ok := schemas.TopicNamed(r.Topic)
	switch {
	case !ok:
		return fmt.Errorf("%w: %q", ErrUnknownTopic, r.Topic)
	case t.Kind == schemas.Compacted && len(r.Key) == 0:
		return fmt.Errorf("%w: %s", ErrNoKey, r.Topic)
	case size > mostBytes(r.Topic):
		return fmt.Errorf("%w: %d bytes, the limit is %d", ErrTooLarge, size, mostBytes(r.Topic))
	}
	return nil
}

// mostBytes is the largest record of a topic.
func mostBytes(topic string) int {
	if topic == schemas.DeadLetters {
		return MaxLetterBytes
	}
	return MaxRecordBytes
}

// sizeOf returns an upper bound of a record's size in the log, in bytes.
func sizeOf(r *schemas.Record) int {
	size := recordOverhead + len(r.Key) + len(r.Value)
	for _, h := range r.Headers {
		size += len(h.Key) + len(h.Value) + 10 // two lengths of at most 5 bytes
	}
	return size
}

// settle gives record i its offset or its error; a record is settled once.
func (c *call) settle(i int, offset int64, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.positions[i].Offset, c.errs[i] = offset, err
	c.failed = c.failed || err != nil
	if c.open--; c.open == 0 {
		close(c.done)
	}
}

// delayed remembers why an attempt did not succeed, for the case that patience runs out.
func (c *call) delayed(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cause = err
}

// outcome copies what is known now; gaveUp names the error of records that are still open.
func (c *call) outcome(gaveUp func(cause error) error) ([]schemas.Position, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	positions := append([]schemas.Position(nil), c.positions...)
	if c.open == 0 && !c.failed {
		return positions, nil
	}
	failure := &Failure{Records: append([]error(nil), c.errs...)}
	for i, p := range positions {
		if p.Offset < 0 && failure.Records[i] == nil {
			failure.Records[i] = gaveUp(c.cause)
		}
	}
	return positions, failure
}
