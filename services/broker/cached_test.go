package broker

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"

	"matchd/matcher"
)

// counted is a cached use case that counts what happens: answers worked out, hits, misses and failures.
type counted struct {
	l                            *ledger
	made, hits, misses, failures int
	meanwhile                    func() // done while an answer is worked out
	ask                          UseCase[Asked[string], string]
}

func newCounted(t *testing.T) *counted {
	c := &counted{l: newLedger(t)}
	count := func(n *int) func(context.Context) { return func(context.Context) { *n++ } }
	key := func(q Asked[string]) string {
		if q.Q == "" {
			return ""
		}
		return cacheKey(q.Q, c.l.view.Snapshot().Marks.Generation())
	}
	c.ask = cached(c.l.Service, cacheObserver{count(&c.hits), count(&c.misses), count(&c.failures)}, key,
		func(ctx context.Context, q Asked[string]) (string, error) {
			c.made++
			if c.meanwhile != nil {
				c.meanwhile()
			}
			if q.Q == "wrong" {
				return "", matcher.ErrNotFound
			}
			return "answer to " + q.Q, ctx.Err()
		})
	return c
}

// again asks the question n times and fails where an answer is not right.
func (c *counted) again(t *testing.T, n int, q string) {
	t.Helper()
	for range n {
		if got, err := c.ask(t.Context(), everybody(q)); err != nil || got != "answer to "+q {
			t.Fatalf("%q is answered %q, %v", q, got, err)
		}
	}
}

func TestACacheSavesWorkAndCannotHurt(t *testing.T) {
	for _, test := range []struct {
		name string
		run  func(t *testing.T, c *counted)
		want [4]int // made, hits, misses, failures
	}{
		{"the same question is worked out once", func(t *testing.T, c *counted) { c.again(t, 3, "a") }, [4]int{1, 2, 1, 0}},
		{"another question is another answer", func(t *testing.T, c *counted) { c.again(t, 1, "a"); c.again(t, 1, "b") }, [4]int{2, 0, 2, 0}},
		{"a question without a key is never kept", func(t *testing.T, c *counted) { c.again(t, 2, "") }, [4]int{2, 0, 0, 0}},
		{"a cache that fails is passed by, reading and writing", func(t *testing.T, c *counted) {
			c.l.store.err = errors.New("away")
			c.again(t, 2, "a")
		}, [4]int{2, 0, 0, 4}},
		{"what cannot be read is a miss", func(t *testing.T, c *counted) {
			c.again(t, 1, "a")
			for key := range c.l.store.kept {
				c.l.store.kept[key] = []byte("{half")
			}
			c.again(t, 1, "a")
		}, [4]int{2, 0, 2, 0}},
		{"a failure is not kept", func(t *testing.T, c *counted) {
			for range 2 {
				if _, err := c.ask(t.Context(), everybody("wrong")); !errors.Is(err, matcher.ErrNotFound) {
					t.Errorf("the error is %v", err)
				}
			}
		}, [4]int{2, 0, 2, 0}},
		{"an answer that was overtaken is not kept", func(t *testing.T, c *counted) {
			c.meanwhile = func() { c.l.stock("p") }
			c.again(t, 1, "a")
			if len(c.l.store.kept) != 0 {
				t.Error("it is kept, though what is in it may have been erased")
			}
		}, [4]int{1, 0, 1, 0}},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := newCounted(t)
			test.run(t, c)
			if got := [4]int{c.made, c.hits, c.misses, c.failures}; got != test.want {
				t.Errorf("made, hits, misses, failures are %v, want %v", got, test.want)
			}
		})
	}
}

func TestEqualQuestionsAtOnceAreAnsweredOnceWhoeverLeaves(t *testing.T) {
	c := newCounted(t)
	synctest.Test(t, func(t *testing.T) {
		release := make(chan struct{})
		c.meanwhile = func() { <-release }
		first, leave := context.WithCancel(t.Context())
		answers := make(chan string, 3)
		for _, ctx := range []context.Context{first, t.Context(), t.Context()} {
			go func() {
				got, err := c.ask(ctx, everybody("a"))
				if err != nil {
					got = err.Error()
				}
				answers <- got
			}()
			synctest.Wait()
		}
		leave()
		close(release)
		got := []string{<-answers, <-answers, <-answers}
		if !slices.Equal(got, []string{"answer to a", "answer to a", "answer to a"}) || c.made != 1 {
			t.Errorf("answers are %q, worked out %d times", got, c.made)
		}
	})
}
