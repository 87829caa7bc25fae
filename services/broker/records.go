package broker

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/schemas"
)

// Records are the use cases on one kind of record.
type Records[T schemas.Entity] struct {
	Put    UseCase[Asked[PutQuestion], schemas.Accepted]
	Delete UseCase[Asked[DeleteQuestion], schemas.Accepted]
	Get    UseCase[Asked[string], T]
	Batch  UseCase[Asked[[][]byte], []schemas.BatchOutcome]
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
	Wait time.Duration
}

// recordKind is what differs between the kinds.
type recordKind[T schemas.Entity] struct {
	kind     view.Kind
	topic    string
	revision func(*T) int64
	get      func(*view.View, string) (T, error)
	warn     func(*fit.Vocabulary, *T) []matcher.Warning
	// mayWrite and show hold what consent and responsibility allow a caller.
	mayWrite func(s *Service, c Caller, v *T) bool
	show     func(s *Service, c Caller, v *T) bool // false = not for this caller; may leave parts out
}

// records carries a kind's use cases.
type records[T schemas.Entity] struct {
	s *Service
	k recordKind[T]
}

func newRecords[T schemas.Entity](s *Service, k recordKind[T], writers ...Role) Records[T] {
	r := &records[T]{s, k}
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
	value     T
	warnings  []matcher.Warning
	unchanged bool
	record    schemas.Record
}

// prepare decodes, checks and guards one record; path is the id it must have, empty = its own.
func (r *records[T]) prepare(caller Caller, body []byte, path string) (submission[T], error) {
	var sub submission[T]
	value, warnings, err := schemas.Decode[T](body)
	if err != nil {
		return sub, err
	}
	sub.value, sub.warnings = value, append(warnings, r.k.warn(r.s.parts.Views().Judge().Vocabulary, &value)...)
	id := schemas.KeyOf(value)
	if path != "" && id != path {
		return sub, matcher.InvalidError{{Field: "id", Reason: "differs from the id in the path"}}
	}
	if !r.k.mayWrite(r.s, caller, &value) {
		return sub, fmt.Errorf("another party is responsible: %w", matcher.ErrForbidden)
	}
	if sub.unchanged, err = r.guard(caller, id, &value); err != nil {
		return sub, err
	}
	data, err := schemas.Encode(value)
	if err != nil {
		return sub, err
	}
	sub.record = schemas.EntityRecord(r.k.topic, id, r.k.revision(&value), data, r.s.parts.Source, r.s.parts.Clock())
	return sub, nil
}

