package eventlog

import (
	"context"
	"time"

	"github.com/segmentio/kafka-go"

	"matchd/schemas"
)

const (
	attemptWithin = 4 * time.Second // one request, of which the broker gets half for its replicas
	firstBackoff  = 10 * time.Millisecond
	lastBackoff   = 200 * time.Millisecond
)

// sender owns the writing to one partition. It has one request under way at a time: that keeps
// the order, repeats included, and what arrives meanwhile becomes the next batch, so that batches
// grow with the load and nobody waits for a timer.
type sender struct {
	log   *Log
	at    place
	in    chan []entry
	queue []entry
	most  int // records in the next batch, halved while the broker refuses; 0 = no limit
}

// startSenders starts one sender for each partition; they end with the log.
func (l *Log) startSenders() {
	l.publisher = make(map[place]*sender)
	for _, t := range schemas.Topics() {
		for p := range schemas.Partitions {
			s := &sender{log: l, at: place{t.Name, p}, in: make(chan []entry)}
			l.publisher[s.at] = s
			l.tasks.Go(s.run)
		}
	}
}

// hand gives entries to the sender and reports whether it took them before ctx ended.
func (s *sender) hand(ctx context.Context, entries []entry) bool {
	select {
	case s.in <- entries:
		return true
	case <-ctx.Done():
		return false
	}
}

// run sends until the log ends.
func (s *sender) run() {
	backoff := firstBackoff
	for s.gather() {
		if s.round() {
			backoff = firstBackoff
			continue
		}
		if !pause(s.log.life, backoff) {
			return
		}
		backoff = min(2*backoff, lastBackoff)
	}
}

// gather fills the queue with all that waits, at least one entry, and drops what nobody waits for
// any more. It returns false when the log ends.
func (s *sender) gather() bool {
	for {
		if len(s.queue) == 0 {
			select {
			case s.queue = <-s.in:
			case <-s.log.life.Done():
				return false
			}
		}
		for more := true; more; {
			select {
			case entries := <-s.in:
				s.queue = append(s.queue, entries...)
			default:
				more = false
			}
		}
		if s.queue = waitedFor(s.queue); len(s.queue) > 0 {
			return s.log.life.Err() == nil
		}
	}
}

// waitedFor keeps the entries whose caller is still there.
func waitedFor(queue []entry) []entry {
	kept := queue[:0:0]
	for _, e := range queue {
		if e.call.ctx.Err() == nil {
			kept = append(kept, e)
		}
	}
	return kept
}

// round sends one batch from the head of the queue and reports whether the broker answered with
// something final. A batch that is refused as a whole is halved until the culprit stands alone.
func (s *sender) round() bool {
	n := s.batch()
	base, err := s.produce(s.queue[:n])
	switch {
	case err != nil && mayPass(err):
		for _, e := range s.queue[:n] {
			e.call.delayed(err)
		}
		return false
	case err != nil && n > 1:
		s.most = n / 2
		return true
	case err != nil:
		e := s.queue[0]
		e.call.settle(e.index, -1, s.log.failed(e.call.ctx, "append record", err))
	default:
		for i, e := range s.queue[:n] {
			e.call.settle(e.index, base+int64(i), nil)
		}
	}
	s.most, s.queue = 0, s.queue[n:]
	return true
}

// batch returns how many entries of the queue fit in one request.
func (s *sender) batch() int {
	n, bytes := 0, 0
	for _, e := range s.queue {
		if bytes += e.bytes; n > 0 && bytes > MaxRecordBytes {
			break
		}
		if n++; n == s.most {
			break
		}
	}
	return n
}

// produce appends entries in one request and returns the offset of the first.
func (s *sender) produce(entries []entry) (int64, error) {
	ctx, done := s.log.within(context.Background(), attemptWithin)
	defer done()
	records := make([]kafka.Record, len(entries))
	for i, e := range entries {
		records[i] = toKafka(&e.call.records[e.index])
	}
	client := kafka.Client{Addr: s.log.client.Addr, Transport: s.log.transport, Timeout: attemptWithin}
	answer, err := client.Produce(ctx, &kafka.ProduceRequest{
		Topic: s.log.topicName(s.at.topic), Partition: s.at.partition,
		RequiredAcks: kafka.RequireAll, Records: kafka.NewRecordReader(records...),
	})
	if err != nil {
		return 0, err
	}
	return answer.BaseOffset, answer.Error
}

// toKafka returns the client library's form of a record; nil stays nil.
func toKafka(r *schemas.Record) kafka.Record {
	out := kafka.Record{Key: kafka.NewBytes(r.Key), Value: kafka.NewBytes(r.Value), Time: r.Time}
	for _, h := range r.Headers {
		out.Headers = append(out.Headers, kafka.Header{Key: h.Key, Value: h.Value})
	}
	return out
}
