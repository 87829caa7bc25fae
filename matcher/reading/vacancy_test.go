package reading

import (
	"fmt"
	"strings"
	"testing"
)

// said writes what was asked in one line, for tables.
func (a Asked) said() string {
	var out []string
	add := func(format string, with ...any) { out = append(out, fmt.Sprintf(format, with...)) }
	if a.Education != "" {
		add("level %s", a.Education)
	}
	for _, l := range a.Languages {
		add("%s %s/%s", l.Code, l.Oral, l.Written)
	}
	for _, c := range a.Certificates {
		add("%s", c.Label)
	}
	for _, y := range a.Experience {
		add("%v years %s", y.Years, y.As)
	}
	if a.Hours != nil {
		add("%s hours", hoursText(a.Hours))
	}
	if a.Irregular {
		add("irregular")
	}
	return strings.ReplaceAll(strings.Join(out, ", "), "  ", " ")
}

func TestWhatAVacancyAsksIsReadFromItsText(t *testing.T) {
	for _, c := range []struct{ title, text, want string }{
		// schooling
		{"", "Je hebt een afgeronde opleiding mbo 4.", "level 4"},
		{"", "Je beschikt over hbo werk- en denkniveau.", "level 6"},
		{"", "Minimaal mbo-niveau 3 of 4.", "level 3"},
		{"", "Een diploma mbo niveau 2/3 is vereist.", "level 2"},
		{"", "Wo master afgerond.", "level 7"},
		{"", "Je hebt mbo+ denkniveau.", "level 4"},
		{"", "Wij vragen:\n- mbo 4 diploma in de techniek\n- rijbewijs B", "level 4"},
		{"", "Je hebt minimaal een hbo-diploma.", "level 6"},
		{"", "Minimaal een startkwalificatie.", ""},
		{"", "Je bent in het bezit van een startkwalificatie (diploma mbo 2 of havo).", "level 2"},
		{"", "Verzorgende IG niveau 3 met hart voor ouderen, diploma verplicht.", "level 3"},
		{"Verpleegkundige niveau 4", "", "level 4"},
		{"HBO-verpleegkundige ouderenzorg", "", "level 6"},
		{"Begeleider mbo 3 / 4", "", "level 3"},
		{"", "Je hebt een mbo-diploma op niveau 3 of hoger in de richting zorg.", "level 3"},
		{"", "Opleidingsniveau: MBO 4", "level 4"},
		{"", "Hbo/wo werk- en denkniveau.", "level 6"},
		{"", "Een hbo-bachelor is vereist, een master is een pre.", "level 6"},
		{"", "Een geldig diploma Verzorgende IG (niveau 3) is vereist.", "level 3"},
		{"", "Je vindt het leuk om studenten mbo 3 te begeleiden, je hebt zelf minimaal mbo 4.", "level 4"},
		{"", "Mbo werk- en denkniveau, goed Nederlands.", "level 2, nld B2/"},
		{"", "Hbo social work.", "level 6"},
		{"", "Hbo/wo communicatie, uitstekend Nederlands en goed Engels.", "level 6, nld C1/, eng B2/"},
		{"", "Minimaal niveau 3 kapper.", "level 3"},
		{"", "Een afgeronde mbo-opleiding (niveau 4) in de richting van ICT.", "level 4"},
		// no schooling
		{"", "De opleiding duurt twee jaar en levert een mbo 3 diploma op.", ""},
		{"", "Na een jaar heb je je mbo 2 diploma op zak.", ""},
		{"", "Informatieavond wo 10 mei, za en zo gesloten.", ""},
		{"", "Heb je mbo 4 of wil je dit halen?", ""},
		{"", "Met een mbo 2 diploma kun je bij ons doorgroeien.", ""},
		{"Docent mbo Nederlands", "Je geeft les aan studenten mbo 4.", ""},
		{"Leerling lasser mbo 2 bbl", "", ""},
		{"", "Een hbo-diploma is een pré.", ""},
		{"", "Bij voorkeur een afgeronde mbo 4 opleiding.", ""},
		{"", "Wij bieden je een opleiding mbo niveau 3.", ""},
		{"", "Wij bieden:\n- een opleiding mbo niveau 3\n- reiskosten", ""},
		{"", "Je volgt een hbo-opleiding.", ""},
		{"", "Een diploma mbo 3 is niet nodig.", ""},
		{"", "Je hebt mbo 4 of vergelijkbare werkervaring.", ""},
		{"", "Je begeleidt stagiairs van mbo 4.", ""},
		{"", "Ons bedrijf werkt samen met het mbo en het hbo.", ""},
		{"", "Pré's:\n- hbo diploma", ""},
		{"", "Je helpt klanten op niveau 2 van de servicedesk.", ""},
		// languages
		{"", "Je spreekt vloeiend Engels en Nederlands.", "eng C1/, nld C1/"},
		{"", "Goede beheersing van de Duitse taal.", "deu B2/"},
		{"", "Je beheerst Nederlands en Engels in woord en geschrift.", "nld /, eng /"},
		{"", "Uitstekende beheersing van de Nederlandse taal in woord en geschrift is vereist.", "nld C1/C1"},
		{"", "Je spreekt Nederlands op B1-niveau.", "nld B1/"},
		{"", "Nederlands op niveau B2, Engels op niveau A2.", "nld B2/, eng A2/"},
		{"", "Je spreekt goed Nederlands, en Duits is een pré.", "nld B2/"},
		{"", "Beheersing van de Nederlandse en Engelse taal in woord en geschrift.", "nld /, eng /"},
		{"", "Je spreekt en schrijft vloeiend Nederlands en Engels.", "nld C1/C1, eng C1/C1"},
		{"", "Je spreekt Nederlands (minimaal B1) en Engels (C1).", "nld B1/, eng C1/"},
		{"", "Taal: Nederlands (B1)", "nld B1/"},
		{"", "Vloeiend Nederlands en Engels, Duits is een pre.", "nld C1/, eng C1/"},
		{"", "Je spreekt Engels, Duits of Frans.", ""},
		{"", "Je spreekt Engels of Duits.", ""},
		{"", "Nederlands spreken is niet nodig.", ""},
		{"", "Engels, Duits en Frans zijn een pré.", ""},
		{"", "Je verkoopt aan de Duitse markt.", ""},
		{"", "Je hebt affiniteit met de Duitse taal.", ""},
		{"Docent Engels", "Je geeft Engels en Duits.", ""},
		{"", "Onze klanten spreken Engels.", ""},
		// certificates
		{"", "In het bezit van VCA.", "VCA"},
		{"", "Je hebt een geldig VCA-certificaat en rijbewijs B.", "VCA"},
		{"", "Je bent in het bezit van een heftruckcertificaat en code 95.", "heftruckcertificaat, code 95"},
		{"", "BIG-registratie verplicht.", "BIG-registratie"},
		{"", "Je hebt VCA VOL.", "VCA VOL"},
		{"", "Je hebt een diploma SVH Sociale Hygiëne.", "SVH Sociale Hygiëne"},
		{"", "Een geldig BHV-certificaat is vereist.", "BHV"},
		{"", "Functie-eisen:\n• VCA\n• Rijbewijs B\n• Code 95", "VCA, code 95"},
		{"", "Je hebt een geldig heftruck- en reachtruckcertificaat.", "heftruckcertificaat, reachtruckcertificaat"},
		{"", "In het bezit van een heftruck- en/of reachtruckcertificaat.", ""},
		{"", "Je bent BIG-geregistreerd of in afwachting van je registratie.", ""},
		{"", "Je hebt EHBO en VCA, BHV is mooi meegenomen.", "EHBO, VCA"},
		{"", "Diploma, ervaring en VCA niet nodig.", ""},
		{"", "VCA is een pré.", ""},
		{"", "VCA of de bereidheid dit te halen.", ""},
		{"", "Je hebt je VCA, of je bent bereid deze te halen.", ""},
		{"", "Je werkt volgens de VCA-richtlijnen.", ""},
		{"", "Je rijdt op een heftruck.", ""},
		{"", "Je bent BHV'er.", ""},
		{"", "Wij bieden je een cursus heftruck, een VCA-certificaat en BHV.", ""},
		{"", "Je hebt een heftruckcertificaat of reachtruckcertificaat.", ""},
		{"", "Wij zijn VCA-gecertificeerd.", ""},
		// experience
		{"", "Minimaal 3 jaar ervaring als timmerman.", "3 years timmerman"},
		{"", "Je hebt minimaal twee jaar werkervaring in een soortgelijke functie.", "2 years "},
		{"", "Minimaal 3-5 jaar relevante werkervaring.", "3 years "},
		{"", "Ten minste 1,5 jaar ervaring.", "1.5 years "},
		{"", "3 tot 5 jaar ervaring in een vergelijkbare functie.", "3 years "},
		{"", "Minimaal 1 jaar ervaring in de horeca.", ""},
		{"", "Al 40 jaar ervaring in de bouw!", ""},
		{"", "Opleiding kok of aantoonbare ervaring van minimaal 3 jaar.", ""},
		{"", "Minimaal 2 jr ervaring.", "2 years "},
		{"", "Wij hebben 25 jaar ervaring.", ""},
		{"", "Minimaal 3 jaar ervaring met Java.", ""},
		{"", "Ruime ervaring als kok.", ""},
		{"", "Minimaal 2 jaar ervaring is een pré.", ""},
		{"", "Minimaal 2 jaar ervaring of een relevant diploma.", ""},
		{"", "Je bent minimaal 18 jaar.", ""},
		// hours
		{"Verkoper 24-32 uur", "", "24-32 hours"},
		{"Kok fulltime", "", "35- hours"},
		{"Kok fulltime of parttime", "", ""},
		{"", "Een contract voor 32 tot 36 uur per week.", "32-36 hours"},
		{"", "Wij bieden:\n- 24 uur per week\n- salaris op basis van 40 uur per week", "24 hours"},
		{"", "Minimaal 16 en maximaal 24 uur per week.", "16-24 hours"},
		{"", "Het gaat om maximaal 20 uur per week.", "-20 hours"},
		{"", "Uren: 32 - 40 uur per week", "32-40 hours"},
		{"Kok 38u", "", "38 hours"},
		{"24-uurs zorg", "Een fulltime functie (40 uur per week) of parttime in overleg.", ""},
		{"", "Wij reageren binnen 24 uur.", ""},
		{"", "Je werkt van 8 tot 17 uur.", ""},
		// irregular hours
		{"", "Je werkt in ploegendienst.", "irregular"},
		{"", "Je draait avond- en weekenddiensten.", "irregular"},
		{"", "Werken in een 3-ploegenrooster.", "irregular"},
		{"", "Wisselende diensten, ook in het weekend.", "irregular"},
		{"", "Bereidheid tot het werken in onregelmatige diensten.", "irregular"},
		{"", "Storingen verhelpen, consignatie.", "irregular"},
		{"", "Avond en weekend.", "irregular"},
		{"", "Incidenteel een weekenddienst.", ""},
		{"", "Je hoeft geen weekenddiensten te draaien.", ""},
		{"", "Geen avonddiensten of nachtdiensten.", ""},
		// several at once
		{"", "Wat vragen wij?\nMinimaal mbo 4 werk- en denkniveau, goede beheersing van de Nederlandse taal, VCA en rijbewijs B.\nWat bieden wij?\nEen baan van 32-40 uur per week en een training code 95.",
			"level 4, nld B2/, VCA, 32-40 hours"},
		{"", "Je hebt minimaal mbo 4 en ervaring in de zorg is een pré.", "level 4"},
		{"", "Geen ervaring nodig, wel een geldig VCA.", "VCA"},
	} {
		t.Run(c.title+" "+c.text, func(t *testing.T) {
			if got := strings.TrimSpace(merge(Title(c.title), Description(c.text)).said()); got != strings.TrimSpace(c.want) {
				t.Errorf("read %q, want %q", got, c.want)
			}
		})
	}
}