// guard compares with what is folded: a revision behind it, or equal with other content, is a conflict; equal with
// equal content is nothing to do.
func (r *records[T]) guard(caller Caller, id string, value *T) (unchanged bool, err error) {
	stored, err := r.k.get(r.s.parts.Views(), id)
	if errors.Is(err, matcher.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if !r.k.mayWrite(r.s, caller, &stored) {
		return false, fmt.Errorf("another party is responsible: %w", matcher.ErrForbidden)
	}
	given, have := r.k.revision(value), r.k.revision(&stored)
	switch {
	case given > have:
		return false, nil
	case given == have && schemas.Same(*value, stored):
		return true, nil
	case given == have:
		return false, fmt.Errorf("revision %d is stored with other content: %w", have, matcher.ErrConflict)
	}
	return false, fmt.Errorf("revision %d is behind the stored %d: %w", given, have, matcher.ErrConflict)
}

func (r *records[T]) put(ctx context.Context, q Asked[PutQuestion]) (schemas.Accepted, error) {
	sub, err := r.prepare(q.Caller, q.Q.Body, q.Q.ID)
	if err != nil {
		return schemas.Accepted{}, err
	}
	out := schemas.Accepted{ID: q.Q.ID, Revision: r.k.revision(&sub.value), Warnings: sub.warnings, Unchanged: sub.unchanged, Searchable: sub.unchanged}
	if sub.unchanged {
		return out, nil
	}
	at, err := r.s.publish(ctx, r.k.topic, []schemas.Record{sub.record})
	if err != nil {
		return schemas.Accepted{}, err
	}
	out.Searchable = r.s.searchable(ctx, at[0], q.Q.Wait)
	return out, nil
}

func (r *records[T]) erase(ctx context.Context, q Asked[DeleteQuestion]) (schemas.Accepted, error) {
	stored, err := r.k.get(r.s.parts.Views(), q.Q.ID)
	if err == nil && !r.k.mayWrite(r.s, q.Caller, &stored) {
		return schemas.Accepted{}, fmt.Errorf("another party is responsible: %w", matcher.ErrForbidden)
	}
	if err != nil && !errors.Is(err, matcher.ErrNotFound) {
		return schemas.Accepted{}, err
	}
	// A record that is not folded may still be on its way, so the tombstone is written in any case.
	record := schemas.EntityRecord(r.k.topic, q.Q.ID, 0, nil, r.s.parts.Source, r.s.parts.Clock())
	at, err := r.s.publish(ctx, r.k.topic, []schemas.Record{record})
	if err != nil {
		return schemas.Accepted{}, err
	}
	out := schemas.Accepted{ID: q.Q.ID, Searchable: r.s.searchable(ctx, at[0], q.Q.Wait)}
	if _, err := r.s.parts.Purge(ctx); err != nil {
		r.s.lost(ctx, "purge cache after erasure", err) // keys name the view's state: nobody can be answered from it
	}
	return out, nil
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

func (s *Service) searchable(ctx context.Context, at schemas.Position, wait time.Duration) bool {
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

// batch stores records one after another as if each were put, in one publication. A line that repeats an id of an
// earlier line must have a higher revision.
func (r *records[T]) batch(ctx context.Context, q Asked[[][]byte]) ([]schemas.BatchOutcome, error) {
	out := make([]schemas.BatchOutcome, len(q.Q))
	var send []schemas.Record
	var lines []int
	newest := map[string]*T{}
	for i, body := range q.Q {
		sub, err := r.prepare(q.Caller, body, "")
		id := schemas.KeyOf(sub.value)
		if err == nil {
			if earlier := newest[id]; earlier != nil && r.k.revision(&sub.value) <= r.k.revision(earlier) && !schemas.Same(sub.value, *earlier) {
				err = fmt.Errorf("revision is not above that of an earlier line: %w", matcher.ErrConflict)
			}
		}
		out[i] = schemas.BatchOutcome{Line: i + 1, ID: id, Warnings: sub.warnings, Status: StatusOf(err)}
		if err != nil {
			out[i].Errors, out[i].Warnings = Reasons(err), nil
			continue
		}
		newest[id] = &sub.value
		if sub.unchanged {
			out[i].Status = http.StatusOK
		} else {
			send, lines = append(send, sub.record), append(lines, i)
		}
	}
	if len(send) == 0 {
		return out, nil
	}
	at, err := r.s.publish(ctx, r.k.topic, send)
	for n, i := range lines {
		if err != nil && (n >= len(at) || at[n].Offset < 0) {
			out[i].Status, out[i].Errors = StatusOf(err), Reasons(err)
		}
	}
	return out, nil
}

func always[T any](*Service, Caller, *T) bool { return true }

func vacancyRecords() recordKind[matcher.Vacancy] {
	return recordKind[matcher.Vacancy]{
		kind: view.Vacancies, topic: schemas.Vacancies, revision: func(v *matcher.Vacancy) int64 { return v.Revision },
		get: (*view.View).Vacancy, warn: vacancyWarnings, mayWrite: always[matcher.Vacancy], show: always[matcher.Vacancy],
	}
}

func candidateRecords() recordKind[matcher.Candidate] {
	return recordKind[matcher.Candidate]{
		kind: view.Candidates, topic: schemas.Candidates, revision: func(c *matcher.Candidate) int64 { return c.Revision },
		get: (*view.View).Candidate, warn: candidateWarnings,
		mayWrite: func(_ *Service, c Caller, v *matcher.Candidate) bool { return c.Viewer.Responsible(v) },
		show:     func(s *Service, c Caller, v *matcher.Candidate) bool { return showCandidate(c, v, s.today()) },
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
	return recordKind[matcher.Surplus]{
		kind: view.Surpluses, topic: schemas.Surpluses, revision: func(v *matcher.Surplus) int64 { return v.Revision },
		get: (*view.View).Surplus, warn: surplusWarnings, mayWrite: always[matcher.Surplus], show: always[matcher.Surplus],
	}
}

func companyRecords() recordKind[matcher.Company] {
	return recordKind[matcher.Company]{
		kind: view.Companies, topic: schemas.Companies, revision: func(v *matcher.Company) int64 { return v.Revision },
		get: (*view.View).Company, warn: companyWarnings, mayWrite: always[matcher.Company], show: always[matcher.Company],
	}
}

func decisionRecords() recordKind[matcher.Decision] {
	return recordKind[matcher.Decision]{
		kind: view.Decisions, topic: schemas.Decisions, revision: func(v *matcher.Decision) int64 { return v.Revision },
		get: (*view.View).Decision, mayWrite: mayDecide, show: seesDecision,
		warn: func(*fit.Vocabulary, *matcher.Decision) []matcher.Warning { return nil },
	}
}

// mayDecide lets a caller decide for its own party, about people whom it may see.
func mayDecide(s *Service, c Caller, d *matcher.Decision) bool {
	own := c.Viewer.All || d.ByParty.Kind == c.Viewer.Party.Kind && d.ByParty.Organisation == c.Viewer.Party.Organisation
	return own && seesDecision(s, c, d)
}

// seesDecision hides decisions about people whom the caller may not see. A group has no persons in it.
func seesDecision(s *Service, c Caller, d *matcher.Decision) bool {
	supply, _, _ := matcher.SplitMatchID(d.ID)
	row := s.parts.Views().Snapshot().People.Find(supply)
	return row == nil || sees(c, &row.Profile, s.today())
}
