package api_test

import (
	"path/filepath"
	"sync"
	"testing"
	"time"

	"matchd/indexer/view"
	"matchd/matcher/fit"
	"matchd/matcher/place"
	"matchd/matcher/taxonomy"
	"matchd/schemas"
	"matchd/schemas/contract"
	"matchd/services/api"
	"matchd/services/broker"
	"matchd/services/cache"
)

// testKey is the development key in tests.
const testKey = "test-key"

// builtIn makes the judge once for all tests: the project's own codes, places and model.
var builtIn = sync.OnceValues(func() (*fit.Judge, error) {
	graph, err := taxonomy.BuiltIn()
	if err != nil {
		return nil, err
	}
	places, err := place.BuiltIn()
	if err != nil {
		return nil, err
	}
	model, err := fit.DefaultModel()
	return &fit.Judge{Vocabulary: fit.NewVocabulary(graph, places), Model: model}, err
})

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
	judge, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	v, err := view.Open(t.Context(), filepath.Join(t.TempDir(), "view"), judge, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := v.Close(); err != nil {
			t.Error(err)
		}
	})
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
