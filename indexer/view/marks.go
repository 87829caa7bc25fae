package view

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Marks are log positions: by topic, per partition, the offset to read next. Identity tells the topic apart from one
// that was deleted and made again under its name.
type Marks map[string]TopicMarks

// TopicMarks are the positions in one topic.
type TopicMarks struct {
	Identity string  `json:"identity"` // of the topic, from the broker
	Next     []int64 `json:"next"`     // by partition; 0 = nothing of it was folded
}

// Clone is a copy that can be moved on.
func (m Marks) Clone() Marks {
	out := make(Marks, len(m))
	for topic, t := range m {
		out[topic] = TopicMarks{t.Identity, slices.Clone(t.Next)}
	}
	return out
}

// Generation names the state of the topics given, all where none is, equal on every replica that has folded as far:
// topic=next,next,… by topic.
func (m Marks) Generation(topics ...string) string {
	if len(topics) == 0 {
		topics = slices.Collect(maps.Keys(m))
	}
	topics = slices.Sorted(slices.Values(topics))
	var b strings.Builder
	for i, topic := range topics {
		if i > 0 {
			b.WriteByte(';')
		}
		name, _, _ := strings.Cut(topic, ".")
		fmt.Fprintf(&b, "%s=", name)
		for p, next := range m[topic].Next {
			if p > 0 {
				b.WriteByte(',')
			}
			fmt.Fprint(&b, next)
		}
	}
	return b.String()
}

// Covers reports whether the record at the position has been folded. False of a topic or partition that is not known.
func (m Marks) Covers(topic string, partition int, offset int64) bool {
	t, ok := m[topic]
	return ok && partition < len(t.Next) && t.Next[partition] > offset
}