func TestWhatPeopleSayToHaveIsReadFromTheirPresentation(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Ik heb een mbo 4 diploma verzorgende.", "level 4"},
		{"Hbo bachelor afgerond in 2010, daarna jaren gewerkt.", "level 6"},
		{"Vmbo en mbo 2 diploma behaald.", "level 2"},
		{"Pedagogiek op mbo 4.", "level 4"},
		{"Pabo afgemaakt, tien jaar voor de klas.", "level 6"},
		{"Ik heb EHBO en een heftruck.", "EHBO"},
		{"Verspaner, mbo 3 verspaning, ploegendienst geen probleem.", "level 3"},
		{"Verspaner, mbo 3 verspaning, ploegendienst geen optie meer.", ""},
		{"Ik ben bezig met mbo 4.", ""},
		{"Ik sta ingeschreven voor mbo 4.", ""},
		{"Ik ben gestopt met mijn hbo-opleiding.", ""},
		{"Ik heb geen diploma mbo 2.", ""},
		{"Ik wil graag een hbo-opleiding volgen.", ""},
		{"Ik begeleidde studenten mbo 4.", ""},
		{"Ik spreek vloeiend Engels en redelijk Duits.", "eng C1/, deu B1/"},
		{"Arabisch is mijn moedertaal, Nederlands spreek ik op B1.", "ara C2/, nld B1/"},
		{"Ik spreek nog geen Nederlands.", ""},
		{"Ik leer Nederlands, taal is belangrijk.", ""},
		{"In het bezit van VCA, BHV-certificaat en code 95.", "VCA, BHV, code 95"},
		{"Heftruckcertificaat gehaald.", "heftruckcertificaat"},
		{"Mijn VCA is verlopen.", ""},
		{"Ik wil mijn VCA halen.", ""},
		{"Jaren op de heftruck gereden.", ""},
	} {
		t.Run(c.text, func(t *testing.T) {
			told := Presentation(c.text)
			got := Asked{Education: told.Education, Languages: told.Languages, Certificates: told.Certificates}.said()
			if strings.TrimSpace(got) != c.want {
				t.Errorf("read %q, want %q", got, c.want)
			}
		})
	}
}

