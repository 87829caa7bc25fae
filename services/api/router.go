package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

// prefix is the major version of the interface in every path.
const prefix = "/v1"

// compressFrom is the size in bytes from which answers are compressed: below it a packet more or less is all there is
// to win.
const compressFrom = 1400

// server is the routes with what they work with.
type server struct {
	Config
	streams chan struct{}
	callers *callers
}

// New gives the handler of the public interface.
func New(c Config) http.Handler {
	c = c.withDefaults()
	s := &server{Config: c, streams: make(chan struct{}, c.EventStreams), callers: newCallers(c.CallerRequests)}
	return s.router()
}

func (s *server) router() *echo.Echo {
	e := echo.New()
	e.IPExtractor = echo.ExtractIPDirect()
	e.HTTPErrorHandler = func(err error, c echo.Context) { s.fail(c, err) }
	e.Use(s.observe)
	for _, r := range s.routes() {
		s.register(e, r)
	}
	return e
}

func (s *server) register(e *echo.Echo, r route) {
	path := prefix + strings.NewReplacer("{", ":", "}", "").Replace(r.template)
	var around []echo.MiddlewareFunc
	if r.handle != nil && !r.tagged {
		around = append(around, middleware.GzipWithConfig(middleware.GzipConfig{MinLength: compressFrom}))
	}
	e.Add(r.method, path, s.adapt(r), around...)
	if r.method == http.MethodGet {
		e.Add(http.MethodHead, path, s.adapt(r), around...)
	}
}

// adapt is where Echo ends: it lets the caller in, sets the bounds of time and runs the handler.
func (s *server) adapt(r route) echo.HandlerFunc {
	return func(c echo.Context) error {
		q := &request{http: c.Request(), params: map[string]string{}, limit: s.BodyLimit, wait: preferredWait(c.Request().Header)}
		for _, name := range paramNames(r.template) {
			q.params[name] = unescaped(c.Request().URL, c.Param(name))
		}
		leave, err := s.enter(q, r)
		if err != nil {
			return err
		}
		defer leave()
		if r.stream != nil {
			return r.stream(c.Request().Context(), c.Response(), q)
		}
		ctx, cancel := s.bounded(c.Response(), q)
		defer cancel()
		a, err := r.handle(ctx, q)
		// An answer that took longer than it may is told all the same, now that it is there, and so is why there is none.
		_ = http.NewResponseController(c.Response()).SetWriteDeadline(time.Now().Add(writeTimeout))
		if err != nil {
			return err
		}
		return write(c.Response(), q, a)
	}
}

// enter lets a request in: login, then readiness, then the bound on requests of one caller.
func (s *server) enter(q *request, r route) (leave func(), err error) {
	if r.open {
		return func() {}, nil
	}
	if q.caller, err = s.Auth.Authenticate(q.http); err != nil {
		return nil, fmt.Errorf("let caller in: %w", err)
	}
	if !s.Ready() {
		return nil, refuse(http.StatusServiceUnavailable, "the view is catching up")
	}
	q.wrong = wrongParams(r.template, q.params)
	if leave, ok := s.callers.enter(q.caller.Subject); ok {
		return leave, nil
	}
	return nil, refuse(http.StatusTooManyRequests, "too many requests of yours are under way")
}

// bounded sets how long an ordinary answer may take, on the context and on the connection.
func (s *server) bounded(w http.ResponseWriter, q *request) (context.Context, context.CancelFunc) {
	budget := s.RequestTimeout + q.wait
	control := http.NewResponseController(w)
	at := time.Now().Add(budget + time.Second)
	_ = control.SetReadDeadline(at) // a writer without deadlines, as in tests, is bounded by the context alone
	_ = control.SetWriteDeadline(at)
	return context.WithTimeout(q.http.Context(), budget)
}

// observe stands around every request, routed or not: headers, trace, panics, problems, the log line.
func (s *server) observe(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		began := time.Now()
		ctx, end := s.Meter.Begin(c.Request())
		c.SetRequest(c.Request().WithContext(ctx))
		setHeaders(c.Response().Header())
		err := guarded(next, c)
		begun := c.Response().Committed
		if err != nil {
			s.fail(c, err)
		}
		route := mounted(c.Path())
		end(route, c.Response().Status)
		s.Logger.LogAttrs(ctx, slog.LevelInfo, "request", slog.String("method", c.Request().Method), slog.String("route", route),
			slog.Int("status", c.Response().Status), slog.Duration("duration", time.Since(began)), slog.Int64("bytes", c.Response().Size))
		if err != nil && begun {
			panic(http.ErrAbortHandler) // half an answer must not look like a whole one
		}
		return nil
	}
}

// guarded turns a panic into an error.
func guarded(next echo.HandlerFunc, c echo.Context) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &panicked{r, string(debug.Stack())}
		}
	}()
	return next(c)
}

// panicked is a panic of a handler.
type panicked struct {
	value any
	stack string
}

// Error tells what it was, for the log.
func (p *panicked) Error() string { return fmt.Sprintf("panic: %v", p.value) }

// template writes Echo's path as the description does, without the version.
func template(path string) string {
	segments := strings.Split(strings.TrimPrefix(path, prefix), "/")
	for i, segment := range segments {
		if name, ok := strings.CutPrefix(segment, ":"); ok {
			segments[i] = "{" + name + "}"
		}
	}
	return strings.Join(segments, "/")
}

// mounted is the template with the version, as traces and logs have it; empty where no route was met.
func mounted(path string) string {
	if route := template(path); route != "" {
		return prefix + route
	}
	return ""
}

// fail answers with the problem document for err, unless the answer has begun, and logs what is not the caller's doing.
func (s *server) fail(c echo.Context, err error) {
	ctx := c.Request().Context()
	p, _ := problemOf(ctx, err)
	var refused *refusal
	if p.Status >= http.StatusInternalServerError && !errors.As(err, &refused) && !errors.Is(err, context.Canceled) {
		attrs := []slog.Attr{slog.String("route", mounted(c.Path())), slog.Int("status", p.Status), slog.String("error", err.Error())}
		var p *panicked
		if errors.As(err, &p) {
			attrs = append(attrs, slog.String("stack", p.stack))
		}
		s.Logger.LogAttrs(ctx, slog.LevelError, "request failed", attrs...)
	}
	if !c.Response().Committed {
		writeProblem(ctx, c.Response(), err)
	}
}
