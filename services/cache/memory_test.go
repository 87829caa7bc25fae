package cache

import (
	"fmt"
	"testing"
	"time"

	"matchd/loadtest/testkit"
)

func TestTheInProcessCacheStaysWithinItsBytes(t *testing.T) {
	const limit = 1 << 20
	store := open(t, Config{MaxBytes: limit, Budget: patient})
	value := make([]byte, 10_000)
	for i := range 1000 {
		set(t, store, fmt.Sprint(i), value, time.Hour)
	}
	held := store.kept.(*memory).cache
	held.CleanUp()
	if weight := held.WeightedSize(); weight > limit || weight < limit/2 {
		t.Errorf("holds %d bytes of %d", weight, limit)
	}
}

func TestAValueLargerThanTheWholeCacheIsNotKept(t *testing.T) {
	store := open(t, Config{MaxBytes: 1000, Budget: patient})
	set(t, store, "large", make([]byte, 100_000), time.Hour)
	testkit.Eventually(t, "the value is evicted", 10*time.Second, func() bool {
		_, ok, err := store.Get(t.Context(), "large")
		return err == nil && !ok
	})
}
