package indexer

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/schemas"
)

// letter is an event on its way out, as it stands in the view's outbox until it has been published.
type letter struct {
	Event schemas.Event    `json:"event"`
	Trace []schemas.Header `json:"trace,omitempty"`
}

// plan gives what a batch has to announce, to be stored with it. Before the fold has caught up, nothing is. It moves
// the standing lists on, so that a batch that is tried again is given what it was given first.
func (f *Fold) plan(b *batch) view.Plan {
	if f.Standing == nil || !f.Ready() {
		return nil
	}
	var planned []byte
	var done bool
	return func(before, after *view.Snapshot, touched view.Touched) (data []byte, err error) {
		if !done {
			planned, err = f.letters(b, before, after, touched)
			done = err == nil
		}
		return planned, err
	}
}

// letters are the announcements of a batch: changes of standing lists first, then decisions, then transfers.
func (f *Fold) letters(b *batch, before, after *view.Snapshot, touched view.Touched) ([]byte, error) {
	now := f.Clock()
	notices := f.Standing.Update(before, after, touched, matcher.DateOf(now))
	cause := causes(b.changes)
	var out []letter
	for _, n := range notices {
		by := cause.of(n.Vacancy, n.Candidate)
		e, err := f.noticeEvent(n, by, now)
		if err != nil {
			return nil, err
		}
		out = append(out, letter{e, b.traces[by]})
	}
	decided, err := f.decided(b, before, after, now)
	if err != nil {
		return nil, err
	}
	transferred, err := f.transferred(b, before, after, touched, now)
	if err != nil {
		return nil, err
	}
	return outbox(slices.Concat(out, decided, transferred))
}

// outbox writes letters as the view keeps them; nil where there are none.
func outbox(letters []letter) ([]byte, error) {
	if len(letters) == 0 {
		return nil, nil
	}
	data, err := json.Marshal(letters)
	if err != nil {
		return nil, fmt.Errorf("write outbox: %w", err)
	}
	return data, nil
}

// causeOf says which record of a batch changed a vacancy, a candidate or a surplus last.
type causeOf struct {
	by   map[string]schemas.Position
	last schemas.Position
}

func causes(changes []view.Change) causeOf {
	c := causeOf{by: map[string]schemas.Position{}}
	for i := range changes {
		at := changes[i].Cause
		c.last = at
		switch changes[i].Kind {
		case view.Vacancies, view.Candidates, view.Surpluses:
			c.by[causeKey(changes[i].Kind, changes[i].ID)] = at
		case view.Decisions:
			supply, vacancy, _ := matcher.SplitMatchID(changes[i].ID)
			for _, key := range []string{causeKey(view.Candidates, supply), causeKey(view.Surpluses, supply), causeKey(view.Vacancies, vacancy)} {
				c.by[key] = at
			}
		}
	}
	return c
}

// of is the record that caused a pair's change: the candidate's own, else the vacancy's, else (somebody else left a
// full list and made room) the last of the batch.
func (c causeOf) of(vacancy, candidate string) schemas.Position {
	if at, ok := c.by[causeKey(view.Candidates, candidate)]; ok {
		return at
	}
	return c.record(causeKey(view.Vacancies, vacancy))
}

// record is the record of a key, the last of the batch where it has none.
func (c causeOf) record(key string) schemas.Position {
	if at, ok := c.by[key]; ok {
		return at
	}
	return c.last
}

func causeKey(k view.Kind, id string) string { return string(k) + "/" + id }

func (f *Fold) noticeEvent(n Notice, cause schemas.Position, at time.Time) (schemas.Event, error) {
	kind := schemas.MatchLapsed
	if n.Found {
		kind = schemas.MatchFound
	}
	id := matcher.MatchID(n.Candidate, n.Vacancy)
	return schemas.NewEvent(kind, f.Source, id, cause, at, regions(n.Region), schemas.MatchChanged{
		MatchID: id, CandidateID: n.Candidate, VacancyID: n.Vacancy, Score: matcher.Millionths(n.Score), Rank: n.Rank,
		ModelVersion: f.ModelVersion, Region: n.Region,
	})
}

// decided gives an event for every decision on a vacancy that is ours to announce.
func (f *Fold) decided(b *batch, before, after *view.Snapshot, at time.Time) ([]letter, error) {
	var out []letter
	for i := range b.changes {
		c := &b.changes[i]
		if c.Kind != view.Decisions || c.Decision == nil {
			continue
		}
		_, vacancy, _ := matcher.SplitMatchID(c.ID)
		if !f.Standing.Owns(vacancy) {
			continue
		}
		region := regionOf(f.View.Judge(), vacancy, after, before)
		stage := c.Decision.Stage()
		stage.Conflicting = after.Conflicting(c.Decision)
		e, err := schemas.NewEvent(schemas.MatchDecision, f.Source, c.ID, c.Cause, at, regions(region), schemas.MatchDecided{
			MatchID: c.ID, ByParty: c.Decision.ByParty.Kind, Stage: stage, Taken: c.Decision.Taken(),
		})
		if err != nil {
			return nil, err
		}
		out = append(out, letter{e, b.traces[c.Cause]})
	}
	return out, nil
}

func regions(code string) []string {
	if code == "" {
		return nil
	}
	return []string{code}
}

// announceOutbox publishes what the newest batch left to announce. It insists: an event that was due is not dropped.
// A process that dies here announces the same again when it comes back; equal ids let readers drop the repeat.
func (f *Fold) announceOutbox(ctx context.Context) error {
	data, err := f.View.Outbox()
	if err != nil || data == nil {
		return err
	}
	var letters []letter
	if err := json.Unmarshal(data, &letters); err != nil {
		return fmt.Errorf("read outbox: %w", err)
	}
	records := make([]schemas.Record, len(letters))
	count := map[schemas.EventType]int{}
	for i, l := range letters {
		records[i] = l.Event.Record()
		records[i].Headers = append(records[i].Headers, l.Trace...)
		count[l.Event.Type]++
	}
	if f.deliver(ctx, "publish match events", records, func(int) *schemas.Record { return nil }) {
		for t, n := range count {
			f.Observer.events(string(t), n)
		}
	}
	return nil
}
