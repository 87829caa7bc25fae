package api

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"time"

	"matchd/schemas"
	"matchd/services/broker"
)

const (
	// opening is how long a stream may find out that it cannot begin where it was asked to, before it is begun.
	opening = 200 * time.Millisecond
	// retryMillis is when a client whose stream broke off should come back.
	retryMillis = 3000
	// maxEventID bounds the id to go on from, as in the description.
	maxEventID = 500
)

// eventFilter says which events a stream shows; of each list any value counts, and an empty one lets all through.
type eventFilter struct {
	types   []schemas.EventType
	regions []string // asked for
	allowed []string // those that the caller is limited to
}

func (f *eventFilter) shows(e *schemas.Event) bool {
	return (len(f.types) == 0 || slices.Contains(f.types, e.Type)) && touches(f.regions, e.Regions) && touches(f.allowed, e.Regions)
}

func touches(wanted, have []string) bool {
	return len(wanted) == 0 || slices.ContainsFunc(have, func(r string) bool { return slices.Contains(wanted, r) })
}

// eventQuestion reads what a stream is asked.
func (r *request) eventQuestion() (eventFilter, string, error) {
	q := r.query()
	f := eventFilter{regions: q.list("region"), allowed: r.caller.Regions}
	for i, name := range q.list("type") {
		known := slices.IndexFunc(schemas.EventTypes(), func(t schemas.EventType) bool { return string(t) == name || t.Short() == name })
		if known < 0 {
			q.bad(fmt.Sprintf("type[%d]", i), "must be a type of match event, such as match.found")
			continue
		}
		f.types = append(f.types, schemas.EventTypes()[known])
	}
	from := cmp.Or(r.http.Header.Get("Last-Event-ID"), q.text("lastEventId"))
	if len(from) > maxEventID {
		q.bad("lastEventId", "must be the id of an event of this stream")
	}
	options := schemas.MatchOptions{Region: f.regions}
	return f, from, q.err(options.Check()...)
}

// follow streams match events. Whoever reads them sees ids of everybody who agreed to be shared: matchers and dashboards.
func (s *server) follow(ctx context.Context, w http.ResponseWriter, r *request) error {
	if err := broker.Allowed(r.caller, broker.Matcher, broker.Dashboard); err != nil {
		return fmt.Errorf("follow events: %w", err)
	}
	filter, from, err := r.eventQuestion()
	if err != nil {
		return err
	}
	if r.http.Method == http.MethodHead {
		eventHeaders(w)
		return nil
	}
	select {
	case s.streams <- struct{}{}:
		defer func() { <-s.streams }()
	default:
		return refuse(http.StatusServiceUnavailable, "as many event streams as can be are open")
	}
	ctx, cancel := untilStopped(ctx)
	defer cancel()
	return s.stream(ctx, w, filter, from)
}

// frame is one event on its way to the stream.
type frame struct {
	id    string
	event schemas.Event
}

// stream runs the source in a goroutine of its own, which it waits for: silence must be filled with heartbeats.
func (s *server) stream(ctx context.Context, w http.ResponseWriter, filter eventFilter, from string) error {
	ctx, cancel := context.WithCancel(ctx)
	frames, ended := make(chan frame), make(chan error, 1)
	go func() {
		ended <- s.Events(ctx, from, func(id string, e schemas.Event) bool {
			if !filter.shows(&e) {
				return ctx.Err() == nil
			}
			select {
			case frames <- frame{id, e}:
				return true
			case <-ctx.Done():
				return false
			}
		})
	}()
	out := &eventWriter{w: w, control: http.NewResponseController(w), idle: s.StreamIdle}
	err, over := s.pump(ctx, out, frames, ended)
	cancel()
	if !over {
		<-ended
	}
	return err
}

// pump writes frames and heartbeats until the source, the caller or the service ends; over says that the source has.
func (s *server) pump(ctx context.Context, out *eventWriter, frames <-chan frame, ended <-chan error) (err error, over bool) {
	silence := time.NewTimer(min(opening, s.Heartbeat))
	defer silence.Stop()
	for {
		var failed error
		select {
		case f := <-frames:
			failed = out.event(f)
		case <-silence.C:
			failed = out.comment()
		case err := <-ended:
			if ctx.Err() != nil {
				return nil, true
			}
			return err, true
		case <-ctx.Done():
			return nil, false
		}
		if failed != nil {
			return nil, false // whoever listened is gone
		}
		silence.Reset(s.Heartbeat)
	}
}

// eventWriter writes text/event-stream.
type eventWriter struct {
	w       http.ResponseWriter
	control *http.ResponseController
	idle    time.Duration
	begun   bool
}

func eventHeaders(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("X-Accel-Buffering", "no") // a proxy that gathers answers would hold events back
	w.WriteHeader(http.StatusOK)
}

func (o *eventWriter) event(f frame) error {
	data, err := json.Marshal(f.event)
	if err != nil {
		return fmt.Errorf("encode event: %w", err)
	}
	return o.write(fmt.Sprintf("id: %s\nevent: %s\ndata: %s\n\n", f.id, f.event.Type, data))
}

func (o *eventWriter) comment() error { return o.write(": still here\n\n") }

func (o *eventWriter) write(text string) error {
	_ = o.control.SetReadDeadline(time.Time{}) // the caller has nothing more to say
	_ = o.control.SetWriteDeadline(time.Now().Add(o.idle))
	if !o.begun {
		o.begun = true
		eventHeaders(o.w)
		text = fmt.Sprintf("retry: %d\n\n", retryMillis) + text
	}
	if _, err := o.w.Write([]byte(text)); err != nil {
		return fmt.Errorf("write event: %w", err)
	}
	if err := o.control.Flush(); err != nil {
		return fmt.Errorf("flush event: %w", err)
	}
	return nil
}
