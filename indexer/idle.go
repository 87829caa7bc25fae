package indexer

import (
	"cmp"
	"context"
	"time"

	"matchd/matcher"
	"matchd/schemas"
)

// Calendar stands as the topic of the cause where a new day, and no record, changed something: the partition is that
// of the vacancy or other row that it went by, the offset the number of the day. Every process thus gives such an event the same id.
const Calendar = "calendar"

func calendar(id string, today matcher.Date) schemas.Position {
	return schemas.Position{Topic: Calendar, Partition: partitionOf(id), Offset: int64(today)}
}

// idle does a step of what needs no record: standing lists of a new day, and lists still to be made. It reports
// whether there is more to do.
func (f *Fold) idle(ctx context.Context) (more bool, err error) {
	if !f.Ready() || f.announcer == nil {
		return false, nil
	}
	return f.announcer.step(ctx)
}

func (a *announcer) step(ctx context.Context) (more bool, err error) {
	at := a.fold.Clock()
	today := matcher.DateOf(at)
	notices, done, more := a.lists.Step(a.fold.View.Snapshot(), today)
	rows, traces := a.causesOf(done)
	var letters []letter
	for _, n := range notices {
		cause, trace := calendar(n.Vacancy, today), []schemas.Header(nil)
		if len(rows.by) > 0 {
			cause = rows.of(n.Vacancy, n.Candidate)
			trace = traces[cause]
		}
		letters = a.append(letters, n.Vacancy, trace, func() (schemas.Event, error) { return a.noticeEvent(n, cause, at) })
	}
	if err := a.keep(ctx, letters); err != nil {
		return more, err
	}
	a.settle(done)
	if more || a.noted == today {
		return more, nil
	}
	a.noted = today
	return false, a.fold.note(ctx, noteLists, today)
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
