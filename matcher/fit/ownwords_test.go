package fit

import (
	"slices"
	"testing"

	"matchd/matcher"
)

func (j *Judge) labels(ids []OccupationID) (out []string) {
	for _, id := range ids {
		out = append(out, j.OccupationLabel(id))
	}
	return out
}

func TestAPresentationTellsWhatTheListsLeaveOpen(t *testing.T) {
	j := dutchJudge(t)
	cook := matcher.Concept{Label: "kok"}
	for _, c := range []struct {
		name         string
		person       matcher.Candidate
		held, wished []string
	}{
		{"a job named in passing", matcher.Candidate{Presentation: "Ruim tien jaar gevlogen als cabin attendant."}, []string{"cabinepersoneel"}, nil},
		{"a wish in a sentence of its own", matcher.Candidate{Presentation: "Ik was verkoopster. Ik zoek werk als receptioniste."}, []string{"verkoopmedewerker"}, []string{"receptionist"}},
		{"a past and a wish in one sentence", matcher.Candidate{Presentation: "Na jaren als kapster wil ik graag helpende worden"}, []string{"kapper"}, []string{"helpende zorg en welzijn"}},
		{"pressure is no printer and art no doctor", matcher.Candidate{Presentation: "Blijf rustig onder druk; latte art."}, nil, nil},
		{"a feminine form of a name", matcher.Candidate{Presentation: "Jarenlang werkte ik als groepsbegeleidster."}, []string{"begeleider gehandicaptenzorg"}, nil},
		{"a title that no list has so", matcher.Candidate{Presentation: "Negen jaar gewerkt als servicemonteur cv-ketels bij een installateur."}, []string{"cv-monteur"}, nil},
		{"verbs are no occupations", matcher.Candidate{Presentation: "Buffetten verzorgen, glasvezel lassen, muren schilderen."}, nil, nil},
		{"a job in the list leaves the text for wishes", matcher.Candidate{Presentation: "Ik was verkoopster en zoek werk als receptioniste.",
			Experience: []matcher.Experience{{Occupation: cook}}}, []string{"kok"}, []string{"receptionist"}},
		{"work that is not wanted", matcher.Candidate{Presentation: "Ik wil geen kok meer zijn."}, nil, nil},
		{"a field not wanted any more", matcher.Candidate{Presentation: "Ik wil niet meer in de horeca werken."}, nil, nil},
		{"a field wished", matcher.Candidate{Presentation: "Vroeger kapster. Ik zoek werk in de schoonmaak."}, []string{"kapper"}, []string{"huishoudelijk medewerker", "kamermeisje", "schoonmaker", "vliegtuigschoonmaker"}},
		{"a field worked in is no wish", matcher.Candidate{Presentation: "Tien jaar in de schoonmaak gewerkt, ik wil kok worden."}, nil, []string{"kok"}},
		{"a wish in the list leaves the text for jobs", matcher.Candidate{Presentation: "Ik was verkoopster en zoek werk als receptioniste.",
			Wishes: matcher.Wishes{Occupations: []matcher.Concept{cook}}}, []string{"verkoopmedewerker"}, []string{"kok"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := j.Profile(&c.person)
			if held, wished := j.labels(heldOccupations(p.Held)), j.labels(p.Wished); !slices.Equal(held, c.held) || !slices.Equal(wished, c.wished) {
				t.Errorf("held %v and wished %v, want %v and %v", held, wished, c.held, c.wished)
			}
		})
	}
}

func TestAFieldWishedIsASectorWishedToo(t *testing.T) {
	j := dutchJudge(t)
	c := matcher.Candidate{Presentation: "Ik zoek werk in de zorg.", Wishes: matcher.Wishes{Occupations: []matcher.Concept{{Label: "kok"}}}}
	p := j.Profile(&c)
	if !slices.Equal(p.WishedSectors, []matcher.Sector{{Code: "Q"}}) || !slices.Equal(j.labels(p.Wished), []string{"kok"}) {
		t.Errorf("wished %v in %v", j.labels(p.Wished), p.WishedSectors)
	}
	c.Wishes.Sectors = []matcher.Sector{{Code: "I"}}
	if p := j.Profile(&c); !slices.Equal(p.WishedSectors, c.Wishes.Sectors) {
		t.Errorf("the list of sectors became %v", p.WishedSectors)
	}
}

