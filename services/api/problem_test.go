package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"go.opentelemetry.io/otel/trace"

	"matchd/matcher"
	"matchd/schemas"
	"matchd/services/broker"
)

func TestErrorsOfTheProtocolAreProblemDocuments(t *testing.T) {
	c := newHouse(t).serve().fill()
	for _, test := range []struct {
		name, method, path, body string
		header                   []string
		status                   int
	}{
		{"no such path", "GET", "/nowhere", "", nil, 404},
		{"a path with a slash behind it", "GET", "/regions/", "", nil, 404},
		{"a method that a path has not", "PATCH", "/vacancies/vac-1", "{}", nil, 405},
		{"a method that nobody has", "BREW", "/vacancies/vac-1", "", nil, 405},
		{"an id that is none", "GET", "/vacancies/a%20b", "", nil, 400},
		{"an id that climbs", "GET", "/vacancies/..%2F..%2Fetc", "", nil, 400},
		{"an id that is too long", "GET", "/vacancies/" + strings.Repeat("a", 201), "", nil, 400},
		{"an escaped id that is one", "GET", "/vacancies/vac%2D1", "", nil, 200},
		{"a company that is no number", "GET", "/companies/bakery", "", nil, 400},
		{"a match without a tilde", "GET", "/decisions/can-1", "", nil, 400},
		{"a body over the limit", "PUT", "/vacancies/vac-1", strings.Repeat(" ", schemas.MaxBytes+1), nil, 413},
		{"a body of another type", "PUT", "/vacancies/vac-1", bakery, []string{"Content-Type: text/plain"}, 415},
		{"a body without a type", "PUT", "/vacancies/vac-1", bakery, []string{"Content-Type: "}, 415},
		{"a body in Latin-1", "PUT", "/vacancies/vac-1", bakery, []string{"Content-Type: application/json; charset=iso-8859-1"}, 415},
		{"a packed body", "PUT", "/vacancies/vac-1", bakery, []string{"Content-Encoding: gzip"}, 415},
		{"JSON with its charset", "PUT", "/vacancies/vac-1", bakery, []string{"Content-Type: application/json; charset=UTF-8"}, 200},
		{"a JSON of its own type", "PUT", "/vacancies/vac-1", bakery, []string{"Content-Type: application/vnd.vum+json"}, 200},
		{"JSON for a batch", "POST", "/vacancies/batch", bakery, nil, 415},
		{"no JSON", "PUT", "/vacancies/vac-1", "vacancy", nil, 400},
		{"no body", "PUT", "/vacancies/vac-1", "", []string{"Content-Type: application/json"}, 400},
		{"another id in the body", "PUT", "/vacancies/vac-2", bakery, nil, 400},
		{"a query that is none", "GET", "/vacancies?a=%zz", "", nil, 400},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := c.do(test.method, test.path, test.body, test.header...)
			if test.status == http.StatusOK {
				r.want(test.status)
				return
			}
			if p := r.problem(test.status); p.Status != test.status || p.Title == "" || p.Detail == "" || !strings.HasPrefix(p.Type, "https://") {
				t.Errorf("problem is %+v", p)
			}
			if allow := r.header.Get("Allow"); (allow != "") != (test.status == 405) {
				t.Errorf("allow is %q", allow)
			}
		})
	}
}

func TestABodyOfUnknownLengthIsBoundedToo(t *testing.T) {
	c := newHouse(t).serve()
	endless := io.LimitReader(zeros{}, 10*schemas.MaxBytes)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPut, c.base+"/vacancies/vac-1", endless)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+testKey)
	response, err := c.http.Do(r)
	if err != nil {
		t.Skip("the server hung up before the body was sent, as it may")
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("status is %d", response.StatusCode)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

func TestEveryWrongFieldIsNamedAtOnce(t *testing.T) {
	c := newHouse(t).serve().fill()
	p := c.do(http.MethodGet, matchPath+"?limit=0&maxDistanceKm=far&region=Utrecht&weights=skills&must=luck&asOf=today&limt=3&explain=long", "").problem(http.StatusBadRequest)
	var fields []string
	for _, e := range p.Errors {
		fields = append(fields, e.Field)
	}
	if got := strings.Join(fields, " "); got != "weights asOf maxDistanceKm limit limt region[0] explain must[0]" {
		t.Errorf("fields are %q", got)
	}
	// What is found at the edge, in the body and by the use case is told together.
	for _, test := range []struct{ name, method, path, body, want string }{
		{"a list", "GET", matchPath + "?region=AM99&limit=1000&cursor=x", "", "limit region[0] cursor"},
		{"a pair", "GET", matchPath + "/can-1?region=AM99&list=both&must=luck", "", "list must[0] region[0]"},
		{"a search", "GET", "/vacancies?region=AM99&limit=1000&occupation=qqqq&near=GM9999", "", "limit region[0] occupation[0] near"},
		{"a search by a body", "POST", "/candidates/_search?x=1", `{"region":["AM99"],"limit":1000,"cursor":"x"}`, "x limit region[0] cursor"},
		{"a ranking by a body", "POST", "/matches/_query?x=1", `{"vacancy":{"title":1},"region":["AM99"],"limit":1000}`, "x vacancy.title limit region[0]"},
		{"a record", "PUT", "/vacancies/vac-9?x=1", `{"id":"vac-1","revision":-1,"status":"open","positions":0}`, "x positions revision id"},
		{"partners", "GET", "/companies/12345678/transfers?limit=1000&direction=up&cursor=x", "", "limit direction cursor"},
		{"a region", "GET", "/regions/AM99/unplaced-supply?limit=1000&cursor=x", "", "limit cursor code"},
		{"a path", "GET", "/vacancies/a%20b/candidate-matches?limit=1000", "", "id limit"},
	} {
		var fields []string
		for _, e := range c.do(test.method, test.path, test.body).problem(http.StatusBadRequest).Errors {
			fields = append(fields, e.Field)
		}
		if got := strings.Join(fields, " "); got != test.want {
			t.Errorf("%s: fields are %q, want %q", test.name, got, test.want)
		}
	}
	unknown := c.do(http.MethodGet, "/vacancies?region=AM99", "").problem(http.StatusBadRequest)
	if len(unknown.Errors) != 1 || unknown.Errors[0].Field != "region[0]" || len(unknown.Errors[0].Suggestions) == 0 {
		t.Errorf("an unknown region gives %+v", unknown.Errors)
	}
}

func TestAnAnswerThatTookTooLongIsGivenOnceItIsThere(t *testing.T) {
	h := newHouse(t)
	h.config.RequestTimeout = -time.Second // over before it begins
	c := h.serve()
	if list := read[schemas.RegionList](c.do(http.MethodGet, "/regions", "").want(http.StatusOK)); len(list.Regions) != 35 {
		t.Errorf("%d regions", len(list.Regions))
	}
}

// book is what a logger has written.
type book struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *book) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *book) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

