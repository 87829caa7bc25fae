package cache

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/logging"
	"github.com/sony/gobreaker/v2"
)

const (
	purgeTimeout = 2 * time.Second // one step of a purge; erasure is not in a hurry
	purgeBatch   = 512             // keys per step, so that Redis stays free for others
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
func (r *remote) purge(ctx context.Context) (total int, err error) {
	defer contain(&err)
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
