package eventlog

import (
	"context"
	"crypto/rand"
	"errors"
	"net"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/segmentio/kafka-go"

	"matchd/loadtest/testkit"
	"matchd/schemas"
)

// Every promise of this room is tested on the embedded broker, and on the Kafka cluster of
// MATCHD_TEST_KAFKA_BROKERS where there is one. MATCHD_TEST_REAL=required makes its absence a failure.
func onEach(t *testing.T, promise func(t *testing.T, c Config)) {
	t.Run("embedded", func(t *testing.T) { promise(t, Config{}) })
	t.Run("kafka", func(t *testing.T) {
		promise(t, Config{Brokers: strings.Split(testkit.Real(t, "MATCHD_TEST_KAFKA_BROKERS"), ",")})
	})
}

func benchOnEach(b *testing.B, f func(b *testing.B, l *Log)) {
	b.Run("memory", func(b *testing.B) { f(b, opened(b, Config{})) })
	b.Run("disk", func(b *testing.B) { f(b, opened(b, Config{DataDir: b.TempDir()})) })
	if brokers := os.Getenv("MATCHD_TEST_KAFKA_BROKERS"); brokers != "" {
		b.Run("kafka", func(b *testing.B) { f(b, opened(b, Config{Brokers: strings.Split(brokers, ",")})) })
	}
}

// opened opens a log of the test's own and takes its topics away afterwards.
func opened(t testing.TB, c Config) *Log {
	t.Helper()
	l, _ := openedByWire(t, c)
	return l
}

func openedByWire(t testing.TB, c Config) (*Log, *wire) {
	t.Helper()
	if c.TopicPrefix == "" {
		c.TopicPrefix = "test-" + rand.Text()[:8] + "."
	}
	w := &wire{}
	l, err := open(t.Context(), c, w.dial)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		w.mend()
		if len(c.Brokers) > 0 {
			_, _ = l.client.DeleteTopics(context.Background(), &kafka.DeleteTopicsRequest{Topics: l.topicNames()})
		}
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l, w
}

// wire is a network that can be cut.
type wire struct {
	mu    sync.Mutex
	gone  bool
	conns []net.Conn
}

func (w *wire) dial(ctx context.Context, network, address string) (net.Conn, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.gone {
		return nil, errors.New("the wire is cut")
	}
	var d net.Dialer
	conn, err := d.DialContext(ctx, network, address)
	w.conns = append(w.conns, conn)
	return conn, err
}

func (w *wire) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.gone = true
	for _, c := range w.conns {
		if c != nil {
			_ = c.Close()
		}
	}
	w.conns = nil
}

func (w *wire) mend() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.gone = false
}

// record makes a record without header and time.
func record(topic, key, value string) schemas.Record {
	return schemas.Record{Position: schemas.Position{Topic: topic}, Key: []byte(key), Value: []byte(value)}
}

// published publishes and must succeed.
func published(t testing.TB, l *Log, records ...schemas.Record) []schemas.Position {
	t.Helper()
	positions, err := l.Publish(t.Context(), records)
	if err != nil {
		t.Fatal(err)
	}
	if len(positions) != len(records) {
		t.Fatalf("%d positions for %d records", len(positions), len(records))
	}
	return positions
}

// drained reads a partition from an offset to its end.
func drained(t testing.TB, l *Log, topic string, partition int, from int64) []schemas.Record {
	t.Helper()
	var all []schemas.Record
	for {
		b, err := l.Fetch(t.Context(), topic, partition, from, FetchOptions{MaxWait: 10 * time.Millisecond})
		if err != nil {
			t.Fatal(err)
		}
		if b.Next < from || (b.Next == from && len(b.Records) > 0) {
			t.Fatalf("asked for %d and was sent to %d", from, b.Next)
		}
		all = append(all, b.Records...)
		if from = b.Next; from >= b.HighWatermark {
			return all
		}
	}
}

// firstOf returns where a partition begins: the embedded broker moves it on when it compacts.
func firstOf(t testing.TB, l *Log, topic string, partition int) int64 {
	t.Helper()
	bounds, err := l.Bounds(t.Context(), topic)
	if err != nil {
		t.Fatal(err)
	}
	return bounds[partition].First
}

// alterTopic asks the broker to change settings of a topic. Kafka answers when its controller has written the change
// down; the broker that holds the topic acts on it a moment later.
func alterTopic(t testing.TB, l *Log, topic string, settings map[string]string) {
	t.Helper()
	var configs []kafka.IncrementalAlterConfigsRequestConfig
	for name, value := range settings {
		configs = append(configs, kafka.IncrementalAlterConfigsRequestConfig{Name: name, Value: value})
	}
	_, err := l.client.IncrementalAlterConfigs(t.Context(), &kafka.IncrementalAlterConfigsRequest{
		Resources: []kafka.IncrementalAlterConfigsRequestResource{{
			ResourceType: kafka.ResourceTypeTopic, ResourceName: l.topicName(topic), Configs: configs,
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
}

// limitRecords lets a topic take no batch of more than atMost bytes, and returns when the broker keeps to it.
func limitRecords(t testing.TB, l *Log, topic string, atMost int) {
	t.Helper()
	alterTopic(t, l, topic, map[string]string{"max.message.bytes": strconv.Itoa(atMost)})
	testkit.Eventually(t, "the topic's limit holds", 30*time.Second, func() bool {
		_, err := l.Publish(t.Context(), []schemas.Record{record(topic, "probe", string(payload(atMost)))})
		return errors.Is(err, ErrTooLarge)
	})
}
