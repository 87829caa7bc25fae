package view

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/rank"
	"matchd/schemas"
)

// Change is one record of the log as the fold hands it on: one of the values is set, or none for an erasure. The value must
// be what Source says, and is compiled as it is: who applies it has validated it.
type Change struct {
	Kind   Kind
	ID     string           // the record's key; its value has the same id
	Source []byte           // canonical JSON; nil = erase
	Cause  schemas.Position // where it stands in the log

	Vacancy   *matcher.Vacancy
	Candidate *matcher.Candidate
	Surplus   *matcher.Surplus
	Company   *matcher.Company
	Decision  *matcher.Decision
}

// Touched are the rows that a batch changed, by id, those included that a decision or a company's record changed. A row may
// be as it was, where its record said the same again.
type Touched struct {
	People   []string
	Openings []string
	Groups   []string
}

// Plan says what the change from one state to the next leaves to announce; nil = nothing. It is on file before the
// batch is in the view, and is gone after a crash in between. It is called once for every try of a batch and may take long:
// readers have the state before meanwhile.
type Plan func(before, after *Snapshot, touched Touched) (due []byte)

// Apply commits changes in the order given (the last of an id counts) and the log positions after them in one batch,
// with what is due kept under KeptBy its number; then readers see them. After an error nothing has changed for readers,
// and it may be called again with the same changes; the plan, which may be nil, is then made anew.
func (v *View) Apply(changes []Change, marks Marks, plan Plan) error {
	w := &work{view: v, last: lastOfEach(changes)}
	after, err := w.commit(marks, plan)
	if err != nil {
		for _, undo := range slices.Backward(w.undo) {
			undo()
		}
		return err
	}
	v.erased.Store(w.erased(after.Batch))
	v.feed.add(after.Batch, w.last)
	v.show(after)
	return nil
}

func (w *work) commit(marks Marks, plan Plan) (*Snapshot, error) {
	before := w.view.Snapshot()
	batch := w.view.index.NewBatch()
	number := before.Batch + 1
	ready := w.view.prepare(w.last, number)
	for i := range ready {
		if err := ready[i].index(batch); err != nil {
			return nil, err
		}
	}
	after, touched, err := w.columns(before, marks, number, ready)
	if err != nil {
		return nil, err
	}
	data, err := json.Marshal(stored{number, w.erased(number), marks})
	if err != nil {
		return nil, fmt.Errorf("write bookmark: %w", err)
	}
	batch.SetInternal([]byte(internalMarks), data)
	if plan != nil {
		if due := plan(before, after, touched); due != nil {
			if err := w.view.keep(KeptBy(number), due); err != nil {
				return nil, err
			}
		}
	}
	if err := w.view.hold(); err != nil {
		return nil, err
	}
	if err := w.view.index.Batch(batch); err != nil {
		return nil, fmt.Errorf("commit batch: %w", err)
	}
	return after, nil
}

// erased is the newest batch that erases something, if this is its number.
func (w *work) erased(number uint64) uint64 {
	if slices.ContainsFunc(w.last, func(c *Change) bool { return c.Source == nil }) {
		return number
	}
	return w.view.erased.Load()
}

func lastOfEach(changes []Change) []*Change {
	place := make(map[string]int, len(changes))
	var out []*Change
	for i := range changes {
		id := documentID(changes[i].Kind, changes[i].ID)
		if at, ok := place[id]; ok {
			out[at] = &changes[i]
			continue
		}
		place[id] = len(out)
		out = append(out, &changes[i])
	}
	return out
}

// work is one batch on its way.
type work struct {
	view *View
	last []*Change
	undo []func() // brings the counts of those hired back where the batch fails
}

// columns makes the next snapshot. A decision that settles a match or declines it, or no longer does, touches
// the rows of both its sides.
func (w *work) columns(before *Snapshot, marks Marks, number uint64, ready []prepared) (*Snapshot, Touched, error) {
	r := changedRows{newRows[rank.Person](), newRows[rank.Vacancy](), newRows[rank.Person](), newFirmsWork()}
	for _, c := range w.last {
		if c.Kind != Decisions {
			continue
		}
		supply, vacancy, _ := matcher.SplitMatchID(c.ID)
		now := taken(c.Decision)
		r.firms.decision(c.ID, c.Decision)
		was := w.view.hired.set(c.ID, now)
		w.undo = append(w.undo, func() { w.view.hired.set(c.ID, was) })
		if was == now && before.Firms.Declined(supply, vacancy) == isDeclined(c.Decision) {
			continue
		}
		if err := w.again(&r, supply, vacancy); err != nil {
			return nil, Touched{}, err
		}
	}
	if err := w.firms(&r, before); err != nil {
		return nil, Touched{}, err
	}
	for i := range ready {
		w.view.note(&r, &ready[i])
	}
	next := *before
	next.Marks, next.Batch = marks, number
	r.into(w.view, before, &next)
	return &next, Touched{r.people.order, r.openings.order, r.groups.order}, nil
}

