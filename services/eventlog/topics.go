package eventlog

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/segmentio/kafka-go"

	"matchd/schemas"
)

const (
	// erasedWithin bounds how long a superseded or erased record can stay in a compacted topic,
	// and how long a tombstone stays for readers that were away. Both follow one another: two
	// weeks in all, within the month that GDPR article 12(3) gives to erase.
	erasedWithin = 7 * 24 * time.Hour
	// eventsKept outlasts the six months of article 26(6) of the AI Act for logs of a
	// high-risk system.
	eventsKept = 200 * 24 * time.Hour
	// lettersKept is shorter than the month of GDPR article 12(3): dead letters hold the original
	// bytes, which no tombstone reaches.
	lettersKept = 28 * 24 * time.Hour
)

const cleanupPolicy = "cleanup.policy"

// batchOverhead is what Kafka's batch format adds to a record on its own, beyond recordOverhead: 61 bytes, and some.
const batchOverhead = 1024

// settings returns the configuration with which a topic is made, by name of the setting.
func (l *Log) settings(t schemas.Topic) map[string]string {
	set := map[string]string{cleanupPolicy: policyOf(t.Kind)}
	switch {
	case t.Kind == schemas.Compacted:
		set["delete.retention.ms"] = millis(erasedWithin)
		if l.embedded == nil { // the embedded broker compacts on its own clock and does not know this one
			set["max.compaction.lag.ms"] = millis(erasedWithin)
		}
	case t.Name == schemas.DeadLetters:
		set["retention.ms"] = millis(lettersKept)
		set["max.message.bytes"] = strconv.Itoa(MaxLetterBytes + batchOverhead)
	default:
		set["retention.ms"] = millis(eventsKept)
	}
	if l.cfg.Replication >= 3 {
		set["min.insync.replicas"] = strconv.Itoa(l.cfg.Replication - 1)
	}
	return set
}

// policyOf returns Kafka's word for what is kept of a topic.
func policyOf(k schemas.Kind) string {
	if k == schemas.Compacted {
		return "compact"
	}
	return "delete"
}

func millis(d time.Duration) string { return strconv.FormatInt(d.Milliseconds(), 10) }

// topicNames returns the topics of the contract as the broker calls them.
func (l *Log) topicNames() []string {
	var names []string
	for _, t := range schemas.Topics() {
		names = append(names, l.topicName(t.Name))
	}
	return names
}

// topicName returns what the broker calls a topic of the contract.
func (l *Log) topicName(name string) string { return l.cfg.TopicPrefix + name }

// known refuses what the contract does not have.
func known(topic string, partition int) error {
	if _, ok := schemas.TopicNamed(topic); !ok || partition < 0 || partition >= schemas.Partitions {
		return fmt.Errorf("%w: %q, partition %d", ErrUnknownTopic, topic, partition)
	}
	return nil
}

// ensureTopics makes the topics that are missing and checks all, again and again while the broker
// is away.
func (l *Log) ensureTopics(ctx context.Context) error {
	asking, done := l.within(ctx, openWithin)
	defer done()
	for {
		err := l.ensureOnce(asking)
		if err == nil || !errors.Is(err, ErrUnavailable) {
			return err
		}
		if !pause(asking, pollEvery) {
			return fmt.Errorf("wait for the broker: %w", err)
		}
	}
}

// ensureOnce makes what is missing and looks whether all is there as it should.
func (l *Log) ensureOnce(ctx context.Context) error {
	found, err := l.partitionCounts(ctx)
	if err != nil {
		return err
	}
	missing := slices.DeleteFunc(schemas.Topics(), func(t schemas.Topic) bool { return found[t.Name] > 0 })
	if len(missing) > 0 {
		if err := l.makeTopics(ctx, missing); err != nil {
			return err
		}
		return fmt.Errorf("wait for new topics: %w", ErrUnavailable)
	}
	for _, t := range schemas.Topics() {
		if n := found[t.Name]; n != schemas.Partitions {
			return fmt.Errorf("check topic %s: %w: it has %d partitions instead of %d",
				l.topicName(t.Name), ErrContract, n, schemas.Partitions)
		}
	}
	if err := l.checkPolicies(ctx); err != nil {
		return err
	}
	for _, t := range schemas.Topics() { // a new topic exists some time before it answers
		if _, err := l.Bounds(ctx, t.Name); err != nil {
			return err
		}
	}
	return nil
}