func TestAVacancysOccupationIsReadFromTitleAndSkillsTogether(t *testing.T) {
	j := dutchJudge(t)
	asks := func(labels ...string) (out []matcher.SkillAsked) {
		for _, l := range labels {
			out = append(out, matcher.SkillAsked{Label: l})
		}
		return out
	}
	for _, c := range []struct {
		name, title string
		skills      []matcher.SkillAsked
		want        []string
	}{
		{"a clear title alone", "Orderpicker (m/v)", nil, []string{"orderpicker"}},
		{"skills decide between titles", "Allround facilitair medewerker", asks("vergaderruimten inrichten", "klein onderhoud uitvoeren"), []string{"facilitair medewerker"}},
		{"skills confirm a title with a word too many", "Kapster salon centrum", asks("haar knippen", "haar kleuren en behandelen"), []string{"kapper"}},
		{"skills alone", "Topper gezocht!", asks("metselen", "voegen"), []string{"metselaar"}},
		{"nothing to go by", "Topper gezocht!", nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := j.Opening(&matcher.Vacancy{Title: c.title, Skills: c.skills})
			if got := j.labels(o.Occupations); !slices.Equal(got, c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}

func TestATitleDoesNotOverruleALabelThatCannotBeRead(t *testing.T) {
	j := dutchJudge(t)
	for _, c := range []struct {
		title, label string
		want         []string
	}{
		{"Medewerker bediening sluizen en bruggen", "brugwachter", []string{""}},
		{"Verkoper meteorieten beurs", "zwaluwenteller", []string{""}},
		{"Schilder op brandglas in kerken", "glazenier", []string{""}},
		{"Elektromonteur", "zwaluwenteller", []string{"", "elektromonteur"}},
		{"Kok vakantiepark Zeeland", "assistent kok", []string{"", "kok"}},
		{"Kok vakantiepark Zeeland", "", []string{"kok"}},
	} {
		o := j.Opening(&matcher.Vacancy{Title: c.title, Occupation: matcher.Concept{Label: c.label}})
		if got := j.labels(o.Occupations); !slices.Equal(got, c.want) {
			t.Errorf("%s, labelled %q: %q, want %q", c.title, c.label, got, c.want)
		}
	}
}

func TestWorkAtAnotherLevelIsNearAndNotTheSame(t *testing.T) {
	j := dutchJudge(t)
	q := j.Model.Plain(today, matcher.Viewer{All: true})
	prior := j.Model.Reasons[Occupation].Prior
	for job, work := range map[string]string{
		"inkoopassistent": "inkoper", "assistent schilder": "schilder", "Gastouder coördinator": "pedagogisch medewerker", "hoofdverpleegkundige": "verpleegkundige",
		"monteur": "elektromonteur", "voorman stratenmaker": "stratenmaker",
	} {
		o := j.Opening(&matcher.Vacancy{Occupation: matcher.Concept{Label: work}})
		p := j.Profile(&matcher.Candidate{Experience: []matcher.Experience{{Occupation: matcher.Concept{Label: job}}}})
		if got := j.Term(Occupation, &o, &p, &q); got.Known || got.Value <= prior || got.Value >= 700_000 {
			t.Errorf("%s counts %+v as %s", job, got, work)
		}
	}
}

func TestSkillsPointToOccupationsOnlyWhereNoJobIsKnown(t *testing.T) {
	j := dutchJudge(t)
	skills := []matcher.SkillHeld{{Label: "haar knippen"}, {Label: "haar kleuren en behandelen"}}
	only := j.Profile(&matcher.Candidate{Skills: skills})
	if len(only.Likely) == 0 || j.OccupationLabel(only.Likely[0].ID) != "kapper" || only.Likely[0].Closeness < 500 {
		t.Errorf("two skills of a hairdresser point to %+v", only.Likely)
	}
	cook := j.Profile(&matcher.Candidate{Skills: skills, Experience: []matcher.Experience{{Occupation: matcher.Concept{Label: "kok"}}}})
	if cook.Likely != nil {
		t.Errorf("a cook with a known job is taken for %+v", cook.Likely)
	}
	more := j.Profile(&matcher.Candidate{Skills: append(skills, matcher.SkillHeld{Label: "metselen"})})
	for _, l := range only.Likely {
		i := slices.IndexFunc(more.Likely, func(m Near[OccupationID]) bool { return m.ID == l.ID })
		if i < 0 || more.Likely[i].Closeness < l.Closeness {
			t.Errorf("one more skill makes %s less sure", j.OccupationLabel(l.ID))
		}
	}
}

func TestAJobThatCannotBeReadIsNotKnownToBeOtherWork(t *testing.T) {
	j := dutchJudge(t)
	o := j.Opening(&matcher.Vacancy{Occupation: matcher.Concept{Label: "softwareontwikkelaar"}})
	q := j.Model.Plain(today, matcher.Viewer{All: true})
	term := func(c matcher.Concept) Term {
		p := j.Profile(&matcher.Candidate{Experience: []matcher.Experience{{Occupation: c}}})
		return j.Term(Occupation, &o, &p, &q)
	}
	prior := j.Model.Reasons[Occupation].Prior
	for _, c := range []struct {
		name  string
		job   matcher.Concept
		known bool
		least int64
	}{
		{"the very work", matcher.Concept{Label: "softwareontwikkelaar"}, true, matcher.Million},
		{"a title that resembles work", matcher.Concept{Label: "full stack guru"}, false, prior},
		{"a word that resembles nothing", matcher.Concept{Label: "zwaluwenteller"}, true, 0},
		{"a code that is not known", matcher.Concept{Code: "own:1", Label: "full stack guru"}, true, 0},
	} {
		if got := term(c.job); got.Known != c.known || got.Value < c.least {
			t.Errorf("%s: %+v, want known %t and at least %d", c.name, got, c.known, c.least)
		}
	}
	same := j.Opening(&matcher.Vacancy{Occupation: matcher.Concept{Label: "Full stack guru"}})
	p := j.Profile(&matcher.Candidate{Experience: []matcher.Experience{{Occupation: matcher.Concept{Label: "full stack guru"}}}})
	if got := j.Term(Occupation, &same, &p, &q); got.Value <= prior {
		t.Errorf("the same unread words on both sides are worth %+v", got)
	}
	mixed := j.Profile(&matcher.Candidate{Experience: []matcher.Experience{{Occupation: matcher.Concept{Label: "full stack guru"}}, {Occupation: matcher.Concept{Label: "kok"}}}})
	if len(mixed.Held) != 2 || mixed.Likely != nil {
		t.Errorf("beside a job that was read: %+v, likely %+v", mixed.Held, mixed.Likely)
	}
}
