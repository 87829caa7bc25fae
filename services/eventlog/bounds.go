package eventlog

import (
	"context"
	"fmt"

	"github.com/segmentio/kafka-go"

	"matchd/schemas"
)

// Bounds are the ends of one partition: offsets from First on, below Next, can be fetched.
type Bounds struct {
	Partition int
	// First is the offset before which nothing is kept.
	First int64
	// Next is the offset that the next record will get; equal to First where nothing is kept.
	Next int64
}

// Bounds returns the ends of every partition of topic, in order. It returns ErrUnavailable while
// the broker is away or a partition does not answer within two seconds, and ErrUnknownTopic.
func (l *Log) Bounds(ctx context.Context, topic string) ([]Bounds, error) {
	if err := known(topic, 0); err != nil {
		return nil, fmt.Errorf("read bounds: %w", err)
	}
	asking, done := l.within(ctx, askWithin)
	defer done()
	name := l.topicName(topic)
	var offsets []kafka.OffsetRequest
	for p := range schemas.Partitions {
		offsets = append(offsets, kafka.FirstOffsetOf(p), kafka.LastOffsetOf(p))
	}
	answer, err := l.client.ListOffsets(asking, &kafka.ListOffsetsRequest{
		Topics: map[string][]kafka.OffsetRequest{name: offsets},
	})
	if err != nil {
		return nil, l.failed(ctx, "read bounds of "+topic, err)
	}
	bounds := make([]Bounds, schemas.Partitions)
	found := 0
	for _, p := range answer.Topics[name] {
		if p.Error != nil {
			return nil, l.failed(ctx, "read bounds of "+topic, p.Error)
		}
		if p.Partition >= 0 && p.Partition < len(bounds) {
			bounds[p.Partition] = Bounds{p.Partition, p.FirstOffset, p.LastOffset}
			found++
		}
	}
	if found != len(bounds) {
		return nil, fmt.Errorf("read bounds of %s: %w: %d of %d partitions answered", topic, ErrUnavailable, found, len(bounds))
	}
	return bounds, nil
}