// partitionCounts returns the number of partitions of each topic, by the contract's name; a topic
// that does not exist is absent.
func (l *Log) partitionCounts(ctx context.Context) (map[string]int, error) {
	asking, done := l.within(ctx, askWithin)
	defer done()
	meta, err := l.client.Metadata(asking, &kafka.MetadataRequest{Topics: l.topicNames()})
	if err != nil {
		return nil, l.failed(ctx, "list topics", err)
	}
	counts := make(map[string]int)
	for i, t := range meta.Topics {
		switch {
		case t.Error == nil:
			counts[schemas.Topics()[i].Name] = len(t.Partitions)
		case !errors.Is(t.Error, kafka.UnknownTopicOrPartition):
			return nil, l.failed(ctx, "look up topic "+t.Name, t.Error)
		}
	}
	return counts, nil
}

// makeTopics creates topics; one that another process made in the meantime is fine.
func (l *Log) makeTopics(ctx context.Context, topics []schemas.Topic) error {
	asking, done := l.within(ctx, askWithin)
	defer done()
	request := &kafka.CreateTopicsRequest{}
	for _, t := range topics {
		request.Topics = append(request.Topics, l.topicConfig(t))
	}
	answer, err := l.client.CreateTopics(asking, request)
	if err != nil {
		return l.failed(ctx, "create topics", err)
	}
	for _, t := range topics {
		name := l.topicName(t.Name)
		if err := answer.Errors[name]; err != nil && !errors.Is(err, kafka.TopicAlreadyExists) {
			return l.failed(ctx, "create topic "+name, err)
		}
	}
	return nil
}

// topicConfig says how a topic is to be made.
func (l *Log) topicConfig(t schemas.Topic) kafka.TopicConfig {
	config := kafka.TopicConfig{
		Topic: l.topicName(t.Name), NumPartitions: schemas.Partitions, ReplicationFactor: -1, // the cluster's own
	}
	if l.cfg.Replication > 0 {
		config.ReplicationFactor = l.cfg.Replication
	}
	for name, value := range l.settings(t) {
		config.ConfigEntries = append(config.ConfigEntries, kafka.ConfigEntry{ConfigName: name, ConfigValue: value})
	}
	return config
}

// checkPolicies refuses a topic that would forget what must stay, or keep what must go. Where we
// are not allowed to look, it trusts.
func (l *Log) checkPolicies(ctx context.Context) error {
	asking, done := l.within(ctx, askWithin)
	defer done()
	request := &kafka.DescribeConfigsRequest{}
	for _, name := range l.topicNames() {
		request.Resources = append(request.Resources, kafka.DescribeConfigRequestResource{
			ResourceType: kafka.ResourceTypeTopic, ResourceName: name, ConfigNames: []string{cleanupPolicy},
		})
	}
	answer, err := l.client.DescribeConfigs(asking, request)
	if err != nil {
		return l.failed(ctx, "read topic settings", err)
	}
	want := make(map[string]string)
	for _, t := range schemas.Topics() {
		want[l.topicName(t.Name)] = policyOf(t.Kind)
	}
	for _, r := range answer.Resources {
		if r.Error != nil && !errors.Is(r.Error, kafka.TopicAuthorizationFailed) {
			return l.failed(ctx, "read settings of topic "+r.ResourceName, r.Error)
		}
		for _, e := range r.ConfigEntries {
			if e.ConfigName == cleanupPolicy && e.ConfigValue != want[r.ResourceName] {
				return fmt.Errorf("check topic %s: %w: %s is %q instead of %q",
					r.ResourceName, ErrContract, cleanupPolicy, e.ConfigValue, want[r.ResourceName])
			}
		}
	}
	return nil
}
