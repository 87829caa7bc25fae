package api_test

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"matchd/schemas"
	"matchd/schemas/contract"
	"matchd/services/api"
)

// client asks a served house, and holds every answer against the description.
type client struct {
	t        *testing.T
	base     string // with the version
	http     *http.Client
	token    string
	contract *contract.Contract
}

// described is the description, read once for all tests but those that ask what it has seen.
var described = sync.OnceValues(func() (*contract.Contract, error) { return contract.Load(schemas.OpenAPI()) })

// serve puts the house on a loopback address.
func (h *house) serve() *client {
	h.t.Helper()
	if h.contract == nil {
		c, err := described()
		if err != nil {
			h.t.Fatal(err)
		}
		h.contract = c
	}
	server := httptest.NewUnstartedServer(nil)
	server.Config = api.Server("", api.New(h.config), slog.New(slog.DiscardHandler))
	server.Start()
	h.t.Cleanup(server.Close)
	transport := &http.Transport{DisableCompression: true}
	h.t.Cleanup(transport.CloseIdleConnections)
	return &client{h.t, server.URL + "/v1", &http.Client{Transport: transport}, testKey, h.contract}
}

// reply is an answer, read to its end.
type reply struct {
	t      *testing.T
	status int
	header http.Header
	body   []byte
}

// as is the same client with another token; an empty one sends none.
func (c client) as(token string) *client {
	c.token = token
	return &c
}

// send asks; header lines are "Name: value". JSON is the content type unless one is given.
func (c *client) send(method, path, body string, header ...string) *http.Response {
	c.t.Helper()
	r, err := http.NewRequestWithContext(c.t.Context(), method, c.base+path, strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	for _, line := range header {
		name, value, _ := strings.Cut(line, ": ")
		r.Header.Set(name, value)
	}
	response, err := c.http.Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	return response
}

// do asks, reads the answer and holds it against the description.
func (c *client) do(method, path, body string, header ...string) reply {
	c.t.Helper()
	response := c.send(method, path, body, header...)
	defer func() { _ = response.Body.Close() }()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	template, ok := c.template(method, path)
	if ok && method != http.MethodHead && response.Header.Get("Content-Encoding") == "" {
		if err := c.contract.Response(method, template, response.StatusCode, response.Header, data); err != nil {
			c.t.Errorf("%s %s: %v\n%s", method, path, err, data)
		}
	}
	return reply{c.t, response.StatusCode, response.Header, data}
}

// template finds the operation of a path; one without parameters goes before others.
func (c *client) template(method, path string) (string, bool) {
	path, _, _ = strings.Cut(path, "?")
	var found []string
	for _, operation := range c.contract.Operations() {
		parts := strings.Fields(operation)
		if parts[0] == method && fills(parts[1], path) {
			found = append(found, parts[1])
		}
	}
	slices.SortFunc(found, func(a, b string) int { return strings.Count(a, "{") - strings.Count(b, "{") })
	if len(found) == 0 {
		return "", false
	}
	return found[0], true
}

func fills(template, path string) bool {
	want, have := strings.Split(template, "/"), strings.Split(path, "/")
	return slices.EqualFunc(want, have, func(w, h string) bool { return w == h || strings.HasPrefix(w, "{") })
}

// want fails unless the status is right.
func (r reply) want(status int) reply {
	r.t.Helper()
	if r.status != status {
		r.t.Fatalf("status is %d, want %d: %s", r.status, status, r.body)
	}
	return r
}

// problem reads a problem document.
func (r reply) problem(status int) schemas.Problem {
	r.t.Helper()
	r.want(status)
	if media := r.header.Get("Content-Type"); media != "application/problem+json" {
		r.t.Errorf("content type is %q", media)
	}
	return read[schemas.Problem](r)
}

func read[T any](r reply) T {
	r.t.Helper()
	var v T
	if err := json.Unmarshal(r.body, &v); err != nil {
		r.t.Fatalf("read %s: %v", r.body, err)
	}
	return v
}

// The records that tests begin with; people and companies are made up.
const (
	bakery    = `{"id":"vac-1","revision":1,"status":"open","company":{"id":"12345678","name":"Bakkerij Oost BV"},"title":"Bakker","occupation":{"label":"bakker"},"hours":{"min":24,"max":38},"place":{"municipality":"GM0344"},"positions":2}`
	cook      = `{"id":"can-1","revision":1,"status":"available","responsibleParty":{"kind":"uwv","organisation":"UWV Utrecht","region":"AM13"},"place":{"municipality":"GM0344"},"situation":"atRisk","presentation":"Bakt graag brood","skills":[{"label":"deeg bereiden"}],"restricted":{"banenafspraak":true}}`
	kitchen   = `{"id":"sur-1","revision":1,"status":"announced","company":{"id":"87654321"},"headcount":12,"occupation":{"label":"kok"},"place":{"municipality":"GM0344"}}`
	firm      = `{"id":"12345678","revision":1,"status":"active","name":"Bakkerij Oost BV","sectors":[{"code":"1071","edition":"2008"}]}`
	decision  = `{"id":"can-1~vac-1","revision":1,"status":"introduced","byParty":{"kind":"uwv","organisation":"UWV Utrecht"}}`
	matchPath = "/vacancies/vac-1/candidate-matches"
)

// fill stores one record of each kind.
func (c *client) fill() *client {
	c.t.Helper()
	for _, r := range [][2]string{
		{"/vacancies/vac-1", bakery}, {"/candidates/can-1", cook}, {"/surpluses/sur-1", kitchen}, {"/companies/12345678", firm},
		{"/decisions/can-1~vac-1", decision}, // after what it is about
	} {
		c.do(http.MethodPut, r[0], r[1], "Prefer: wait=5").want(http.StatusOK)
	}
	return c
}
