package view

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"matchd/matcher"
)

// TestTheConsentFilterOfSearchIsWhatTheViewerSees draws profiles and viewers from few values, so that they meet.
func TestTheConsentFilterOfSearchIsWhatTheViewerSees(t *testing.T) {
	v := newView(t)
	kinds := rapid.SampledFrom([]matcher.PartyKind{"", matcher.UWV, matcher.Municipality, matcher.SocialPartners})
	organisations := rapid.SampledFrom([]string{"", "a", "b/c", "uwv", "shared"})
	party := rapid.Custom(func(t *rapid.T) matcher.Party {
		return matcher.Party{Kind: kinds.Draw(t, "kind"), Organisation: organisations.Draw(t, "organisation")}
	})
	with := rapid.SliceOfN(rapid.SampledFrom([]string{"uwv", "municipality", "socialPartners", "a", "b/c", "shared"}), 0, 3)
	days := rapid.SampledFrom([]matcher.Date{0, today - 1, today, today + 1})
	profile := rapid.Custom(func(t *rapid.T) matcher.Candidate {
		c := matcher.Candidate{Revision: 1, Status: matcher.CandidateAvailable, ResponsibleParty: party.Draw(t, "responsible")}
		c.Consent = matcher.Consent{SharedWith: with.Draw(t, "shared"), Until: days.Draw(t, "until")}
		return c
	})
	rapid.Check(t, func(t *rapid.T) {
		var batch []Change
		all := rapid.SliceOfN(profile, 1, 8).Draw(t, "profiles")
		viewer := matcher.Viewer{Party: party.Draw(t, "viewer"), Anyone: rapid.IntRange(0, 4).Draw(t, "anyone") == 0}
		var want []string
		for i := range 8 {
			id := fmt.Sprint("c", i)
			if i >= len(all) {
				batch = append(batch, erase(Candidates, id))
				continue
			}
			all[i].ID = id
			batch = append(batch, candidate(all[i]))
			if viewer.Sees(&all[i], today) {
				want = append(want, id)
			}
		}
		if err := v.Apply(batch, marksAt(1), nil); err != nil {
			t.Fatal(err)
		}
		found, err := v.Search(t.Context(), Search{Kind: Candidates, Viewer: viewer, AsOf: today, Sort: ByID, Limit: 100})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, source := range found.Sources {
			got = append(got, strings.Split(string(source), `"`)[3])
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("%+v of %+v: found %v, sees %v", viewer, all, got, want)
		}
	})
}
