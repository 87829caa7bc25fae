package indexer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/schemas"
)

// maxBatch is the most records applied in one batch: large enough for bleve to be fast while catching up (its batches
// of 1,000 to 5,000 are within 5 % of one another), small enough to bound memory.
const maxBatch = 2000

// liveBatch is the most records of a batch once the fold has caught up: whoever pushes one record amid a bulk load waits
// for the batch under way and the next, and the lists that change are made within it.
const liveBatch = 100

const (
	// breath is the time from one batch to the next while records keep coming in: a batch of twenty costs little more than
	// one of five, and takes as much from those who ask.
	breath = 40 * time.Millisecond
	// few is how many records a batch has at most after which the next is not waited for.
	few = 4
)

// idleEvery is after how many batches at most a step is done of what waits for no record.
const idleEvery = 10

// Fold keeps one view equal to the log. Fields are set before Run and not changed; all but Share, Observer, Progress and
// ScrubEvery are required. Its methods are safe for concurrent use; Run is for one call.
type Fold struct {
	Log      Log
	Publish  Publisher        // of events and dead letters
	View     *view.View       // which nobody else may Apply to
	Share    *Share           // what is this process's to announce; nil = announce nothing
	Clock    func() time.Time // its zone says when a day ends
	Logger   *slog.Logger
	Observer Observer
	// Source and ModelVersion stand in the events.
	Source       string
	ModelVersion string
	// Progress, where given, is told how many records of how many have been caught up with.
	Progress func(done, total int64)
	// ScrubEvery is the least time between two rewritings of the view's files after erasures; 0 = an hour.
	ScrubEvery time.Duration

	done      atomic.Int64
	ready     atomic.Bool
	mu        sync.Mutex
	changed   chan struct{} // closed and replaced when a batch has been applied
	ends      map[string][]int64
	targets   map[string][]int64 // ends at the start; catching up means reaching them
	begun     atomic.Int64       // records that were behind at the start
	announcer *announcer         // nil = announce nothing
	settled   bool               // the view has caught up with the log, now or before it was opened
	applied   chan struct{}      // closed when the last batch has been applied
	busySince atomic.Int64       // when the batch under way was begun, in nanoseconds since 1970; 0 = none is
}

// Ready reports whether the fold has reached where the log ended when it started. Once it has it stays so, however far the log
// runs ahead after that: Observer.Lag tells.
func (f *Fold) Ready() bool { return f.ready.Load() }

// CaughtUp says how many of the records that were behind at the start have been folded; 0 of 0 before Run has asked the log.
// Offsets are counted, so that records that compaction took away count as folded.
func (f *Fold) CaughtUp() (done, total int64) { return f.done.Load(), f.begun.Load() }

// Verify compares the view's bookmark with the log: ErrGone where the bookmark is of another topic, behind its end
// or before its start, where an erasure may have been missed. The view must then be made anew. It asks the log once a topic,
// and gives its error where it does not answer; a topic that the view knows nothing of is in order.
func Verify(ctx context.Context, log Log, marks view.Marks) error {
	for _, topic := range Topics() {
		ends, err := log.Ends(ctx, topic)
		if err != nil {
			return fmt.Errorf("ask ends of %s: %w", topic, err)
		}
		mark, ok := marks[topic]
		if !ok {
			continue
		}
		if mark.Identity != ends.Identity || len(mark.Next) != len(ends.Next) {
			return fmt.Errorf("%s is another topic than was folded: %w", topic, ErrGone)
		}
		for p, next := range mark.Next {
			if next > ends.Next[p] || (next < ends.First[p] && next > 0) {
				return fmt.Errorf("%s/%d: bookmark %d, log from %d to %d: %w", topic, p, next, ends.First[p], ends.Next[p], ErrGone)
			}
		}
	}
	return nil
}

