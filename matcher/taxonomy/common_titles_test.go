package taxonomy_test

import (
	"strings"
	"testing"

	"matchd/matcher/fit/fittest"
	"matchd/matcher/taxonomy"
)

// TestCommonTitlesOfEveryKindOfWorkAreRead goes through the ISCO-08 sub-major groups with work in the Netherlands: titles
// that everybody knows, with the last part of the code that they stand for. A title that no occupation of its own stands
// for goes to the nearest.
func TestCommonTitlesOfEveryKindOfWorkAreRead(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	for group, titles := range map[string]string{
		"13 managers of services":   "schooldirecteur:schooldirecteur,manager zorginstelling:teamleider-zorg",
		"14 managers in hotels":     "hotelmanager:horecamanager,filiaalmanager:filiaalmanager",
		"21 science and design":     "bioloog:bioloog,chemicus:chemicus,landmeter:landmeter,stedenbouwkundige:stedenbouwkundige,procestechnoloog:procestechnoloog,modeontwerper:modeontwerper",
		"22 health":                 "logopedist:logopedist,verloskundige:verloskundige,tandarts:tandarts,mondhygiëniste:mondhygienist,diëtist:dietist,dierenarts:dierenarts,chirurg:medisch-specialist,optometrist:optometrist",
		"23 teaching":               "docent Nederlands:docent-nederlands,wiskundeleraar:docent-wiskunde,leraar Engels:docent-vreemde-talen,gymleraar:docent-lichamelijke-opvoeding,pianoleraar:muziekdocent,leraar PO:leraar-basisonderwijs",
		"24 business":               "actuaris:actuaris,beleggingsanalist:financieel-analist",
		"25 ICT":                    "netwerkbeheerder:netwerkbeheerder,app-ontwikkelaar:softwareontwikkelaar",
		"26 law, language, culture": "tolk:tolk,gebarentolk:tolk,vertaler:vertaler,advocaat:advocaat,rechter:rechter,notaris:notaris,tekstschrijver:tekstschrijver,actrice:acteur,muzikant:musicus,archivaris:archivaris,predikant:geestelijk-verzorger",
		"31 ships and plants":       "kapitein:kapitein,scheepswerktuigkundige:scheepswerktuigkundige",
		"32 health technicians":     "opticien:opticien,audicien:audicien,tandtechnicus:tandtechnicus,dierenartsassistente:paraveterinair,ambulancechauffeur:ambulancechauffeur",
		"33 state and finance":      "douanier:douanier,belastinginspecteur:belastinginspecteur,inspecteur voedselveiligheid:arbeidsinspecteur",
		"34 law and culture":        "deurwaarder:deurwaarder,paralegal:juridisch-medewerker,fotograaf:fotograaf,interieuradviseur:interieurontwerper,museumsuppoost:museummedewerker",
		"42 desks":                  "croupier:croupier,alarmcentralist:meldkamercentralist",
		"52 selling":                "marktkoopman:verkoopmedewerker,cafetariamedewerker:fastfoodmedewerker",
		"53 care":                   "brancardier:sterilisatiemedewerker",
		"54 protection":             "cipier:gevangenbewaarder,PIW'er:gevangenbewaarder,badmeester:zwemonderwijzer",
		"61 growing":                "fruitteler:fruitteler,boomkweker:fruitteler,pluimveehouder:pluimveehouder,imker:pluimveehouder",
		"71 building":               "betontimmerman:betontimmerman,glaszetter:glaszetter,steenhouwer:steenhouwer",
		"72 metal":                  "matrijzenmaker:gereedschapsmaker,slotenmaker:slotenmaker,hoefsmid:constructiebankwerker",
		"73 crafts":                 "goudsmid:goudsmid,horlogemaker:horlogemaker,boekbinder:boekbinder,dtp'er:prepressmedewerker",
		"74 power":                  "hoogspanningsmonteur:netmonteur",
		"75 food, wood, clothes":    "kaasmaker:kaasmaker,kleermaker:kleermaker,meubelstoffeerder:stoffeerder,schoenmaker:schoenmaker,duiker:duiker,plaagdierbestrijder:ongediertebestrijder",
		"81 machines":               "wever:textieloperator,papiermaker:machineoperator,operator raffinaderij:procesoperator",
		"83 driving":                "treindienstleider:treindienstleider,rangeerder:treindienstleider,loonwerker:loonwerker",
		"92 to 96 elementary":       "aspergesteker:agrarisch-medewerker,krantenbezorger:postbezorger,pizzakoerier:pakketbezorger,straatveger:afvalmedewerker",
	} {
		for one := range strings.SplitSeq(titles, ",") {
			title, want, _ := strings.Cut(one, ":")
			hits := dutch.FindOccupations(title, 1)
			if len(hits) == 0 || hits[0].Confidence < 900 || hits[0].Code != "urn:matchd:occupation:"+want {
				t.Errorf("%s: %q gives %v, want %s", group, title, hits, want)
			}
		}
	}
}

// TestWorkOfOneNameIsNotOneWork: a mathematics teacher does not teach Dutch, and who pours concrete does not finish
// kitchens, but all are kin.
func TestWorkOfOneNameIsNotOneWork(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	id := func(name string) taxonomy.OccupationID {
		id, ok := dutch.OccupationID("urn:matchd:occupation:" + name)
		if !ok {
			t.Fatalf("no %s", name)
		}
		return id
	}
	for _, pair := range [][2]string{
		{"docent-nederlands", "docent-wiskunde"}, {"docent-wiskunde", "docent-vreemde-talen"}, {"timmerman", "betontimmerman"}, {"tolk", "vertaler"}, {"arts", "medisch-specialist"},
	} {
		if c := dutch.OccupationCloseness(id(pair[0]), id(pair[1])); c < 400 || c >= 1000 {
			t.Errorf("%s and %s are %d near, want kin and not one", pair[0], pair[1], c)
		}
	}
	if near, far := dutch.OccupationCloseness(id("docent-wiskunde"), id("docent-natuurvakken")), dutch.OccupationCloseness(id("docent-wiskunde"), id("docent-nederlands")); near <= far {
		t.Errorf("mathematics is %d near to the sciences and %d to Dutch", near, far)
	}
}
