package indexer

import (
	"context"
	"slices"
	"sync"
	"time"

	"matchd/schemas"
)

// outbox publishes the letters that are kept, in order: at once those of partitions that are ours, those of others when
// we take them over. What somebody else has owned for the whole of grace is dropped. A process that dies in between
// publishes some of them again when it comes back; equal ids let readers drop the repeat.
type outbox struct {
	*announcer
	mu     sync.Mutex
	sheafs []*sheaf
	woken  bell
	others time.Time // since when others are known to own what is not ours; zero = they are not
}

// sheaf is the letters that are kept under one name.
type sheaf struct {
	name  string
	since time.Time
	left  [schemas.Partitions]bool // partitions with letters that have not gone
}

func newOutbox(a *announcer) *outbox { return &outbox{announcer: a, woken: newBell()} }

// add takes letters that are on file.
func (o *outbox) add(name string, letters []letter) {
	if len(letters) == 0 {
		o.done(name)
		return
	}
	s := &sheaf{name: name, since: o.fold.Clock()}
	for i := range letters {
		s.left[letters[i].Partition] = true
	}
	o.mu.Lock()
	o.sheafs = append(o.sheafs, s)
	o.mu.Unlock()
	o.woken.ring()
}

// run sends what can be sent until ctx ends.
func (o *outbox) run(ctx context.Context) error {
	tick := time.NewTicker(grace / 20) // for what grows too old
	defer tick.Stop()
	for o.round(ctx) {
		select {
		case <-ctx.Done():
			return nil
		case <-o.woken:
		case <-o.fold.Share.woken:
		case <-tick.C:
		}
	}
	return nil
}

// round looks at everything once; false where ctx ended.
func (o *outbox) round(ctx context.Context) bool {
	o.mu.Lock()
	all := slices.Clone(o.sheafs)
	o.mu.Unlock()
	began, known := o.fold.Share.now()
	o.note(known)
	for _, s := range all {
		// Sending takes time: what was lost meanwhile is not ours any more, and what was gained waits for the next round,
		// lest its later letters go before its earlier ones.
		owned, _ := o.fold.Share.now()
		for p := range owned {
			owned[p] = owned[p] && began[p]
		}
		if !o.send(ctx, s, owned) {
			return false
		}
		if s.left == ([schemas.Partitions]bool{}) || o.stale(s) {
			o.done(s.name)
			o.mu.Lock()
			o.sheafs = slices.DeleteFunc(o.sheafs, func(x *sheaf) bool { return x == s })
			o.mu.Unlock()
		}
	}
	return true
}

// note remembers since when others are known to own what is not ours.
func (o *outbox) note(known bool) {
	switch {
	case !known:
		o.others = time.Time{}
	case o.others.IsZero():
		o.others = o.fold.Clock()
	}
}

// stale reports whether others had the letters that are left for long enough to announce them.
func (o *outbox) stale(s *sheaf) bool {
	now := o.fold.Clock()
	return !o.others.IsZero() && now.Sub(o.others) > grace && now.Sub(s.since) > grace
}

// send publishes what is ours of a sheaf; false where ctx ended first.
func (o *outbox) send(ctx context.Context, s *sheaf, owned [schemas.Partitions]bool) bool {
	var ours [schemas.Partitions]bool
	for p := range ours {
		ours[p] = owned[p] && s.left[p]
	}
	if ours == ([schemas.Partitions]bool{}) {
		return true
	}
	d, err := readDue(o.fold.View, s.name)
	if err != nil {
		o.fold.Logger.ErrorContext(ctx, "events on file cannot be read and are left out", "error", err)
		s.left = [schemas.Partitions]bool{}
		return true
	}
	var records []schemas.Record
	count := map[schemas.EventType]int{}
	for _, l := range d.Letters {
		if !ours[l.Partition] {
			continue
		}
		r := l.Event.Record()
		r.Headers = append(r.Headers, l.Trace...)
		records = append(records, r)
		count[l.Event.Type]++
	}
	if !o.fold.deliver(ctx, "publish match events", records, func(int) *schemas.Record { return nil }) {
		return false
	}
	for p := range ours {
		s.left[p] = s.left[p] && !ours[p]
	}
	for t, n := range count {
		o.fold.Observer.events(string(t), n)
	}
	return true
}
