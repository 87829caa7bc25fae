package indexer

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"matchd/schemas"
)

// memLog is a log in memory that can be told to misbehave.
type memLog struct {
	mu       sync.Mutex
	parts    map[string]*[schemas.Partitions]partition
	grown    chan struct{}
	identity string
	page     int                          // most records of a page
	overlap  int64                        // records repeated before the position asked
	fail     func(op, topic string) error // asked before every call; may be nil
	fetches  int
}

type partition struct {
	records     []schemas.Record
	first, next int64
}

func newLog() *memLog {
	l := &memLog{parts: map[string]*[schemas.Partitions]partition{}, grown: make(chan struct{}), identity: "one", page: 500}
	for _, topic := range Topics() {
		l.parts[topic] = &[schemas.Partitions]partition{}
	}
	return l
}

// append writes a record where its key belongs.
func (l *memLog) append(topic, key string, value []byte, headers ...schemas.Header) schemas.Position {
	return l.appendTo(topic, schemas.PartitionOf([]byte(key), schemas.Partitions), key, value, headers...)
}

func (l *memLog) appendTo(topic string, p int, key string, value []byte, headers ...schemas.Header) schemas.Position {
	l.mu.Lock()
	defer l.mu.Unlock()
	part := &l.parts[topic][p]
	at := schemas.Position{Topic: topic, Partition: p, Offset: part.next}
	part.records = append(part.records, schemas.Record{Position: at, Key: []byte(key), Value: value, Headers: headers})
	part.next++
	l.wake()
	return at
}

// hole leaves offsets without records, as compaction does.
func (l *memLog) hole(topic string, p int, n int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.parts[topic][p].next += n
	l.wake()
}

func (l *memLog) wake() {
	close(l.grown)
	l.grown = make(chan struct{})
}

func (l *memLog) failWith(fail func(op, topic string) error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.fail = fail
}

func (l *memLog) failing(op, topic string) error {
	if l.fail == nil {
		return nil
	}
	return l.fail(op, topic)
}

// Fetch gives a page of what is there, or waits a little.
func (l *memLog) Fetch(ctx context.Context, topic string, p int, offset int64) (Page, error) {
	l.mu.Lock()
	l.fetches++
	part, grown, err := l.parts[topic][p], l.grown, l.failing("fetch", topic)
	l.mu.Unlock()
	switch {
	case err != nil:
		return Page{}, err
	case offset < part.first || offset > part.next:
		return Page{}, fmt.Errorf("offset %d: %w", offset, ErrGone)
	case offset < part.next:
		return l.pageOf(part, offset), nil
	}
	select {
	case <-ctx.Done():
	case <-grown:
	case <-time.After(20 * time.Millisecond):
	}
	return Page{Next: offset, End: part.next}, nil
}

func (l *memLog) pageOf(part partition, offset int64) Page {
	out := Page{Next: part.next, End: part.next}
	for _, r := range part.records {
		if r.Offset < offset-l.overlap {
			continue
		}
		if out.Records = append(out.Records, r); len(out.Records) >= l.page && r.Offset >= offset {
			out.Next = r.Offset + 1
			break
		}
	}
	return out
}

// Ends gives the limits.
func (l *memLog) Ends(_ context.Context, topic string) (Ends, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	e := Ends{Identity: l.identity}
	for _, p := range l.parts[topic] {
		e.First, e.Next = append(e.First, p.first), append(e.Next, p.next)
	}
	return e, l.failing("ends", topic)
}

// mailbox takes what the fold publishes.
type mailbox struct {
	mu    sync.Mutex
	taken []schemas.Record
	tries int
	fail  func(try int) error           // may be nil
	check func(r *schemas.Record) error // asked of every record; may be nil
}

func (m *mailbox) publish(_ context.Context, records []schemas.Record) []error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.tries++
	errs := make([]error, len(records))
	for i := range records {
		if m.fail != nil {
			errs[i] = m.fail(m.tries)
		}
		if m.check != nil && errs[i] == nil {
			errs[i] = m.check(&records[i])
		}
		if errs[i] == nil {
			m.taken = append(m.taken, records[i])
		}
	}
	return errs
}

func (m *mailbox) records() []schemas.Record {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.taken)
}
