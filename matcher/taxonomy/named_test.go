package taxonomy_test

import (
	"testing"

	"matchd/matcher/fit/fittest"
)

func TestATitleThatNamesWorkAndSaysMoreIsRead(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	for _, row := range []struct{ why, title, want string }{
		{"where", "verpleegkundige thuiszorg", "verpleegkundige"},
		{"at what kind of employer", "boekhouder administratiekantoor", "boekhouder"},
		{"what is made", "productiemedewerker kunstbloemen", "productiemedewerker"},
		{"what is done there", "Hovenier aanleg & onderhoud", "hovenier"},
		{"a feminine form", "Schoonmaakster kantoor", "schoonmaker"},
		{"behind what the work is done with", "C# developer", "softwareontwikkelaar"},
		{"behind an adjective", "financieel administrateur", "boekhouder"},
		{"behind a way of learning", "Leerling-stratenmaker BBL", "stratenmaker"},
		{"whom one teaches comes behind", "docent kapper", "docent-mbo"},
		{"an unknown word in front", "TOPbaan schilder buitenwerk", "schilder"},
	} {
		hits := dutch.FindOccupations(row.title, 1)
		if len(hits) != 1 || hits[0].Code != "urn:matchd:occupation:"+row.want || hits[0].Confidence < resolved {
			t.Errorf("%s: %q gives %v, want %s", row.why, row.title, hits, row.want)
		}
	}
}

func TestATitleIsNotReadAsAnotherTrade(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	for why, title := range map[string]string{
		"a name that other work ends in": "machinist speeltrein",
		"a verb of the same stem":        "Drukke horecazaak",
		"animals are no patients":        "verzorger vlindertuin",
	} {
		if hits := dutch.FindOccupations(title, 1); len(hits) > 0 && hits[0].Confidence >= resolved {
			t.Errorf("%s: %q gives %v", why, title, hits)
		}
	}
}
