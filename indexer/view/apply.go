package view

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/blevesearch/bleve/v2"

	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/rank"
	"matchd/schemas"
)

// Change is one record of the log as the fold hands it on: one of the values is set, or none for an erasure.
type Change struct {
	Kind   Kind
	ID     string
	Source []byte // canonical JSON; nil = erase
	Cause  schemas.Position

	Vacancy   *matcher.Vacancy
	Candidate *matcher.Candidate
	Surplus   *matcher.Surplus
	Company   *matcher.Company
	Decision  *matcher.Decision
}

// Touched are the rows that a batch changed, by id.
type Touched struct {
	People   []string
	Openings []string
	Groups   []string
}

// Plan says what the change from one state to the next is to announce; the bytes are stored in the same batch.
type Plan func(before, after *Snapshot, touched Touched) (outbox []byte, err error)

// Apply commits changes in the order given (the last of an id counts), the log positions after them and what is to
// be announced, in one batch; then readers see them. After an error nothing has changed for readers, and it may be
// called again with the same changes; the plan is then made anew.
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
	v.show(after, w.last)
	return nil
}

func (w *work) commit(marks Marks, plan Plan) (*Snapshot, error) {
	before := w.view.Snapshot()
	batch := w.view.index.NewBatch()
	number := before.Batch + 1
	for _, c := range w.last {
		if err := w.index(batch, c, number); err != nil {
			return nil, err
		}
	}
	after, touched, err := w.columns(before, marks, number)
	if err != nil {
		return nil, err
	}
	if err := w.seal(batch, before, after, touched, plan); err != nil {
		return nil, err
	}
	if err := w.view.hold(); err != nil {
		return nil, err
	}
	if err := w.view.index.Batch(batch); err != nil {
		return nil, fmt.Errorf("commit batch: %w", err)
	}
	return after, nil
}

