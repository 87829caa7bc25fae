package eventlog

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/segmentio/kafka-go"

	"matchd/schemas"
)

// The clocks of partition ownership. A member that loses the coordinator notices within
// beatEvery + beatWithin, well before the others take over after silentFor.
const (
	beatEvery   = 500 * time.Millisecond
	beatWithin  = 3 * time.Second
	silentFor   = 10 * time.Second
	rejoinAfter = 250 * time.Millisecond
)

// Own shares the partitions of topics with the other processes that call it with the same group,
// and calls assigned for every share in turn: topics of the contract to partitions, in order;
// empty where there are more processes than partitions. The ctx of assigned ends when the share
// does, because a process came or went, the coordinator is lost, or Own ends; assigned must then
// return soon, for the next share waits for it. If it returns earlier the share stays.
//
// It is meant for what should happen once per record. No two processes own a partition at the same
// time as long as clocks run and assigned obeys its ctx; a process that hangs for ten seconds
// breaks that, so what it writes must bear repeats. Offsets are not committed: where to go on is
// the caller's own bookmark.
//
// Own returns nil when ctx ends, ErrClosed when the log is closed, and ErrUnavailable when the
// group cannot be joined; call it again after a while. Another error will not pass by itself.
func (l *Log) Own(ctx context.Context, group string, topics []string, assigned func(ctx context.Context, partitions map[string][]int)) error {
	config, err := l.groupConfig(group, topics)
	if err != nil {
		return fmt.Errorf("own partitions: %w", err)
	}
	if !l.enter() {
		return fmt.Errorf("own partitions: %w", ErrClosed)
	}
	defer l.tasks.Done()
	owning, done := context.WithCancel(ctx)
	defer done()
	defer context.AfterFunc(l.life, done)()
	lines := newConnections(l.conns.dialContext)
	config.Dialer.DialFunc = lines.dialContext
	members, err := kafka.NewConsumerGroup(config)
	if err != nil {
		return fmt.Errorf("own partitions: %w", err)
	}
	// A member that waits for the others to join listens to nobody: cut its line. It takes its
	// leave on a new one.
	defer context.AfterFunc(owning, lines.interrupt)()
	defer members.Close()
	for {
		share, err := members.Next(owning)
		switch {
		case owning.Err() != nil:
			return l.ended(ctx)
		case errors.Is(err, kafka.RebalanceInProgress):
		case err != nil:
			return l.failed(ctx, "own partitions", err)
		default:
			share.Start(func(gone context.Context) { l.serve(owning, gone, topics, share, assigned) })
		}
	}
}

// ended tells the caller's end from the log's.
func (l *Log) ended(ctx context.Context) error {
	if ctx.Err() == nil {
		return fmt.Errorf("own partitions: %w", ErrClosed)
	}
	return nil
}

// groupConfig says how to take part in a group.
func (l *Log) groupConfig(group string, topics []string) (kafka.ConsumerGroupConfig, error) {
	var names []string
	for _, t := range topics {
		if err := known(t, 0); err != nil {
			return kafka.ConsumerGroupConfig{}, err
		}
		names = append(names, l.topicName(t))
	}
	return kafka.ConsumerGroupConfig{
		ID: l.topicName(group), Brokers: l.cfg.Brokers, Topics: names,
		Dialer: &kafka.Dialer{
			ClientID: l.cfg.ClientID, Timeout: askWithin, TLS: l.cfg.TLS, SASLMechanism: l.transport.SASL,
		},
		GroupBalancers:    []kafka.GroupBalancer{kafka.RangeGroupBalancer{}},
		HeartbeatInterval: beatEvery, Timeout: beatWithin, SessionTimeout: silentFor, RebalanceTimeout: silentFor,
		JoinGroupBackoff: rejoinAfter,
	}, nil
}

// serve calls assigned for one share and keeps the share until it is gone.
func (l *Log) serve(owning, gone context.Context, topics []string, share *kafka.Generation, assigned func(context.Context, map[string][]int)) {
	serving, done := context.WithCancel(owning)
	defer done()
	defer context.AfterFunc(gone, done)()
	partitions := make(map[string][]int)
	for _, t := range topics {
		for _, p := range share.Assignments[l.topicName(t)] {
			if p.ID < schemas.Partitions {
				partitions[t] = append(partitions[t], p.ID)
			}
		}
		slices.Sort(partitions[t])
	}
	assigned(serving, partitions)
	<-serving.Done()
}
