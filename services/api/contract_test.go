package api_test

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"matchd/matcher"
	"matchd/schemas"
	"matchd/schemas/contract"
	"matchd/services/api"
	"matchd/services/broker"
)

// people accepts tokens that are names of callers.
type people map[string]broker.Caller

func (p people) Authenticate(r *http.Request) (broker.Caller, error) {
	c, ok := p[strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")]
	if !ok {
		return broker.Caller{}, api.ErrUnauthenticated
	}
	return c, nil
}

// authFunc is an Authenticator.
type authFunc func(r *http.Request) (broker.Caller, error)

func (f authFunc) Authenticate(r *http.Request) (broker.Caller, error) { return f(r) }

// call is a request that an operation answers well, once the records of fill are stored.
type call struct{ path, body, media string }

func calls() map[string]call {
	const ndjson = "application/x-ndjson"
	return map[string]call{
		"GET /vacancies/{id}": {path: "/vacancies/vac-1"}, "PUT /vacancies/{id}": {path: "/vacancies/vac-1", body: bakery},
		"DELETE /vacancies/{id}": {path: "/vacancies/vac-9"}, "POST /vacancies/batch": {"/vacancies/batch", bakery, ndjson},
		"GET /candidates/{id}": {path: "/candidates/can-1"}, "PUT /candidates/{id}": {path: "/candidates/can-1", body: cook},
		"DELETE /candidates/{id}": {path: "/candidates/can-9"}, "POST /candidates/batch": {"/candidates/batch", cook, ndjson},
		"GET /surpluses/{id}": {path: "/surpluses/sur-1"}, "PUT /surpluses/{id}": {path: "/surpluses/sur-1", body: kitchen},
		"DELETE /surpluses/{id}": {path: "/surpluses/sur-9"}, "POST /surpluses/batch": {"/surpluses/batch", kitchen, ndjson},
		"GET /companies/{id}": {path: "/companies/12345678"}, "PUT /companies/{id}": {path: "/companies/12345678", body: firm},
		"POST /decisions/batch":                               {"/decisions/batch", decision, ndjson},
		"GET /decisions/{matchId}":                            {path: "/decisions/can-1~vac-1"},
		"DELETE /decisions/{matchId}":                         {path: "/decisions/can-9~vac-1"},
		"PUT /decisions/{matchId}":                            {path: "/decisions/can-1~vac-1", body: decision},
		"GET /vacancies":                                      {path: "/vacancies?query=bakker&region=AM13"},
		"GET /surpluses":                                      {path: "/surpluses?status=announced"},
		"POST /candidates/_search":                            {path: "/candidates/_search", body: `{"region":["AM13"]}`},
		"GET /vacancies/{id}/candidate-matches":               {path: matchPath},
		"GET /candidates/{id}/vacancy-matches":                {path: "/candidates/can-1/vacancy-matches"},
		"POST /matches/_query":                                {path: "/matches/_query", body: `{"vacancy":{"occupation":{"label":"bakker"}}}`},
		"GET /vacancies/{id}/candidate-matches/{candidateId}": {path: matchPath + "/can-1"},
		"GET /candidates/{id}/findability":                    {path: "/candidates/can-1/findability"},
		"GET /companies/{id}/transfers":                       {path: "/companies/12345678/transfers?direction=inbound"},
		"GET /companies/{id}/transfers/{partnerId}":           {path: "/companies/12345678/transfers/12345678"},
		"POST /transfers/_query":                              {path: "/transfers/_query", body: `{"surpluses":[{"headcount":3,"occupation":{"label":"bakker"}}]}`},
		"GET /regions/{code}/transfers":                       {path: "/regions/AM13/transfers"},
		"GET /regions/{code}/unmatched-demand":                {path: "/regions/AM13/unmatched-demand"},
		"GET /regions/{code}/unplaced-supply":                 {path: "/regions/AM13/unplaced-supply"},
		"GET /regions/{code}/sector-flows":                    {path: "/regions/AM13/sector-flows"},
		"GET /occupations":                                    {path: "/occupations?query=bakker"},
		"GET /skills":                                         {path: "/skills?query=deeg"},
		"GET /regions":                                        {path: "/regions"},
		"GET /match-events":                                   {path: "/match-events?type=match.found"},
		"GET /openapi.json":                                   {path: "/openapi.json"},
	}
}

func operations(t *testing.T, all []string) []string {
	t.Helper()
	var out []string
	for _, o := range all {
		parts := strings.Fields(o)
		out = append(out, parts[0]+" "+parts[1])
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func TestTheRoutesAreThoseOfTheDescription(t *testing.T) {
	h := newHouse(t)
	h.serve()
	// The description tells of the AsyncAPI document in words.
	described := append(operations(t, h.contract.Operations()), "GET /asyncapi.json")
	registered := operations(t, api.Registered(h.config))
	slices.Sort(described)
	if !slices.Equal(registered, described) {
		t.Errorf("registered %q\ndescribed %q", registered, described)
	}
}

func TestTheVersionIsThatOfTheDescription(t *testing.T) {
	var doc struct{ Info struct{ Version string } }
	if err := json.Unmarshal(schemas.OpenAPI(), &doc); err != nil || doc.Info.Version != api.Version {
		t.Errorf("version is %q, described %q, %v", api.Version, doc.Info.Version, err)
	}
}

// provoked is a state of the house in which every operation that documents a status answers with it.
type provoked struct {
	status string
	config func(*house)
	token  string
	change func(c call) call
	header []string
}

func provocations() []provoked {
	same := func(c call) call { return c }
	after := func(suffix string) func(call) call {
		return func(c call) call { c.path += suffix; return c }
	}
	return []provoked{
		{status: "200", token: "all", change: same, header: []string{"Prefer: wait=5"}},
		{status: "202", token: "all", header: []string{"Prefer: wait=0"}, change: func(c call) call {
			c.body = strings.Replace(c.body, `"revision":1`, `"revision":2`, 1)
			return c
		}},
		{status: "304", token: "all", change: same, header: []string{"If-None-Match: *"}},
		{status: "400", token: "all", change: func(c call) call {
			if strings.Contains(c.path, "?") {
				return after("&nonsense=1")(c)
			}
			return after("?nonsense=1")(c)
		}},
		{status: "401", token: "", change: same},
		{status: "403", token: "stranger", change: same},
		{status: "404", token: "all", change: func(c call) call {
			c.path = strings.NewReplacer("can-1", "can-0", "vac-1", "vac-0", "sur-1", "sur-0", "12345678", "00000000").Replace(c.path)
			return c
		}},
		{status: "409", token: "all", change: func(c call) call {
			c.body = strings.Replace(c.body, `"revision":1`, `"revision":0`, 1)
			return c
		}},
		{status: "413", token: "all", change: func(c call) call { c.body += strings.Repeat(" ", schemas.MaxBytes); return c }},
		{status: "415", token: "all", change: func(c call) call { c.media = "text/plain"; return c }},
		{status: "429", token: "all", change: same, config: func(h *house) { h.config.CallerRequests = -1 }},
		{status: "503", token: "all", change: same, config: func(h *house) { h.config.Ready = func() bool { return false } }},
		{status: "default", token: "all", change: same, config: func(h *house) {
			h.config.Auth = authFunc(func(*http.Request) (broker.Caller, error) { panic("a mistake in 10.0.0.1") })
		}},
	}
}

// unprovoked are the documented answers that cannot be had: a batch has no limit as a whole, and reading a document
// that is part of the program does not fail.
func unprovoked() []string {
	return []string{
		"GET /openapi.json default",
		"POST /candidates/batch 413", "POST /decisions/batch 413", "POST /surpluses/batch 413", "POST /vacancies/batch 413",
	}
}

func TestEveryDocumentedAnswerIsGiven(t *testing.T) {
	h := newHouse(t)
	everything := broker.Caller{Subject: "all", Roles: broker.AllRoles(), Viewer: matcher.Viewer{All: true}}
	h.config.Auth = people{"all": everything, "stranger": {Subject: "stranger"}}
	h.config.Events = func(_ context.Context, _ string, yield func(string, schemas.Event) bool) error {
		yield("1", found(t, "can-1~vac-1", "AM13"))
		return nil
	}
	own, err := contract.Load(schemas.OpenAPI())
	if err != nil {
		t.Fatal(err)
	}
	h.contract = own
	h.serve().as("all").fill()
	plain := h.config
	for _, p := range provocations() {
		h.config = plain
		if p.config != nil {
			p.config(h)
		}
		c := h.serve().as(p.token)
		for operation, given := range calls() {
			method, template, _ := strings.Cut(operation, " ")
			if !slices.Contains(c.contract.Operations(), operation+" "+p.status) {
				continue
			}
			q := p.change(given)
			header := append([]string{}, p.header...)
			if q.media != "" {
				header = append(header, "Content-Type: "+q.media)
			}
			got := c.do(method, q.path, q.body, header...)
			if strings.Contains(string(got.body), "10.0.0.1") {
				t.Errorf("%s %s tells about the inside: %s", method, template, got.body)
			}
		}
	}
	if unseen := h.contract.Unseen(); !slices.Equal(unseen, unprovoked()) {
		t.Errorf("never given: %q", unseen)
	}
}
