package broker

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"golang.org/x/sync/singleflight"
)

// Cache keeps answers for a while. It may lose any of them and may be away: an error counts as a miss and fails no question.
// Keys are digests and tell nothing; values hold what the answer holds.
type Cache interface {
	Get(ctx context.Context, key string) (value []byte, ok bool, err error)
	Set(ctx context.Context, key string, value []byte, ttl time.Duration) error
}

// cacheBudget is how long a lookup may take before the answer is worked out instead; answers take a few milliseconds.
const cacheBudget = 20 * time.Millisecond

// cacheLife is how long an answer may stay: its key names the state of the view, so that it cannot be stale, and it is
// let go of soon after nobody can ask for it any more.
const cacheLife = 10 * time.Minute

// cacheObserver is told how lookups went; fields may be nil.
type cacheObserver struct{ hit, miss, failed func(context.Context) }

func tell(ctx context.Context, f func(context.Context)) {
	if f != nil {
		f(ctx)
	}
}

// cached answers from the cache where it can, and lets equal questions that miss at the same time be answered once.
// key must name everything the answer depends on; an empty key is not cached. An answer is kept where the key of the same
// question asked again is still the same: what has been erased meanwhile does not get into the cache. The cache cannot
// hurt: it has a small budget of its own, and an error is a miss.
func cached[Q, R any](s *Service, o cacheObserver, key func(Asked[Q]) string, next UseCase[Asked[Q], R]) UseCase[Asked[Q], R] {
	var flights singleflight.Group
	store := s.parts.Cache
	return func(ctx context.Context, q Asked[Q]) (R, error) {
		k := key(q)
		if k == "" {
			return next(ctx, q)
		}
		var answer R
		if lookUp(ctx, store, o, k, &answer) {
			return answer, nil
		}
		made, err, _ := flights.Do(k, func() (any, error) {
			// Whoever waits for this flight has a context of its own: the first caller's leaving must not fail them.
			r, err := next(context.WithoutCancel(ctx), q)
			if q.at = s.moment(); err == nil && key(q) == k {
				keep(ctx, store, o, k, r)
			}
			return r, err
		})
		if err != nil {
			return answer, err
		}
		return made.(R), nil
	}
}

func lookUp[R any](ctx context.Context, store Cache, o cacheObserver, key string, answer *R) bool {
	ctx, cancel := context.WithTimeout(ctx, cacheBudget)
	defer cancel()
	data, ok, err := store.Get(ctx, key)
	switch {
	case err != nil:
		tell(ctx, o.failed)
		return false
	case !ok || json.Unmarshal(data, answer) != nil:
		tell(ctx, o.miss)
		return false
	}
	tell(ctx, o.hit)
	return true
}

func keep[R any](ctx context.Context, store Cache, o cacheObserver, key string, r R) {
	ctx, cancel := context.WithTimeout(ctx, cacheBudget)
	defer cancel()
	data, err := json.Marshal(r)
	if err == nil {
		err = store.Set(ctx, key, data, cacheLife)
	}
	if err != nil {
		tell(ctx, o.failed)
	}
}

// cacheKey hashes what an answer depends on, so that no id or text stands in a key.
func cacheKey(parts ...any) string {
	data, err := json.Marshal(parts)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
