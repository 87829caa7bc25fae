package vum

import (
	"encoding/json"
	"strings"
	"testing"

	"matchd/matcher"
)

// same compares a record with the JSON that it should be written as.
func same(t *testing.T, got any, want string) {
	t.Helper()
	data, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	if string(data) != want {
		t.Errorf("got  %s\nwant %s", data, want)
	}
}

func TestAVacancyIsReadAsOurs(t *testing.T) {
	v, err := Vacancy([]byte(`{"idVacature":"v1","naamVacature":" Bakker ","omschrijvingVacature":"Brood bakken.","sluitingsdatumVacature":"2026-04-01",
		"codeWerkEnDenkniveauMinimaal":"3","sector":{"codeSbi":1071},"beroep":{"codeBeroepsnaam":"https://x/occupation/1"},
		"adres":{"postcode":"3511AB","straatnaam":"Kade","huisnummer":1},
		"werkgever":{"handelsnaamOrganisatie":"Bakkerij Oost","sector":[{"codeSbi":47}],"contactpersoon":[{"naamContactpersoonAfdeling":"Jan"}]},
		"arbeidsVoorwaarden":{"datumAanvangWerkzaamheden":"2026-03-01","omschrijvingArbeidsvoorwaarden":"Reiskosten.","salarisIndicatie":"tot 36 euro per uur"},
		"contractvorm":[{"codeTypeArbeidscontract":"O","codeTypeOvereenkomst":"01"},{"codeTypeArbeidscontract":"B","codeTypeOvereenkomst":"01"}],
		"werktijden":{"aantalWerkurenPerWeekMinimaal":24,"aantalWerkurenPerWeekMaximaal":32,"indicatieKantoortijden":1},
		"flexibiliteit":{"indicatieOnregelmatigWerkOfPloegendienst":2},"rijbewijs":[{"codeSoortRijbewijs":"B+"},{"codeSoortRijbewijs":"B"}],
		"taalbeheersing":[{"codeTaal":"nld","codeNiveauTaalbeheersingMondeling":3,"codeNiveauTaalbeheersingLezen":2},{"codeTaal":"deu","codeNiveauTaalbeheersingMondeling":1}],
		"competentiebeheersing":[{"codeCompetentie":"0000000007"},{"codeCompetentie":"0000000007"}],"cursus":[{"naamCursus":"HACCP","indicatieCertificaat":1},{"naamCursus":"Verf","indicatieCertificaat":2}],
		"werkervaring":[{"aantalJarenWerkzaamInBeroep":99},{"aantalJarenWerkzaamInBeroep":5},{"aantalJarenWerkzaamInBeroep":2}]}`), Options{Revision: 7})
	if err != nil {
		t.Fatal(err)
	}
	same(t, v, `{"id":"v1","revision":7,"status":"open","company":{"name":"Bakkerij Oost","sector":{"code":"1071","edition":"2008"}},"title":"Bakker",`+
		`"description":"Brood bakken.\n\nReiskosten.","occupation":{"code":"https://x/occupation/1"},"skills":[{"code":"0000000007"}],`+
		`"experience":[{"occupation":{"code":"https://x/occupation/1"},"minimumYears":2}],"certificates":[{"label":"HACCP"}],"education":{"minimumLevel":"2"},`+
		`"languages":[{"code":"nld","oral":"B2","written":"B1"}],"drivingLicences":["B"],"hours":{"min":24,"max":32},"irregularHours":false,"contract":{"kind":"regular"},`+
		`"place":{"postcode":"3511AB"},"startDate":"2026-03-01","closingDate":"2026-04-01","salary":{"max":36,"period":"hour","currency":"EUR"}}`)
}

func TestACandidateIsReadAsOursWithoutContactData(t *testing.T) {
	c, err := Candidate([]byte(`{"idWerkzoekende":"c1","indicatieLdrRegistratie":1,"persoonlijkePresentatie":"Ik werk graag.","emailadres":["x@example.com"],"telefoonnummer":["030"],
		"contactpersoon":[{"naamContactpersoonAfdeling":"Jan"}],"webadres":[{"url":"https://x"}],"bemiddelingsberoep":[{"codeBeroepsnaam":"https://x/occupation/1"}],
		"sector":[{"codeSbi":0},{"codeSbi":1071},{}],"mobiliteit":{"bemiddelingspostcode":"3511AB","maximaleReisafstand":214,"maximaleReistijd":45},
		"flexibiliteit":{"datumAanvangBeschikbaarVoorWerk":"2026-03-01","indicatieOnregelmatigWerkOfPloegendienst":0},
		"werktijden":{"aantalWerkurenPerWeekMinimaal":40,"aantalWerkurenPerWeekMaximaal":32},"contractvorm":[{"codeTypeArbeidscontract":"B"}],
		"vervoermiddel":[{"codeVervoermiddel":1,"indicatieBeschikbaarVoorWoonWerkverkeer":2},{"codeVervoermiddel":3},{}],"eisAanWerk":{"indicatieBegeleiding":1,"indicatieAanpassingWerkomgeving":2},
		"arbeidsmarktkwalificatie":{"codeWerkEnDenkniveauWerkzoekende":7,"competentiebeheersing":[],"interesse":[{"naamInteresse":"Muziek"},{"naamInteresse":""}],
			"opleiding":[{"codeNiveauOpleiding":6,"codeStatusOpleiding":2},{"codeNiveauOpleiding":4,"codeStatusOpleiding":1},{"codeNiveauOpleiding":2,"indicatieDiploma":1}],
			"werkervaring":[{"beroep":{"codeBeroepsnaam":"https://x/occupation/2"},"datumAanvangWerkzaamheden":"2020-01-01","datumEindeWerkzaamheden":"2019-01-01","naamOrganisatie":"Oost"},{}]}}`),
		Options{DistanceUnitMetres: 100, ResponsibleParty: matcher.Party{Kind: matcher.UWV}})
	if err != nil {
		t.Fatal(err)
	}
	same(t, c, `{"id":"c1","revision":0,"status":"available","responsibleParty":{"kind":"uwv"},"place":{"postcode":"3511AB"},"presentation":"Ik werk graag.",`+
		`"wishes":{"occupations":[{"code":"https://x/occupation/1"}],"sectors":[{"code":"1071","edition":"2008"}],"contract":{"term":"temporary"},"maxDistanceKm":21.4,`+
		`"maxTravelMinutes":45,"startFrom":"2026-03-01","interests":["Muziek"]},"education":{"level":"4","status":"completed"},`+
		`"experience":[{"occupation":{"code":"https://x/occupation/2"}}],"transport":["bicycle"],"restricted":{"banenafspraak":true,"supportNeeds":"ja"}}`)
}

