package broker

import (
	"context"
	"net/http"

	"matchd/schemas"
)

// batch stores records one after another as if each were put, in one publication.
func (r *records[T]) batch(ctx context.Context, q Asked[[][]byte]) ([]schemas.BatchOutcome, error) {
	out := make([]schemas.BatchOutcome, len(q.Q))
	subs := make([]submission[T], len(q.Q))
	var ids []string
	for i, body := range q.Q {
		sub, err := r.read(q.Caller, body, "")
		subs[i], out[i] = sub, lineOutcome(i, &sub, err)
		if err == nil {
			ids = append(ids, sub.id)
		}
	}
	leave, err := r.door.enter(ctx, r.keys(ids...))
	if err != nil {
		return nil, err
	}
	defer leave()
	var send []schemas.Record
	var lines []int
	for i := range r.guarded(q.Caller, subs, out) {
		send, lines = append(send, subs[i].record), append(lines, i)
	}
	if len(send) == 0 {
		return out, nil
	}
	at, err := r.s.publish(ctx, r.k.topic, send)
	for n, i := range lines {
		if err != nil && (n >= len(at) || at[n].Offset < 0) {
			out[i] = lineOutcome(i, &subs[i], err)
			continue
		}
		r.note(subs[i].written, at[n])
	}
	return out, nil
}

// guarded goes over the lines that are to be sent; out gets the outcome of the others. A line is compared with an
// earlier one of its id too.
func (r *records[T]) guarded(caller Caller, subs []submission[T], out []schemas.BatchOutcome) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		ahead, onTheWay := map[string]*written[T]{}, r.onTheWay()
		for i := range subs {
			sub := &subs[i]
			if sub.written == nil {
				continue
			}
			have, err := ahead[sub.id], error(nil)
			repeats := have != nil
			if !repeats {
				have, err = r.known(sub.id)
			}
			if err == nil {
				err = r.guard(caller, sub, have, onTheWay)
			}
			switch {
			case err != nil:
				out[i] = lineOutcome(i, sub, err)
			case sub.unchanged && !repeats:
				out[i].Status = http.StatusOK
			default: // one that repeats a line goes along: should that fail, it must not have been answered for
				ahead[sub.id] = sub.written
				if onTheWay != nil {
					onTheWay[sub.id] = &sub.written.bare
				}
				if !yield(i) {
					return
				}
			}
		}
	}
}

// lineOutcome is what became of a line.
func lineOutcome[T schemas.Entity](i int, sub *submission[T], err error) schemas.BatchOutcome {
	out := schemas.BatchOutcome{Line: i + 1, ID: sub.id, Status: StatusOf(err)}
	if err != nil {
		out.Errors = Reasons(err)
		return out
	}
	out.Resolved, out.Warnings = sub.told.resolved, sub.told.warnings
	return out
}
