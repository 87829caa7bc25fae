package taxonomy_test

import (
	"testing"

	"matchd/matcher/fit/fittest"
	"matchd/matcher/taxonomy"
)

func TestWhoAssistsOrLeadsIsNotTakenForWhoDoesTheWork(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	for _, title := range []string{
		"inkoopassistent", "Assistent inkoper", "assistent-psycholoog", "assistente fysiotherapeut", "loodgietersassistent", "assistent schilder",
		"hulpkelner", "Gastouder coördinator", "voorman grondwerk", "verkoopmanager", "inkoopmanager", "hoofdverpleegkundige", "chef bakkerij",
		"leidinggevende klantenservice", "teamleidster receptie", "coördinatrice schoonmaak", "supervisor kassa", "team lead developer", "hoofd boekhouding",
	} {
		for _, h := range dutch.FindOccupations(title, 1) {
			if h.Confidence >= resolved {
				t.Errorf("%s is taken for %s (%d)", title, h.Label, h.Confidence)
			}
		}
	}
}

func TestALevelThatTheNameHasIsNoDoubt(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	for title, want := range map[string]string{
		"teamleidster kinderopvang regio Zwolle": "teamleider-kinderopvang", "Chef-kok brasserie": "chef-kok", "accountmanger": "accountmanager",
		"Projectmanager bouw utiliteit": "projectleider-bouw", "onderwijsassistente vmbo": "onderwijsassistent", "doktersassistent huisartsenpraktijk": "doktersassistent",
		"reisleidster Turkije": "reisleider", "productiemanager voeding": "productiemanager",
		"filiaalmanager schoenen": "filiaalmanager", "ploegleidster productie": "teamleider-productie",
	} {
		mustTake(t, dutch, title, want)
	}
}

// mustTake fails where a title is not taken for an occupation, whose name is the end of its code.
func mustTake(t *testing.T, dutch *taxonomy.Taxonomy, title, want string) {
	t.Helper()
	hits := dutch.FindOccupations(title, 1)
	if rankOf(hits, "urn:matchd:occupation:"+want) != 0 || hits[0].Confidence < resolved {
		t.Errorf("%s gives %v, want %s taken", title, hits, want)
	}
}

func TestWordsThatDoNotCarryTheWorkAreNotEnough(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	const alike = 400 // fit's likeFloor: from here on a title may mean what it resembles
	for title, not := range map[string]string{
		"Windturbine technieker": "leraar-voortgezet-onderwijs", "Matrijzenmaker": "stratenmaker", "klokkenmaker": "stratenmaker", "Slotenmaker": "schoonmaker",
		"Warehouse consultant (WMS)": "magazijnmedewerker", "1e lijns verloskundige": "productiemedewerker", "winkelinspecteur": "verkoopmedewerker",
		"Beëdigd vertaler Engels": "leraar-voortgezet-onderwijs", "vrachtwagenverkoper": "vrachtwagenchauffeur", "supply chain coördinator": "projectmedewerker",
		"buschauffeur": "heftruckchauffeur", "lift inspecteur": "liftmonteur",
	} {
		for _, h := range dutch.FindOccupations(title, 10) {
			if h.Code == "urn:matchd:occupation:"+not && h.Confidence >= alike {
				t.Errorf("%s resembles %s (%d)", title, h.Label, h.Confidence)
			}
		}
	}
}

func TestWorkThatAPartOfATitleNamesIsFound(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	for title, want := range map[string]string{
		"Heftruckchauffeur / orderpicker koelhuis": "orderpicker", "Logistiek talent (magazijnmedewerker vers)": "magazijnmedewerker",
		"Beëdigd tolk/vertaler Duits-Nederlands": "vertaler", "Topbaan - kapper herensalon": "kapper",
	} {
		hits := dutch.FindOccupations(title, 3)
		if at := rankOf(hits, "urn:matchd:occupation:"+want); at < 0 || hits[at].Confidence < resolved {
			t.Errorf("%s gives %v, want %s among them", title, hits, want)
		}
	}
}
