package cache

import (
	"context"
	"testing"
	"time"

	"matchd/loadtest/testkit"
)

func BenchmarkGet(b *testing.B) {
	for name, config := range map[string]Config{
		"in process, 4 KiB": {Budget: patient},
		"Redis is down":     {URL: "redis://" + testkit.FreeAddress(b), Retry: time.Hour},
	} {
		b.Run(name, func(b *testing.B) {
			store := open(b, config)
			for range tripAfter {
				_ = store.Set(context.Background(), "key", make([]byte, 4096), time.Hour)
			}
			b.ReportAllocs()
			for b.Loop() {
				_, _, _ = store.Get(context.Background(), "key")
			}
		})
	}
}