// Run folds until ctx ends, which is no error, and has joined all it started when it returns: the last round of couples may
// take five seconds more. It returns ErrGone where the view does not belong to the log any more, and what keeps it from
// reading the view's notes at the start; batches, events and dead letters that fail are tried again, with growing pauses.
func (f *Fold) Run(ctx context.Context) error {
	marks, err := f.start(ctx)
	if ctx.Err() != nil {
		return nil
	}
	if err != nil {
		return err
	}
	f.applied = make(chan struct{})
	g, ctx := errgroup.WithContext(ctx)
	if err := f.announce(ctx, g); err != nil {
		return err
	}
	pieces := make(chan piece, len(entities()))
	for _, e := range entities() {
		for p, next := range marks[e.topic].Next {
			g.Go(func() error { return f.readPartition(ctx, e, p, next, pieces) })
		}
	}
	g.Go(func() error { return f.apply(ctx, marks, pieces) })
	g.Go(func() error { return f.scrub(ctx) })
	return g.Wait()
}

// start completes the bookmark with topics it does not have and notes where the log ends now.
func (f *Fold) start(ctx context.Context) (view.Marks, error) {
	marks := f.View.Snapshot().Marks.Clone()
	f.ends, f.targets = map[string][]int64{}, map[string][]int64{}
	for _, topic := range Topics() {
		ends, ok := f.askEnds(ctx, topic)
		if !ok {
			return nil, ctx.Err()
		}
		mark, ok := marks[topic]
		if !ok {
			mark = view.TopicMarks{Identity: ends.Identity, Next: slices.Clone(ends.First)}
		}
		for p, next := range mark.Next {
			if next == 0 { // nothing of it was folded, so nothing can have been missed
				mark.Next[p] = ends.First[p]
			}
			f.begun.Add(max(0, ends.Next[p]-mark.Next[p]))
		}
		marks[topic], f.targets[topic], f.ends[topic] = mark, ends.Next, slices.Clone(ends.Next)
	}
	return marks, nil
}

// askEnds insists on an answer; false where ctx ended first.
func (f *Fold) askEnds(ctx context.Context, topic string) (ends Ends, ok bool) {
	ok = f.insist(ctx, "ask ends of "+topic, func(ctx context.Context) (err error) {
		ends, err = f.Log.Ends(ctx, topic)
		return err
	})
	return ends, ok
}

