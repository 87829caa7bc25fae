package indexer

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"matchd/indexer/view"
	"matchd/loadtest/testkit"
	"matchd/matcher"
	"matchd/matcher/fit/fittest"
	"matchd/schemas"
)

var errAway = errors.New("away")

func TestEveryRecordIsFoldedOnceHoweverOftenTheLogGivesIt(t *testing.T) {
	b := newBench(t)
	b.log.overlap, b.log.page = 3, 4
	var at schemas.Position
	for i := range 30 {
		c := fittest.Nurse(fmt.Sprint("c", i%10))
		c.Revision = int64(i)
		at = b.put(c)
	}
	records := 0
	b.Observer.Batch = func(n int, _ time.Duration) { records += n }
	b.start().untilReady().folded(at)
	if err := b.stop(); err != nil || records != 30 {
		t.Errorf("%d records were folded of 30, %v", records, err)
	}
	for i := range 10 {
		if c := testkit.Must(b.View.Candidate(fmt.Sprint("c", i))); c.Revision != int64(20+i) {
			t.Errorf("%s has revision %d, not that of the last record", c.ID, c.Revision)
		}
	}
}

func TestARestartedFoldGoesOnWhereItsViewSaysItWas(t *testing.T) {
	b := newBench(t)
	b.put(fittest.Nurse("a"))
	b.start().untilReady().restart()
	records := 0
	b.Observer.Batch = func(n int, _ time.Duration) { records += n }
	b.put(fittest.Nurse("b"))
	b.start().folded(b.put(fittest.Nurse("c")))
	if err := b.stop(); err != nil || records != 2 || b.View.Snapshot().People.Len() != 3 {
		t.Errorf("%d records, %d people, %v", records, b.View.Snapshot().People.Len(), err)
	}
}

func TestARecordThatCannotBeFoldedBecomesADeadLetterBeforeTheBookmarkPasses(t *testing.T) {
	right := func(key string) int { return schemas.PartitionOf([]byte(key), schemas.Partitions) }
	whole := testkit.Must(schemas.Encode(fittest.Nurse("c")))
	for _, c := range []struct {
		name      string
		partition int
		key       string
		value     []byte
		class     string
		reason    string
	}{
		{"in a partition that is not its key's", (right("c") + 1) % schemas.Partitions, "c", whole, "partition", "murmur2"},
		{"a tombstone in a wrong partition", (right("c") + 1) % schemas.Partitions, "c", nil, "partition", "murmur2"},
		{"no JSON", right("c"), "c", []byte("dear sir"), "malformed", "JSON object"},
		{"no bytes", right("c"), "c", []byte{}, "malformed", "JSON object"},
		{"JSON that breaks off", right("c"), "c", whole[:len(whole)/2], "malformed", "breaks off"},
		{"required fields absent", right("c"), "c", []byte(`{"id":"c"}`), "malformed", "revision"},
		{"another id than the key", right("d"), "d", whole, "malformed", "key"},
		{"too large", right("c"), "c", slices.Concat([]byte(`{"id":"`), make([]byte, schemas.MaxBytes)), "malformed", "larger"},
		{"bad UTF-8", right("c"), "c", []byte("{\"id\":\"c\xff\"}"), "malformed", "UTF-8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t)
			at := b.log.appendTo(schemas.Candidates, c.partition, c.key, c.value)
			classes := make(chan string, 1)
			b.Observer.Dead = func(_, class string) { classes <- class }
			b.mail.fail = func(try int) error {
				if b.View.Snapshot().Marks.Covers(at.Topic, at.Partition, at.Offset) {
					t.Error("the bookmark passed a dead letter that was not published")
				}
				if try < 3 {
					return errAway
				}
				return nil
			}
			b.start().folded(at)
			if class := <-classes; class != c.class {
				t.Errorf("class %q", class)
			}
			letters := b.mail.records()
			if len(letters) != 1 || letters[0].Topic != schemas.DeadLetters || string(letters[0].Key) != c.key || string(letters[0].Value) != string(c.value) {
				t.Fatalf("%d letters", len(letters))
			}
			from, reason, err := schemas.Refused(&letters[0])
			if err != nil || from != at || !strings.Contains(reason, c.reason) {
				t.Errorf("from %v because %q, %v", from, reason, err)
			}
			if b.View.Snapshot().People.Len() != 0 {
				t.Error("it was folded nevertheless")
			}
		})
	}
}

