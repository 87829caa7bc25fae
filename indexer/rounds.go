package indexer

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"sync"
	"time"

	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/schemas"
)

// rounds announces which companies can be coupled since the last round, and which no longer can, beside the fold: what
// is touched while a round is under way is gathered for the next, so that a bulk load makes few rounds of many rows.
//
// The rows that are still to be looked at are on file, the state before them is not: where a process dies before a
// round has ended, the next one announces every couple that those rows can be part of now, some of them once more, and
// cannot tell which couples they ended. A process that is stopped finishes its round.
type rounds struct {
	*announcer
	mu      sync.Mutex
	touched map[string]touch // by causeKey
	names   []string         // under which they are kept
	after   *view.Snapshot   // the state that they lead to
	woken   bell
	begun   chan struct{} // closed when there is a state to begin with

	before *view.Snapshot // the state, and the day, that the last round ended with
	day    matcher.Date
	last   bool // the round that is under way, or comes, is the last of the process
}

func newRounds(a *announcer) *rounds {
	return &rounds{announcer: a, touched: map[string]touch{}, woken: newBell(), begun: make(chan struct{})}
}

func (r *rounds) begin(now *view.Snapshot, day matcher.Date) {
	r.before, r.after, r.day = now, now, day
}

// add takes rows that led to a state.
func (r *rounds) add(name string, rows []touch, after *view.Snapshot) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.names, r.after = append(r.names, name), after
	for _, t := range rows {
		key := causeKey(t.Kind, t.ID)
		t.found = t.found || r.touched[key].found
		r.touched[key] = t
	}
	r.woken.ring()
}

// lastRound is how long the round may take that is under way, or due, when the process stops.
const lastRound = 5 * time.Second

// run makes rounds until the fold has applied its last batch, and then one more.
func (r *rounds) run(ctx context.Context, folded <-chan struct{}) error {
	select {
	case <-r.begun:
	case <-folded:
		return nil
	}
	for ctx.Err() == nil {
		if err := r.round(ctx); err != nil {
			break
		}
		day := time.NewTimer(alarm(r.fold.Clock()))
		select {
		case <-ctx.Done():
		case <-r.woken:
		case <-day.C:
		}
		day.Stop()
	}
	<-folded
	r.last = true
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastRound)
	defer cancel()
	if err := r.round(ctx); err != nil {
		r.fold.Logger.WarnContext(ctx, "stopped before all couples of companies were looked at", "rows", len(r.touched))
	}
	return nil
}

// task is what one round has to do.
type task struct {
	rows  map[string]touch
	names []string
	after *view.Snapshot
	today matcher.Date
}

// take begins a round; nothing is forgotten until it has ended.
func (r *rounds) take() task {
	r.mu.Lock()
	defer r.mu.Unlock()
	t := task{maps.Clone(r.touched), slices.Clone(r.names), r.after, matcher.DateOf(r.fold.Clock())}
	if t.today != r.day {
		for _, row := range ended(r.before, r.day, t.today) {
			if key := causeKey(row.Kind, row.ID); t.rows[key].ID == "" {
				t.rows[key] = row
			}
		}
	}
	return t
}

// end forgets what a round has looked at; rows that were touched again meanwhile stay, with the newer state.
func (r *rounds) end(t *task) {
	r.mu.Lock()
	for key, row := range t.rows {
		if r.touched[key].Cause == row.Cause {
			delete(r.touched, key)
		}
	}
	for key, row := range r.touched { // touched again: now the state before it is known
		row.found = false
		r.touched[key] = row
	}
	r.names = slices.Delete(r.names, 0, len(t.names))
	r.mu.Unlock()
	if r.before = t.after; r.day != t.today {
		r.day = t.today
		if err := r.fold.View.Note(noteCouplings, strconv.Itoa(int(t.today))); err != nil {
			r.fold.Logger.Warn("the day of the couplings cannot be noted", "error", err)
		}
	}
	for _, name := range t.names {
		r.done(name)
	}
}

// rowsAtOnce is how many rows are looked at before what they changed is put on file.
const rowsAtOnce = 100

