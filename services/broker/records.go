package broker

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"time"

	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/schemas"
)

// Records are the use cases on one kind of record.
type Records[T schemas.Entity] struct {
	// Put answers once the log has the record on all in-sync replicas, later where it waits to be searchable. A revision
	// below that of the last accepted record, or equal with other content, is matcher.ErrConflict; equal with the same
	// content changes nothing.
	Put UseCase[Asked[PutQuestion], schemas.Accepted]
	// Delete erases: a tombstone in the log. What is not there is erased all the same.
	Delete UseCase[Asked[DeleteQuestion], schemas.Accepted]
	// Get gives a record by its id as last folded, less what is not for the caller to see.
	Get UseCase[Asked[string], T]
	// Batch puts records given as JSON, with an outcome for each, in their order; the error is that of the whole.
	Batch UseCase[Asked[[][]byte], []schemas.BatchOutcome]
}

// PutQuestion stores one record.
type PutQuestion struct {
	ID   string        // from the path; the body must have the same
	Body []byte        // JSON
	Wait time.Duration // how long to wait until it is searchable; 0 = not
}

// DeleteQuestion erases one record.
type DeleteQuestion struct {
	ID   string
	Wait time.Duration // how long to wait until it cannot be found any more; 0 = not
}

// recordKind is what differs between the kinds.
type recordKind[T schemas.Entity] struct {
	kind     view.Kind
	topic    string
	revision func(*T) int64
	get      func(*view.View, string) (T, error)
	tell     func(*fit.Vocabulary, *T) told
	// mayWrite and show hold what consent and responsibility allow a caller; bare is what mayWrite looks at.
	mayWrite func(s *Service, c Caller, v *T) bool
	bare     func(*T) T
	mayErase func(s *Service, c Caller, v *T) bool // nil = who may write it; v is bare
	show     func(s *Service, c Caller, v *T) bool // false = not for this caller; may leave parts out
	// admit, where given, has the last word on a record that changes something, by what bare leaves of it and of the
	// last that is known of its id (nil = nothing); ahead are those on their way into the view, by id. Holds, given with
	// it, are the keys to be held meanwhile besides the id.
	admit func(s *Service, c Caller, v, was *T, ahead map[string]*T) error
	holds func(id string) []string
}

// records carries a kind's use cases.
type records[T schemas.Entity] struct {
	s    *Service
	k    recordKind[T]
	door *door[T]
}

func newRecords[T schemas.Entity](s *Service, k recordKind[T], writers ...Role) Records[T] {
	r := &records[T]{s, k, newDoor[T]()}
	return Records[T]{
		Put: authorised(r.put, writers...), Delete: authorised(r.erase, writers...),
		Get: authorised(r.get, AllRoles()...), Batch: authorised(r.batch, writers...),
	}
}

func (r *records[T]) get(_ context.Context, q Asked[string]) (T, error) {
	value, err := r.k.get(r.s.parts.Views(), q.Q)
	if err != nil {
		return value, err
	}
	if !r.k.show(r.s, q.Caller, &value) {
		var none T
		return none, fmt.Errorf("read %s: %w", r.k.kind, matcher.ErrNotFound)
	}
	return value, nil
}

// submission is one record on its way into the log.
type submission[T schemas.Entity] struct {
	id        string
	written   *written[T]
	told      told
	unchanged bool
	record    schemas.Record
}

// read decodes and checks one record; path is the id it must have, empty = its own.
func (r *records[T]) read(caller Caller, body []byte, path string) (submission[T], error) {
	value, warnings, err := schemas.DecodeAs[T](body, path)
	if err != nil {
		return submission[T]{}, err
	}
	sub := submission[T]{id: schemas.KeyOf(value), told: r.k.tell(r.s.parts.Views().Judge().Vocabulary, &value)}
	sub.told.warnings = append(warnings, sub.told.warnings...)
	if !r.k.mayWrite(r.s, caller, &value) {
		return sub, errResponsible
	}
	w, data, err := r.write(sub.id, &value)
	if err != nil {
		return sub, err
	}
	sub.written = w
	sub.record = schemas.EntityRecord(r.k.topic, sub.id, w.revision, data, r.s.parts.Source, r.s.parts.Clock())
	return sub, nil
}

// errResponsible is the answer to a caller of another party.
var errResponsible = fmt.Errorf("another party is responsible: %w", matcher.ErrForbidden)

// write gives a record's bytes, and what the door remembers of it.
func (r *records[T]) write(id string, value *T) (*written[T], []byte, error) {
	data, err := schemas.Encode(*value)
	if err != nil {
		return nil, nil, err
	}
	return &written[T]{id: id, revision: r.k.revision(value), content: sha256.Sum256(data), bare: r.k.bare(value)}, data, nil
}

