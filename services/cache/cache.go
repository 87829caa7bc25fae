// Package cache keeps encoded answers for a short time: in Redis, shared by all replicas, or in this process
// when no Redis address is given.
//
// The cache can never hurt. Every call has a small time budget of its own, every error may be treated as a miss,
// a Redis that is down costs microseconds (a circuit breaker answers for it), and a value comes back only for
// the key it was stored under. Keys are opaque and must hold no personal data; values are opaque bytes.
// Whatever an answer depends on belongs in its key (services/broker makes them): nothing is taken out when data change,
// and only Purge, for the erasure of a person, and the time to live do.
//
// The promises are here and in config.go; memory.go and redis.go are the two ways to keep them, redis_options.go and
// breaker.go what makes Redis harmless, seal.go what binds a value to its key. A third way is one more adapter, and has to
// pass conformance_test.go.
package cache

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"
)

var (
	// ErrTooLarge reports a value above [MaxValue]; nothing was stored.
	ErrTooLarge = errors.New("value is larger than the cache accepts")
	// ErrLifetime reports a time to live that is zero or negative; nothing was stored.
	ErrLifetime = errors.New("time to live must be positive")
	// ErrUnavailable reports that Redis failed several times in a row and is left alone for a moment.
	ErrUnavailable = errors.New("cache is unavailable")
)

// entries holds values by key.
type entries interface {
	get(ctx context.Context, key string) (value []byte, ok bool, err error)
	set(ctx context.Context, key string, value []byte, ttl time.Duration) error
}

// upkeep is what the operator and the erasure of a person need.
type upkeep interface {
	purge(ctx context.Context) (n int, err error)
	ping(ctx context.Context) error
}

// adapter is one way to keep entries.
type adapter interface {
	entries
	upkeep
	io.Closer
}

// Store is an open cache, safe for concurrent use.
type Store struct {
	kept   adapter
	budget time.Duration
}

// Open picks the adapter that config asks for. A malformed URL is an error, which never repeats a password; a Redis
// that cannot be reached is not: nothing connects before the first call.
func Open(config Config) (*Store, error) {
	config = config.withDefaults()
	kept, err := adapterFor(config)
	if err != nil {
		return nil, fmt.Errorf("open cache: %w", err)
	}
	return &Store{kept: kept, budget: config.Budget}, nil
}

// adapterFor is the only place that knows which adapters there are.
func adapterFor(config Config) (adapter, error) {
	if config.URL == "" {
		return openMemory(config)
	}
	return openRedis(config)
}

// Get returns the value stored under key, which the caller owns. A key that is absent, expired or damaged is not ok,
// without an error; with an error it is never ok, so callers may ignore the error and compute the answer. It takes no
// longer than [Config.Budget], or than ctx if that ends sooner; [ErrUnavailable] comes at once.
func (s *Store) Get(ctx context.Context, key string) (value []byte, ok bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, s.budget)
	defer cancel()
	value, ok, err = s.kept.get(ctx, key)
	if err != nil {
		return nil, false, fmt.Errorf("get cached value: %w", err)
	}
	return value, ok, nil
}

// Set stores value under key for ttl, in whole milliseconds rounded up, replacing what was there. It returns
// [ErrTooLarge] above [MaxValue] and [ErrLifetime] for a ttl that is not positive. The value is not kept by reference.
// Time and other errors are those of Get; what was set may be gone at any moment, where memory is needed for others.
func (s *Store) Set(ctx context.Context, key string, value []byte, ttl time.Duration) error {
	if len(value) > MaxValue {
		return fmt.Errorf("set cached value of %d bytes: %w", len(value), ErrTooLarge)
	}
	if ttl <= 0 {
		return fmt.Errorf("set cached value for %v: %w", ttl, ErrLifetime)
	}
	ctx, cancel := context.WithTimeout(ctx, s.budget)
	defer cancel()
	ttl = (ttl + time.Millisecond - 1).Truncate(time.Millisecond)
	if err := s.kept.set(ctx, key, value, ttl); err != nil {
		return fmt.Errorf("set cached value: %w", err)
	}
	return nil
}

// Purge removes every entry under the prefix and says how many, for the erasure of a person. It is bounded by ctx
// alone and bypasses the breaker: an error means that entries may be left until their time to live ends. An entry
// that is set while Purge runs may stay. An in-process cache is that of one replica, so each replica must purge its own.
func (s *Store) Purge(ctx context.Context) (n int, err error) {
	n, err = s.kept.purge(ctx)
	if err != nil {
		return n, fmt.Errorf("purge cache after %d entries: %w", n, err)
	}
	return n, nil
}

// Ping reports whether the store answers now, for a status page; the service is ready without it. While the breaker
// is open it is [ErrUnavailable] without asking Redis.
func (s *Store) Ping(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, s.budget)
	defer cancel()
	if err := s.kept.ping(ctx); err != nil {
		return fmt.Errorf("ping cache: %w", err)
	}
	return nil
}

// Close releases connections and goroutines; calls after it return errors or misses. What is in Redis stays there
// until its time to live ends.
func (s *Store) Close() error {
	if err := s.kept.Close(); err != nil {
		return fmt.Errorf("close cache: %w", err)
	}
	return nil
}
