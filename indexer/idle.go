package indexer

import (
	"cmp"
	"context"
	"time"

	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/schemas"
)

// Calendar stands as the topic of the cause where a new day, and no record, changed a standing list: the partition is
// the vacancy's, the offset the number of the day. Every process thus gives such an event the same id.
const Calendar = "calendar"

// idle does a step of what needs no record: standing lists of a new day, and lists still to be made. It reports
// whether there is more to do.
func (f *Fold) idle(ctx context.Context, marks view.Marks) (more bool, err error) {
	if !f.Ready() || f.Standing == nil {
		return false, nil
	}
	now, at := f.View.Snapshot(), f.Clock()
	today := matcher.DateOf(at)
	notices, older := f.Standing.Refresh(now, today)
	growing := f.Standing.Grow(now, today)
	if len(notices) == 0 {
		return older || growing, nil
	}
	var out []letter
	for _, n := range notices {
		cause := schemas.Position{Topic: Calendar, Partition: schemas.PartitionOf([]byte(n.Vacancy), schemas.Partitions), Offset: int64(today)}
		e, err := f.noticeEvent(n, cause, at)
		if err != nil {
			return false, err
		}
		out = append(out, letter{Event: e})
	}
	data, err := outbox(out)
	if err != nil {
		return false, err
	}
	keep := func(_, _ *view.Snapshot, _ view.Touched) ([]byte, error) { return data, nil }
	if !f.insist(ctx, "store announcements", func(context.Context) error { return f.View.Apply(nil, marks.Clone(), keep) }) {
		return false, nil
	}
	return older || growing, f.announceOutbox(ctx)
}

// alarm is when to look at the clock again: at midnight, and within the hour, since a machine may have slept.
func alarm(now time.Time) time.Duration {
	y, m, d := now.Date()
	return min(time.Hour, time.Date(y, m, d+1, 0, 0, 0, 0, now.Location()).Sub(now))
}

// scrub lets the bytes of erased records leave the view's files, at most once per ScrubEvery.
func (f *Fold) scrub(ctx context.Context) error {
	every := cmp.Or(f.ScrubEvery, time.Hour)
	for pause := min(every, time.Minute); wait(ctx, pause); {
		if !f.Ready() || !f.View.Unscrubbed() {
			continue
		}
		began := f.Clock()
		if err := f.View.Scrub(ctx); err != nil && ctx.Err() == nil {
			f.Logger.WarnContext(ctx, "erased records are still in the files, trying again later", "error", err)
		} else if err == nil {
			f.Logger.InfoContext(ctx, "erased records have left the files", "took", f.Clock().Sub(began))
		}
		pause = every
	}
	return nil
}
