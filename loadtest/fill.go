package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"time"

	"matchd/loadtest/population"
	"matchd/matcher"
	"matchd/schemas"
	"matchd/services/eventlog"
)

// kafka is how a command reaches the log under test.
type kafka struct {
	Brokers []string `env:"KAFKA_BROKERS" help:"host:port,… of Kafka, on loopback; for an embedded broker, the one that matchd prints."`
	Prefix  string   `env:"KAFKA_TOPIC_PREFIX" help:"What stands before every topic."`
}

func (k kafka) open(ctx context.Context) (*eventlog.Log, error) {
	for _, b := range k.Brokers {
		host, _, err := net.SplitHostPort(b)
		if err != nil {
			return nil, fmt.Errorf("read address of broker: %w", err)
		}
		if !loopback(host) {
			return nil, fmt.Errorf("%s: %w", b, errNotLoopback)
		}
	}
	if len(k.Brokers) == 0 {
		return nil, errors.New("needs the address of a broker")
	}
	log, err := eventlog.Open(ctx, eventlog.Config{Brokers: k.Brokers, TopicPrefix: k.Prefix, ClientID: "loadtest"})
	if err != nil {
		return nil, fmt.Errorf("open event log: %w", err)
	}
	return log, nil
}

// fillCommand writes a population.
type fillCommand struct {
	service
	kafka
	Records int    `default:"50000" help:"How many records in all: vacancies and candidates in the proportions of the demo; 1 to 5000000."`
	Seed    uint64 `default:"1" help:"Of the population."`
	AsOf    string `default:"2026-03-31" help:"Day around which the population lives."`
}

// filled are the figures of one run.
type filled struct {
	Records   map[kind]int `json:"records"`
	Seconds   float64      `json:"seconds"`
	PerSecond float64      `json:"recordsPerSecond"`
}

// Run fills and reports.
func (f *fillCommand) Run(ctx context.Context, r report) error {
	var day matcher.Date
	if err := day.UnmarshalText([]byte(f.AsOf)); err != nil {
		return fmt.Errorf("read day: %w", err)
	}
	send, done, err := f.sender(ctx)
	if err != nil {
		return err
	}
	began := time.Now()
	counts, err := fill(ctx, f.Seed, min(f.Records, 5_000_000), day, send)
	if err := errors.Join(err, done()); err != nil {
		return err
	}
	took := time.Since(began).Seconds()
	figures := filled{counts, took, float64(counts[vacancies]+counts[candidates]) / took}
	return r.show(figures, func(out io.Writer) {
		fmt.Fprintf(out, "%d vacancies and %d candidates in %.2f s: %.0f a second\n", counts[vacancies], counts[candidates], took, figures.PerSecond)
	})
}

// sender is where records go: Kafka where brokers are given, else REST.
func (f *fillCommand) sender(ctx context.Context) (send sendChunk, done func() error, err error) {
	if len(f.Brokers) == 0 {
		c, err := f.service.open()
		return c.sendChunk, func() error { return nil }, err
	}
	log, err := f.kafka.open(ctx)
	if err != nil {
		return nil, nil, err
	}
	return toLog(log), log.Close, nil
}

// sendChunk takes some encoded records of one kind, by id.
type sendChunk func(ctx context.Context, k kind, ids []string, bodies [][]byte) error

func (c *client) sendChunk(ctx context.Context, k kind, _ []string, bodies [][]byte) error {
	done, err := c.pushAll(ctx, k, bodies)
	if err == nil && done.accepted() != len(bodies) {
		err = fmt.Errorf("%d of %d records refused: %v", len(bodies)-done.accepted(), len(bodies), done.Refused)
	}
	return err
}

// toLog publishes with the contract's partitioner, as any other writer to Kafka has to.
func toLog(log *eventlog.Log) sendChunk {
	return func(ctx context.Context, k kind, ids []string, bodies [][]byte) error {
		topic := map[kind]string{vacancies: schemas.Vacancies, candidates: schemas.Candidates}[k]
		records := make([]schemas.Record, len(ids))
		for i, id := range ids {
			records[i] = schemas.EntityRecord(topic, id, 1, bodies[i], schemas.DefaultSource, time.Now())
		}
		ctx, cancel := context.WithTimeout(ctx, time.Minute)
		defer cancel()
		if _, err := log.Publish(ctx, records); err != nil {
			return fmt.Errorf("publish: %w", err)
		}
		return nil
	}
}

// fillChunk is how many records are written at once.
const fillChunk = 2000

// fill makes n records of a population and sends them, a chunk of one kind at a time.
func fill(ctx context.Context, seed uint64, n int, day matcher.Date, send sendChunk) (map[kind]int, error) {
	demo := population.Demo(day)
	people, err := population.New(population.Scaled(seed, max(1, n), day))
	if err != nil {
		return nil, fmt.Errorf("make population: %w", err)
	}
	jobs := n * demo.Vacancies / (demo.Vacancies + demo.Candidates)
	counts := map[kind]int{vacancies: jobs, candidates: n - jobs}
	if err := sendAll(ctx, vacancies, jobs, people.Vacancy, send); err != nil {
		return counts, err
	}
	return counts, sendAll(ctx, candidates, n-jobs, people.Candidate, send)
}

func sendAll[T schemas.Entity](ctx context.Context, k kind, n int, make func(int) T, send sendChunk) error {
	var ids []string
	var bodies [][]byte
	for i := range n {
		v := make(i)
		data, err := schemas.Encode(v)
		if err != nil {
			return err
		}
		ids, bodies = append(ids, schemas.KeyOf(v)), append(bodies, data)
		if len(ids) == fillChunk || i == n-1 {
			if err := send(ctx, k, ids, bodies); err != nil {
				return err
			}
			ids, bodies = nil, nil
		}
	}
	return nil
}
