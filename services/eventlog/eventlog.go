// Package eventlog publishes records to Kafka and reads them back. It is the only room that knows
// a Kafka client. Without an address it starts a broker of its own inside the process, which
// speaks the same protocol, so that everything above it runs along one path.
//
// Callers name topics as the contract does; the prefix of an installation is added inside.
// A Log is safe for concurrent use.
//
// Writing is in publish.go and sender.go, reading in fetch.go and bounds.go, the sharing out of
// partitions in own.go; how topics are made and how long they keep what is in topics.go, TLS, SASL
// and closing in connections.go, and the embedded broker in embedded.go with the safety copy of
// its files in safety.go. What can be wrong stands in errors.go. The suite of tests runs on the
// embedded broker and on a real Kafka alike: a promise that is made here is tried there.
package eventlog

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"slices"
	"sync"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/segmentio/kafka-go/sasl"
)

// Config says which log to open. Its zero value is an embedded broker that keeps all in memory.
type Config struct {
	// Brokers are host:port addresses to start from; empty starts the embedded broker.
	Brokers []string
	// DataDir is the embedded broker's own folder; empty keeps the records in memory.
	DataDir string
	// Port is the embedded broker's port on the loopback interface; 0 takes a free one.
	Port int
	// TopicPrefix stands before every topic and group name, so that installations can share a cluster.
	TopicPrefix string
	// ClientID is what the broker's own logs and quotas call this process.
	ClientID string
	// Replication is the number of copies of a topic made here; 0 leaves it to the cluster.
	// From three copies on, a write must reach all but one of them.
	Replication int
	// TLS secures the connections; nil speaks in the clear.
	TLS *tls.Config
	// SASL says who we are; its zero value is nobody.
	SASL SASL
}

const (
	openWithin  = 10 * time.Second       // patience for a broker that is still starting
	askWithin   = 2 * time.Second        // patience for a small question
	pollEvery   = 20 * time.Millisecond  // between two looks at something that will change soon
	closeWithin = 5 * time.Second        // patience for connections that must end
	layoutAge   = 500 * time.Millisecond // how old our knowledge of leaders may become
)

// Log is an open connection to the event log. It reconnects by itself; open it once and Close it.
type Log struct {
	cfg       Config
	embedded  *embedded // nil when the brokers are somebody else's
	conns     *connections
	transport *kafka.Transport
	client    *kafka.Client
	publisher map[place]*sender

	life  context.Context
	end   context.CancelFunc
	tasks sync.WaitGroup

	mu      sync.Mutex // guards closing, and tasks against growing while Close waits
	closing bool
}

// Open connects to the log and sees to its topics: missing ones are made, and one with another
// number of partitions or another clean-up policy than the contract's is refused with
// ErrContract. While the broker is away it tries again until ctx ends, at most ten seconds, and
// then returns ErrUnavailable. An embedded data directory that another process uses is ErrInUse.
func Open(ctx context.Context, cfg Config) (*Log, error) {
	return open(ctx, cfg, (&net.Dialer{Timeout: askWithin}).DialContext)
}

// open is Open with the function that makes network connections.
func open(ctx context.Context, cfg Config, dial dialFunc) (*Log, error) {
	mechanism, err := cfg.SASL.mechanism()
	if err != nil {
		return nil, fmt.Errorf("open event log: %w", err)
	}
	l := &Log{cfg: cfg, conns: newConnections(dial)}
	l.life, l.end = context.WithCancel(context.Background())
	if len(cfg.Brokers) == 0 { // the one place that picks an adapter
		if l.embedded, err = startEmbedded(cfg); err != nil {
			return nil, fmt.Errorf("open event log: %w", err)
		}
		l.cfg.Brokers, l.cfg.Replication = l.embedded.addresses(), 1
		l.cfg.TLS, mechanism = nil, nil // it never leaves this machine
	}
	l.connect(mechanism)
	if err := l.ensureTopics(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open event log: %w", err), l.Close())
	}
	l.startSenders()
	return l, nil
}

// connect makes the client; connections follow when they are needed.
func (l *Log) connect(mechanism sasl.Mechanism) {
	l.transport = &kafka.Transport{
		Dial: l.conns.dialContext, DialTimeout: askWithin, MetadataTTL: layoutAge,
		MetadataTopics: l.topicNames(), ClientID: l.cfg.ClientID, TLS: l.cfg.TLS, SASL: mechanism,
		Context: l.life,
	}
	l.client = &kafka.Client{Addr: kafka.TCP(l.cfg.Brokers...), Transport: l.transport}
}

// Check says what keeps a log from being opened with these settings, as far as they tell by themselves:
// the mechanism of SASL and the form of addresses. It connects to nothing; Probe does.
func (c Config) Check() error {
	if _, err := c.SASL.mechanism(); err != nil {
		return err
	}
	for _, broker := range c.Brokers {
		_, port, err := net.SplitHostPort(broker)
		if err == nil {
			_, err = net.LookupPort("tcp", port)
		}
		if err != nil {
			return fmt.Errorf("read address of a broker: %w", err)
		}
	}
	return nil
}

// Probe asks the brokers of cfg for a sign of life and changes nothing there. ErrUnavailable where none comes within two
// seconds.
func Probe(ctx context.Context, cfg Config) error {
	mechanism, err := cfg.SASL.mechanism()
	if err != nil {
		return err
	}
	l := &Log{cfg: cfg, conns: newConnections((&net.Dialer{Timeout: askWithin}).DialContext)}
	l.life, l.end = context.WithCancel(context.Background())
	l.connect(mechanism)
	return errors.Join(l.Ping(ctx), l.Close())
}

// Address returns the brokers' host:port, those of Config or of the embedded one, for instance to point kcat at it.
func (l *Log) Address() []string { return slices.Clone(l.cfg.Brokers) }

// Ping asks a broker for a sign of life. It returns ErrUnavailable after two seconds without one.
func (l *Log) Ping(ctx context.Context) error {
	asking, done := l.within(ctx, askWithin)
	defer done()
	_, err := l.client.ApiVersions(asking, &kafka.ApiVersionsRequest{})
	return l.failed(ctx, "ping broker", err)
}

// Close ends all that is going on, waits for every goroutine of the log, and stops the embedded
// broker. Records that were not acknowledged by then are reported to their callers as ErrClosed.
// A second Close does nothing.
func (l *Log) Close() error {
	l.mu.Lock()
	again := l.closing
	l.closing = true
	l.mu.Unlock()
	if again {
		return nil
	}
	l.end()
	l.tasks.Wait()
	l.conns.breakAll()
	if l.transport != nil {
		l.transport.CloseIdleConnections()
	}
	err := l.conns.wait(closeWithin)
	if l.embedded != nil {
		err = errors.Join(err, l.embedded.close())
	}
	if err != nil {
		return fmt.Errorf("close event log: %w", err)
	}
	return nil
}

// enter keeps Close waiting until l.tasks.Done is called, unless it has begun already.
func (l *Log) enter() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.closing {
		l.tasks.Add(1)
	}
	return !l.closing
}

// within returns ctx bounded by d and by the life of the log.
func (l *Log) within(ctx context.Context, d time.Duration) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithTimeout(ctx, d)
	stop := context.AfterFunc(l.life, cancel)
	return ctx, func() { stop(); cancel() }
}

// pause waits for d and reports whether ctx still lives.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