func TestWhatPassesIsTriedAgain(t *testing.T) {
	b := newBench(t)
	tries := map[string]int{}
	b.log.fail = func(op, topic string) error {
		if tries[op+topic]++; topic == schemas.Candidates && tries[op+topic] < 3 {
			return errAway
		}
		return nil
	}
	b.start().folded(b.put(fittest.Nurse("c")))
}

func TestAPositionThatIsGoneEndsTheFold(t *testing.T) {
	b := newBench(t)
	b.start().folded(b.put(fittest.Nurse("c")))
	b.log.failWith(func(op, topic string) error {
		if op == "fetch" && topic == schemas.Decisions {
			return fmt.Errorf("truncated: %w", ErrGone)
		}
		return nil
	})
	if err := <-b.ended; !errors.Is(err, ErrGone) {
		t.Errorf("got %v", err)
	}
	b.ended <- nil
}

func TestVerifyTellsAViewOfThisLogFromOthers(t *testing.T) {
	ends := Ends{Identity: "one", First: []int64{10, 0}, Next: []int64{20, 5}}
	for _, c := range []struct {
		name  string
		marks view.Marks
		gone  bool
	}{
		{"an empty view", view.Marks{}, false},
		{"a view that is behind", view.Marks{schemas.Vacancies: {Identity: "one", Next: []int64{12, 3}}}, false},
		{"a view at the end", view.Marks{schemas.Vacancies: {Identity: "one", Next: []int64{20, 5}}}, false},
		{"a partition of which nothing was folded", view.Marks{schemas.Vacancies: {Identity: "one", Next: []int64{0, 0}}}, false},
		{"a topic that was made again", view.Marks{schemas.Vacancies: {Identity: "two", Next: []int64{12, 3}}}, true},
		{"a bookmark behind the end", view.Marks{schemas.Vacancies: {Identity: "one", Next: []int64{21, 3}}}, true},
		{"a bookmark before the start", view.Marks{schemas.Vacancies: {Identity: "one", Next: []int64{9, 3}}}, true},
		{"another number of partitions", view.Marks{schemas.Vacancies: {Identity: "one", Next: []int64{12}}}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := Verify(t.Context(), fixedEnds{ends, nil}, c.marks); errors.Is(err, ErrGone) != c.gone || (err != nil) != c.gone {
				t.Errorf("got %v", err)
			}
		})
	}
	if err := Verify(t.Context(), fixedEnds{ends, errAway}, view.Marks{}); !errors.Is(err, errAway) || errors.Is(err, ErrGone) {
		t.Errorf("a log that is away: %v", err)
	}
}

// fixedEnds is a log that only knows its ends.
type fixedEnds struct {
	ends Ends
	err  error
}

func (f fixedEnds) Ends(context.Context, string) (Ends, error) { return f.ends, f.err }
func (f fixedEnds) Fetch(context.Context, string, int, int64) (Page, error) {
	return Page{}, errAway
}

func TestAPartitionOfWhichNothingWasFoldedBeginsWhereTheLogDoes(t *testing.T) {
	b := newBench(t)
	b.start().folded(b.put(fittest.Nurse("c")))
	if err := b.stop(); err != nil {
		t.Fatal(err)
	}
	p := schemas.PartitionOf([]byte("v"), schemas.Partitions)
	b.log.hole(schemas.Vacancies, p, 7)
	b.log.parts[schemas.Vacancies][p].first = 7
	at := b.put(fittest.Nursing("v"))
	if err := b.View.Close(); err != nil {
		t.Fatal(err)
	}
	b.renew()
	b.start().folded(at)
}

