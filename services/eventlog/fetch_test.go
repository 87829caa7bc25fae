package eventlog

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"matchd/loadtest/testkit"
	"matchd/schemas"
)

func TestReadingCanStartInTheMiddleOfABatch(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		l := opened(t, c)
		var records []schemas.Record
		for i := range 10 {
			records = append(records, record(schemas.Vacancies, "same", fmt.Sprint(i)))
		}
		partition := published(t, l, records...)[0].Partition
		for from := range int64(11) {
			got := drained(t, l, schemas.Vacancies, partition, from)
			if len(got) != int(10-from) || (len(got) > 0 && string(got[0].Value) != fmt.Sprint(from)) {
				t.Errorf("from %d: %d records", from, len(got))
			}
		}
	})
}

// A batch larger than was asked for comes whole, or a large record would stop whoever reads.
func TestABatchLargerThanTheBoundComesWhole(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		l := opened(t, c)
		large := strings.Repeat("x", 900_000)
		p := published(t, l, record(schemas.Vacancies, "same", large))[0]
		published(t, l, record(schemas.Vacancies, "same", "small"))
		b, err := l.Fetch(t.Context(), p.Topic, p.Partition, p.Offset, FetchOptions{MaxBytes: 1})
		if err != nil || len(b.Records) != 1 || string(b.Records[0].Value) != large {
			t.Fatalf("%d records, %v", len(b.Records), err)
		}
	})
}

func TestAnOffsetOutsideTheLogIsRefused(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		l := opened(t, c)
		p := published(t, l, record(schemas.Vacancies, "a", "1"))[0]
		for _, offset := range []int64{-1, -2, -3, -100, p.Offset + 2, 1 << 40} {
			if _, err := l.Fetch(t.Context(), p.Topic, p.Partition, offset, FetchOptions{}); !errors.Is(err, ErrOffsetOutOfRange) {
				t.Errorf("offset %d: %v", offset, err)
			}
		}
		for _, partition := range []int{-1, schemas.Partitions} {
			if _, err := l.Fetch(t.Context(), p.Topic, partition, 0, FetchOptions{}); !errors.Is(err, ErrUnknownTopic) {
				t.Errorf("partition %d: %v", partition, err)
			}
		}
	})
}

func TestAnOffsetBeforeTheStartOfTheLogIsRefused(t *testing.T) {
	l := opened(t, Config{})
	published(t, l, record(schemas.Vacancies, "a", "1"), record(schemas.Vacancies, "a", "2"))
	p := published(t, l, record(schemas.Vacancies, "a", "3"))[0]
	if err := l.embedded.cluster.DeleteRecords(l.topicName(p.Topic), int32(p.Partition), 2); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Fetch(t.Context(), p.Topic, p.Partition, 1, FetchOptions{}); !errors.Is(err, ErrOffsetOutOfRange) {
		t.Error(err)
	}
	b, err := l.Fetch(t.Context(), p.Topic, p.Partition, 2, FetchOptions{})
	if err != nil || len(b.Records) != 1 || b.LogStart != 2 || b.HighWatermark != 3 {
		t.Errorf("%+v, %v", b, err)
	}
	bounds, err := l.Bounds(t.Context(), p.Topic)
	if err != nil || bounds[p.Partition] != (Bounds{p.Partition, 2, 3}) {
		t.Errorf("%v, %v", bounds, err)
	}
}

func TestAReaderAtTheEndIsWokenByTheNextRecord(t *testing.T) {
	const wait = 8 * time.Second
	onEach(t, func(t *testing.T, c Config) {
		l := opened(t, c)
		p := published(t, l, record(schemas.Vacancies, "a", "1"))[0]
		begun := time.Now()
		got := make(chan error, 1)
		go func() {
			b, err := l.Fetch(t.Context(), p.Topic, p.Partition, p.Offset+1, FetchOptions{MaxWait: wait})
			if err == nil && (len(b.Records) != 1 || b.Next != p.Offset+2) {
				err = fmt.Errorf("%+v", b)
			}
			got <- err
		}()
		time.Sleep(50 * time.Millisecond) // let the reader wait
		published(t, l, record(schemas.Vacancies, "a", "2"))
		if err := <-got; err != nil || time.Since(begun) >= wait {
			t.Errorf("after %v: %v", time.Since(begun), err)
		}
	})
}