// firms compiles anew what a company's own record changes: its vacancies where it closes, or no longer does, and its
// supply where it comes under a national agreement, or no longer is.
func (w *work) firms(r *changedRows, before *Snapshot) error {
	for _, c := range w.last {
		if c.Kind != Companies {
			continue
		}
		was := w.view.hired.close(c.ID, isClosed(c.Company))
		w.undo = append(w.undo, func() { w.view.hired.close(c.ID, was) })
		if was != isClosed(c.Company) {
			for _, id := range before.Firms.Openings(c.ID) {
				if err := w.again(r, "", id); err != nil {
					return err
				}
			}
		}
		if before.Firms.National(c.ID) == isNational(c.Company) {
			continue
		}
		g := Gathering{Snapshot: before}
		for _, id := range g.SupplyIDs(c.ID) {
			if err := w.again(r, id, ""); err != nil {
				return err
			}
		}
	}
	return nil
}

// changedRows gathers what a batch does to every table in memory.
type changedRows struct {
	people   *rows[rank.Person]
	openings *rows[rank.Vacancy]
	groups   *rows[rank.Person]
	firms    *firmsWork
}

// note takes one record of a batch.
func (v *View) note(r *changedRows, p *prepared) {
	switch {
	case p.Kind == Candidates && p.profile != nil:
		r.people.put(v.person(*p.profile))
	case p.Kind == Candidates:
		r.people.remove(p.ID)
	case p.Kind == Vacancies && p.opening != nil:
		r.openings.put(v.opening(*p.opening))
	case p.Kind == Vacancies:
		r.openings.remove(p.ID)
	case p.Kind == Surpluses && p.profile != nil:
		r.groups.put(v.group(*p.profile))
	case p.Kind == Surpluses:
		r.groups.remove(p.ID)
	case p.Kind == Companies:
		r.firms.records[p.ID] = p.firm
	}
}

// into puts the changes in the next snapshot.
func (r *changedRows) into(v *View, before, next *Snapshot) {
	for _, id := range r.people.order {
		r.firms.person(id, before.People.Find(id), r.people.byID[id])
	}
	for _, id := range r.openings.order {
		r.firms.opening(id, before.Openings.Find(id), r.openings.byID[id])
	}
	for _, id := range r.groups.order {
		r.firms.group(id, before.Groups.Find(id), r.groups.byID[id])
	}
	next.Firms = r.firms.apply(before.Firms)
	if len(r.people.order) > 0 {
		next.People = v.people.Change(r.people.list())
	}
	if len(r.openings.order) > 0 {
		next.Openings = v.openings.Change(r.openings.list())
	}
	if len(r.groups.order) > 0 {
		next.Groups = v.groups.Change(r.groups.list())
	}
}

// again compiles the stored records of both sides of a decision anew; an empty id is none.
func (w *work) again(r *changedRows, supply, vacancy string) error {
	return errors.Join(
		recompile(supply, w.view.Candidate, func(c matcher.Candidate) { r.people.put(w.view.person(w.view.judge.Profile(&c))) }),
		recompile(supply, w.view.Surplus, func(s matcher.Surplus) { r.groups.put(w.view.group(w.view.judge.Group(&s))) }),
		recompile(vacancy, w.view.Vacancy, func(o matcher.Vacancy) { r.openings.put(w.view.opening(w.view.judge.Opening(&o))) }),
	)
}

// recompile puts a stored record, where there is one.
func recompile[T any](id string, get func(string) (T, error), put func(T)) error {
	if id == "" {
		return nil
	}
	record, err := get(id)
	if err == nil {
		put(record)
	} else if !isNotFound(err) {
		return err
	}
	return nil
}

// person is the row of a candidate in the view: who has been hired is not available any more.
func (v *View) person(p fit.Profile) rank.Person {
	p.Number = v.numbers.people.give(p.ID)
	return rank.Person{Profile: v.unlessHired(p)}
}

func (v *View) unlessHired(p fit.Profile) fit.Profile {
	p.Available = p.Available && v.hired.bySupply(p.ID) == 0
	return p
}

// opening is the row of a vacancy in the view: positions that have been taken are not open any more, nor is any of a
// company that closed.
func (v *View) opening(o fit.Opening) rank.Vacancy {
	o.Number = v.numbers.openings.give(o.ID)
	return rank.Vacancy{Opening: v.lessTaken(o)}
}

func (v *View) lessTaken(o fit.Opening) fit.Opening {
	o.Positions = max(0, o.Positions-v.hired.byVacancy(o.ID))
	o.Open = o.Open && o.Positions > 0 && !v.hired.isClosed(o.Company)
	return o
}

// group is the row of an announced surplus: people of it who have been hired are not to be had any more.
func (v *View) group(p fit.Profile) rank.Person {
	p.Headcount = max(0, p.Headcount-v.hired.bySupply(p.ID))
	p.Available = p.Available && p.Headcount > 0
	return rank.Person{Profile: p}
}

// Compile gives a candidate that is or is not stored as ranking sees it now, to be held against snapshots taken
// before: who was hired is not available. It leaves nothing in the vocabulary (fit.Vocabulary.Guest), and costs what compiling
// a candidate does.
func (v *View) Compile(c *matcher.Candidate) fit.Profile {
	return v.unlessHired(v.judge.Guest().Profile(c))
}

// CompileOpening gives a vacancy likewise, less the positions that were taken.
func (v *View) CompileOpening(r *matcher.Vacancy) fit.Opening {
	return v.lessTaken(v.judge.Guest().Opening(r))
}