func TestTheFoldIsReadyOnceItReachesWhereTheLogEndedAtItsStart(t *testing.T) {
	b := newBench(t)
	at := b.put(fittest.Nurse("c"))
	b.log.hole(schemas.Vacancies, 2, 5)
	asked := make(chan struct{})
	tell := sync.OnceFunc(func() { close(asked) })
	b.log.fail = func(op, topic string) error {
		if op == "fetch" && topic == schemas.Candidates {
			tell()
			return errAway
		}
		return nil
	}
	b.start()
	<-asked
	if b.Ready() {
		t.Error("ready before it has caught up")
	}
	short, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if err := b.WaitFor(short, at); !errors.Is(err, context.DeadlineExceeded) || !errors.Is(err, matcher.ErrUnavailable) {
		t.Errorf("waiting ended with %v", err)
	}
	b.log.failWith(nil)
	b.untilReady().folded(at)
	if done, total := b.CaughtUp(); done != 6 || total != 6 {
		t.Errorf("caught up with %d of %d", done, total)
	}
	if got := b.View.Snapshot().Marks[schemas.Vacancies].Next[2]; got != 5 {
		t.Errorf("a hole left the bookmark at %d", got)
	}
}

func TestBatchesAreLargeWhileCatchingUpAndSmallWhenLive(t *testing.T) {
	b := newBench(t)
	for i := range 3000 {
		b.log.append(schemas.Candidates, fmt.Sprint("c", i), nil)
	}
	var sizes []int
	b.Observer.Batch = func(n int, _ time.Duration) { sizes = append(sizes, n) }
	b.start().untilReady()
	for i := range 3 {
		b.folded(b.put(fittest.Nurse(fmt.Sprint("d", i))))
	}
	if err := b.stop(); err != nil {
		t.Fatal(err)
	}
	if n := len(sizes); n < 4 || n > 12 || slices.Max(sizes) < 400 || slices.Max(sizes) > maxBatch+b.log.page || !slices.Equal(sizes[n-3:], []int{1, 1, 1}) {
		t.Errorf("batches of %v", sizes)
	}
}

func TestTheLagIsWhatTheViewIsBehind(t *testing.T) {
	b := newBench(t)
	lag := map[string]int64{}
	most := int64(0)
	b.Observer.Lag = func(topic string, p int, n int64) {
		lag[fmt.Sprint(topic, p)] = n
		most = max(most, n)
	}
	b.log.page = 1
	for i := range 8 {
		b.log.append(schemas.Candidates, "c", testkit.Must(schemas.Encode(fittest.Nurse("c"))), schemas.Header{Key: "n", Value: []byte{byte(i)}})
	}
	b.start().untilReady()
	if err := b.stop(); err != nil {
		t.Fatal(err)
	}
	for at, n := range lag {
		if n != 0 {
			t.Errorf("%s is %d behind after all", at, n)
		}
	}
	if most != 8 || len(lag) != len(Topics())*schemas.Partitions {
		t.Errorf("was at most %d behind, in %d partitions", most, len(lag))
	}
}

func TestErasedBytesLeaveTheFilesOfAViewThatIsFolded(t *testing.T) {
	b := newBench(t)
	b.ScrubEvery = 10 * time.Millisecond
	b.start()
	b.put(fittest.Nurse("d"))
	b.folded(b.put(fittest.Nurse("c")))
	b.folded(b.log.append(schemas.Candidates, "c", nil))
	b.until("the erasure has left the files", func() bool { return !b.View.Unscrubbed() })
	if n := testkit.Must(b.View.Documents()); n != 1 {
		t.Errorf("%d documents", n)
	}
}
