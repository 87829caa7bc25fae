package api

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"time"

	"matchd/schemas"
	"matchd/services/broker"
)

// Config is what the routes work with. Service, Auth and Events are required; the rest has defaults.
type Config struct {
	Service *broker.Service
	Auth    Authenticator
	Events  EventSource
	Ready   func() bool  // whether the view has caught up; nil = always
	Meter   RequestMeter // nil = nothing is measured
	Logger  *slog.Logger // nil = nothing is logged

	// BodyLimit is how many bytes a JSON body, and a line of a batch, may have; 0 = schemas.MaxBytes.
	BodyLimit int64
	// RequestTimeout is how long an ordinary answer may take, beside what Prefer: wait asks for; 0 = 10 s.
	RequestTimeout time.Duration
	// StreamIdle is how long one read or write of a batch or of an event stream may take; 0 = 60 s.
	StreamIdle time.Duration
	// Heartbeat is the silence after which an event stream shows that it is alive; 0 = 15 s.
	Heartbeat time.Duration
	// EventStreams is how many event streams may be open at once; 0 = 256.
	EventStreams int
	// CallerRequests is how many requests of one caller may be under way at once; 0 = 512.
	CallerRequests int
}

// RequestMeter measures and traces requests; telemetry.RequestMeter is one.
type RequestMeter interface {
	// Begin gives the context to answer in, and what to call once with the route's template and the status.
	Begin(r *http.Request) (ctx context.Context, end func(route string, status int))
}

// EventSource follows the match events from behind the one named from, or from now on where from is empty, until ctx
// ends or yield returns false; id is what to go on from after that event. It looks at from before it waits for
// anything: one that it does not know, or whose place is no longer kept, is a matcher.InvalidError at once.
type EventSource func(ctx context.Context, from string, yield func(id string, e schemas.Event) bool) error

func (c Config) withDefaults() Config {
	if c.Ready == nil {
		c.Ready = func() bool { return true }
	}
	if c.Meter == nil {
		c.Meter = unmeasured{}
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	c.BodyLimit = cmp.Or(c.BodyLimit, schemas.MaxBytes)
	c.RequestTimeout = cmp.Or(c.RequestTimeout, 10*time.Second)
	c.StreamIdle = cmp.Or(c.StreamIdle, time.Minute)
	c.Heartbeat = cmp.Or(c.Heartbeat, 15*time.Second)
	c.EventStreams = cmp.Or(c.EventStreams, 256)
	c.CallerRequests = cmp.Or(c.CallerRequests, 512)
	return c
}

type unmeasured struct{}

func (unmeasured) Begin(r *http.Request) (context.Context, func(string, int)) {
	return r.Context(), func(string, int) {}
}
