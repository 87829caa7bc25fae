package taxonomy_test

import (
	"encoding/csv"
	"os"
	"testing"

	"matchd/matcher/taxonomy"
)

// namesake is one line of namesakes/occupations_nl.csv.
type namesake struct{ group, label, like string }

func readNamesakes(t *testing.T) (out []namesake) {
	t.Helper()
	file, err := os.Open("namesakes/occupations_nl.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range lines[1:] {
		out = append(out, namesake{l[0], l[1], l[2]})
	}
	return out
}

func TestEveryNamesakeIsInBothTaxonomies(t *testing.T) {
	dutch, full := builtIn(t), esco(t)
	labels := map[string]bool{}
	for id := range full.Occupations() {
		o := full.Occupation(taxonomy.OccupationID(id))
		labels[o.Group+" "+o.Label] = true
	}
	for _, n := range readNamesakes(t) {
		if !labels[n.group+" "+n.label] {
			t.Errorf("ESCO has no %q in group %s", n.label, n.group)
		}
		if _, known := dutch.OccupationID("urn:matchd:occupation:" + n.like); !known {
			t.Errorf("there is no built-in %s", n.like)
		}
	}
}

// leastESCORecall is the share of the messy titles that must be right on ESCO, of those whose occupation has a namesake.
const leastESCORecall = 0.93

// finer are titles for which ESCO has an occupation that the built-in taxonomy does not tell apart.
var finer = map[string]string{
	"stewardess KLM": "steward/stewardess", "interieurverzorgster kantoren": "interieurverzorger", "fitness instructrice": "fitnessinstructeur",
	"thuiszorg medewerker": "thuiszorgmedewerker", "juridisch medewerkster": "juridisch assistent", "Ziekenhuisapotheker": "ziekenhuisapotheker",
	"store manager kleding": "manager kledingwinkel", "Account Manager ICT": "Ict account manager", "Medewerker receptie / telefoniste": "telefonist",
	"Kraandrijver haven": "kraandrijver haven", "Electromonteur": "monteur elektrische installaties utiliteitsbouw", "Nachtportier hotel": "nachtportier",
}

// TestMessyTitlesFindTheOccupationMeantInESCO holds ESCO to the table of the built-in taxonomy.
func TestMessyTitlesFindTheOccupationMeantInESCO(t *testing.T) {
	full := esco(t)
	want := map[string]string{}
	for _, n := range readNamesakes(t) {
		want[n.like] = n.label
	}
	tried, right, sure := 0, 0, 0
	for _, row := range messyTitles {
		if want[row.want] == "" {
			continue
		}
		tried++
		hits, meant := full.FindOccupations(row.title, 1), want[row.want]
		if f := finer[row.title]; f != "" {
			meant = f
		}
		if len(hits) == 1 && hits[0].Label == meant {
			right++
			if hits[0].Confidence >= resolved {
				sure++
			}
		} else {
			t.Logf("%s: %q gives %v, want %s", row.why, row.title, hits, meant)
		}
	}
	t.Logf("%d titles: %.1f %% first, %.1f %% surely", tried, 100*float64(right)/float64(tried), 100*float64(sure)/float64(tried))
	if float64(right) < leastESCORecall*float64(tried) {
		t.Errorf("%d of %d right", right, tried)
	}
}

func TestTitlesOfVacanciesFindWorkInESCO(t *testing.T) {
	full := esco(t)
	for title, want := range map[string]string{
		"zelfst. werkend kok": "kok", "werkend kok": "kok", "pakketbezorger": "auto- en bestelwagenkoerier", "pedagogisch medewerkster": "medewerker kinderdagverblijf",
		"ICT beheerder": "ict systeembeheerder", "HR adviseur": "personeelsfunctionaris", "BOA": "handhaver toezicht en veiligheid", "chauffeur C": "vrachtwagenchauffeur",
		"helpende plus": "zorghulp", "sales medewerker": "sales support medewerker", "cateringmedewerker": "medewerker keuken", "Lasser MIG/MAG": "lasser",
		"Programmeur Java": "software ontwikkelaar", "Teammanager zorg": "manager zorginstelling", "verzorgende": "verpleeghulp",
	} {
		hits := full.FindOccupations(title, 2)
		if len(hits) == 0 || hits[0].Label != want || hits[0].Confidence < resolved {
			t.Errorf("%q gives %v, want %s", title, hits, want)
		}
	}
}
