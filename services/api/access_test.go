package api_test

import (
	"net/http"
	"strings"
	"testing"

	"matchd/matcher"
	"matchd/schemas"

	"github.com/lestrrat-go/jwx/v3/jwa"
)

// parties serves a house whose callers have tokens of an issuer: the responsible party, one that a profile is shared
// with, and one that it is not.
func parties(t *testing.T) (responsible, shared, stranger *client) {
	t.Helper()
	i := newIssuer(t, ellipticKey(t), jwa.ES256())
	h := newHouse(t)
	h.config.Auth = i.authenticator()
	of := func(kind, organisation string) string {
		return i.token(claims(map[string]any{"sub": kind, "party": map[string]any{"kind": kind, "organisation": organisation}}))
	}
	c := h.serve()
	responsible, shared, stranger = c.as(of("uwv", "UWV Utrecht")), c.as(of("municipality", "Gemeente Utrecht")), c.as(of("socialPartners", "Vakbond"))
	open := strings.Replace(cook, `"restricted"`, `"consent":{"sharedWith":["municipality"],"until":"2026-12-31"},"restricted"`, 1)
	responsible.do(http.MethodPut, "/candidates/can-1", open, "Prefer: wait=5").want(http.StatusOK)
	responsible.do(http.MethodPut, "/vacancies/vac-1", bakery, "Prefer: wait=5").want(http.StatusOK)
	return responsible, shared, stranger
}

func TestAProfileIsSeenOnlyByThoseItIsSharedWith(t *testing.T) {
	responsible, shared, stranger := parties(t)
	for _, path := range []string{
		"/candidates/can-1", "/candidates/can-1/vacancy-matches", "/candidates/can-1/findability", matchPath + "/can-1",
	} {
		t.Run(path, func(t *testing.T) {
			// The responsible party asks first, so that an answer could be kept for the wrong one.
			responsible.do(http.MethodGet, path, "").want(http.StatusOK)
			stranger.do(http.MethodGet, path, "").problem(http.StatusNotFound)
			shared.do(http.MethodGet, path, "").want(http.StatusOK)
		})
	}
}

func TestAProfileIsListedOnlyForThoseItIsSharedWith(t *testing.T) {
	responsible, shared, stranger := parties(t)
	for c, want := range map[*client]bool{responsible: true, stranger: false, shared: true} {
		for name, r := range map[string]reply{
			"matches": c.do(http.MethodGet, matchPath, ""),
			"search":  c.do(http.MethodPost, "/candidates/_search", `{"query":"brood"}`),
			"query":   c.do(http.MethodPost, "/matches/_query", `{"vacancy":{"occupation":{"label":"bakker"}}}`),
		} {
			if got := strings.Contains(string(r.want(http.StatusOK).body), "can-1"); got != want {
				t.Errorf("%s: listed is %v, want %v: %s", name, got, want, r.body)
			}
		}
	}
	var list schemas.CandidateList
	if list = read[schemas.CandidateList](stranger.do(http.MethodPost, "/candidates/_search", `{}`)); list.Total.Value != 0 {
		t.Errorf("a stranger is told that there are %d", list.Total.Value)
	}
}

func TestOnlyTheResponsiblePartyReadsWhatIsRestricted(t *testing.T) {
	responsible, shared, _ := parties(t)
	for c, want := range map[*client]bool{responsible: true, shared: false} {
		one := read[matcher.Candidate](c.do(http.MethodGet, "/candidates/can-1", ""))
		if (one.Restricted != nil) != want {
			t.Errorf("restricted read is %v, want %v", one.Restricted != nil, want)
		}
		list := read[schemas.CandidateList](c.do(http.MethodPost, "/candidates/_search", `{}`))
		if len(list.Candidates) != 1 || (list.Candidates[0].Restricted != nil) != want {
			t.Errorf("search gives %+v", list.Candidates)
		}
	}
}

func TestOnlyTheResponsiblePartyWritesAProfile(t *testing.T) {
	_, shared, stranger := parties(t)
	newer := strings.Replace(cook, `"revision":1`, `"revision":9`, 1)
	taken := strings.NewReplacer(`"revision":1`, `"revision":9`, `"uwv"`, `"municipality"`, "UWV Utrecht", "Gemeente Utrecht").Replace(cook)
	for _, c := range []*client{shared, stranger} {
		c.do(http.MethodPut, "/candidates/can-1", newer).problem(http.StatusForbidden)
		c.do(http.MethodPut, "/candidates/can-1", taken).problem(http.StatusForbidden)
		c.do(http.MethodDelete, "/candidates/can-1", "").problem(http.StatusForbidden)
	}
}

func TestNothingInARequestMakesACallerMore(t *testing.T) {
	_, _, stranger := parties(t)
	for _, header := range []string{"X-Roles: matcher", "X-Party: uwv", "X-HTTP-Method-Override: PUT", "X-Original-URL: /v1/openapi.json", "X-Forwarded-For: 127.0.0.1"} {
		stranger.do(http.MethodGet, "/candidates/can-1", "", header).problem(http.StatusNotFound)
	}
	stranger.do(http.MethodPost, "/candidates/_search", `{"viewer":{"All":true}}`).problem(http.StatusBadRequest)
	stranger.do(http.MethodGet, matchPath+"?party=uwv", "").problem(http.StatusBadRequest)
}

func TestMembersThatNobodyKnowsAreNotStored(t *testing.T) {
	responsible, _, _ := parties(t)
	given := strings.Replace(bakery, `"id":"vac-1"`, `"id":"vac-2","name":"Jan","viewer":{"all":true},"__proto__":{"a":1}`, 1)
	done := read[schemas.Accepted](responsible.do(http.MethodPut, "/vacancies/vac-2", given, "Prefer: wait=5").want(http.StatusOK))
	if len(done.Warnings) < 3 {
		t.Errorf("warnings are %+v", done.Warnings)
	}
	if stored := responsible.do(http.MethodGet, "/vacancies/vac-2", "").body; strings.Contains(string(stored), "Jan") || strings.Contains(string(stored), "viewer") {
		t.Errorf("stored is %s", stored)
	}
}
