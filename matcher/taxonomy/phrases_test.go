package taxonomy_test

import (
	"slices"
	"strings"
	"testing"

	"matchd/matcher/fit/fittest"
)

// vacancy is a text as employers write it.
const vacancy = `Als medewerker in ons magazijn ben je een teamspeler die nauwkeurig werkt. Je hebt een geldig heftruckcertificaat,
ervaring met orderpicken en laden en lossen. Bij voorkeur heb je VCA en BHV. Je spreekt Engels of Duits, hebt rijbewijs B en
vindt werken in ploegen geen probleem. Ervaring met een WMS is mooi meegenomen; omgaan met agressie leer je van ons.`

// longText is a text of about 2,000 characters.
func longText() string { return strings.Repeat(vacancy+"\n", 6)[:2000] }

func TestSkillsAreFoundInRunningText(t *testing.T) {
	hits := fittest.Judge().Taxonomy().SkillsIn(vacancy)
	var found []string
	for _, h := range hits {
		found = append(found, strings.TrimPrefix(h.Code, "urn:matchd:skill:"))
	}
	for _, want := range []string{
		"samenwerken", "nauwkeurigheid", "heftruck-besturen", "orders-verzamelen", "laden-en-lossen", "veilig-werken-volgens-vca",
		"optreden-als-bedrijfshulpverlener", "engels-spreken", "duits-spreken", "bestelbus-besturen", "onregelmatig-werken",
		"warehousemanagementsysteem-gebruiken", "omgaan-met-agressie",
	} {
		if !slices.Contains(found, want) {
			t.Errorf("%s is not found; found %v", want, found)
		}
	}
	if len(found) > 15 {
		t.Errorf("found more than is there: %v", found)
	}
}

func TestPhrases(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	for _, row := range []struct {
		why, text string
		want      []string
	}{
		{"the longest phrase wins over its parts", "ervaring met loodgieterswerk en cv-ketels", []string{"cv-installaties-installeren-en-onderhouden", "leidingen-aanleggen"}},
		{"spacing does not matter", "je kunt heftruck rijden", []string{"heftruck-besturen"}},
		{"a full stop separates", "Wij koken. Gas is er niet.", []string{"gerechten-bereiden"}},
		{"signs count", "C# en C++", []string{"c-sharp", "c-plus-plus"}},
		{"a skill said twice is one hit", "EHBO, ehbo en E.H.B.O.", []string{"eerste-hulp-verlenen"}},
		{"nothing in nothing", "", nil},
	} {
		var found []string
		for _, h := range dutch.SkillsIn(row.text) {
			found = append(found, strings.TrimPrefix(h.Code, "urn:matchd:skill:"))
		}
		slices.Sort(found)
		slices.Sort(row.want)
		if !slices.Equal(found, row.want) {
			t.Errorf("%s: %q gives %v, want %v", row.why, row.text, found, row.want)
		}
	}
}

func TestOccupationsAreFoundInRunningText(t *testing.T) {
	hits := fittest.Judge().Taxonomy().OccupationsIn("Ik werkte eerst als kapster en daarna vijf jaar als vrachtwagen chauffeur bij een verhuizer.")
	for _, want := range []string{"kapper", "vrachtwagenchauffeur", "verhuizer"} {
		if rankOf(hits, "urn:matchd:occupation:"+want) < 0 {
			t.Errorf("%s is not found in %s", want, codes(hits))
		}
	}
	if len(hits) != 3 {
		t.Errorf("found %s", codes(hits))
	}
}

func BenchmarkSkillsIn(b *testing.B) {
	dutch := fittest.Judge().Taxonomy()
	text := longText()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		dutch.SkillsIn(text)
	}
}

func BenchmarkFindOccupations(b *testing.B) {
	dutch := fittest.Judge().Taxonomy()
	for i := 0; b.Loop(); i++ {
		dutch.FindOccupations(messyTitles[i%len(messyTitles)].title, 10)
	}
}
