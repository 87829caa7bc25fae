package fit

import (
	"testing"

	"matchd/matcher"
)

func TestWhatIsToldOfATitleIsWhatIsRankedBy(t *testing.T) {
	j := newJudge(t)
	told := 0
	for _, r := range []matcher.Vacancy{
		{Title: "Verpleegkundige (m/v)"}, {Title: "Lasser in Utrecht"}, {Title: "Iets leuks"}, {},
		{Skills: []matcher.SkillAsked{{Label: "wondverzorging"}, {Label: "medicatie"}}},
		{Title: "Iets leuks", Description: "Lassen en constructies maken"},
	} {
		o, sure, ok := j.ToldOccupation(&r)
		opening := j.Opening(&r)
		if ranked := len(opening.Occupations) > 0; ranked != ok || ok && j.OccupationCode(opening.Occupations[0]) != o.Code {
			t.Errorf("%+v is told as %q (%t), ranked by %v", r, o.Code, ok, opening.Occupations)
		}
		if ok {
			told++
		}
		if ok != (sure > 0) || sure > 1000 {
			t.Errorf("%q is told with confidence %d", o.Code, sure)
		}
	}
	if told < 2 {
		t.Errorf("only %d were told", told)
	}
}
