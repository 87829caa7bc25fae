package indexer

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"time"

	"golang.org/x/sync/errgroup"

	"matchd/indexer/standing"
	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/schemas"
)

// announcer says what the log's records change. Nothing that goes wrong in it may hold the fold up: what cannot be told
// is logged and left out.
type announcer struct {
	fold   *Fold
	lists  *standing.Lists
	ledger *ledger
	outbox *outbox
	rounds *rounds
	noted  matcher.Date    // that noteLists says
	owed   map[string]owed // by causeKey: new rows that lists are still to be changed for
	owing  map[string]int  // how many of them stand on file, by the name
}

// owed is a new row that lists are still to be changed for, and the name under which it is kept.
type owed struct {
	touch
	name string
}

// The notes in which a view remembers the day that its lists, and its couplings, were last brought up to date for.
// The first also says that the view has once caught up with the log: one without it is still being loaded.
const (
	noteLists     = "lists"
	noteCouplings = "couplings"
)

// announce starts what announces, where anything is to be. A view that had caught up before announces what the log
// changes from where it stands; one that is loaded for the first time begins when it has caught up (settle).
func (f *Fold) announce(ctx context.Context, g *errgroup.Group) error {
	lists, err := f.noted(noteLists)
	if err != nil {
		return err
	}
	couplings, err := f.noted(noteCouplings)
	if err != nil {
		return err
	}
	f.settled = lists != 0
	if f.Share == nil {
		return nil
	}
	f.announcer = newAnnouncer(f)
	if f.settled {
		if err := f.announcer.begin(lists, cmp.Or(couplings, lists)); err != nil {
			return err
		}
	}
	g.Go(func() error { return f.announcer.outbox.run(ctx) })
	g.Go(func() error { return f.announcer.rounds.run(ctx, f.applied) })
	return nil
}

// Known reports whether the view had caught up with the log before it was opened, so that it gives every event that
// comes of what is folded from there on; a view that is loaded for the first time knows none of before it was ready.
func (f *Fold) Known() bool {
	day, err := f.noted(noteLists)
	return err == nil && day != 0
}

// settle notes, the first time that a view has caught up, that it is whole.
func (f *Fold) settle(ctx context.Context) error {
	if f.settled {
		return nil
	}
	today := matcher.DateOf(f.Clock())
	for _, name := range []string{noteCouplings, noteLists} { // the one that says that it is whole is the last
		if err := f.note(ctx, name, today); err != nil {
			return err
		}
	}
	f.settled = true
	if f.announcer == nil {
		return nil
	}
	return f.announcer.begin(today, today)
}

func (f *Fold) note(ctx context.Context, name string, day matcher.Date) error {
	if !f.insist(ctx, "note the day", func(context.Context) error { return f.View.Note(name, strconv.Itoa(int(day))) }) {
		return ctx.Err()
	}
	return nil
}

// noted is the day that was noted; 0 = none was.
func (f *Fold) noted(name string) (matcher.Date, error) {
	text, err := f.View.Noted(name)
	if err != nil || text == "" {
		return 0, err
	}
	day, err := strconv.Atoi(text)
	if err != nil {
		return 0, fmt.Errorf("read note %s: %w", name, err)
	}
	return matcher.Date(day), nil
}

// plan gives what a batch has to announce, to be kept with it. It moves the standing lists on, so that a batch that is
// tried again is given what it was given first.
func (f *Fold) plan(b *batch) view.Plan {
	if f.announcer == nil || !f.settled {
		return nil
	}
	return func(before, after *view.Snapshot, touched view.Touched) []byte {
		if b.left == nil {
			b.left = f.announcer.weigh(b, before, after, touched)
			b.kept = f.announcer.write(b.left)
		}
		return b.kept
	}
}

func newAnnouncer(f *Fold) *announcer {
	a := &announcer{fold: f, lists: standing.New(f.View.Judge()), ledger: &ledger{users: map[string]int{}}, owed: map[string]owed{}, owing: map[string]int{}}
	a.outbox, a.rounds = newOutbox(a), newRounds(a)
	return a
}

