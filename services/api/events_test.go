package api_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"matchd/matcher"
	"matchd/schemas"
	"matchd/services/api"
	"matchd/services/broker"
)

// found is a match.found event.
func found(t *testing.T, matchID, region string) schemas.Event {
	t.Helper()
	at := schemas.Position{Topic: schemas.Vacancies, Offset: 7}
	e, err := schemas.NewEvent(schemas.MatchFound, schemas.DefaultSource, matchID, at, time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC), []string{region}, schemas.MatchChanged{MatchID: matchID})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func (h *house) announceNow(events ...schemas.Event) {
	h.t.Helper()
	var records []schemas.Record
	for _, e := range events {
		records = append(records, e.Record())
	}
	if _, err := h.publish(h.t.Context(), records); err != nil {
		h.t.Fatal(err)
	}
}

// stream is an open event stream, read by line.
type stream struct {
	t     *testing.T
	body  io.ReadCloser
	lines *bufio.Scanner
}

func (c *client) listen(path string, header ...string) *stream {
	c.t.Helper()
	response := c.send(http.MethodGet, path, "", header...)
	c.t.Cleanup(func() { _ = response.Body.Close() })
	if response.StatusCode != http.StatusOK || response.Header.Get("Content-Type") != "text/event-stream" {
		c.t.Fatalf("stream answers %d %s", response.StatusCode, response.Header.Get("Content-Type"))
	}
	return &stream{c.t, response.Body, bufio.NewScanner(response.Body)}
}

// until reads lines to the first with a prefix, and gives the rest of it.
func (s *stream) until(prefix string) string {
	s.t.Helper()
	for s.lines.Scan() {
		if rest, ok := strings.CutPrefix(s.lines.Text(), prefix); ok {
			return rest
		}
	}
	s.t.Fatalf("the stream ended before %q: %v", prefix, s.lines.Err())
	return ""
}

func TestAStreamShowsEventsAsTheyCome(t *testing.T) {
	h := newHouse(t)
	s := h.serve().listen("/match-events")
	if retry := s.until("retry: "); retry != "3000" {
		t.Errorf("retry is %q", retry)
	}
	h.announceNow(found(t, "can-1~vac-1", "AM13"))
	if id, kind, data := s.until("id: "), s.until("event: "), s.until("data: "); id != "1" || kind != "nl.matchd.match.found.v1" || !strings.Contains(data, `"specversion":"1.0"`) {
		t.Errorf("event is %q %q %q", id, kind, data)
	}
}

func TestAStreamGoesOnFromTheLastEventSeen(t *testing.T) {
	h := newHouse(t)
	h.announceNow(found(t, "a~v", "AM13"), found(t, "b~v", "AM13"), found(t, "c~v", "AM13"))
	c := h.serve()
	for name, s := range map[string]*stream{
		"by header":                   c.listen("/match-events", "Last-Event-ID: 1"),
		"by query":                    c.listen("/match-events?lastEventId=1"),
		"by header where both differ": c.listen("/match-events?lastEventId=2", "Last-Event-ID: 1"),
	} {
		t.Run(name, func(t *testing.T) {
			if got := s.until("id: ") + s.until("id: "); got != "23" {
				t.Errorf("ids are %q", got)
			}
		})
	}
}

func TestAStreamShowsOnlyWhatItIsAskedFor(t *testing.T) {
	h := newHouse(t)
	h.config.Auth = people{
		"all":     {Subject: "all", Roles: broker.AllRoles()},
		"utrecht": {Subject: "u", Roles: []broker.Role{broker.Dashboard}, Regions: []string{"AM13"}},
	}
	lapsed := found(t, "z~v", "AM13")
	lapsed.Type = schemas.MatchLapsed
	h.announceNow(found(t, "x~v", "AM01"), lapsed, found(t, "y~v", "AM13"))
	c := h.serve()
	for _, test := range []struct{ name, token, query, want string }{
		{"a region", "all", "region=AM13", "2"},
		{"a type by its short name", "all", "type=match.lapsed", "2"},
		{"a type in full", "all", "type=nl.matchd.match.lapsed.v1", "2"},
		{"a type in a region", "all", "type=match.found&region=AM13,AM02", "3"},
		{"the regions that the caller is limited to", "utrecht", "", "2"},
		{"what is asked within the regions of the caller", "utrecht", "type=match.found", "3"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := c.as(test.token).listen("/match-events?"+test.query, "Last-Event-ID: 0").until("id: "); got != test.want {
				t.Errorf("first is %s, want %s", got, test.want)
			}
		})
	}
}

func TestAStreamIsRefused(t *testing.T) {
	h := newHouse(t)
	c := h.serve()
	for name, path := range map[string]string{
		"an unknown type": "/match-events?type=match.fund", "a region that is none": "/match-events?region=Utrecht",
		"an id that is not kept": "/match-events?lastEventId=99", "a long id": "/match-events?lastEventId=" + strings.Repeat("1", 501),
	} {
		t.Run(name, func(t *testing.T) { c.do(http.MethodGet, path, "").problem(http.StatusBadRequest) })
	}
}

func TestSilenceIsFilledWithHeartbeats(t *testing.T) {
	h := newHouse(t)
	h.config.Heartbeat = 10 * time.Millisecond
	s := h.serve().listen("/match-events")
	s.until(": ")
	s.until(": ")
}

func TestStreamsAreBounded(t *testing.T) {
	h := newHouse(t)
	h.config.EventStreams = 1
	c := h.serve()
	s := c.listen("/match-events")
	p := c.do(http.MethodGet, "/match-events", "")
	if p.problem(http.StatusServiceUnavailable); p.header.Get("Retry-After") == "" {
		t.Error("nothing says when to come back")
	}
	_ = s.body.Close()
	for deadline := time.Now().Add(5 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		again := c.send(http.MethodGet, "/match-events", "")
		_ = again.Body.Close()
		if again.StatusCode == http.StatusOK {
			return
		}
		if time.Now().After(deadline) {
			t.Fatal("a place is not given back")
		}
	}
}

func TestStreamsOutliveTheTimeoutsOfTheServerAndEndWithIt(t *testing.T) {
	h := newHouse(t)
	h.config.Heartbeat = 20 * time.Millisecond
	server := api.Server("127.0.0.1:0", api.New(h.config), slog.New(slog.DiscardHandler))
	server.ReadTimeout, server.WriteTimeout = 50*time.Millisecond, 50*time.Millisecond
	listener, err := net.Listen("tcp", server.Addr)
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	c := &client{t: t, base: "http://" + listener.Addr().String() + "/v1", http: &http.Client{}, token: testKey}
	s := c.listen("/match-events")
	for range 10 {
		s.until(": ")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		t.Errorf("shutdown: %v", err)
	}
	<-served
	if _, err := io.Copy(io.Discard, s.body); err != nil {
		t.Errorf("the stream was cut, not ended: %v", err)
	}
}

func TestASourceThatFailsEndsTheStream(t *testing.T) {
	h := newHouse(t)
	h.config.Events = func(_ context.Context, _ string, yield func(string, schemas.Event) bool) error {
		yield("1", found(t, "can-1~vac-1", "AM13"))
		return fmt.Errorf("read log: %w", matcher.ErrUnavailable)
	}
	s := h.serve().listen("/match-events")
	s.until("data: ")
	if _, err := io.Copy(io.Discard, s.body); err == nil {
		t.Error("half a stream looks like a whole one")
	}
}
