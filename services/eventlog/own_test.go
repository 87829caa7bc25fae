package eventlog

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"matchd/loadtest/testkit"
	"matchd/schemas"
)

// member is one process that takes part in a group.
type member struct {
	mu    sync.Mutex
	share map[string][]int
	turns int
	stop  context.CancelFunc
	ended chan error
}

func (m *member) assigned(ctx context.Context, partitions map[string][]int) {
	m.mu.Lock()
	m.share, m.turns = partitions, m.turns+1
	m.mu.Unlock()
	<-ctx.Done()
	m.mu.Lock()
	m.share = nil
	m.mu.Unlock()
}

func (m *member) owned() map[string][]int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.share
}

// joined lets a process take part until the group has a coordinator; a new cluster needs a while.
func joined(t *testing.T, l *Log, topics ...string) *member {
	ctx, stop := context.WithCancel(t.Context())
	m := &member{stop: stop, ended: make(chan error, 1)}
	go func() {
		for {
			err := l.Own(ctx, "announcers", topics, m.assigned)
			if !errors.Is(err, ErrUnavailable) || !pause(ctx, 100*time.Millisecond) {
				m.ended <- err
				return
			}
		}
	}()
	t.Cleanup(stop)
	return m
}

func TestPartitionsAreSharedOutAndHandedOver(t *testing.T) {
	topics := []string{schemas.Vacancies, schemas.Candidates}
	all := fmt.Sprint(map[string][]int{schemas.Vacancies: {0, 1, 2, 3, 4, 5}, schemas.Candidates: {0, 1, 2, 3, 4, 5}})
	onEach(t, func(t *testing.T, c Config) {
		one := opened(t, c)
		c.Brokers, c.TopicPrefix = one.Address(), one.cfg.TopicPrefix
		two := opened(t, c)

		first := joined(t, one, topics...)
		testkit.Eventually(t, "a lone process owns all", 20*time.Second, func() bool { return fmt.Sprint(first.owned()) == all })
		second := joined(t, two, topics...)
		testkit.Eventually(t, "two processes own half each, and nothing twice", 20*time.Second, func() bool {
			a, b := first.owned(), second.owned()
			both := make(map[string]map[int]int)
			for _, share := range []map[string][]int{a, b} {
				for topic, partitions := range share {
					for _, p := range partitions {
						if both[topic] == nil {
							both[topic] = make(map[int]int)
						}
						both[topic][p]++
					}
				}
			}
			for _, topic := range topics {
				if len(a[topic]) != 3 || len(b[topic]) != 3 || len(both[topic]) != schemas.Partitions {
					return false
				}
			}
			return true
		})
		first.stop()
		if err := <-first.ended; err != nil {
			t.Errorf("a process that wants to leave: %v", err)
		}
		if first.owned() != nil {
			t.Error("a process that has left still owns something")
		}
		testkit.Eventually(t, "the other takes over", 20*time.Second, func() bool { return fmt.Sprint(second.owned()) == all })
		second.stop()
		<-second.ended
	})
}

func TestAShareStaysWhenItsWorkIsDone(t *testing.T) {
	l := opened(t, Config{})
	ctx, stop := context.WithTimeout(t.Context(), 3*beatEvery)
	defer stop()
	turns := 0
	if err := l.Own(ctx, "g", []string{schemas.Vacancies}, func(context.Context, map[string][]int) { turns++ }); err != nil || turns != 1 {
		t.Errorf("%d turns, %v", turns, err)
	}
}

func TestOwningCannotBeginWithoutTopicOrLog(t *testing.T) {
	nothing := func(context.Context, map[string][]int) {}
	l := opened(t, Config{})
	if err := l.Own(t.Context(), "g", []string{"nonsense.v1"}, nothing); !errors.Is(err, ErrUnknownTopic) {
		t.Error(err)
	}
	if err := l.Own(t.Context(), "g", nil, nothing); err == nil || errors.Is(err, ErrUnavailable) {
		t.Error(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if err := l.Own(t.Context(), "g", []string{schemas.Vacancies}, nothing); !errors.Is(err, ErrClosed) {
		t.Error(err)
	}
}

func TestAnOutageEndsOwnershipWithAnError(t *testing.T) {
	l, w := openedByWire(t, Config{})
	owned, lost := make(chan struct{}), make(chan error, 1)
	go func() {
		lost <- l.Own(t.Context(), "g", []string{schemas.Vacancies}, func(ctx context.Context, _ map[string][]int) {
			close(owned)
			<-ctx.Done()
		})
	}()
	<-owned
	w.cut()
	if err := <-lost; !errors.Is(err, ErrUnavailable) {
		t.Error(err)
	}
}
