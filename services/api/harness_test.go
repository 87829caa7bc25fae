package api_test

import (
	"path/filepath"
	"sync"
	"testing"
	"time"

	"matchd/indexer/view"
	"matchd/indexer/view/viewtest"
	"matchd/schemas"
	"matchd/schemas/contract"
	"matchd/services/api"
	"matchd/services/broker"
	"matchd/services/cache"
)

// testKey is the development key in tests.
const testKey = "test-key"

// house is the real use cases on a real view, with a log of one list that is folded as it is written.
type house struct {
	t    *testing.T
	view *view.View

	mu     sync.Mutex
	next   map[string][]int64 // offsets to give, by topic and partition
	events []schemas.Event
	woken  chan struct{} // closed when events grow
	away   bool          // the log refuses
	held   bool          // the log takes records, and the view does not get them

	config   api.Config
	contract *contract.Contract // that answers are held against; nil = the one of all tests
}

func newHouse(t *testing.T) *house {
	t.Helper()
	v := viewtest.Open(t, filepath.Join(t.TempDir(), "view"))
	h := &house{t: t, view: v, next: map[string][]int64{}, woken: make(chan struct{})}
	store, err := cache.Open(cache.Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	h.config = api.Config{
		Service: broker.New(broker.Parts{
			Views: func() *view.View { return v }, Publish: h.publish, WaitFor: h.waitFor, Cache: store,
			Source:          schemas.DefaultSource,
			Clock:           func() time.Time { return time.Date(2026, 2, 1, 12, 0, 0, 0, time.UTC) },
			ContractVersion: api.Version,
		}),
		Auth: api.NewDevKey(testKey), Events: h.follow,
	}
	return h
}
