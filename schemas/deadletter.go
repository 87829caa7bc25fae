package schemas

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The headers of a dead letter.
const (
	headerReason    = "dl_reason"
	headerTopic     = "dl_topic"
	headerPartition = "dl_partition"
	headerOffset    = "dl_offset"
	headerNoted     = "dl_time"
)

// maxReason bounds the reason in a header, in bytes.
const maxReason = 2000

// DeadLetter puts a record that could not be folded aside: its key and its bytes as they were, where it stood, why it
// was refused, and when that was noted. The reason names fields and what is expected of them, never a value, since
// headers carry no personal data. A tombstone that is refused gets empty bytes, so that the letter is not one.
func DeadLetter(r *Record, reason string, at time.Time) Record {
	if len(reason) > maxReason {
		reason = strings.ToValidUTF8(reason[:maxReason], "") + "…"
	}
	letter := Record{Position: Position{Topic: DeadLetters}, Key: r.Key, Value: r.Value, Time: at}
	if letter.Value == nil {
		letter.Value = []byte{}
	}
	letter.Headers = slices.Clone(r.Headers)
	letter.SetHeader(headerReason, strings.ToValidUTF8(reason, "?"))
	letter.SetHeader(headerTopic, r.Topic)
	letter.SetHeader(headerPartition, strconv.Itoa(r.Partition))
	letter.SetHeader(headerOffset, strconv.FormatInt(r.Offset, 10))
	letter.SetHeader(headerNoted, at.UTC().Format(time.RFC3339Nano))
	return letter
}

// Refused reads a dead letter: the place that its record had, and why it was refused. It fails where the record is no
// dead letter.
func Refused(letter *Record) (place Position, reason string, err error) {
	place, err = ParsePosition(letter.Header(headerTopic) + "/" + letter.Header(headerPartition) + "/" + letter.Header(headerOffset))
	if err != nil {
		return Position{}, "", fmt.Errorf("read dead letter: %w", err)
	}
	return place, letter.Header(headerReason), nil
}