func TestAReaderAtTheEndComesBackWithNothing(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		b, err := opened(t, c).Fetch(t.Context(), schemas.Companies, 0, 0, FetchOptions{MaxWait: 20 * time.Millisecond})
		if err != nil || len(b.Records) != 0 || b.Next != 0 || b.HighWatermark != 0 {
			t.Errorf("%+v, %v", b, err)
		}
	})
}

func TestAReaderThatGivesUpReturnsAtOnce(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		l := opened(t, c)
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(50*time.Millisecond, cancel)
		begun := time.Now()
		_, err := l.Fetch(ctx, schemas.Vacancies, 0, 0, FetchOptions{MaxWait: 10 * time.Second})
		if !errors.Is(err, context.Canceled) || time.Since(begun) > 5*time.Second {
			t.Errorf("after %v: %v", time.Since(begun), err)
		}
	})
}

// A compacted log holds the last record of every key, wherever reading starts.
func TestACompactedLogIsReadThroughItsHoles(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		l := opened(t, c)
		hurryCleaner(t, l, schemas.Candidates)
		last := make(map[string]string)
		written := 0
		write := func() {
			for k := range 7 {
				key, value := fmt.Sprint("k", k), fmt.Sprint(written)
				published(t, l, record(schemas.Candidates, key, value), record(schemas.Candidates, key, value+"!"))
				last[key], written = value+"!", written+2
			}
		}
		read := func() (n int) {
			seen := make(map[string]string)
			for p := range schemas.Partitions {
				for _, r := range drained(t, l, schemas.Candidates, p, firstOf(t, l, schemas.Candidates, p)) {
					seen[string(r.Key)] = string(r.Value)
					n++
				}
			}
			if fmt.Sprint(seen) != fmt.Sprint(last) {
				t.Fatalf("read %v, want %v", seen, last)
			}
			return n
		}
		for range 20 {
			write()
		}
		testkit.Eventually(t, "records are compacted away", time.Minute, func() bool {
			if l.embedded != nil {
				if err := l.embedded.compact(); err != nil {
					t.Fatal(err)
				}
			} else {
				time.Sleep(250 * time.Millisecond) // for the segment to grow old
				write()
			}
			return read() < written
		})
		for p := range schemas.Partitions { // every offset is a possible bookmark
			all := drained(t, l, schemas.Candidates, p, firstOf(t, l, schemas.Candidates, p))
			if len(all) == 0 {
				continue
			}
			for from, end := all[0].Offset, all[len(all)-1].Offset; from <= end; from += 1 + (end-from)/40 {
				got := drained(t, l, schemas.Candidates, p, from) // while the cleaner goes on
				for key, r := range lastOfEach(all) {
					if is := lastOfEach(got)[key]; r.Offset >= from && is.Position != r.Position {
						t.Fatalf("from %d: the last record of %s is at %v, want %v", from, key, is.Position, r.Position)
					}
				}
			}
		}
	})
}

// lastOfEach returns the last record of each key.
func lastOfEach(records []schemas.Record) map[string]schemas.Record {
	last := make(map[string]schemas.Record)
	for _, r := range records {
		last[string(r.Key)] = r
	}
	return last
}

// hurryCleaner lets Kafka compact soon instead of after a week.
func hurryCleaner(t *testing.T, l *Log, topic string) {
	t.Helper()
	if l.embedded != nil {
		return
	}
	alterTopic(t, l, topic, map[string]string{"segment.ms": "200", "min.cleanable.dirty.ratio": "0.01", "max.compaction.lag.ms": "200"})
}
