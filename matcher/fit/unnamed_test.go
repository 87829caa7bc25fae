package fit

import (
	"testing"

	"matchd/matcher"
)

// TestAPresentationIsNoFullListOfSkills: what somebody does not name in a text is not known to be lacking, the less known
// the less is named.
func TestAPresentationIsNoFullListOfSkills(t *testing.T) {
	j := newJudge(t)
	wound, medicine, weld := j.mustSkill(t, "s:wondverzorging"), j.mustSkill(t, "s:medicatie"), j.mustSkill(t, "s:lassen")
	wash := j.mustSkill(t, "s:wassen")
	nurse := j.mustOccupation(t, "o:verpleegkundige")
	one, both := vacancyAsking(wound).Asks, vacancyAsking(wound, weld).Asks
	named := func(skills ...SkillID) Needs { n := having(skills...); n.SkillsOpen = true; return n }
	working := func(n Needs) Needs { n.Held = []Job{{Occupation: nurse}}; return n }
	checkTerms(t, Skills, []termCase{
		{"one skill that is not asked leaves three quarters of the prior, and nothing known", one, named(weld), unknownAt(187_500)},
		{"the skill asked fits in full", one, named(wound), knownAt(1_000_000)},
		{"one of two asked leaves the other open", both, named(weld), knownAt(500_000 + 93_750)},
		{"as many as the model says are as good as a list", one, named(weld, weld, weld, weld), knownAt(0)},
		{"listed, the same skill is all there is", both, having(weld), knownAt(500_000)},
		{"work implies the skill that is not named", one, working(named(weld)), knownAt(800_000)},
	})
	asks := vacancyAsking(wound, medicine, weld)
	asks.Skills[0].Essential, asks.Skills[1].Essential, asks.Skills[2].Essential = true, true, true
	q := j.Model.Plain(today, matcher.Viewer{All: true})
	for name, c := range map[string]struct {
		needs Needs
		gaps  int
	}{
		"named": {named(wash), 0}, "listed": {having(wash), 3},
	} {
		p := Profile{Needs: c.needs}
		gaps := 0
		for _, g := range j.Explain(&asks, &p, &q, Brief, Dutch).Gaps {
			if g.Kind == "skills" {
				gaps++
			}
		}
		if gaps != c.gaps {
			t.Errorf("who %s one skill has %d gaps, want %d", name, gaps, c.gaps)
		}
	}
}

func TestOnlyWhoListsNoSkillsLeavesThemOpen(t *testing.T) {
	j := newJudge(t)
	weld := matcher.SkillHeld{Code: "s:lassen"}
	for _, c := range []struct {
		name         string
		person       matcher.Candidate
		listed, open bool
	}{
		{"nothing told", matcher.Candidate{}, false, false},
		{"a presentation alone", matcher.Candidate{Presentation: "Ik kan medicatie toedienen."}, false, true},
		{"a list alone", matcher.Candidate{Skills: []matcher.SkillHeld{weld}}, true, false},
		{"a list and a presentation", matcher.Candidate{Skills: []matcher.SkillHeld{weld}, Presentation: "Ik kan medicatie toedienen."}, true, false},
		{"an empty list and a presentation", matcher.Candidate{Skills: []matcher.SkillHeld{}, Presentation: "Ik kan medicatie toedienen."}, true, false},
	} {
		p := j.Profile(&c.person)
		if p.SkillsListed() != c.listed || p.SkillsOpen != c.open {
			t.Errorf("%s: listed %t, open %t", c.name, p.SkillsListed(), p.SkillsOpen)
		}
		silent := false
		for _, s := range Silences(&p.Needs) {
			silent = silent || s.Field == "skills"
		}
		if silent == c.listed {
			t.Errorf("%s: told of as silent %t", c.name, silent)
		}
	}
}