// begin takes the view as it stands for what is known, on the day that it was last brought up to date for, and takes up
// what an earlier process left.
func (a *announcer) begin(day, coupled matcher.Date) error {
	now := a.fold.View.Snapshot()
	a.noted = day
	a.lists.Begin(now, day)
	a.rounds.begin(now, coupled)
	names, err := a.fold.View.Kept()
	if err != nil {
		return err
	}
	defer close(a.rounds.begun)
	for _, name := range names {
		d, err := readDue(a.fold.View, name)
		if err != nil {
			a.fold.Logger.Error("what was due cannot be read and is left out", "name", name, "error", err)
		}
		for i := range d.Touched {
			d.Touched[i].found = true
		}
		a.takeUp(name, &d, now)
	}
	return nil
}

// takeUp hands what is kept under a name to those who see to it; after is the state that it leads to.
func (a *announcer) takeUp(name string, d *due, after *view.Snapshot) {
	for _, t := range d.Touched {
		if t.Later {
			a.lists.PutOff(after, t.Kind, t.ID)
			a.owed[causeKey(t.Kind, t.ID)] = owed{t, name}
			a.owing[name]++
		}
	}
	a.ledger.open(name, 2+min(1, a.owing[name]))
	a.rounds.add(name, d.Touched, after)
	a.outbox.add(name, d.Letters)
}

// causesOf says which records brought rows that were put off, with their traces.
func (a *announcer) causesOf(rows view.Touched) (causeOf, map[schemas.Position][]schemas.Header) {
	c, traces := causeOf{by: map[string]schemas.Position{}}, map[schemas.Position][]schemas.Header{}
	for kind, ids := range map[view.Kind][]string{view.Vacancies: rows.Openings, view.Candidates: rows.People} {
		for _, id := range ids {
			if o, ok := a.owed[causeKey(kind, id)]; ok {
				c.by[causeKey(kind, id)], c.last = o.Cause, o.Cause
				traces[o.Cause] = o.Trace
			}
		}
	}
	return c, traces
}

// settle strikes off rows that lists have been changed for, on file too: from now on they are no news.
func (a *announcer) settle(rows view.Touched) {
	met := map[string]bool{}
	for kind, ids := range map[view.Kind][]string{view.Vacancies: rows.Openings, view.Candidates: rows.People} {
		for _, id := range ids {
			if o, ok := a.owed[causeKey(kind, id)]; ok {
				delete(a.owed, causeKey(kind, id))
				a.owing[o.name]--
				met[o.name] = true
			}
		}
	}
	for name := range met {
		if err := a.strike(name); err != nil { // they will be news again after a restart
			a.fold.Logger.Warn("what was announced is still on file", "error", err)
		}
		if a.owing[name] == 0 {
			delete(a.owing, name)
			a.done(name)
		}
	}
}

// strike marks what is kept under a name with the rows that are still to be looked at.
func (a *announcer) strike(name string) error {
	d, err := readDue(a.fold.View, name)
	if err != nil {
		return err
	}
	for i := range d.Touched {
		t := &d.Touched[i]
		o, ok := a.owed[causeKey(t.Kind, t.ID)]
		t.Later = t.Later && ok && o.name == name
	}
	data, err := d.write()
	if err != nil {
		return err
	}
	return a.fold.View.Rewrite(name, data)
}

// done is called by each of those who see to something that is kept.
func (a *announcer) done(name string) {
	if !a.ledger.done(name) {
		return
	}
	if err := a.fold.View.Drop(name); err != nil { // it will be announced again after a restart
		a.fold.Logger.Warn("what was announced is still on file", "error", err)
	}
}

