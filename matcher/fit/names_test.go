package fit

import (
	"slices"
	"testing"

	"matchd/matcher"
)

func TestAQuestionLeavesNothingInTheVocabulary(t *testing.T) {
	j := newJudge(t)
	stored, _ := j.Skill(matcher.Concept{Code: "own:1"})
	guest := j.Guest()
	for range 2 * guestNumbers {
		guest.Skill(matcher.Concept{Code: "asked:" + string(rune(len(guest.skills.guest)))})
	}
	if ids, _ := guest.Skill(matcher.Concept{Code: "own:1", Label: "anders"}); !slices.Equal(ids, stored) {
		t.Errorf("a question's own:1 is %v, the records' %v", ids, stored)
	}
	one, _ := j.Guest().Skill(matcher.Concept{Code: "asked:1"})
	other, _ := j.Skill(matcher.Concept{Code: "own:2"})
	if slices.Equal(one, stored) || slices.Equal(one, other) {
		t.Errorf("a code that only a question has is %v, those of records %v and %v", one, stored, other)
	}
	if n := len(j.Vocabulary.skills.byKey); n != 2 {
		t.Errorf("the vocabulary holds %d keys, the records have 2", n)
	}
}

func TestAGuestTellsItsOwnItemsApart(t *testing.T) {
	guest := newJudge(t).Guest()
	a, b := guest.Certificate(matcher.Concept{Label: "eerste"}), guest.Certificate(matcher.Concept{Label: "tweede"})
	if again := guest.Certificate(matcher.Concept{Label: " Eerste"}); a == b || again != a {
		t.Errorf("numbers %d and %d, the first again %d", a, b, again)
	}
}

func TestAnUnknownCodeMatchesBesideItsLabel(t *testing.T) {
	j := newJudge(t)
	for _, c := range []struct {
		name         string
		asked, held  matcher.Concept
		want         int64
		wantEvidence string
	}{
		{"an equal code without a label", matcher.Concept{Code: "bhz:77", Label: "MIG-lassen"}, matcher.Concept{Code: "bhz:77"}, matcher.Million, "MIG-lassen"},
		{"the label without the code", matcher.Concept{Code: "bhz:77", Label: "MIG-lassen"}, matcher.Concept{Label: "MIG-lassen"}, matcher.Million, "MIG-lassen"},
		{"the label under another code", matcher.Concept{Code: "bhz:77", Label: "MIG-lassen"}, matcher.Concept{Code: "own:1", Label: "MIG-lassen"}, matcher.Million, "MIG-lassen"},
		{"an equal code with another label", matcher.Concept{Code: "bhz:77", Label: "Zwaluwen tellen"}, matcher.Concept{Code: "bhz:77", Label: "vogels"}, matcher.Million, "Zwaluwen tellen"},
		{"another code", matcher.Concept{Code: "bhz:77", Label: "MIG-lassen"}, matcher.Concept{Code: "bhz:78"}, 0, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := j.Opening(&matcher.Vacancy{Skills: []matcher.SkillAsked{{Code: c.asked.Code, Label: c.asked.Label}}})
			p := j.Profile(&matcher.Candidate{Skills: []matcher.SkillHeld{{Code: c.held.Code, Label: c.held.Label}}})
			if got := j.skills(&o.Asks, &p.Needs); got.Value != c.want {
				t.Errorf("skills %+v, want %d", got, c.want)
			}
			if e := j.skillEvidence(&o.Asks, &p.Needs, j.groundsOf(&o.Asks, &p.Needs)); c.want > 0 && !slices.Equal(e.Matched, []string{c.wantEvidence}) {
				t.Errorf("evidence %+v", e)
			}
		})
	}
}
