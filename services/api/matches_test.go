package api_test

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"matchd/matcher"
	"matchd/schemas"
)

// crowd stores people who differ in where they live, what they did and how long they would work.
func (c *client) crowd(n int) {
	c.t.Helper()
	var body strings.Builder
	for i := range n {
		fmt.Fprintf(&body, `{"id":"p-%02d","revision":1,"status":"available","responsibleParty":{"kind":"uwv"},"presentation":%q,`+
			`"place":{"municipality":%q},"experience":[{"occupation":{"label":%q}}],"wishes":{"hours":{"min":%d,"max":40}}}`+"\n",
			i, []string{"Bakt brood", "Verkoopt brood en banket", "Last staal"}[i%3], []string{"GM0344", "GM0363", "GM0599", "GM0518"}[i%4],
			[]string{"bakker", "kok", "lasser"}[i/4%3], 8+i%5*8)
	}
	for _, o := range outcomes(c.do(http.MethodPost, "/candidates/batch", body.String(), ndjson)) {
		if o.Status != http.StatusAccepted {
			c.t.Fatalf("line %d: %+v", o.Line, o)
		}
	}
}

func TestPagesOfMatchesJoinUpToWhatBruteForceFinds(t *testing.T) {
	h := newHouse(t)
	c := h.serve().fill()
	c.crowd(60)
	for _, query := range []string{"", "&text=brood", "&must=hours", "&weights=distance:4&exclude=hours", "&band=trainable", "&region=AM13"} {
		t.Run(query, func(t *testing.T) {
			want := bruteForce(t, h, query)
			if len(want) < 3 {
				t.Fatalf("brute force finds only %d, too few to tell pages", len(want))
			}
			var got []string
			for path := matchPath + "?limit=2" + query; path != ""; {
				list := read[schemas.MatchList](c.do(http.MethodGet, path, "").want(http.StatusOK))
				for _, m := range list.Matches {
					got = append(got, fmt.Sprintf("%s %d", m.Candidate.ID, m.Score))
				}
				if path = ""; list.NextCursor != "" {
					path = matchPath + "?limit=2" + query + "&cursor=" + url.QueryEscape(list.NextCursor)
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("pages give\n%q\nbrute force\n%q", got, want)
			}
		})
	}
}

// bruteForce explains the vacancy with everybody, and orders who is eligible.
func bruteForce(t *testing.T, h *house, query string) []string {
	t.Helper()
	c := h.serve()
	var all []matcher.Match
	for person := range h.view.Snapshot().People.All {
		m := read[matcher.Match](c.do(http.MethodGet, matchPath+"/"+person.Profile.ID+"?"+strings.TrimPrefix(query, "&"), "").want(http.StatusOK))
		if m.Eligible {
			all = append(all, m)
		}
	}
	slices.SortFunc(all, func(a, b matcher.Match) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Candidate.ID, b.Candidate.ID))
	})
	var out []string
	for _, m := range all {
		out = append(out, fmt.Sprintf("%s %d", m.Candidate.ID, m.Score))
	}
	return out
}

func TestAPairSaysWhyItIsNotInTheList(t *testing.T) {
	c := newHouse(t).serve().fill()
	c.crowd(12)
	for _, test := range []struct{ name, query, fails string }{
		{"nothing is asked", "", ""},
		{"a region where the person does not live", "region=AM01", "region"},
		{"a region where the person lives", "region=AM13", ""},
		{"too far away", "maxDistanceKm=1", "within"},
		{"an occupation that must fit", "must=occupation", "must.occupation"},
		{"a band that it is not in", "band=suitable", "band"},
	} {
		t.Run(test.name, func(t *testing.T) {
			person := "p-04" // a cook in Utrecht
			if test.fails == "within" {
				person = "p-05" // and one in Amsterdam
			}
			m := read[matcher.Match](c.do(http.MethodGet, matchPath+"/"+person+"?"+test.query, "").want(http.StatusOK))
			var failed []string
			for _, condition := range m.Conditions {
				if condition.State == matcher.Failed {
					failed = append(failed, condition.Name)
				}
			}
			if got := strings.Join(failed, " "); got != test.fails || m.Eligible != (test.fails == "") {
				t.Errorf("fails by %q, eligible %t, want %q; band %s", got, m.Eligible, test.fails, m.Band)
			}
		})
	}
}

func TestAPairIsExplainedAsEitherListHasIt(t *testing.T) {
	c := newHouse(t).serve().fill()
	c.crowd(12)
	for list, text := range map[string]string{"candidates": "banket", "vacancies": "bakker"} {
		q := "text=" + text + "&weights=text:5"
		m := read[matcher.Match](c.do(http.MethodGet, matchPath+"/p-01?list="+list+"&"+q, "").want(http.StatusOK))
		path := matchPath
		if list == "vacancies" {
			path = "/candidates/p-01/vacancy-matches"
		}
		var listed *matcher.Match
		for _, one := range read[schemas.MatchList](c.do(http.MethodGet, path+"?limit=100&"+q, "").want(http.StatusOK)).Matches {
			if one.MatchID == m.MatchID {
				listed = &one
			}
		}
		if listed == nil || listed.Score != m.Score || !slices.ContainsFunc(m.Reasons, func(r matcher.Reason) bool { return r.Name == "text" && r.Contribution > 0 }) {
			t.Errorf("in %s: the pair has %d, in the list it is %+v", list, m.Score, listed)
		}
	}
}
