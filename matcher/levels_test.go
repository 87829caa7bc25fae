package matcher

import (
	"slices"
	"testing"
)

func TestLevelsOfEducationAreOrderedAndMapped(t *testing.T) {
	for rank, want := range map[int]EducationLevel{0: "", 1: "1", 5: "4+", 9: "8", 10: ""} {
		if got := EducationLevelAt(rank); got != want || want != "" && got.Rank() != rank {
			t.Errorf("rank %d is %q with rank %d, want %q", rank, got, got.Rank(), want)
		}
	}
	for _, l := range educationLevels() {
		if back := EducationFromISCED(l.ISCED()); back.Rank() > l.Rank() {
			t.Errorf("%s becomes %s by way of ISCED: more than was said", l, back)
		}
	}
	for code, want := range map[int]EducationLevel{0: "", 1: "", 2: "", 3: "2", 4: "4", 5: "6", 6: "7", 7: ""} {
		got := EducationFromVUM(code)
		if got != want || want != "" && got.VUM() != code {
			t.Errorf("level %d of VUM is %q, and back %d", code, got, got.VUM())
		}
	}
	if EducationFromMBO(3) != "3" || EducationFromMBO(5) != "" || EducationFromISCED(9) != "" {
		t.Error("levels of mbo or ISCED are mapped otherwise")
	}
}

func TestLevelsOfLanguageAreOrderedAndMapped(t *testing.T) {
	for code, want := range map[int]CEFR{0: "", 1: "", 2: "B1", 3: "B2", 4: "C1", 8: ""} {
		if got := CEFRFromVUM(code); got != want {
			t.Errorf("level %d of VUM is %q, want %q", code, got, want)
		}
	}
	if CEFR("B2").Rank() != 4 || CEFR("B3").Rank() != 0 {
		t.Error("levels of CEFR are ordered otherwise")
	}
}

func TestLicencesCoverThemselvesAndOnlyKnownOnes(t *testing.T) {
	for _, l := range Licences() {
		covered := l.Covers()
		if !slices.Contains(covered, l) {
			t.Errorf("%s does not cover itself", l)
		}
		for _, c := range covered {
			if !slices.Contains(Licences(), c) {
				t.Errorf("%s covers %s, which is none", l, c)
			}
		}
	}
	if slices.Contains(Licence("C").Covers(), "BE") || !slices.Contains(Licence("DE").Covers(), "B") {
		t.Error("C covers a trailer, or DE no car")
	}
}

func TestMatchIDsComeApartAsTheyWerePut(t *testing.T) {
	if s, v, ok := SplitMatchID(MatchID("c1", "v1")); s != "c1" || v != "v1" || !ok {
		t.Errorf("came apart as %q, %q, %v", s, v, ok)
	}
	for _, id := range []string{"", "~", "a~", "~b", "a~b~c", "ab"} {
		if _, _, ok := SplitMatchID(id); ok {
			t.Errorf("%q is taken for a match id", id)
		}
	}
}

func TestOnlyWhoMaySeesAProfile(t *testing.T) {
	uwv, town := Party{Kind: UWV, Organisation: "UWV"}, Party{Kind: Municipality, Organisation: "Utrecht"}
	c := Candidate{ResponsibleParty: uwv}
	shared := Candidate{ResponsibleParty: uwv, Consent: Consent{SharedWith: []string{"municipality"}, Until: 100}}
	named := Candidate{ResponsibleParty: uwv, Consent: Consent{SharedWith: []string{"", "Utrecht"}}}
	for name, test := range map[string]struct {
		viewer Viewer
		c      *Candidate
		asOf   Date
		want   bool
	}{
		"the responsible party":                       {Viewer{Party: uwv}, &c, 1, true},
		"another organisation of its kind":            {Viewer{Party: Party{Kind: UWV, Organisation: "x"}}, &c, 1, false},
		"another party without consent":               {Viewer{Party: town}, &c, 1, false},
		"a kind that consent names":                   {Viewer{Party: town}, &shared, 100, true},
		"the day after consent ends":                  {Viewer{Party: town}, &shared, 101, false},
		"an organisation that consent names":          {Viewer{Party: town}, &named, 1, true},
		"nobody in particular, against an empty name": {Viewer{}, &named, 1, false},
		"the service itself":                          {Viewer{All: true}, &c, 1, true},
	} {
		t.Run(name, func(t *testing.T) {
			if got := test.viewer.Sees(test.c, test.asOf); got != test.want {
				t.Errorf("sees: %v", got)
			}
		})
	}
}
