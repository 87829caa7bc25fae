package fit

import (
	"testing"

	"matchd/matcher"
)

func TestWhoLeavesAJobAndWhen(t *testing.T) {
	const day, recent = matcher.Date(739_677), 183
	left := func(s matcher.Situation, until matcher.Date) *matcher.Candidate {
		return &matcher.Candidate{Situation: s, Employer: matcher.Employer{Until: until}}
	}
	member := left(matcher.Employed, 0)
	member.SurplusID = "group"
	for name, c := range map[string]struct {
		of   *matcher.Candidate
		want bool
	}{
		"a contract that ends next month":              {left("", day+30), true},
		"a contract that ends next month, in work":     {left(matcher.Employed, day+30), true},
		"a contract that ended yesterday":              {left(matcher.Unemployed, day-1), true},
		"a contract that ended half a year ago":        {left(matcher.RecentlyUnemployed, day-recent), true},
		"a contract that ended a day before that":      {left(matcher.RecentlyUnemployed, day-recent-1), false},
		"recently unemployed since 2015":               {left(matcher.RecentlyUnemployed, day-4000), false},
		"recently unemployed, the day is not told":     {left(matcher.RecentlyUnemployed, 0), true},
		"at risk, the day is not told":                 {left(matcher.AtRisk, 0), true},
		"in work, no day in sight":                     {left(matcher.Employed, 0), false},
		"nothing is told":                              {left("", 0), false},
		"in work and one of an announced group":        {member, true},
		"unemployed for long, of nobody's last months": {left(matcher.Unemployed, 0), false},
	} {
		t.Run(name, func(t *testing.T) {
			v := newJudge(t)
			p := v.Profile(c.of)
			if got := p.Leaves(day, recent); got != c.want {
				t.Errorf("leaves %t, want %t", got, c.want)
			}
		})
	}
	v := newJudge(t)
	p := v.Group(&matcher.Surplus{Headcount: 3})
	if !p.Leaves(day, recent) {
		t.Error("an announced group does not leave")
	}
}
