package broker

import (
	"context"
	"errors"
	"net/http"
	"path/filepath"
	"testing"
	"time"

	"matchd/indexer/view"
	"matchd/indexer/view/viewtest"
	"matchd/matcher"
	"matchd/schemas"
)

// ledger is a service over a log that is folded when the test says so.
type ledger struct {
	*Service
	t       testing.TB
	view    *view.View
	log     []schemas.Record
	next    map[string][]int64 // by topic
	folded  int
	away    bool
	lost    []string
	waiting error // what WaitFor gives
	store   *shelf
}

// shelf is a cache that a test looks into, and that may do something when it is asked.
type shelf struct {
	kept map[string][]byte
	asks int
	err  error
	then func()
}

// Get gives what is kept, and does what the test wants done meanwhile.
func (s *shelf) Get(_ context.Context, key string) ([]byte, bool, error) {
	s.asks++
	if then := s.then; then != nil {
		s.then = nil
		then()
	}
	data, ok := s.kept[key]
	return data, ok && s.err == nil, s.err
}

// Set keeps an answer.
func (s *shelf) Set(_ context.Context, key string, data []byte, _ time.Duration) error {
	if s.err == nil {
		s.kept[key] = data
	}
	return s.err
}

func newLedger(t testing.TB) *ledger {
	t.Helper()
	v := viewtest.Open(t, filepath.Join(t.TempDir(), "view"))
	l := &ledger{t: t, view: v, next: map[string][]int64{}, store: &shelf{kept: map[string][]byte{}}}
	l.Service = New(Parts{
		Views: func() *view.View { return v }, Cache: l.store, Publish: l.publish,
		WaitFor: func(context.Context, schemas.Position) error { return l.waiting },
		Clock:   func() time.Time { return transferDay.Time() }, Source: schemas.DefaultSource,
		Observe: Observe{Lost: func(_ context.Context, what string, _ error) { l.lost = append(l.lost, what) }},
	})
	return l
}

func (l *ledger) publish(_ context.Context, records []schemas.Record) ([]schemas.Position, error) {
	at := make([]schemas.Position, len(records))
	for i, r := range records {
		p := schemas.PartitionOf(r.Key, schemas.Partitions)
		at[i] = schemas.Position{Topic: r.Topic, Partition: p, Offset: -1}
		if l.away {
			continue
		}
		if l.next[r.Topic] == nil {
			l.next[r.Topic] = make([]int64, schemas.Partitions)
		}
		at[i].Offset = l.next[r.Topic][p]
		l.next[r.Topic][p]++
		l.log = append(l.log, r)
	}
	if l.away {
		return at, matcher.ErrUnavailable
	}
	return at, nil
}

// fold brings the view to the end of the log.
func (l *ledger) fold() {
	l.t.Helper()
	var changes []view.Change
	for _, r := range l.log[l.folded:] {
		if r.Topic == schemas.MatchEvents {
			continue
		}
		c, err := viewtest.Read(r)
		if err != nil {
			l.t.Fatal(err)
		}
		changes = append(changes, c)
	}
	l.folded = len(l.log)
	marks := view.Marks{}
	for topic, next := range l.next {
		marks[topic] = view.TopicMarks{Identity: "log", Next: append([]int64(nil), next...)}
	}
	if err := l.view.Apply(changes, marks, nil); err != nil {
		l.t.Fatal(err)
	}
}

// everybody has all roles and sees all.
func everybody[Q any](q Q) Asked[Q] {
	return Asked[Q]{Caller: Caller{Roles: AllRoles(), Viewer: matcher.Viewer{All: true}}, Q: q}
}

// status is what a PUT of the body would answer.
func (l *ledger) status(body string) int {
	l.t.Helper()
	done, err := l.Vacancies.Put(l.t.Context(), everybody(PutQuestion{Body: []byte(body)}))
	if err == nil && done.Unchanged {
		return http.StatusOK
	}
	return StatusOf(err)
}

// lines are the answers to a batch.
func (l *ledger) lines(bodies ...string) []int {
	l.t.Helper()
	var given [][]byte
	for _, b := range bodies {
		given = append(given, []byte(b))
	}
	outcomes, err := l.Vacancies.Batch(l.t.Context(), everybody(given))
	if err != nil {
		l.t.Fatal(err)
	}
	var out []int
	for _, o := range outcomes {
		out = append(out, o.Status)
	}
	return out
}

// last is the revision of the last record in the log; 0 = a tombstone.
func (l *ledger) last() int64 {
	l.t.Helper()
	c, err := viewtest.Read(l.log[len(l.log)-1])
	if err != nil {
		l.t.Fatal(err)
	}
	if c.Vacancy == nil {
		return 0
	}
	return c.Vacancy.Revision
}

func isForbidden(err error) bool { return errors.Is(err, matcher.ErrForbidden) }
