package cache

import "time"

const (
	// MaxValue is the largest value that is stored, in bytes: 1 MiB, above which fetching an answer from
	// another machine costs about as much as making it.
	MaxValue = 1 << 20
	// DefaultPrefix is put before every key when [Config.Prefix] is empty, so that a Redis may be shared.
	DefaultPrefix = "matchd:"
	// DefaultMaxBytes bounds the in-process cache when [Config.MaxBytes] is zero: 64 MiB of keys and values.
	DefaultMaxBytes = 64 << 20
	// DefaultBudget is the time that one Get, Set or Ping may take when [Config.Budget] is zero.
	DefaultBudget = 50 * time.Millisecond
)

// Config chooses and bounds the store; its zero value is an in-process cache of 64 MiB.
type Config struct {
	// URL is redis://[user:password@]host[:port][/db], the same with rediss:// for TLS, or empty for in-process.
	URL string
	// Prefix is put before every key in Redis; empty means [DefaultPrefix].
	Prefix string
	// MaxBytes bounds keys and values of the in-process cache, in bytes; zero means [DefaultMaxBytes]. Redis has its own maxmemory.
	MaxBytes int64
	// Budget bounds one Get, Set or Ping, whatever the caller's deadline; zero means [DefaultBudget].
	Budget time.Duration
	// Retry is how long a failing Redis is left alone before one call tries it again; zero means one second.
	Retry time.Duration
}

// withDefaults fills in what config leaves empty.
func (c Config) withDefaults() Config {
	if c.Prefix == "" {
		c.Prefix = DefaultPrefix
	}
	if c.MaxBytes <= 0 {
		c.MaxBytes = DefaultMaxBytes
	}
	if c.Budget <= 0 {
		c.Budget = DefaultBudget
	}
	if c.Retry <= 0 {
		c.Retry = time.Second
	}
	return c
}