func (w *work) seal(batch *bleve.Batch, before, after *Snapshot, touched Touched, plan Plan) error {
	data, err := json.Marshal(stored{after.Batch, w.erased(after.Batch), after.Marks})
	if err != nil {
		return fmt.Errorf("write bookmark: %w", err)
	}
	batch.SetInternal([]byte(internalMarks), data)
	batch.DeleteInternal([]byte(internalOutbox))
	if plan == nil {
		return nil
	}
	outbox, err := plan(before, after, touched)
	if err != nil {
		return fmt.Errorf("plan announcements: %w", err)
	}
	if len(outbox) > 0 {
		batch.SetInternal([]byte(internalOutbox), outbox)
	}
	return nil
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

func (w *work) index(batch *bleve.Batch, c *Change, number uint64) error {
	id := documentID(c.Kind, c.ID)
	if c.Source == nil {
		batch.Delete(id)
		return nil
	}
	d := w.document(c)
	d.set(fieldKind, string(c.Kind))
	d.set(fieldID, c.ID)
	d[fieldFolded] = float64(number)
	d[fieldSource] = string(c.Source)
	if err := batch.Index(id, map[string]any(d)); err != nil {
		return fmt.Errorf("index %s: %w", c.Kind, err)
	}
	return nil
}

func (w *work) document(c *Change) document {
	v := w.view.judge.Vocabulary
	switch c.Kind {
	case Vacancies:
		return vacancyDocument(v, c.Vacancy)
	case Candidates:
		return candidateDocument(v, c.Candidate)
	case Surpluses:
		return surplusDocument(v, c.Surplus)
	case Companies:
		return companyDocument(v, c.Company)
	}
	return decisionDocument(v, c.Decision)
}

// columns makes the next snapshot. A decision that settles a match, or no longer does, changes the rows of both its sides.
func (w *work) columns(before *Snapshot, marks Marks, number uint64) (*Snapshot, Touched, error) {
	r := changedRows{newRows[rank.Person](), newRows[rank.Vacancy](), newRows[rank.Person](), newFirmsWork()}
	for _, c := range w.last {
		if c.Kind != Decisions {
			continue
		}
		supply, vacancy, _ := matcher.SplitMatchID(c.ID)
		now := taken(c.Decision)
		r.firms.decision(c.ID, c.Decision)
		was := w.view.hired.set(c.ID, now)
		if was == now {
			continue
		}
		w.undo = append(w.undo, func() { w.view.hired.set(c.ID, was) })
		if err := w.again(&r, supply, vacancy); err != nil {
			return nil, Touched{}, err
		}
	}
	if err := w.closings(&r, before); err != nil {
		return nil, Touched{}, err
	}
	for _, c := range w.last {
		w.view.note(&r, c)
	}
	next := *before
	next.Marks, next.Batch = marks, number
	r.into(w.view, before, &next)
	return &next, Touched{r.people.order, r.openings.order, r.groups.order}, nil
}

// closings compiles the vacancies of companies anew that close, or no longer do.
func (w *work) closings(r *changedRows, before *Snapshot) error {
	for _, c := range w.last {
		if c.Kind != Companies {
			continue
		}
		was := w.view.hired.close(c.ID, isClosed(c.Company))
		if was == isClosed(c.Company) {
			continue
		}
		w.undo = append(w.undo, func() { w.view.hired.close(c.ID, was) })
		for _, vacancy := range before.Firms.Openings(c.ID) {
			err := recompile(vacancy, w.view.Vacancy, func(o matcher.Vacancy) { r.openings.put(w.view.opening(&o)) })
			if err != nil {
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
func (v *View) note(r *changedRows, c *Change) {
	switch {
	case c.Kind == Candidates && c.Candidate != nil:
		r.people.put(v.stored(c.Candidate))
	case c.Kind == Candidates:
		r.people.remove(c.ID)
	case c.Kind == Vacancies && c.Vacancy != nil:
		r.openings.put(v.storedOpening(c.Vacancy))
	case c.Kind == Vacancies:
		r.openings.remove(c.ID)
	case c.Kind == Surpluses && c.Surplus != nil:
		r.groups.put(v.group(c.Surplus))
	case c.Kind == Surpluses:
		r.groups.remove(c.ID)
	case c.Kind == Companies && c.Company != nil:
		f := firm(v.judge.Vocabulary, c.Company)
		r.firms.records[c.ID] = &f
	case c.Kind == Companies:
		r.firms.records[c.ID] = nil
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

// again compiles the stored records of both sides of a decision anew.
func (w *work) again(r *changedRows, supply, vacancy string) error {
	return errors.Join(
		recompile(supply, w.view.Candidate, func(c matcher.Candidate) { r.people.put(w.view.stored(&c)) }),
		recompile(supply, w.view.Surplus, func(s matcher.Surplus) { r.groups.put(w.view.group(&s)) }),
		recompile(vacancy, w.view.Vacancy, func(o matcher.Vacancy) { r.openings.put(w.view.storedOpening(&o)) }),
	)
}

// recompile puts a stored record, where there is one.
func recompile[T any](id string, get func(string) (T, error), put func(T)) error {
	record, err := get(id)
	if err == nil {
		put(record)
	} else if !isNotFound(err) {
		return err
	}
	return nil
}

// person compiles a candidate; who has been hired is not available any more.
func (v *View) person(c *matcher.Candidate) rank.Person {
	return rank.Person{Profile: v.profile(v.judge.Vocabulary, c)}
}

// profile reads a candidate with a vocabulary: the view's own for a record, a guest of it for a question.
func (v *View) profile(read *fit.Vocabulary, c *matcher.Candidate) fit.Profile {
	p := read.Profile(c)
	p.Available = p.Available && v.hired.bySupply(c.ID) == 0
	return p
}

// opening compiles a vacancy; positions that have been taken are not open any more, nor is any of a company that closed.
func (v *View) opening(r *matcher.Vacancy) rank.Vacancy {
	return rank.Vacancy{Opening: v.compiled(v.judge.Vocabulary, r)}
}

// compiled likewise.
func (v *View) compiled(read *fit.Vocabulary, r *matcher.Vacancy) fit.Opening {
	o := read.Opening(r)
	o.Positions = max(0, o.Positions-v.hired.byVacancy(r.ID))
	o.Open = o.Open && o.Positions > 0 && !v.hired.isClosed(o.Company)
	return o
}

// stored compiles a candidate that is in the view, with its number.
func (v *View) stored(c *matcher.Candidate) rank.Person {
	p := v.person(c)
	p.Number = v.numbers.people.give(c.ID)
	return p
}

func (v *View) storedOpening(r *matcher.Vacancy) rank.Vacancy {
	o := v.opening(r)
	o.Number = v.numbers.openings.give(r.ID)
	return o
}

// group compiles an announced surplus; people of it who have been hired are not to be had any more.
func (v *View) group(s *matcher.Surplus) rank.Person {
	p := v.judge.Group(s)
	p.Headcount = max(0, p.Headcount-v.hired.bySupply(s.ID))
	p.Available = p.Available && p.Headcount > 0
	return rank.Person{Profile: p}
}

// Compile gives a candidate that is or is not stored as ranking sees it now, to be held against snapshots taken
// before. It leaves nothing in the vocabulary.
func (v *View) Compile(c *matcher.Candidate) fit.Profile { return v.profile(v.judge.Guest(), c) }

// CompileOpening gives a vacancy likewise.
func (v *View) CompileOpening(r *matcher.Vacancy) fit.Opening { return v.compiled(v.judge.Guest(), r) }

// rows gathers what a batch does to one book: the last word on an id counts.
type rows[R interface{ Key() string }] struct {
	byID  map[string]*R // nil = remove
	order []string
}

func newRows[R interface{ Key() string }]() *rows[R] { return &rows[R]{byID: map[string]*R{}} }

func (r *rows[R]) note(id string, row *R) {
	if _, ok := r.byID[id]; !ok {
		r.order = append(r.order, id)
	}
	r.byID[id] = row
}

func (r *rows[R]) put(row R)        { r.note(row.Key(), &row) }
func (r *rows[R]) remove(id string) { r.note(id, nil) }

func (r *rows[R]) list() (put []R, remove []string) {
	for _, id := range r.order {
		if row := r.byID[id]; row != nil {
			put = append(put, *row)
		} else {
			remove = append(remove, id)
		}
	}
	return put, remove
}
