package api_test

import (
	"bytes"
	"net/http"
	"testing"

	"matchd/loadtest/population"
	"matchd/matcher"
	"matchd/matcher/audit"
	"matchd/matcher/fit/fittest"
	"matchd/schemas"
)

// neutralDay is 2026-03-02.
const neutralDay = fittest.Today

// TestWhatMustNotMatterChangesNoByteThatIsSent is the metamorphic test of fairness: two services hold the same log but
// for one thing about each person, and send the same bytes for every vacancy, also where a text is typed.
func TestWhatMustNotMatterChangesNoByteThatIsSent(t *testing.T) {
	all, err := population.New(population.Config{Seed: 5, AsOf: neutralDay, Candidates: 12, Vacancies: 4, Surpluses: 1, Companies: 4})
	if err != nil {
		t.Fatal(err)
	}
	lists := func(t *testing.T, change func(matcher.Candidate) matcher.Candidate) (sent [][]byte) {
		c := newHouse(t).serve()
		for v := range all.AllVacancies() {
			v.Languages = []matcher.Language{{Code: "nld", Oral: "B1"}, {Code: "eng", Oral: "A2"}}
			c.put(t, "/vacancies/"+v.ID, v)
		}
		for p := range all.AllCandidates() {
			p.Languages = append(p.Languages, matcher.Language{Code: "eng", Oral: "B1", Written: "B1"})
			p.Presentation += " Ik lees graag vakbladen."
			c.put(t, "/candidates/"+p.ID, change(p))
		}
		for v := range all.AllVacancies() {
			for _, query := range []string{"?explain=full&limit=100&asOf=2026-03-02", "?limit=100&asOf=2026-03-02&text=tuinieren%20vakbladen%20rolstoel"} {
				sent = append(sent, c.do(http.MethodGet, "/vacancies/"+v.ID+"/candidate-matches"+query, "").want(http.StatusOK).body)
			}
		}
		return sent
	}
	before := lists(t, func(c matcher.Candidate) matcher.Candidate { return c })
	if n := bytes.Count(bytes.Join(before, nil), []byte(`"matchId"`)); n < 20 {
		t.Fatalf("only %d matches in all lists", n)
	}
	for _, change := range audit.Neutral() {
		t.Run(change.Name, func(t *testing.T) {
			for i, after := range lists(t, change.Apply) {
				if !bytes.Equal(before[i], after) {
					t.Fatalf("list %d:\n%s\nbefore\n%s", i, after, before[i])
				}
			}
		})
	}
}

func (c *client) put(t *testing.T, path string, record any) {
	t.Helper()
	var data []byte
	var err error
	switch r := record.(type) {
	case matcher.Vacancy:
		data, err = schemas.Encode(r)
	case matcher.Candidate:
		data, err = schemas.Encode(r)
	}
	if err != nil {
		t.Fatal(err)
	}
	c.do(http.MethodPut, path, string(data), "Prefer: wait=5").want(http.StatusOK)
}
