package eventlog

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"
	"pgregory.net/rapid"

	"matchd/schemas"
)

func TestWhatIsPublishedIsReadBackAsItWas(t *testing.T) {
	at := time.Date(2026, 3, 1, 12, 30, 0, 123e6, time.UTC)
	cases := map[string]schemas.Record{
		"a plain record":             record(schemas.Vacancies, "v-1", `{"id":"v-1"}`),
		"an empty value":             record(schemas.Vacancies, "v-2", ""),
		"a tombstone":                {Position: schemas.Position{Topic: schemas.Vacancies}, Key: []byte("v-3")},
		"headers, one of them twice": {Position: schemas.Position{Topic: schemas.Vacancies}, Key: []byte("v-4"), Value: []byte("x"), Headers: []schemas.Header{{Key: "ce_id", Value: []byte("1")}, {Key: "ce_id", Value: []byte("2")}, {Key: "empty", Value: []byte{}}}},
		"a time of its own":          {Position: schemas.Position{Topic: schemas.Vacancies}, Key: []byte("v-5"), Value: []byte("x"), Time: at},
		"no key in an append topic":  {Position: schemas.Position{Topic: schemas.DeadLetters}, Value: []byte("bytes")},
	}
	onEach(t, func(t *testing.T, c Config) {
		l := opened(t, c)
		for name, want := range cases {
			p := published(t, l, want)[0]
			b, err := l.Fetch(t.Context(), p.Topic, p.Partition, p.Offset, FetchOptions{})
			if err != nil || len(b.Records) != 1 {
				t.Fatalf("%s: %d records, %v", name, len(b.Records), err)
			}
			got := b.Records[0]
			if want.Position = p; want.Time.IsZero() {
				want.Time = got.Time
			}
			if got.Tombstone() != want.Tombstone() || !got.Time.Equal(want.Time) || fmt.Sprintf("%+v", got.Headers) != fmt.Sprintf("%+v", want.Headers) ||
				string(got.Key) != string(want.Key) || string(got.Value) != string(want.Value) || got.Position != want.Position {
				t.Errorf("%s: got %+v, want %+v", name, got, want)
			}
		}
	})
}

func TestTheKeyDecidesThePartitionAsItDoesForTheClientLibrary(t *testing.T) {
	all := make([]int, schemas.Partitions)
	for i := range all {
		all[i] = i
	}
	rapid.Check(t, func(t *rapid.T) {
		key := rapid.SliceOf(rapid.Byte()).Draw(t, "key")
		want := kafka.Murmur2Balancer{Consistent: true}.Balance(kafka.Message{Key: key}, all...)
		if got := schemas.PartitionOf(key, schemas.Partitions); got != want {
			t.Fatalf("key %x: partition %d, want %d", key, got, want)
		}
	})
}

func TestManyPublishersAtOnceLearnWhereEachOfTheirRecordsLanded(t *testing.T) {
	const publishers, rounds = 64, 20
	onEach(t, func(t *testing.T, c Config) {
		l := opened(t, c)
		var mu sync.Mutex
		said := make(map[schemas.Position]string)
		var wg sync.WaitGroup
		for p := range publishers {
			wg.Go(func() {
				for r := range rounds {
					batch := []schemas.Record{
						record(schemas.Candidates, fmt.Sprint("own-", p), fmt.Sprintf("%d %d", p, r)),
						record(schemas.Candidates, fmt.Sprint("shared-", r), fmt.Sprintf("%d %d", p, r)),
					}
					positions, err := l.Publish(t.Context(), batch)
					if err != nil {
						t.Error(err)
						return
					}
					mu.Lock()
					for i, at := range positions {
						said[at] = string(batch[i].Key) + "=" + string(batch[i].Value)
					}
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		found, last := 0, make(map[string]int)
		for partition := range schemas.Partitions {
			for _, r := range drained(t, l, schemas.Candidates, partition, 0) {
				found++
				if is := string(r.Key) + "=" + string(r.Value); said[r.Position] != is {
					t.Fatalf("at %v lies %q, but the publisher was told %q", r.Position, is, said[r.Position])
				}
				var p, round int
				if _, err := fmt.Sscan(string(r.Value), &p, &round); err != nil {
					t.Fatal(err)
				}
				if key := string(r.Key); strings.HasPrefix(key, "own-") {
					if round != last[key] {
						t.Fatalf("key %s: round %d came when %d was due", key, round, last[key])
					}
					last[key]++
				}
			}
		}
		if found != 2*publishers*rounds || len(said) != found {
			t.Errorf("%d records in the log, %d positions told, want %d", found, len(said), 2*publishers*rounds)
		}
	})
}

func TestOneBadRecordDoesNotHarmTheOthersOfItsCall(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		l := opened(t, c)
		positions, err := l.Publish(t.Context(), []schemas.Record{
			record(schemas.Vacancies, "good", "1"),
			record("nonsense.v1", "a", "2"),
			record(schemas.Vacancies, "", "3"),
			record(schemas.Vacancies, "large", string(payload(MaxRecordBytes))),
			record(schemas.Vacancies, "good", "5"),
		})
		var failure *Failure
		if !errors.As(err, &failure) {
			t.Fatal(err)
		}
		for i, want := range []error{nil, ErrUnknownTopic, ErrNoKey, ErrTooLarge, nil} {
			if !errors.Is(failure.Records[i], want) || (want == nil) != (positions[i].Offset >= 0) {
				t.Errorf("record %d: %v at %v, want %v", i, failure.Records[i], positions[i], want)
			}
		}
		if got := drained(t, l, schemas.Vacancies, positions[0].Partition, 0); len(got) != 2 {
			t.Errorf("%d records in the log, want 2", len(got))
		}
	})
}

func TestABatchThatTheBrokerRefusesIsHalvedUntilTheCulpritStandsAlone(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		l := opened(t, c)
		limitRecords(t, l, schemas.Surpluses, 1000)
		var records []schemas.Record
		for i := range 20 {
			records = append(records, record(schemas.Surpluses, "same", string(payload(50+2000*(i/13%2*(i%7/6))))))
		}
		positions, err := l.Publish(t.Context(), records)
		var failure *Failure
		if !errors.As(err, &failure) {
			t.Fatal("a record above the topic's limit was taken")
		}
		for i := range records {
			large := len(records[i].Value) > 1000
			if large != errors.Is(failure.Records[i], ErrTooLarge) || large != (positions[i].Offset < 0) {
				t.Errorf("record %d of %d bytes: %v at %d", i, len(records[i].Value), failure.Records[i], positions[i].Offset)
			}
		}
	})
}

