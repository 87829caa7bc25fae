package contract

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"matchd/schemas"
)

func loaded(t *testing.T) *Contract {
	t.Helper()
	c, err := Load(schemas.OpenAPI())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func header(pairs ...string) http.Header {
	h := http.Header{}
	for i := 0; i < len(pairs); i += 2 {
		h.Set(pairs[i], pairs[i+1])
	}
	return h
}

func TestResponsesAreHeldAgainstTheDescription(t *testing.T) {
	const json, problem, lines = "application/json; charset=utf-8", "application/problem+json", "application/x-ndjson"
	const sound = `{"id":"v","revision":1,"status":"open"}`
	for name, test := range map[string]struct {
		method, route string
		status        int
		header        http.Header
		body          string
		want          string // part of the difference, empty = none
	}{
		"a vacancy as described":                {"GET", "/vacancies/{id}", 200, header("API-Version", "1.0.0", "ETag", `"1"`, "Content-Type", json), sound, ""},
		"without its version":                   {"GET", "/vacancies/{id}", 200, header("ETag", `"1"`, "Content-Type", json), sound, "API-Version is missing"},
		"with a version that is none":           {"GET", "/vacancies/{id}", 200, header("API-Version", "1", "ETag", `"1"`, "Content-Type", json), sound, "header API-Version"},
		"with a body that is wrong":             {"GET", "/vacancies/{id}", 200, header("API-Version", "1.0.0", "ETag", `"1"`, "Content-Type", json), `{"id":"v"}`, "revision"},
		"as another media type":                 {"GET", "/vacancies/{id}", 200, header("API-Version", "1.0.0", "ETag", `"1"`, "Content-Type", "text/html"), sound, "text/html is not described"},
		"with no media type":                    {"GET", "/vacancies/{id}", 200, header("API-Version", "1.0.0", "ETag", `"1"`), sound, "content type"},
		"unchanged, without a body":             {"GET", "/vacancies/{id}", 304, header("API-Version", "1.0.0", "ETag", `"1"`), "", ""},
		"unchanged, with a body":                {"GET", "/vacancies/{id}", 304, header("API-Version", "1.0.0", "ETag", `"1"`), "x", "none is described"},
		"a status that is not described":        {"GET", "/vacancies/{id}", 201, header("API-Version", "1.0.0"), "", "may not answer 201"},
		"any other failure":                     {"GET", "/vacancies/{id}", 500, header("API-Version", "1.0.0", "Content-Type", problem), `{"type":"x","title":"x","status":500,"detail":"x"}`, ""},
		"a failure that is no problem document": {"GET", "/vacancies/{id}", 404, header("API-Version", "1.0.0", "Content-Type", problem), `{"error":"x"}`, "missing properties"},
		"lines, each as described":              {"POST", "/vacancies/batch", 200, header("API-Version", "1.0.0", "Content-Type", lines), "{\"line\":1,\"status\":202}\n{\"line\":2,\"status\":400}\n", ""},
		"lines, the second wrong":               {"POST", "/vacancies/batch", 200, header("API-Version", "1.0.0", "Content-Type", lines), "{\"line\":1,\"status\":202}\n{}\n", "line 2"},
		"a stream of events":                    {"GET", "/match-events", 200, header("API-Version", "1.0.0", "Content-Type", "text/event-stream"), ": hello\n\n", ""},
		"a route that is not described":         {"GET", "/nothing", 200, header(), "", "is not described"},
	} {
		t.Run(name, func(t *testing.T) {
			differs(t, loaded(t).Response(test.method, test.route, test.status, test.header, []byte(test.body)), test.want)
		})
	}
}

func differs(t *testing.T, err error, want string) {
	t.Helper()
	switch {
	case want == "" && err != nil:
		t.Errorf("differs: %v", err)
	case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
		t.Errorf("want a difference about %q, got %v", want, err)
	}
}

func TestRequestsAreHeldAgainstTheDescription(t *testing.T) {
	for name, test := range map[string]struct {
		method, route, target string
		header                http.Header
		body, want            string
	}{
		"a list with everything":      {"GET", "/vacancies/{id}/candidate-matches", "/vacancies/v1/candidate-matches?limit=10&region=AM13&region=AM01&weights=skills:2,pay:0.5&asOf=2026-02-01", header(), "", ""},
		"a limit beyond its range":    {"GET", "/vacancies/{id}/candidate-matches", "/vacancies/v1/candidate-matches?limit=101", header(), "", "limit"},
		"a limit that is no number":   {"GET", "/vacancies/{id}/candidate-matches", "/vacancies/v1/candidate-matches?limit=ten", header(), "", "limit"},
		"a weight of no known reason": {"GET", "/vacancies/{id}/candidate-matches", "/vacancies/v1/candidate-matches?weights=age:2", header(), "", "weights"},
		"a factor beyond its range":   {"GET", "/vacancies/{id}/candidate-matches", "/vacancies/v1/candidate-matches?weights=skills:11", header(), "", "weights"},
		"an unknown parameter":        {"GET", "/vacancies/{id}", "/vacancies/v1?x=1", header(), "", "x is not described"},
		"a required one left out":     {"GET", "/skills", "/skills", header(), "", "query is missing"},
		"an id that is none":          {"GET", "/vacancies/{id}", "/vacancies/a~b", header(), "", "parameter id"},
		"another path":                {"GET", "/vacancies/{id}", "/candidates/x", header(), "", "template"},
		"a wait too long":             {"PUT", "/vacancies/{id}", "/vacancies/v", header("Prefer", "wait=31", "Content-Type", "application/json"), `{"id":"v","revision":1,"status":"open"}`, "Prefer"},
		"a body as described":         {"PUT", "/vacancies/{id}", "/vacancies/v", header("Prefer", "wait=30", "Content-Type", "application/json"), `{"id":"v","revision":1,"status":"open"}`, ""},
		"a body of another type":      {"PUT", "/vacancies/{id}", "/vacancies/v", header("Content-Type", "text/plain"), "x", "text/plain"},
		"a ranking of two at once":    {"POST", "/matches/_query", "/matches/_query", header("Content-Type", "application/json"), `{"vacancy":{},"candidate":{}}`, "oneOf"},
		"a ranking of one not stored": {"POST", "/matches/_query", "/matches/_query", header("Content-Type", "application/json"), `{"vacancy":{"title":"x"},"weights":{"skills":2}}`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			target, err := url.Parse(test.target)
			if err != nil {
				t.Fatal(err)
			}
			differs(t, loaded(t).Request(test.method, test.route, target, test.header, []byte(test.body)), test.want)
		})
	}
}