// apply gathers pieces into batches and applies them, one after another; between them it does what needs no record.
func (f *Fold) apply(ctx context.Context, marks view.Marks, pieces <-chan piece) error {
	defer close(f.applied)
	err := f.caughtUp(ctx, marks)
	var waiting queue
	var more bool
	for turn := 0; err == nil; turn++ {
		// Records go first, but not for ever; and what waits for none takes half of a processor.
		began := time.Now()
		if len(waiting) == 0 || turn%idleEvery == 0 {
			if more, err = f.idle(ctx); err != nil {
				break
			}
		}
		patience := time.Since(began)
		if !more {
			patience = alarm(f.Clock())
		}
		b := newBatch(marks)
		began = time.Now()
		if !f.gather(ctx, b, &waiting, pieces, patience) {
			return nil
		}
		if b.moved {
			err = f.commit(ctx, b)
			marks = b.marks
		}
		if n := b.size(); f.Ready() && n > few && n < liveBatch {
			wait(ctx, breath-time.Since(began))
		}
	}
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// commit brings a batch into the view: dead letters first, announcements last.
func (f *Fold) commit(ctx context.Context, b *batch) error {
	defer b.finish()
	began := f.Clock()
	f.busySince.Store(began.UnixNano())
	defer f.rest()
	if !f.bury(ctx, b) {
		return ctx.Err()
	}
	plan := f.plan(b)
	if !f.insist(ctx, "apply batch", func(context.Context) error { return f.View.Apply(b.changes, b.marks.Clone(), plan) }) {
		return ctx.Err()
	}
	if now := f.View.Snapshot(); b.kept != nil {
		f.announcer.takeUp(view.KeptBy(now.Batch), b.left, now)
	}
	err := f.caughtUp(ctx, b.marks)
	f.wake()
	f.observe(b, f.Clock().Sub(began))
	return err
}

// gather takes the pieces that are there, up to the size of a batch; where there are none, it waits so long for the first
// of them. False where ctx ended.
func (f *Fold) gather(ctx context.Context, b *batch, waiting *queue, pieces <-chan piece, patience time.Duration) bool {
	if len(*waiting) == 0 {
		timer := time.NewTimer(patience)
		defer timer.Stop()
		select {
		case <-ctx.Done():
			return false
		case p := <-pieces:
			*waiting = append(*waiting, p)
		case <-timer.C:
		}
	}
	most := maxBatch
	if f.Ready() {
		most = liveBatch
	}
	for more := true; more; {
		select {
		case p := <-pieces:
			*waiting = append(*waiting, p)
		default:
			waiting.fill(b, most, f.Observer.Process)
			more = false
		}
	}
	return ctx.Err() == nil
}

// caughtUp notes readiness: every partition has reached its end at the start. A view that reaches it for the first time
// is noted as whole; what changes in it from then on is announced.
func (f *Fold) caughtUp(ctx context.Context, marks view.Marks) error {
	if f.Ready() {
		return nil
	}
	var left int64
	for topic, ends := range f.targets {
		for p, end := range ends {
			left += max(0, end-marks[topic].Next[p])
		}
	}
	f.done.Store(f.begun.Load() - left)
	if f.Progress != nil {
		f.Progress(f.CaughtUp())
	}
	if left > 0 {
		return nil
	}
	if err := f.settle(ctx); err != nil {
		return err
	}
	f.ready.Store(true)
	return nil
}

// bury publishes the dead letters of a batch before the bookmark passes them; false where ctx ended first. One that the
// log refuses as too large is cut.
func (f *Fold) bury(ctx context.Context, b *batch) bool {
	now := f.Clock()
	records := make([]schemas.Record, len(b.dead))
	for i, it := range b.dead {
		records[i] = schemas.DeadLetter(&b.dead[i].record, it.reason, now)
	}
	return f.deliver(ctx, "publish dead letters", records, func(i int) *schemas.Record {
		cut := schemas.CutDeadLetter(&b.dead[i].record, b.dead[i].reason, now)
		return &cut
	})
}

func (f *Fold) observe(b *batch, took time.Duration) {
	f.Observer.batch(len(b.changes), took)
	if slices.ContainsFunc(b.changes, func(c view.Change) bool { return c.Source == nil }) {
		f.Observer.erased()
	}
	for _, it := range b.dead {
		f.Observer.dead(it.record.Topic, it.class)
		f.Logger.Warn("record set aside as a dead letter", "topic", it.record.Topic, "partition", it.record.Partition, "offset", it.record.Offset, "class", it.class)
	}
	s := f.View.Snapshot()
	f.Observer.documents(string(view.Candidates), s.People.Len())
	f.Observer.documents(string(view.Vacancies), s.Openings.Len())
	f.mu.Lock()
	defer f.mu.Unlock()
	for topic, mark := range s.Marks {
		for p, next := range mark.Next {
			f.Observer.lag(topic, p, max(0, f.ends[topic][p]-next))
		}
	}
}

// noteEnd notes where a partition ends, and tells how far the view is behind it and how long the batch under way has
// been tried: a fold that is stuck commits nothing that would tell.
func (f *Fold) noteEnd(topic string, partition int, end int64) {
	f.tellStuck()
	f.mu.Lock()
	defer f.mu.Unlock()
	f.ends[topic][partition] = max(f.ends[topic][partition], end)
	var next int64
	if mark, ok := f.View.Snapshot().Marks[topic]; ok {
		next = mark.Next[partition]
	}
	f.Observer.lag(topic, partition, max(0, f.ends[topic][partition]-next))
}

func (f *Fold) tellStuck() {
	var took time.Duration
	if began := f.busySince.Load(); began != 0 {
		took = max(0, f.Clock().Sub(time.Unix(0, began)))
	}
	f.Observer.stuck(took)
}

// rest notes that no batch is under way.
func (f *Fold) rest() {
	f.busySince.Store(0)
	f.tellStuck()
}

// wake lets everybody go who waits for a batch.
func (f *Fold) wake() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.changed != nil {
		close(f.changed)
		f.changed = nil
	}
}

// WaitFor returns once the record at the position is in the view, at once where it is already, or with an error that is both
// matcher.ErrUnavailable and ctx's. It does not see that a record was set aside: the position counts, whatever became of it.
func (f *Fold) WaitFor(ctx context.Context, at schemas.Position) error {
	for {
		f.mu.Lock()
		if f.changed == nil {
			f.changed = make(chan struct{})
		}
		changed := f.changed
		f.mu.Unlock()
		if f.View.Snapshot().Marks.Covers(at.Topic, at.Partition, at.Offset) {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("wait until searchable: %w", errors.Join(matcher.ErrUnavailable, ctx.Err()))
		}
	}
}
