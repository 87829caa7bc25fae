package eventlog

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io"
	"testing"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kmsg"

	"matchd/loadtest/testkit"
	"matchd/schemas"
)

func TestOpeningTwiceFindsTheSameTopics(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		one := opened(t, c)
		c.Brokers, c.TopicPrefix = one.Address(), one.cfg.TopicPrefix
		two := opened(t, c)
		p := published(t, one, record(schemas.Vacancies, "a", "1"))[0]
		if got := drained(t, two, p.Topic, p.Partition, 0); len(got) != 1 {
			t.Errorf("%d records", len(got))
		}
		a, errA := one.Identity(t.Context(), schemas.Vacancies)
		b, errB := two.Identity(t.Context(), schemas.Vacancies)
		other, errC := two.Identity(t.Context(), schemas.Candidates)
		if err := errors.Join(errA, errB, errC); err != nil || a != b || a == other || len(a) < 32 {
			t.Errorf("identities %q, %q, of another topic %q, %v", a, b, other, err)
		}
	})
}

func TestTopicsAreMadeAsTheContractSays(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		l := opened(t, c)
		want := map[string]map[string]string{
			schemas.Candidates:  {"cleanup.policy": "compact", "delete.retention.ms": "604800000"},
			schemas.MatchEvents: {"cleanup.policy": "delete", "retention.ms": "17280000000"},
			schemas.DeadLetters: {"cleanup.policy": "delete", "retention.ms": "2419200000"},
		}
		for topic, settings := range want {
			answer, err := l.client.DescribeConfigs(t.Context(), &kafka.DescribeConfigsRequest{
				Resources: []kafka.DescribeConfigRequestResource{{ResourceType: kafka.ResourceTypeTopic, ResourceName: l.topicName(topic)}},
			})
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range answer.Resources[0].ConfigEntries {
				if value, ok := settings[e.ConfigName]; ok && value != e.ConfigValue {
					t.Errorf("%s: %s is %s, want %s", topic, e.ConfigName, e.ConfigValue, value)
				}
			}
		}
	})
}

func TestATopicThatDiffersFromTheContractIsRefused(t *testing.T) {
	cases := map[string]kafka.TopicConfig{
		"another number of partitions": {NumPartitions: 3, ConfigEntries: []kafka.ConfigEntry{{ConfigName: "cleanup.policy", ConfigValue: "compact"}}},
		"another clean-up policy":      {NumPartitions: schemas.Partitions},
	}
	onEach(t, func(t *testing.T, c Config) {
		l := opened(t, c)
		c.Brokers = l.Address()
		transport := &kafka.Transport{} // one that looks beyond the topics of l
		defer transport.CloseIdleConnections()
		client := &kafka.Client{Addr: kafka.TCP(c.Brokers...), Transport: transport, Timeout: 10 * time.Second}
		for name, topic := range cases {
			c.TopicPrefix = "test-" + rand.Text()[:8] + "."
			topic.Topic, topic.ReplicationFactor = c.TopicPrefix+schemas.Decisions, 1
			if _, err := client.CreateTopics(t.Context(), &kafka.CreateTopicsRequest{Topics: []kafka.TopicConfig{topic}}); err != nil {
				t.Fatal(err)
			}
			if _, err := Open(t.Context(), c); !errors.Is(err, ErrContract) {
				t.Errorf("%s: %v", name, err)
			}
			var names []string
			for _, n := range schemas.Topics() {
				names = append(names, c.TopicPrefix+n.Name)
			}
			_, _ = client.DeleteTopics(t.Context(), &kafka.DeleteTopicsRequest{Topics: names})
		}
	})
}

func TestATopicThatWasMadeAgainIsAnother(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		l := opened(t, c)
		p := published(t, l, record(schemas.Vacancies, "a", "1"))[0]
		before, err := l.Identity(t.Context(), p.Topic)
		if err != nil {
			t.Fatal(err)
		}
		name := l.topicName(p.Topic)
		gone, err := l.client.DeleteTopics(t.Context(), &kafka.DeleteTopicsRequest{Topics: []string{name}})
		if err != nil || gone.Errors[name] != nil {
			t.Fatal(err, gone.Errors)
		}
		topic, _ := schemas.TopicNamed(p.Topic)
		testkit.Eventually(t, "the topic is made again", 10*time.Second, func() bool {
			made, err := l.client.CreateTopics(t.Context(), &kafka.CreateTopicsRequest{Topics: []kafka.TopicConfig{l.topicConfig(topic)}})
			return err == nil && made.Errors[name] == nil
		})
		testkit.Eventually(t, "its ends and its identity are seen", 10*time.Second, func() bool {
			bounds, err := l.Bounds(t.Context(), p.Topic)
			after, errID := l.Identity(t.Context(), p.Topic)
			return err == nil && errID == nil && bounds[p.Partition].Next == 0 && after != before
		})
		testkit.Eventually(t, "the old bookmark is refused", 10*time.Second, func() bool {
			_, err := l.Fetch(t.Context(), p.Topic, p.Partition, p.Offset+1, FetchOptions{MaxWait: time.Millisecond})
			return errors.Is(err, ErrOffsetOutOfRange)
		})
	})
}

func TestUnknownTopicsHaveNeitherBoundsNorIdentity(t *testing.T) {
	l := opened(t, Config{})
	if _, err := l.Bounds(t.Context(), "nonsense.v1"); !errors.Is(err, ErrUnknownTopic) {
		t.Error(err)
	}
	if _, err := l.Identity(t.Context(), "nonsense.v1"); !errors.Is(err, ErrUnknownTopic) {
		t.Error(err)
	}
}

func TestCopiesOfATopicAskForWritesToAllButOne(t *testing.T) {
	topic, _ := schemas.TopicNamed(schemas.Vacancies)
	for replication, want := range map[int]string{0: "", 1: "", 2: "", 3: "2", 5: "4"} {
		l := &Log{cfg: Config{Replication: replication}}
		if got := l.settings(topic)["min.insync.replicas"]; got != want {
			t.Errorf("%d copies: min.insync.replicas %q, want %q", replication, got, want)
		}
	}
}

// FuzzTopicAnswer gives the decoder of the topic query what a broken broker could answer.
func FuzzTopicAnswer(f *testing.F) {
	answer := kmsg.NewPtrMetadataResponse()
	answer.Version = 12
	topic := kmsg.NewMetadataResponseTopic()
	topic.Topic, topic.TopicID = kmsg.StringPtr("t"), [16]byte{1, 2, 3}
	answer.Topics = append(answer.Topics, topic)
	body := answer.AppendTo([]byte{0, 0, 0, 0, 0})
	f.Add(append([]byte{0, 0, 0, byte(len(body))}, body...))
	f.Add([]byte{0, 0, 0, 5, 0, 0, 0, 0, 0})
	f.Add([]byte{255, 255, 255, 255})
	f.Fuzz(func(t *testing.T, answer []byte) {
		q := &topicQuery{name: "t"}
		line := struct {
			io.Reader
			io.Writer
		}{bytes.NewReader(answer), io.Discard}
		if _, err := q.RawExchange(line); (err == nil) != (len(q.identity) >= 33) {
			t.Errorf("identity %q, error %v", q.identity, err)
		}
	})
}