func TestWhatWasSeenIsRemembered(t *testing.T) {
	c := loaded(t)
	before := len(c.Unseen())
	if before != len(c.Operations()) || before < 100 {
		t.Fatalf("%d responses unseen of %d", before, len(c.Operations()))
	}
	if err := c.Response("GET", "/openapi.json", 200, header("API-Version", "1.0.0", "Content-Type", "application/json"), schemas.OpenAPI()); err != nil {
		t.Fatal(err)
	}
	if after := len(c.Unseen()); after != before-1 {
		t.Errorf("%d unseen after one was seen, before it %d", after, before)
	}
}

func TestEveryExampleOfTheDescriptionIsSound(t *testing.T) {
	c, tried := loaded(t), 0
	var walk func(n node)
	walk = func(n node) {
		if media, ok := n.value.(map[string]any); ok {
			if example := media["example"]; example != nil && media["schema"] != nil {
				tried++
				if err := c.validate(n.child("schema"), example); err != nil {
					t.Errorf("%s: %v", n.at, err)
				}
			}
			for _, name := range names(media) {
				walk(n.child(name))
			}
		}
	}
	walk(node{c.doc, ""})
	if tried < 50 {
		t.Errorf("only %d examples tried", tried)
	}
}

func FuzzRequest(f *testing.F) {
	f.Add("/vacancies/v?limit=1", []byte(`{"id":"v"}`))
	c, err := Load(schemas.OpenAPI())
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, target string, body []byte) {
		u, err := url.Parse(target)
		if err != nil {
			t.Skip("no URL")
		}
		if c.Request("PUT", "/vacancies/{id}", u, header("Content-Type", "application/json"), body) == nil && !json.Valid(body) {
			t.Error("accepted a body that is no JSON")
		}
	})
}
