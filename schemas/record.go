package schemas

import "time"

// Position says where one record lies in the log. It is what a reader keeps as its bookmark and
// what duplicates are recognised by.
type Position struct {
	// Topic is the name of the contract, without any prefix of an installation.
	Topic string
	// Partition counts from 0.
	Partition int
	// Offset counts from 0 within the partition and only grows; compaction leaves holes.
	// Where a record was not acknowledged it is -1.
	Offset int64
}

// Header is one named value that travels beside a record. Kafka allows a key more than once.
type Header struct {
	Key   string
	Value []byte
}

// Record is one entry of the log, as written or as read.
type Record struct {
	// Position is ignored on writing, except for Topic: the log chooses the rest.
	Position
	// Key decides the partition and, on a compacted topic, what a later record replaces.
	Key []byte
	// Value is the JSON of the contract; nil is a tombstone, which erases the key.
	Value []byte
	// Headers hold CloudEvents attributes and trace context; never personal data.
	Headers []Header
	// Time is the moment given by the writer, in whole milliseconds; zero on writing means now.
	Time time.Time
}

// Tombstone reports whether the record erases its key.
func (r *Record) Tombstone() bool { return r.Value == nil }

// Header returns the last value under key, as Kafka clients do, and the empty text if there is none.
func (r *Record) Header(key string) string {
	for i := len(r.Headers) - 1; i >= 0; i-- {
		if r.Headers[i].Key == key {
			return string(r.Headers[i].Value)
		}
	}
	return ""
}

// SetHeader makes value the only one under key. It never writes into a slice that another record
// may share.
func (r *Record) SetHeader(key, value string) {
	kept := make([]Header, 0, len(r.Headers)+1)
	for _, h := range r.Headers {
		if h.Key != key {
			kept = append(kept, h)
		}
	}
	r.Headers = append(kept, Header{Key: key, Value: []byte(value)})
}

// HeaderKeys lists the keys in the order in which they stand, each once.
func (r *Record) HeaderKeys() []string {
	keys := make([]string, 0, len(r.Headers))
	seen := make(map[string]bool, len(r.Headers))
	for _, h := range r.Headers {
		if !seen[h.Key] {
			seen[h.Key] = true
			keys = append(keys, h.Key)
		}
	}
	return keys
}