func TestEmptyPartsAreAbsent(t *testing.T) {
	v, err := Vacancy([]byte(`{"idVacature":"v1","naamVacature":"","adres":{},"sector":{},"werkgever":{"sector":[{"codeSbi":47}]},"rijbewijs":[],"contractvorm":[{}],"sluitingsdatumVacature":"",
		"opleiding":[{"codeNiveauOpleiding":5},{"codeNiveauOpleiding":3},{"codeNiveauOpleiding":9}],"codeWerkEnDenkniveauMinimaal":"7"}`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	same(t, v, `{"id":"v1","revision":0,"status":"open","company":{"sector":{"code":"47","edition":"2008"}},"education":{"minimumLevel":"4"}}`)
	c, err := Candidate([]byte(`{"idWerkzoekende":"c1","mobiliteit":{"maximaleReisafstand":30}}`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	same(t, c, `{"id":"c1","revision":0,"status":"available","wishes":{"maxDistanceKm":30}}`)
}

func TestWrongRecordsAreNamedByField(t *testing.T) {
	for name, test := range map[string]struct{ line, want string }{
		"no JSON":                      {`{`, "must be one JSON object"},
		"no id":                        {`{}`, "id: "},
		"a type that VUM has not":      {`{"idWerkzoekende":"c","mobiliteit":{"maximaleReisafstand":"ver"}}`, "mobiliteit.maximaleReisafstand"},
		"a day that is none":           {`{"idWerkzoekende":"c","flexibiliteit":{"datumAanvangBeschikbaarVoorWerk":"geheim"}}`, "date"},
		"a postcode that is none":      {`{"idWerkzoekende":"c","mobiliteit":{"bemiddelingspostcode":"geheim"}}`, "place.postcode"},
		"a driving licence of no kind": {`{"idWerkzoekende":"c","arbeidsmarktkwalificatie":{"rijbewijs":[{"codeSoortRijbewijs":"geheim"}]}}`, "drivingLicences[0]"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Candidate([]byte(test.line), Options{})
			if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "geheim") {
				t.Errorf("got %v, want something about %q", err, test.want)
			}
		})
	}
}

func TestPayIsReadWhereItCanMeanOneThing(t *testing.T) {
	for text, want := range map[string]string{
		"tot 36 euro per uur":                    `{"max":36,"period":"hour","currency":"EUR"}`,
		"Maximaal 722 euro per week":             `{"max":722,"period":"week","currency":"EUR"}`,
		"minimaal 28800 euro per jaar":           `{"min":28800,"period":"year","currency":"EUR"}`,
		"vanaf € 2.400,50 bruto per maand":       `{"min":2400.5,"period":"month","currency":"EUR"}`,
		"15,5 euro per uur":                      `{"min":15.5,"max":15.5,"period":"hour","currency":"EUR"}`,
		"van 2.400 tot 2.800 euro per maand":     `{"min":2400,"max":2800,"period":"month","currency":"EUR"}`,
		"€ 2400 - € 2800 per maand":              `{"min":2400,"max":2800,"period":"month","currency":"EUR"}`,
		"van 2800 tot 2400 euro per maand":       `null`,
		"marktconform":                           `null`,
		"tot 36 euro":                            `null`,
		"tot 36 euro per uur, of 2000 per maand": `null`,
		"1.2.3 euro per uur":                     `null`,
		"":                                       `null`,
	} {
		t.Run(text, func(t *testing.T) { same(t, salary(text), want) })
	}
}

func FuzzVacancy(f *testing.F) {
	f.Add([]byte(`{"idVacature":"v1","arbeidsVoorwaarden":{"salarisIndicatie":"tot 36 euro per uur"},"opleiding":[{"codeNiveauOpleiding":"x"}]}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		if v, err := Vacancy(line, Options{}); err == nil && len(v.Check()) > 0 {
			t.Errorf("gave a vacancy that breaks rules: %v", v.Check())
		}
	})
}

func FuzzCandidate(f *testing.F) {
	f.Add([]byte(`{"idWerkzoekende":"c1","mobiliteit":{"maximaleReisafstand":-1},"contactpersoon":[{"emailadres":"a@b.nl"}]}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		if c, err := Candidate(line, Options{DistanceUnitMetres: 100}); err == nil && len(c.Check()) > 0 {
			t.Errorf("gave a profile that breaks rules: %v", c.Check())
		}
	})
}
