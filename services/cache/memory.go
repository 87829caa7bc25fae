package cache

import (
	"context"
	"fmt"
	"time"

	"github.com/maypok86/otter/v2"
)

// entryOverhead is the weight in bytes that an entry has beside its key and value: otter's node, two string
// headers and the slot in its table, rounded up.
const entryOverhead = 160

// memory is the in-process adapter: a W-TinyLFU cache bounded by bytes, each entry with its own time to live.
type memory struct {
	cache *otter.Cache[string, item]
}

// item is an immutable value with the lifetime it was given.
type item struct {
	value string
	ttl   time.Duration
}

// openMemory makes a cache of at most config.MaxBytes.
func openMemory(config Config) (adapter, error) {
	cache, err := otter.New(&otter.Options[string, item]{
		MaximumWeight: uint64(config.MaxBytes),
		Weigher:       weigh,
		ExpiryCalculator: otter.ExpiryWritingFunc(func(entry otter.Entry[string, item]) time.Duration {
			return entry.Value.ttl
		}),
	})
	if err != nil {
		return nil, fmt.Errorf("make in-process cache: %w", err)
	}
	return &memory{cache: cache}, nil
}

// weigh is the memory that an entry takes, in bytes; values are at most [MaxValue], so it fits.
func weigh(key string, kept item) uint32 {
	return uint32(len(key) + len(kept.value) + entryOverhead)
}

func (m *memory) get(ctx context.Context, key string) ([]byte, bool, error) {
	if err := ctx.Err(); err != nil {
		return nil, false, err
	}
	kept, ok := m.cache.GetIfPresent(key)
	if !ok {
		return nil, false, nil
	}
	return []byte(kept.value), true, nil
}

func (m *memory) set(ctx context.Context, key string, value []byte, ttl time.Duration) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.cache.Set(key, item{value: string(value), ttl: ttl})
	return nil
}

func (m *memory) purge(ctx context.Context) (int, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	n := 0
	for key := range m.cache.Keys() {
		if _, removed := m.cache.Invalidate(key); removed {
			n++
		}
	}
	return n, nil
}

func (m *memory) ping(ctx context.Context) error { return ctx.Err() }

func (m *memory) Close() error {
	m.cache.InvalidateAll()
	m.cache.StopAllGoroutines()
	return nil
}