// round looks at every row that was touched. It is an error only where ctx ended first.
func (r *rounds) round(ctx context.Context) error {
	t := r.take()
	if len(t.rows) > 0 {
		c := newCouples(r.fold.View.Judge(), r.before, t.after, r.day, t.today)
		for rows := range slices.Chunk(inOrder(t.rows), rowsAtOnce) {
			for _, row := range rows {
				if !r.giveWay(ctx) {
					return ctx.Err()
				}
				began := time.Now()
				c.look(row)
				r.rest(ctx, time.Since(began))
			}
			letters, err := r.changes(ctx, c, t.rows)
			if err != nil {
				return err
			}
			if err := r.keep(ctx, letters); err != nil {
				return err
			}
		}
	}
	r.end(&t)
	return nil
}

// restFor is how many times as long as a row took rounds pause after it, so that looking at rows never takes more than a
// quarter of a processor from those who ask: while more rows change than that is enough for, couples are announced later.
const restFor = 3

// rest pauses after a row; a process that stops has no time for it.
func (r *rounds) rest(ctx context.Context, took time.Duration) {
	if !r.last {
		wait(ctx, restFor*took)
	}
}

// giveWay lets the fold go first while it has a batch in hand, for a while: who pushes a record waits for that, and
// nobody for this. False where ctx ended.
func (r *rounds) giveWay(ctx context.Context) bool {
	for tries := 0; tries < 10 && r.fold.busySince.Load() != 0 && ctx.Err() == nil; tries++ {
		wait(ctx, 5*time.Millisecond)
	}
	return ctx.Err() == nil
}

// inOrder puts rows whose earlier state is not known first, and groups before vacancies before people, by id.
func inOrder(rows map[string]touch) []touch {
	rank := map[view.Kind]int{view.Surpluses: 0, view.Vacancies: 1, view.Candidates: 2}
	return slices.SortedFunc(maps.Values(rows), func(a, b touch) int {
		return cmp.Or(boolFirst(a.found, b.found), cmp.Compare(rank[a.Kind], rank[b.Kind]), cmp.Compare(a.ID, b.ID))
	})
}

func boolFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// changes are the letters of the couples that were found since the last call.
func (r *rounds) changes(ctx context.Context, c *couples, rows map[string]touch) (letters []letter, err error) {
	at := r.fold.Clock()
	for _, pair := range c.fresh() {
		if !r.giveWay(ctx) {
			return nil, ctx.Err()
		}
		t, changed, err := c.compare(pair)
		if err != nil {
			r.fold.Logger.ErrorContext(ctx, "a couple of companies cannot be planned and is left out", "error", err)
			continue
		}
		if !changed {
			continue
		}
		by := rows[t.by]
		letters = r.append(letters, matcher.MatchID(t.From, t.To), by.Trace, func() (schemas.Event, error) {
			return r.transferEvent(t, by.Cause, at)
		})
	}
	return letters, nil
}

func (r *rounds) transferEvent(t Transfer, cause schemas.Position, at time.Time) (schemas.Event, error) {
	kind := schemas.TransferLapsed
	if t.Found {
		kind = schemas.TransferFound
	}
	return schemas.NewEvent(kind, r.fold.Source, matcher.MatchID(t.From, t.To), cause, at, regions(t.Region), schemas.TransferChanged{
		CompanyFrom: t.From, CompanyTo: t.To, Placeable: t.Placeable, Region: t.Region,
	})
}

// ended lists the rows of a state whose last day lies from one day on and before another: closing dates of vacancies,
// consents, and surpluses that are no longer to be had.
func ended(s *view.Snapshot, from, before matcher.Date) []touch {
	var out []touch
	note := func(kind view.Kind, id string, last matcher.Date) {
		if last != 0 && from <= last && last < before {
			out = append(out, touch{Kind: kind, ID: id, Cause: calendar(id, before)})
		}
	}
	for row := range s.Openings.All {
		note(view.Vacancies, row.ID, row.Closing)
	}
	for row := range s.Groups.All {
		note(view.Surpluses, row.ID, row.Until)
	}
	for row := range s.People.All {
		if row.AtRisk() {
			note(view.Candidates, row.ID, row.Consent.Until)
		}
	}
	return out
}
