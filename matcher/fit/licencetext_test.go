package fit

import (
	"slices"
	"testing"

	"matchd/matcher"
)

func TestLicencesAskedAreReadFromTheText(t *testing.T) {
	j := dutchJudge(t)
	for _, c := range []struct {
		name, title, text string
		want              []matcher.Licence
	}{
		{"named in a sentence", "Monteur", "Je bent in het bezit van rijbewijs B en een eigen auto.", []matcher.Licence{"B"}},
		{"written before the word", "Hovenier", "BE-rijbewijs vereist.", []matcher.Licence{"BE"}},
		{"beside the chauffeur", "Chauffeur C/CE nationaal", "", []matcher.Licence{"C"}},
		{"with a loose E", "Chauffeur C+E", "", []matcher.Licence{"CE"}},
		{"before the chauffeur", "CE chauffeur regio Venlo", "", []matcher.Licence{"CE"}},
		{"several at once", "Medewerker loonbedrijf", "Rijbewijs B en T.", []matcher.Licence{"B", "T"}},
		{"the great one", "Vuilnisman", "Groot rijbewijs verplicht!", []matcher.Licence{"C"}},
		{"none named but demanded", "Thuishulp", "Rijbewijs is een must.", []matcher.Licence{"B"}},
		{"a wish", "Monteur", "Rijbewijs B is een pré.", nil},
		{"an offer", "Buschauffeur", "Je hebt rijbewijs D of bent bereid dit te halen.", nil},
		{"not needed", "Inpakker", "Een rijbewijs is niet nodig.", nil},
		{"another sentence's wish", "Koerier", "Rijbewijs B. Kennis van de regio is een pre.", []matcher.Licence{"B"}},
		{"no licence in sight", "Kok", "Plan b: je werkt in de bediening.", nil},
		{"a grade of operators", "Operator B", "Rijden doe je hier niet.", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := j.Opening(&matcher.Vacancy{Title: c.title, Description: c.text})
			var got []matcher.Licence
			for i, l := range matcher.Licences() {
				if o.Licences.Has(i) {
					got = append(got, l)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}

func TestAListOfLicencesGoesBeforeTheText(t *testing.T) {
	j := dutchJudge(t)
	o := j.Opening(&matcher.Vacancy{Title: "Chauffeur CE", DrivingLicences: []matcher.Licence{}})
	if o.Licences != knownSet {
		t.Errorf("an empty list asks %b", o.Licences)
	}
	ce := j.Opening(&matcher.Vacancy{Title: "Chauffeur CE"})
	for name, c := range map[string]struct {
		person matcher.Candidate
		want   int
	}{
		"says to have none":  {matcher.Candidate{Presentation: "Ik heb geen rijbewijs."}, 1},
		"says nothing":       {matcher.Candidate{Presentation: "Ik rijd graag."}, 0},
		"lists the licence":  {matcher.Candidate{Presentation: "Geen rijbewijs meer nodig?", DrivingLicences: []matcher.Licence{"CE"}}, 0},
		"lists another only": {matcher.Candidate{DrivingLicences: []matcher.Licence{"B"}}, 1},
	} {
		p := j.Profile(&c.person)
		if got := p.Licences.Lacks(ce.Licences); p.Licences.Known() && (got != 0) != (c.want == 1) || !p.Licences.Known() && c.want == 1 {
			t.Errorf("%s: lacks %b, known %t", name, got, p.Licences.Known())
		}
	}
}
