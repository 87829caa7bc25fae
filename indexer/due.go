package indexer

import (
	"encoding/json"
	"fmt"
	"sync"

	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/schemas"
)

// due is what is kept in the view until it has been announced.
type due struct {
	// Letters are events that are ready to go.
	Letters []letter `json:"letters,omitempty"`
	// Touched are the rows that the batch changed, for the transfers between their companies.
	Touched []touch `json:"touched,omitempty"`
}

// letter is an event on its way out.
type letter struct {
	Event     schemas.Event    `json:"event"`
	Trace     []schemas.Header `json:"trace,omitempty"`
	Partition int              `json:"partition"` // whoever owns it announces
}

// newLetter addresses an event by the vacancy that it is about, or by its subject.
func newLetter(e schemas.Event, by string, trace []schemas.Header) letter {
	return letter{e, trace, partitionOf(by)}
}

func partitionOf(key string) int { return schemas.PartitionOf([]byte(key), schemas.Partitions) }

// touch is a row that was changed, and the record that did it.
type touch struct {
	Kind  view.Kind        `json:"kind"`
	ID    string           `json:"id"`
	Cause schemas.Position `json:"cause"`
	Trace []schemas.Header `json:"trace,omitempty"`
	// Later says that the row is new and that no standing list has been changed for it yet.
	Later bool `json:"later,omitempty"`
	// found says that the row stood on file when the process came up: what it was before is not known any more.
	found bool
}

// write gives the form in which due is kept; nil where nothing is.
func (d *due) write() ([]byte, error) {
	if len(d.Letters)+len(d.Touched) == 0 {
		return nil, nil
	}
	data, err := json.Marshal(d)
	if err != nil {
		return nil, fmt.Errorf("write what is due: %w", err)
	}
	return data, nil
}

func readDue(v *view.View, name string) (d due, err error) {
	data, err := v.ReadKept(name)
	if err == nil {
		err = json.Unmarshal(data, &d)
	}
	return d, err
}

// ledger removes what is kept once everybody who has to do with it is done.
type ledger struct {
	mu    sync.Mutex
	users map[string]int
}

// open enters what is kept under a name; done must be called as often as there are users.
func (l *ledger) open(name string, users int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.users[name] = users
}

// done strikes one user off; last says that nobody is left.
func (l *ledger) done(name string) (last bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.users[name]--
	if last = l.users[name] <= 0; last {
		delete(l.users, name)
	}
	return last
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
