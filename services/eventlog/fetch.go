package eventlog

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/segmentio/kafka-go/protocol"

	"matchd/schemas"
)

// FetchOptions bound one Fetch; the zero value of each takes the default, and so does a negative one.
type FetchOptions struct {
	// MinBytes is how much the broker gathers before it answers; default 1, so at once.
	MinBytes int
	// MaxBytes bounds an answer, except that one whole batch always comes; default 4 MiB.
	MaxBytes int
	// MaxWait is how long the broker may hold an empty answer back; default 500 ms.
	MaxWait time.Duration
}

const fetchGrace = 5 * time.Second // beyond MaxWait, for a broker that is slow to answer

func (o FetchOptions) orDefault() FetchOptions {
	if o.MinBytes <= 0 {
		o.MinBytes = 1
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = 4 << 20
	}
	if o.MaxWait <= 0 {
		o.MaxWait = 500 * time.Millisecond
	}
	return o
}

// Batch is what one Fetch brought, of one partition. The records are the caller's.
type Batch struct {
	// Records stand in the order of the log; their offsets grow but need not follow one another.
	Records []schemas.Record
	// Next is the offset to ask for next. It can move on although there are no records, since
	// compaction leaves empty batches behind.
	Next int64
	// HighWatermark is one beyond the last record that all in-sync replicas have.
	HighWatermark int64
	// LogStart is the offset before which nothing is kept. It is 0 for brokers older than Kafka 1.0.
	LogStart int64
}

// Fetch reads from offset on, in one request. At the end of the log it waits up to MaxWait for a
// record to come and may return none. It never skips a record. It returns ErrOffsetOutOfRange
// before the start or behind the end of the log, ErrUnavailable while the broker is away, and
// ErrUnknownTopic. A broker that is slow has five seconds more than MaxWait.
//
// Records of transactions are returned whether they were committed or not: the contract has none.
func (l *Log) Fetch(ctx context.Context, topic string, partition int, offset int64, o FetchOptions) (Batch, error) {
	if err := known(topic, partition); err != nil {
		return Batch{}, fmt.Errorf("fetch: %w", err)
	}
	if offset < 0 { // to Kafka the ends of the log
		return Batch{}, fmt.Errorf("fetch %s/%d from %d: %w", topic, partition, offset, ErrOffsetOutOfRange)
	}
	o = o.orDefault()
	asking, done := l.within(ctx, o.MaxWait+fetchGrace)
	defer done()
	answer, err := l.client.Fetch(asking, &kafka.FetchRequest{
		Topic: l.topicName(topic), Partition: partition, Offset: offset,
		MinBytes: int64(o.MinBytes), MaxBytes: int64(o.MaxBytes), MaxWait: o.MaxWait,
	})
	if err == nil {
		err = answer.Error
	}
	if err != nil {
		return Batch{}, l.failed(ctx, fmt.Sprintf("fetch %s/%d from %d", topic, partition, offset), err)
	}
	batch := Batch{Next: offset, HighWatermark: answer.HighWatermark, LogStart: answer.LogStartOffset}
	if err := batch.read(answer.Records, place{topic, partition}); err != nil {
		return Batch{}, l.failed(ctx, fmt.Sprintf("read %s/%d from %d", topic, partition, offset), err)
	}
	return batch, nil
}

// errNoProgress is an answer without any batch below the high watermark: a broker that throttles
// or is in trouble, not a hole in the log.
var errNoProgress = errors.New("broker answered nothing below its high watermark")

// read takes the records at or behind b.Next and moves b.Next behind everything seen. An answer
// whose batches hold nothing at or behind b.Next proves that exactly this offset is empty, since a
// broker starts with the batch in which the offset lies: step one on.
func (b *Batch) read(answer kafka.RecordReader, at place) error {
	asked := b.Next
	stream, whole := answer.(*protocol.RecordStream)
	if !whole {
		if b.HighWatermark > asked {
			return errNoProgress
		}
		return nil
	}
	for _, part := range stream.Records {
		if err := b.readPart(part, at, asked); err != nil {
			return err
		}
	}
	b.Next = max(b.Next, asked+1)
	return nil
}

// readPart takes the records of one batch; a control batch, the end mark of a transaction, only
// moves b.Next.
func (b *Batch) readPart(part kafka.RecordReader, at place, asked int64) error {
	if batch, ok := part.(interface{ Offset() int64 }); ok { // an empty batch shows only where it starts
		b.Next = max(b.Next, batch.Offset()+1)
	}
	_, control := part.(*protocol.ControlBatch)
	for {
		r, err := part.ReadRecord()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		record, err := fromKafka(r, at)
		if err != nil {
			return err
		}
		b.Next = max(b.Next, record.Offset+1)
		if record.Offset >= asked && !control {
			b.Records = append(b.Records, record)
		}
	}
}

// fromKafka copies a record out of the client library's buffers and gives them back.
func fromKafka(r *kafka.Record, at place) (schemas.Record, error) {
	out := schemas.Record{
		Position: schemas.Position{Topic: at.topic, Partition: at.partition, Offset: r.Offset},
		Time:     r.Time,
	}
	var err error
	if out.Key, err = readAll(r.Key); err != nil {
		return out, err
	}
	if out.Value, err = readAll(r.Value); err != nil {
		return out, err
	}
	for _, h := range r.Headers {
		out.Headers = append(out.Headers, schemas.Header{Key: h.Key, Value: h.Value})
	}
	return out, nil
}

// readAll copies b and releases it; nil stays nil.
func readAll(b kafka.Bytes) ([]byte, error) {
	if b == nil {
		return nil, nil
	}
	all, err := kafka.ReadAll(b)
	return all, errors.Join(err, b.Close())
}
