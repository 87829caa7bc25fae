package cache

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/logging"
	"github.com/redis/go-redis/v9/maintnotifications"
	"github.com/sony/gobreaker/v2"
)

const (
	idleTimeout = time.Minute      // below what firewalls forget silently
	lifetime    = 10 * time.Minute // spreads connections anew after a failover

	purgeTimeout = 2 * time.Second // one step of a purge; erasure is not in a hurry
	purgeBatch   = 512             // keys per step, so that Redis stays free for others
	tripAfter    = 5               // failures in a row that open the breaker
)

// remote is the Redis adapter: one node or a proxy in front of several; not Redis Cluster, whose keys one scan does not see.
type remote struct {
	client  *redis.Client
	patient *redis.Client // the same connections with the timeouts of a purge
	prefix  string
	breaker *gobreaker.CircuitBreaker[[]byte]
}

// openRedis prepares a client without connecting.
func openRedis(config Config) (adapter, error) {
	options, err := redisOptions(config.URL, config.Budget)
	if err != nil {
		return nil, err
	}
	// go-redis can log only through one logger per process, one line per failed dial. It is silenced here because
	// this room alone may import it; every failure reaches the caller as an error, so nothing is lost.
	logging.Disable()
	client := redis.NewClient(options)
	return &remote{
		client:  client,
		patient: client.WithTimeout(purgeTimeout),
		prefix:  config.Prefix,
		breaker: newBreaker(config.Retry),
	}, nil
}

// redisOptions reads the address and sets what makes go-redis harmless: short timeouts that respect the context, no
// retries (its defaults wait 5 s per attempt), and no maintenance notifications (a failing command per connection).
// With the default budget of 50 ms a read or a write may take 20 ms, waiting for a free connection 5 ms, and
// connecting 100 ms: that goes on in the background, for the requests that follow.
func redisOptions(address string, budget time.Duration) (*redis.Options, error) {
	if !strings.HasPrefix(address, "redis://") && !strings.HasPrefix(address, "rediss://") {
		return nil, errors.New("read Redis URL: it must begin with redis:// or rediss://")
	}
	options, err := redis.ParseURL(address)
	if err != nil {
		return nil, fmt.Errorf("read Redis URL: %w", withoutURL(err))
	}
	options.DialTimeout, options.PoolTimeout = 2*budget, budget/10
	options.ReadTimeout, options.WriteTimeout = budget*2/5, budget*2/5
	options.ConnMaxIdleTime, options.ConnMaxLifetime = idleTimeout, lifetime
	options.ContextTimeoutEnabled = true
	options.MaxRetries, options.DialerRetries = -1, 1
	options.PipelinePoolSize = -1
	options.DisableIdentity = true
	options.MaintNotificationsConfig = &maintnotifications.Config{Mode: maintnotifications.ModeDisabled}
	return options, nil
}

// withoutURL takes the URL, which may hold a password, out of an error of url.Parse.
func withoutURL(err error) error {
	if parse, ok := errors.AsType[*url.Error](err); ok {
		return parse.Err
	}
	return err
}

// newBreaker opens after a few failures in a row and lets one call through after retry. A caller that gave up says
// nothing about Redis; a deadline that passed does, since callers' deadlines are above what Redis needs.
func newBreaker(retry time.Duration) *gobreaker.CircuitBreaker[[]byte] {
	return gobreaker.NewCircuitBreaker[[]byte](gobreaker.Settings{
		Name:         "cache",
		Timeout:      retry,
		ReadyToTrip:  func(counts gobreaker.Counts) bool { return counts.ConsecutiveFailures >= tripAfter },
		IsSuccessful: func(err error) bool { return err == nil || errors.Is(err, redis.Nil) },
		IsExcluded:   func(err error) bool { return errors.Is(err, context.Canceled) },
	})
}

// guard runs call unless Redis is being left alone.
func (r *remote) guard(call func() ([]byte, error)) ([]byte, error) {
	value, err := r.breaker.Execute(call)
	if errors.Is(err, gobreaker.ErrOpenState) || errors.Is(err, gobreaker.ErrTooManyRequests) {
		return nil, ErrUnavailable
	}
	return value, err
}

func (r *remote) get(ctx context.Context, key string) ([]byte, bool, error) {
	sealed, err := r.guard(func() ([]byte, error) { return r.client.Get(ctx, r.prefix+key).Bytes() })
	if errors.Is(err, redis.Nil) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	if value, ok := unseal(key, sealed); ok {
		return value, true, nil
	}
	return nil, false, nil
}

func (r *remote) set(ctx context.Context, key string, value []byte, ttl time.Duration) error {
	_, err := r.guard(func() ([]byte, error) {
		return nil, r.client.Set(ctx, r.prefix+key, seal(key, value), ttl).Err()
	})
	return err
}

func (r *remote) ping(ctx context.Context) error {
	_, err := r.guard(func() ([]byte, error) { return nil, r.client.Ping(ctx).Err() })
	return err
}

// purge scans in small steps and frees memory in the background (UNLINK); a key that two steps return counts once,
// since Redis answers how many keys were really there.
func (r *remote) purge(ctx context.Context) (int, error) {
	total := 0
	for cursor := uint64(0); ; {
		keys, next, err := r.patient.Scan(ctx, cursor, literal(r.prefix)+"*", purgeBatch).Result()
		if err != nil {
			return total, err
		}
		if len(keys) > 0 {
			n, err := r.patient.Unlink(ctx, keys...).Result()
			if err != nil {
				return total, err
			}
			total += int(n)
		}
		if next == 0 {
			return total, nil
		}
		cursor = next
	}
}

func (r *remote) Close() error { return r.client.Close() }

// literal escapes what a Redis pattern would read as a wildcard.
func literal(prefix string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`, `]`, `\]`, `^`, `\^`).Replace(prefix)
}
