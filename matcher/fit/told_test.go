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
		o, ok := j.ToldOccupation(&r)
		opening := j.Opening(&r)
		if ranked := len(opening.Occupations) > 0; ranked != ok || ok && j.OccupationCode(opening.Occupations[0]) != o.Code {
			t.Errorf("%+v is told as %q (%t), ranked by %v", r, o.Code, ok, opening.Occupations)
		}
		if ok {
			told++
		}
		if ok != (o.Sure > 0) || o.Sure > 1000 {
			t.Errorf("%q is told with confidence %d", o.Code, o.Sure)
		}
	}
	if told < 2 {
		t.Errorf("only %d were told", told)
	}
}

func TestADescriptionTellsTheWorkThatItAnnounces(t *testing.T) {
	t.Parallel()
	j := newJudge(t)
	for description, want := range map[string]string{
		"Voor onze werkplaats zoeken wij een zelfstandig werkend lasser.": "lasser",
		"Ben jij een ervaren lasser? Je helpt ook de verpleegkundige.":    "lasser",
		"- rijbewijs B\n- een diploma Verpleegkundige":                    "verpleegkundige",
		"Je overlegt met de verpleegkundige.\nAls lasser maak je tanks.":  "lasser",
		"Je werkt samen met de lasser en de verpleegkundige.":             "",
		"Je bent geen lasser.": "",
		"Als wij het zeggen mag je met ons op zoek naar wat leuks doen": "",
	} {
		told, ok := j.ToldOccupation(&matcher.Vacancy{Title: "Word jij onze topper?", Description: description})
		if told.Label != want || ok != (want != "") || ok && told.Field != "description" {
			t.Errorf("%q tells %q from %q, want %q", description, told.Label, told.Field, want)
		}
	}
	told, _ := j.ToldOccupation(&matcher.Vacancy{Title: "Lasser", Description: "Ben jij een verpleegkundige?"})
	if told.Label != "lasser" || told.Field != "title" {
		t.Errorf("a title tells %q from %q", told.Label, told.Field)
	}
}
