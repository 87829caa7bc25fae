package schemas

import (
	"crypto/sha256"
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
	headerCut       = "dl_cut"    // where bytes were cut: how many of how many there are
	headerHash      = "dl_sha256" // where bytes were cut: of all of them, in hexadecimal digits
)

const (
	// maxReason bounds the reason in a header, in bytes.
	maxReason = 2000
	// cutKey and cutValue are how many bytes of a key and a value a letter keeps that had to be cut.
	cutKey   = 1_000
	cutValue = 100_000
)

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

// CutDeadLetter is DeadLetter for a log that refuses the whole as too large: it keeps the first bytes of key and value,
// and none of the record's own headers. One header says how much there was, another is the SHA-256 of the value, so
// that who sent it can find it.
func CutDeadLetter(r *Record, reason string, at time.Time) Record {
	cut := Record{Position: r.Position, Key: r.Key[:min(len(r.Key), cutKey)], Value: r.Value[:min(len(r.Value), cutValue)]}
	letter := DeadLetter(&cut, reason, at)
	letter.SetHeader(headerCut, fmt.Sprintf("key %d of %d bytes, value %d of %d bytes, %d headers left out",
		len(cut.Key), len(r.Key), len(cut.Value), len(r.Value), len(r.Headers)))
	letter.SetHeader(headerHash, fmt.Sprintf("%x", sha256.Sum256(r.Value)))
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