// known is the last that was let in of an id, folded or not; nil where there is nothing or it was erased.
func (r *records[T]) known(id string) (*written[T], error) {
	v := r.s.parts.Views()
	if w := r.door.unfolded(id, v.Snapshot().Marks); w != nil {
		if w.erased {
			return nil, nil
		}
		return w, nil
	}
	stored, err := r.k.get(v, id)
	if errors.Is(err, matcher.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	w, _, err := r.write(id, &stored)
	return w, err
}

// onTheWay is what was let in and is not in the view yet, by id; nil of a kind that admits whatever is new.
func (r *records[T]) onTheWay() map[string]*T {
	if r.k.admit == nil {
		return nil
	}
	return r.door.all(r.s.parts.Views().Snapshot().Marks)
}

// guard lets a record in that is newer than what is known, and that its kind admits beside those on their way.
func (r *records[T]) guard(caller Caller, sub *submission[T], have *written[T], onTheWay map[string]*T) error {
	if err := r.compare(caller, sub, have); err != nil || sub.unchanged || r.k.admit == nil {
		return err
	}
	var was *T
	if have != nil {
		was = &have.bare
	}
	return r.k.admit(r.s, caller, &sub.written.bare, was, onTheWay)
}

// keys are what is held while records of these ids come in.
func (r *records[T]) keys(ids ...string) []string {
	out := slices.Clone(ids)
	if r.k.holds != nil {
		for _, id := range ids {
			out = append(out, r.k.holds(id)...)
		}
	}
	return out
}

// compare holds a record against what is known: a revision behind it, or equal with other content, is a conflict; equal with equal
// content is nothing to do.
func (r *records[T]) compare(caller Caller, sub *submission[T], have *written[T]) error {
	if have == nil {
		return nil
	}
	if !r.k.mayWrite(r.s, caller, &have.bare) {
		return errResponsible
	}
	given := sub.written.revision
	switch {
	case given > have.revision:
		return nil
	case given == have.revision && sub.written.content == have.content:
		sub.unchanged, sub.written.at = true, have.at
		return nil
	case given == have.revision:
		return fmt.Errorf("revision %d is stored with other content: %w", given, matcher.ErrConflict)
	}
	return fmt.Errorf("revision %d is behind the stored %d: %w", given, have.revision, matcher.ErrConflict)
}

func (r *records[T]) put(ctx context.Context, q Asked[PutQuestion]) (schemas.Accepted, error) {
	sub, err := r.read(q.Caller, q.Q.Body, q.Q.ID)
	var wrong matcher.InvalidError
	if errors.As(err, &wrong) || len(q.Wrong) > 0 {
		return schemas.Accepted{}, withMore(q.Wrong, wrong)
	}
	if err != nil {
		return schemas.Accepted{}, err
	}
	if err := r.admit(ctx, q.Caller, &sub); err != nil {
		return schemas.Accepted{}, err
	}
	out := schemas.Accepted{ID: sub.id, Revision: sub.written.revision, Resolved: sub.told.resolved, Warnings: sub.told.warnings, Unchanged: sub.unchanged}
	out.Searchable = r.s.searchable(ctx, sub.written.at, q.Q.Wait)
	return out, nil
}

// admit brings a record into the log, if it may come in.
func (r *records[T]) admit(ctx context.Context, caller Caller, sub *submission[T]) error {
	leave, err := r.door.enter(ctx, r.keys(sub.id))
	if err != nil {
		return err
	}
	defer leave()
	have, err := r.known(sub.id)
	if err != nil {
		return err
	}
	if err := r.guard(caller, sub, have, r.onTheWay()); err != nil || sub.unchanged {
		return err
	}
	at, err := r.s.publish(ctx, r.k.topic, []schemas.Record{sub.record})
	if err == nil {
		r.note(sub.written, at[0])
	}
	return err
}

func (r *records[T]) note(w *written[T], at schemas.Position) {
	w.at = at
	r.door.note(w, r.s.parts.Views().Snapshot().Marks)
}

func (r *records[T]) erase(ctx context.Context, q Asked[DeleteQuestion]) (schemas.Accepted, error) {
	at, err := r.expel(ctx, q.Caller, q.Q.ID)
	if err != nil {
		return schemas.Accepted{}, err
	}
	return schemas.Accepted{ID: q.Q.ID, Searchable: r.s.searchable(ctx, at, q.Q.Wait)}, nil
}

// expel writes a tombstone. A record that is not known may still be on its way from elsewhere, so it is written in any case.
func (r *records[T]) expel(ctx context.Context, caller Caller, id string) (at schemas.Position, err error) {
	leave, err := r.door.enter(ctx, []string{id})
	if err != nil {
		return at, err
	}
	defer leave()
	have, err := r.known(id)
	if err != nil {
		return at, err
	}
	may := r.k.mayWrite
	if r.k.mayErase != nil {
		may = r.k.mayErase
	}
	if have != nil && !may(r.s, caller, &have.bare) {
		return at, errResponsible
	}
	positions, err := r.s.publish(ctx, r.k.topic, []schemas.Record{schemas.EntityRecord(r.k.topic, id, 0, nil, r.s.parts.Source, r.s.parts.Clock())})
	if err != nil {
		return at, err
	}
	r.note(&written[T]{id: id, erased: true}, positions[0])
	return positions[0], nil
}

// publish appends records to the log; none is acknowledged before all in-sync replicas have it.
func (s *Service) publish(ctx context.Context, topic string, records []schemas.Record) ([]schemas.Position, error) {
	if sent := s.parts.Observe.Sent; sent != nil {
		for i := range records {
			_, end := sent(ctx, topic, &records[i].Headers)
			defer end()
		}
	}
	at, err := s.parts.Publish(ctx, records)
	if err != nil {
		return at, fmt.Errorf("publish %s: %w", topic, err)
	}
	if s.parts.Observe.Published != nil {
		s.parts.Observe.Published(ctx, topic, len(records))
	}
	return at, nil
}

// searchable reports whether the view that is served has the record, at the latest after waiting so long. A record
// that was there before has no position.
func (s *Service) searchable(ctx context.Context, at schemas.Position, wait time.Duration) bool {
	if at.Topic == "" {
		return true
	}
	if wait <= 0 {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	return s.parts.WaitFor(ctx, at) == nil
}

func (s *Service) lost(ctx context.Context, what string, err error) {
	if s.parts.Observe.Lost != nil {
		s.parts.Observe.Lost(ctx, what, err)
	}
}

func always[T any](*Service, Caller, *T) bool { return true }

// ofCompany keeps the records of one company from those who stand for another.
func ofCompany[T any](company func(*T) string) func(*Service, Caller, *T) bool {
	return func(_ *Service, c Caller, v *T) bool {
		own, one := c.only()
		return !one || company(v) == own
	}
}

func vacancyRecords() recordKind[matcher.Vacancy] {
	return recordKind[matcher.Vacancy]{
		kind: view.Vacancies, topic: schemas.Vacancies, revision: func(v *matcher.Vacancy) int64 { return v.Revision },
		get: (*view.View).Vacancy, tell: vacancyWarnings, show: always[matcher.Vacancy],
		mayWrite: ofCompany(func(v *matcher.Vacancy) string { return v.Company.ID }),
		bare:     func(v *matcher.Vacancy) matcher.Vacancy { return matcher.Vacancy{Company: v.Company} },
	}
}

func candidateRecords() recordKind[matcher.Candidate] {
	return recordKind[matcher.Candidate]{
		kind: view.Candidates, topic: schemas.Candidates, revision: func(c *matcher.Candidate) int64 { return c.Revision },
		get: (*view.View).Candidate, tell: candidateWarnings,
		mayWrite: func(_ *Service, c Caller, v *matcher.Candidate) bool { return c.Viewer.Responsible(v) },
		bare: func(v *matcher.Candidate) matcher.Candidate {
			return matcher.Candidate{ResponsibleParty: v.ResponsibleParty}
		},
		show: func(s *Service, c Caller, v *matcher.Candidate) bool { return showCandidate(c, v, s.today()) },
	}
}

// showCandidate hides profiles that were not shared with the caller, and special-category data from everybody but the
// responsible party.
func showCandidate(c Caller, v *matcher.Candidate, asOf matcher.Date) bool {
	if !c.Viewer.Sees(v, asOf) {
		return false
	}
	if !c.Viewer.Responsible(v) || !slices.ContainsFunc(c.Roles, func(r Role) bool { return r == Intake || r == Matcher }) {
		v.Restricted = nil
	}
	return true
}

func surplusRecords() recordKind[matcher.Surplus] {
	own := ofCompany(func(v *matcher.Surplus) string { return v.Company.ID })
	return recordKind[matcher.Surplus]{
		kind: view.Surpluses, topic: schemas.Surpluses, revision: func(v *matcher.Surplus) int64 { return v.Revision },
		get: (*view.View).Surplus, tell: surplusWarnings, mayWrite: own, show: own,
		bare: func(v *matcher.Surplus) matcher.Surplus { return matcher.Surplus{Company: v.Company} },
	}
}

func companyRecords() recordKind[matcher.Company] {
	return recordKind[matcher.Company]{
		kind: view.Companies, topic: schemas.Companies, revision: func(v *matcher.Company) int64 { return v.Revision },
		get: (*view.View).Company, tell: companyWarnings, show: always[matcher.Company],
		mayWrite: ofCompany(func(v *matcher.Company) string { return v.ID }),
		bare:     func(v *matcher.Company) matcher.Company { return matcher.Company{ID: v.ID} },
	}
}