func TestSpellingsOfACertificateShareOneName(t *testing.T) {
	for label, want := range map[string]string{
		"VCA": "VCA", "VCA Basis": "VCA", "B-VCA": "VCA", "VCA certificaat": "VCA", "VCA VOL": "VCA VOL", "VCA-VOL": "VCA VOL", "heftruckcertificaat": "heftruckcertificaat",
		"Heftruck certificaat": "heftruckcertificaat", "Code 95": "code 95", "BIG-registratie": "BIG-registratie", "BHV": "BHV", "ADR-certificaat": "ADR-certificaat", "F-gassencertificaat": "F-gassencertificaat",
		"Lascertificaat": "lascertificaat", "Beveiliger 2": "Beveiliger 2", "Verklaring omtrent gedrag": "", "Event Security Officer": "", "VCA audits": "", "Instructeur BHV": "",
	} {
		if name, _, ok := Certificate(label); name != want || ok != (want != "") {
			t.Errorf("%q is %q (%t), want %q", label, name, ok, want)
		}
	}
}

// merge is what both texts of a vacancy ask.
func merge(title, text Asked) Asked {
	title.Education = max(title.Education, text.Education)
	title.Languages, title.Certificates, title.Experience = text.Languages, text.Certificates, text.Experience
	if title.Hours == nil {
		title.Hours = text.Hours
	}
	title.Irregular = title.Irregular || text.Irregular
	return title
}
