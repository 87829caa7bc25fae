package eventlog

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"time"

	"github.com/segmentio/kafka-go/sasl"
	"github.com/segmentio/kafka-go/sasl/plain"
	"github.com/segmentio/kafka-go/sasl/scram"
)

// SASL is a name and a secret, and how to prove them. Over PLAIN the secret itself is sent: use it
// with Config.TLS. An embedded broker asks for none of it.
type SASL struct {
	// Mechanism is PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512; empty means no proof is asked.
	Mechanism string
	User      string
	Password  string
}

// mechanism returns the client's side of the proof, nil if none is asked.
func (s SASL) mechanism() (sasl.Mechanism, error) {
	switch s.Mechanism {
	case "":
		return nil, nil
	case "PLAIN":
		return plain.Mechanism{Username: s.User, Password: s.Password}, nil
	case "SCRAM-SHA-256":
		return scram.Mechanism(scram.SHA256, s.User, s.Password)
	case "SCRAM-SHA-512":
		return scram.Mechanism(scram.SHA512, s.User, s.Password)
	}
	return nil, fmt.Errorf("choose SASL mechanism: %q is none of PLAIN, SCRAM-SHA-256, SCRAM-SHA-512", s.Mechanism)
}

// dialFunc makes a network connection, as net.Dialer does.
type dialFunc func(ctx context.Context, network, address string) (net.Conn, error)

// connections knows every network connection of a log, because the client library leaves requests
// running on theirs when a caller gives up: closing has to break them and wait.
type connections struct {
	dial dialFunc

	mu     sync.Mutex
	open   map[*connection]struct{}
	closed bool
	users  sync.WaitGroup
}

func newConnections(dial dialFunc) *connections {
	return &connections{dial: dial, open: make(map[*connection]struct{})}
}

// connection tells its book when its user closes it.
type connection struct {
	net.Conn
	book *connections
	once sync.Once
}

// dialContext makes a connection and enters it in the book; after breakAll it refuses.
func (c *connections) dialContext(ctx context.Context, network, address string) (net.Conn, error) {
	raw, err := c.dial(ctx, network, address)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return nil, errors.Join(net.ErrClosed, raw.Close())
	}
	conn := &connection{Conn: raw, book: c}
	c.open[conn] = struct{}{}
	c.users.Add(1)
	return conn, nil
}

// Close closes the connection once and strikes it from the book.
func (c *connection) Close() error {
	err := c.Conn.Close()
	c.once.Do(func() {
		c.book.mu.Lock()
		delete(c.book.open, c)
		c.book.mu.Unlock()
		c.book.users.Done()
	})
	return err
}

// breakAll cuts every connection under the hands of its user and refuses new ones.
func (c *connections) breakAll() {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	c.interrupt()
}

// interrupt cuts the connections of the moment; new ones may be made.
func (c *connections) interrupt() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for conn := range c.open {
		_ = conn.Conn.Close() // the user sees the break and closes its own side
	}
}

// wait returns when every user has closed its connection.
func (c *connections) wait(atMost time.Duration) error {
	done := make(chan struct{})
	go func() { c.users.Wait(); close(done) }()
	select {
	case <-done:
		return nil
	case <-time.After(atMost):
		return fmt.Errorf("wait for connections to end: not within %v", atMost)
	}
}
