package taxonomy_test

import (
	"testing"

	"matchd/matcher/fit/fittest"
)

func TestAbbreviationsAreSpelledOut(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	for title, want := range map[string]string{
		"Leraar PO": "leraar-basisonderwijs", "leerkracht PO groep 5": "leraar-basisonderwijs", "P&O adviseur": "hr-adviseur", "PO medewerker": "hr-medewerker",
		"Verz. IG niv. 3 thuiszorg": "verzorgende-ig", "systeembeh MSP": "systeembeheerder", "Allround systeembeh. MSP": "systeembeheerder",
		"Adm. medew. crediteuren": "administratief-medewerker", "Jur. medewerker": "juridisch-medewerker", "pedag. medewerker BSO": "pedagogisch-medewerker",
		"Fin. administrateur": "boekhouder", "Chauff. CE": "vrachtwagenchauffeur", "Verpl. nivo 4": "verpleegkundige", "ASP.NET developer": "softwareontwikkelaar",
		"commerc. medewerker binnend.": "commercieel-medewerker-binnendienst", "Onderh. monteur": "onderhoudsmonteur", "elektrotechn. monteur": "elektromonteur",
		"medew. logist. dienstverl.": "magazijnmedewerker", "O&G verpleegkundige": "verpleegkundige",
	} {
		mustTake(t, dutch, title, want)
	}
}

func TestAWordThatBeginsManyKindsOfWorkIsNotCompleted(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	for _, title := range []string{"meta", "Prod", "be.", "xyz.", "admini"} {
		if hits := dutch.FindOccupations(title, 1); len(hits) > 0 && hits[0].Confidence >= resolved {
			t.Errorf("%s gives %v", title, hits)
		}
	}
}