// tracer is a meter that puts every request into one trace, and notes the routes.
type tracer struct {
	mu     sync.Mutex
	routes []string
}

func (m *tracer) Begin(r *http.Request) (context.Context, func(string, int)) {
	span := trace.NewSpanContext(trace.SpanContextConfig{TraceID: trace.TraceID{0x4b, 0xf9}, SpanID: trace.SpanID{1}})
	return trace.ContextWithSpanContext(r.Context(), span), func(route string, _ int) {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.routes = append(m.routes, r.Method+" "+route)
	}
}

func TestAPanicTellsTheCallerNothingButTheTrace(t *testing.T) {
	h := newHouse(t)
	log, meter := &book{}, &tracer{}
	h.config.Logger, h.config.Meter = slog.New(slog.NewJSONHandler(log, nil)), meter
	h.config.Auth = authFunc(func(*http.Request) (broker.Caller, error) { panic("secret of the inside") })
	r := h.serve().do(http.MethodGet, "/regions", "")
	if p := r.problem(http.StatusInternalServerError); p.TraceID != "4bf90000000000000000000000000000" || strings.Contains(string(r.body), "secret") {
		t.Errorf("problem is %s", r.body)
	}
	if !strings.Contains(log.String(), "secret of the inside") || !strings.Contains(log.String(), "problem_test.go") {
		t.Errorf("the log does not tell where it happened: %s", log)
	}
}

func TestNoPersonStandsInTheLogOrTheMetrics(t *testing.T) {
	h := newHouse(t)
	log, meter := &book{}, &tracer{}
	h.config.Logger, h.config.Meter = slog.New(slog.NewJSONHandler(log, nil)), meter
	c := h.serve().fill()
	c.do(http.MethodGet, "/candidates/can-1", "", "User-Agent: somebody")
	c.do(http.MethodGet, matchPath+"?text=geheim", "")
	c.do(http.MethodGet, "/nowhere/can-1", "")
	c.do(http.MethodPatch, "/candidates/can-1", "")
	h.away = true
	c.do(http.MethodPut, "/candidates/can-1", strings.Replace(cook, `"revision":1`, `"revision":2`, 1)).problem(http.StatusServiceUnavailable)
	meter.mu.Lock()
	routes := strings.Join(meter.routes, "\n")
	meter.mu.Unlock()
	for _, secret := range []string{"can-1", "geheim", "somebody", "127.0.0.1", testKey, "Bakt graag"} {
		if strings.Contains(log.String(), secret) || strings.Contains(routes, secret) {
			t.Errorf("%q stands in the log or the metrics:\n%s\n%s", secret, log, routes)
		}
	}
	line, _, _ := strings.Cut(log.String(), "\n")
	var entry map[string]any
	if err := json.Unmarshal([]byte(line), &entry); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"method", "route", "status", "duration", "bytes"} {
		if entry[name] == nil {
			t.Errorf("the line has no %s: %s", name, line)
		}
	}
	if !strings.Contains(routes, "/candidates/{id}") {
		t.Errorf("routes are %s", routes)
	}
}

func TestAnAnswerThatTakesTooLongIsGivenUp(t *testing.T) {
	h := newHouse(t)
	h.config.RequestTimeout = 20 * time.Millisecond
	service := *h.config.Service
	service.Matches = func(ctx context.Context, _ broker.Asked[broker.MatchQuestion]) (schemas.MatchList, error) {
		<-ctx.Done()
		return schemas.MatchList{}, ctx.Err()
	}
	h.config.Service = &service
	r := h.serve().do(http.MethodGet, matchPath, "")
	if p := r.problem(http.StatusServiceUnavailable); !strings.Contains(p.Detail, "too long") || r.header.Get("Retry-After") == "" {
		t.Errorf("problem is %+v", p)
	}
}

func TestOneCallerCannotTakeEveryPlace(t *testing.T) {
	h := newHouse(t)
	h.config.CallerRequests = 1
	h.config.Auth = people{
		"greedy": {Subject: "greedy", Roles: broker.AllRoles(), Viewer: matcher.Viewer{All: true}},
		"other":  {Subject: "other", Roles: broker.AllRoles(), Viewer: matcher.Viewer{All: true}},
	}
	c := h.serve()
	s := c.as("greedy").listen("/match-events")
	c.as("greedy").do(http.MethodGet, "/regions", "").problem(http.StatusTooManyRequests)
	c.as("other").do(http.MethodGet, "/regions", "").want(http.StatusOK)
	_ = s.body.Close()
}