// weigh gives what a batch leaves to announce: changes of standing lists, then decisions, and the rows whose companies
// may be coupled otherwise now.
func (a *announcer) weigh(b *batch, before, after *view.Snapshot, touched view.Touched) *due {
	now := a.fold.Clock()
	cause := causes(b.changes)
	d := &due{}
	notices, later := a.lists.Update(before, after, touched, matcher.DateOf(now))
	for _, n := range notices {
		by := cause.of(n.Vacancy, n.Candidate)
		d.Letters = a.append(d.Letters, n.Vacancy, b.traces[by], func() (schemas.Event, error) { return a.noticeEvent(n, by, now) })
	}
	d.Letters = a.decided(d.Letters, b, before, after, now)
	putOff := map[string]bool{}
	for kind, ids := range map[view.Kind][]string{view.Vacancies: later.Openings, view.Candidates: later.People} {
		for _, id := range ids {
			putOff[causeKey(kind, id)] = true
		}
	}
	for kind, ids := range map[view.Kind][]string{view.Surpluses: touched.Groups, view.Vacancies: touched.Openings, view.Candidates: touched.People} {
		for _, id := range ids {
			by := cause.record(causeKey(kind, id))
			d.Touched = append(d.Touched, touch{Kind: kind, ID: id, Cause: by, Trace: b.traces[by], Later: putOff[causeKey(kind, id)]})
		}
	}
	return d
}

// append adds the event that is made, or logs why it cannot be.
func (a *announcer) append(to []letter, by string, trace []schemas.Header, event func() (schemas.Event, error)) []letter {
	e, err := event()
	if err != nil {
		a.fold.Logger.Error("an event cannot be told and is left out", "error", err)
		return to
	}
	return append(to, newLetter(e, by, trace))
}

// write gives the form in which something is kept, nil where that cannot be.
func (a *announcer) write(d *due) []byte {
	data, err := d.write()
	if err != nil {
		a.fold.Logger.Error("events cannot be kept and are left out", "error", err)
	}
	return data
}

func (a *announcer) noticeEvent(n standing.Notice, cause schemas.Position, at time.Time) (schemas.Event, error) {
	kind := schemas.MatchLapsed
	if n.Found {
		kind = schemas.MatchFound
	}
	id := matcher.MatchID(n.Candidate, n.Vacancy)
	return schemas.NewEvent(kind, a.fold.Source, id, cause, at, regions(n.Region), schemas.MatchChanged{
		MatchID: id, CandidateID: n.Candidate, VacancyID: n.Vacancy, Score: matcher.Millionths(n.Score), Rank: n.Rank,
		ModelVersion: a.fold.ModelVersion, Region: n.Region,
	})
}

// decided adds an event for every decision. It names nobody who shares the profile with nobody: then the event is about
// the vacancy alone.
func (a *announcer) decided(to []letter, b *batch, before, after *view.Snapshot, at time.Time) []letter {
	for i := range b.changes {
		c := &b.changes[i]
		if c.Kind != view.Decisions || c.Decision == nil {
			continue
		}
		supply, vacancy, _ := matcher.SplitMatchID(c.ID)
		subject, match := c.ID, c.ID
		if !after.Disclosed(supply, matcher.DateOf(at)) {
			subject, match = vacancy, ""
		}
		region := standing.RegionOf(a.fold.View.Judge(), vacancy, after, before)
		stage := c.Decision.Stage()
		stage.Conflicting = after.Conflicting(c.Decision)
		to = a.append(to, vacancy, b.traces[c.Cause], func() (schemas.Event, error) {
			return schemas.NewEvent(schemas.MatchDecision, a.fold.Source, subject, c.Cause, at, regions(region), schemas.MatchDecided{
				MatchID: match, VacancyID: vacancy, ByParty: c.Decision.ByParty.Kind, Stage: stage, Taken: c.Decision.Taken(),
			})
		})
	}
	return to
}

func regions(code string) []string {
	if code == "" {
		return nil
	}
	return []string{code}
}

// keep puts letters on file that no batch brings, and sends them on their way.
func (a *announcer) keep(ctx context.Context, letters []letter) error {
	data := a.write(&due{Letters: letters})
	if data == nil {
		return nil
	}
	var name string
	if !a.fold.insist(ctx, "keep announcements", func(context.Context) (err error) {
		name, err = a.fold.View.Keep(data)
		return err
	}) {
		return fmt.Errorf("keep announcements: %w", ctx.Err())
	}
	a.ledger.open(name, 1)
	a.outbox.add(name, letters)
	return nil
}
