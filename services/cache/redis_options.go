package cache

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"
)

const (
	idleTimeout = time.Minute      // below what firewalls forget silently
	lifetime    = 10 * time.Minute // spreads connections anew after a failover
)

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
