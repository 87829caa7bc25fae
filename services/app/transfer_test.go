package app

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"matchd/schemas"
)

// TestATransferOfTheDemoIsPlannedProposedAcceptedAndAnnounced goes the way of a mobility team over REST: a company of
// the demo population with a surplus, its partners, the plan with the best of them, all flows of it proposed at once,
// the first accepted by both sides and the last declined.
func TestATransferOfTheDemoIsPlannedProposedAcceptedAndAnnounced(t *testing.T) {
	on := true
	r := start(t, Config{
		Listen: "127.0.0.1:0", AdminListen: "127.0.0.1:0", LogLevel: "warn", DevKey: testKey, Demo: &on, DataDir: t.TempDir(),
		Source: schemas.DefaultSource,
	})
	from, to, plan := r.planned(t)
	path := fmt.Sprintf("/companies/%s/transfers/%s", from, to)
	flows := flowsOf(plan)
	var lines strings.Builder
	for _, f := range flows {
		fmt.Fprintf(&lines, `{"id":%q,"revision":1,"status":"proposed","byParty":{"kind":"uwv"},"places":%.0f}`+"\n", f["matchId"], f["units"])
	}
	r.lines(t, "/decisions/batch", lines.String(), len(flows))

	first, last := flows[0], flows[len(flows)-1]
	id := first["matchId"].(string)
	events := r.follow(t, "")
	decide := func(revision int, more string) {
		body := fmt.Sprintf(`{"id":%q,"revision":%d,"byParty":{"kind":"uwv"},"places":%.0f,%s}`, id, revision, first["units"], more)
		r.call(t, "PUT", "/decisions/"+id, body, waiting, http.StatusOK)
	}
	decide(2, `"status":"introduced","acceptances":[{"side":"supply","at":"2026-03-02"}]`)
	half := r.call(t, "GET", path, "", nil, http.StatusOK)
	if got := half["headcount"]; got != plan["headcount"] {
		t.Errorf("one side agrees, and the supply went from %v to %v", plan["headcount"], got)
	}
	decide(3, `"status":"introduced","acceptances":[{"side":"supply","at":"2026-03-02"},{"side":"demand","at":"2026-03-03"}]`)
	done := r.call(t, "GET", path, "", nil, http.StatusOK)
	if got, want := done["headcount"].(float64), plan["headcount"].(float64)-first["units"].(float64); got != want {
		t.Errorf("both sides agree, and %v people are left, want %v", got, want)
	}
	decided := done["decided"].([]any)
	if len(decided) != 1 || decided[0].(map[string]any)["matchId"] != id || decided[0].(map[string]any)["elsewhere"] != false {
		t.Errorf("decided %v", decided)
	}
	for {
		data := events.next(t, "nl.matchd.match.decided.v1")["data"].(map[string]any)
		if data["taken"] == first["units"] {
			break
		}
	}
	over := fmt.Sprintf(`{"id":%q,"revision":4,"status":"hired","byParty":{"kind":"uwv"},"places":100000}`, id)
	r.call(t, "PUT", "/decisions/"+id, over, nil, http.StatusConflict)

	no := last["matchId"].(string)
	r.call(t, "PUT", "/decisions/"+no, fmt.Sprintf(`{"id":%q,"revision":2,"status":"declined","reason":"tooFar"}`, no), waiting, http.StatusOK)
	for _, f := range flowsOf(r.call(t, "GET", path, "", nil, http.StatusOK)) {
		if f["matchId"] == no {
			t.Errorf("%s was declined and is planned", no)
		}
	}
}

// planned finds a company of the population and its best partner whose plan has two flows or more.
func (r *running) planned(t *testing.T) (from, to string, plan map[string]any) {
	t.Helper()
	list := r.call(t, "GET", "/surpluses?limit=50&sort=id", "", nil, http.StatusOK)
	for _, s := range list["surpluses"].([]any) {
		from = s.(map[string]any)["company"].(map[string]any)["id"].(string)
		partners := r.call(t, "GET", "/companies/"+from+"/transfers?limit=1", "", nil, http.StatusOK)["partners"].([]any)
		if len(partners) == 0 {
			continue
		}
		best := partners[0].(map[string]any)
		to = best["company"].(map[string]any)["id"].(string)
		plan = r.call(t, "GET", "/companies/"+from+"/transfers/"+to, "", nil, http.StatusOK)
		if plan["placeable"] != best["placeable"] {
			t.Errorf("the list promises %v placements, the plan %v", best["placeable"], plan["placeable"])
		}
		if len(flowsOf(plan)) > 1 {
			return from, to, plan
		}
	}
	t.Fatal("no company of the population has a plan of two flows")
	return "", "", nil
}

// flowsOf are all flows of a plan.
func flowsOf(plan map[string]any) (out []map[string]any) {
	for _, list := range []string{"flows", "trainableFlows"} {
		for _, f := range plan[list].([]any) {
			out = append(out, f.(map[string]any))
		}
	}
	return out
}

// lines sends NDJSON of which every line must be taken.
func (r *running) lines(t *testing.T, path, body string, count int) {
	t.Helper()
	_, data := r.send(t, http.MethodPost, path, body, map[string]string{"Content-Type": "application/x-ndjson"})
	if n := strings.Count(string(data), `"status":202`); n != count {
		t.Fatalf("%d of %d lines are taken: %s", n, count, data)
	}
}
