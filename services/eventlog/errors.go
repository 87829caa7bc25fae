package eventlog

import (
	"context"
	"errors"
	"fmt"

	"github.com/segmentio/kafka-go"
)

// What can be wrong, for errors.Is.
var (
	// ErrUnavailable means that the broker cannot be reached or cannot answer now: try again.
	ErrUnavailable = errors.New("event log unavailable")
	// ErrOffsetOutOfRange means that an offset lies before the start of the log, because older
	// records were removed, or behind its end, because it is not the log it was.
	ErrOffsetOutOfRange = errors.New("offset out of range")
	// ErrTooLarge means that a record is larger than MaxRecordBytes (a dead letter: MaxLetterBytes) or than the broker takes.
	ErrTooLarge = errors.New("record too large")
	// ErrNoKey means that a record for a compacted topic has no key.
	ErrNoKey = errors.New("record without a key on a compacted topic")
	// ErrUnknownTopic means that the contract has no topic, or no partition, of that name.
	ErrUnknownTopic = errors.New("unknown topic or partition")
	// ErrContract means that a topic exists in another form than the contract's.
	ErrContract = errors.New("topic differs from the contract")
	// ErrInUse means that another process has the embedded broker's data directory open.
	ErrInUse = errors.New("data directory in use by another process")
	// ErrClosed means that the log was closed.
	ErrClosed = errors.New("event log closed")
)

// failed gives err its place in the table of sentinels above, behind a verb phrase. The caller's
// own ctx tells its patience from the broker's absence. It returns nil for nil.
func (l *Log) failed(ctx context.Context, verb string, err error) error {
	switch {
	case err == nil:
		return nil
	case l.life.Err() != nil:
		return fmt.Errorf("%s: %w", verb, ErrClosed)
	case errors.Is(ctx.Err(), context.Canceled):
		return fmt.Errorf("%s: %w", verb, context.Canceled)
	case errors.Is(err, kafka.OffsetOutOfRange):
		return fmt.Errorf("%s: %w", verb, ErrOffsetOutOfRange)
	case errors.Is(err, kafka.MessageSizeTooLarge):
		return fmt.Errorf("%s: %w", verb, ErrTooLarge)
	case !mayPass(err):
		return fmt.Errorf("%s: %w", verb, err)
	default:
		return fmt.Errorf("%s: %w: %w", verb, ErrUnavailable, err)
	}
}

// mayPass reports whether the same request may succeed later: the network always may, a broker's
// answer by its kind.
func mayPass(err error) bool {
	var code kafka.Error
	if !errors.As(err, &code) {
		return true
	}
	switch code {
	case kafka.Unknown, kafka.BrokerNotAvailable, kafka.ReplicaNotAvailable, kafka.RebalanceInProgress,
		kafka.UnknownMemberId, kafka.IllegalGeneration:
		return true
	case kafka.InvalidMessage: // a checksum that does not hold is no passing matter
		return false
	}
	return code.Temporary()
}