func TestPublishingNothingSucceeds(t *testing.T) {
	if positions := published(t, opened(t, Config{})); len(positions) != 0 {
		t.Error(positions)
	}
}

func TestAPublisherWithoutPatienceIsToldSo(t *testing.T) {
	l := opened(t, Config{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	positions, err := l.Publish(ctx, []schemas.Record{record(schemas.Vacancies, "a", "1")})
	if !errors.Is(err, context.Canceled) || errors.Is(err, ErrUnavailable) || positions[0].Offset != -1 {
		t.Errorf("%v at %v", err, positions)
	}
}

func TestALostAcknowledgementMakesARepeatAndNoLoss(t *testing.T) {
	l := opened(t, Config{})
	lost := l.embedded.cluster.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.Produce}, Err: kerr.RequestTimedOut})
	first := published(t, l, record(schemas.Vacancies, "a", "1"))[0]
	second := published(t, l, record(schemas.Vacancies, "a", "2"))[0]
	if lost.Hits() != 1 {
		t.Fatalf("the acknowledgement was lost %d times", lost.Hits())
	}
	var values []string
	for _, r := range drained(t, l, schemas.Vacancies, first.Partition, 0) {
		values = append(values, string(r.Value))
	}
	if got := strings.Join(values, " "); got != "1 1 2" || first.Offset != 1 || second.Offset != 2 {
		t.Errorf("log %q, positions %d and %d", got, first.Offset, second.Offset)
	}
}

// TestARecordThatKafkaTakesAnywhereFitsInADeadLetter tries sizes between our limit and that of Kafka.
func TestARecordThatKafkaTakesAnywhereFitsInADeadLetter(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		l := opened(t, c)
		for _, size := range []int{MaxRecordBytes, 1_000_010, 1_024_000, 1_048_588 - 100} {
			bad := record(schemas.Vacancies, "large", string(payload(size)))
			answer, err := l.client.Produce(t.Context(), &kafka.ProduceRequest{ // as another writer does
				Topic: l.topicName(schemas.Vacancies), Partition: 0, RequiredAcks: kafka.RequireAll, Records: kafka.NewRecordReader(toKafka(&bad)),
			})
			if err != nil || answer.Error != nil {
				t.Fatalf("the broker takes no record of %d bytes: %v, %v", size, err, answer.Error)
			}
			letter := schemas.DeadLetter(&bad, "malformed", time.Now())
			at := published(t, l, letter)[0]
			got := drained(t, l, schemas.DeadLetters, at.Partition, at.Offset)
			if len(got) != 1 || len(got[0].Value) != size {
				t.Errorf("a letter of %d bytes came back as %d records", size, len(got))
			}
		}
	})
}

// TestADeadLetterThatAnOlderTopicRefusesIsToldApart is what lets the fold cut it.
func TestADeadLetterThatAnOlderTopicRefusesIsToldApart(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		l := opened(t, c)
		limitRecords(t, l, schemas.DeadLetters, 1_048_588)
		bad := record(schemas.Vacancies, "large", string(payload(1_048_500)))
		if _, err := l.Publish(t.Context(), []schemas.Record{schemas.DeadLetter(&bad, "malformed", time.Now())}); !errors.Is(err, ErrTooLarge) {
			t.Errorf("%v, want that it is too large", err)
		}
		published(t, l, schemas.CutDeadLetter(&bad, "malformed", time.Now()))
	})
}
