package taxonomy_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"matchd/loadtest/testkit"
	"matchd/matcher/fit/fittest"
	"matchd/matcher/taxonomy"
)

// namesake is one line of namesakes/occupations_nl.csv.
type namesake struct{ group, label, like string }

func readNamesakes(t *testing.T) (out []namesake) {
	t.Helper()
	_, lines := testkit.Table(t, "namesakes/occupations_nl.csv")
	for _, l := range lines {
		out = append(out, namesake{l[0], l[1], l[2]})
	}
	return out
}

func TestEveryNamesakeIsInBothTaxonomies(t *testing.T) {
	dutch, full := fittest.Judge().Taxonomy(), fittest.ESCO(t)
	labels := map[string]bool{}
	for id := range full.Occupations() {
		o := full.Occupation(taxonomy.OccupationID(id))
		labels[o.Group+" "+o.Label] = true
	}
	for _, n := range readNamesakes(t) {
		if !labels[n.group+" "+n.label] {
			t.Errorf("ESCO has no %q in group %s", n.label, n.group)
		}
		if _, known := dutch.OccupationID("urn:matchd:occupation:" + n.like); !known && n.like != "" {
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
	full := fittest.ESCO(t)
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
	full := fittest.ESCO(t)
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

func TestSkillsInDutchWordsFindSkillsOfESCO(t *testing.T) {
	full := fittest.ESCO(t)
	for text, want := range map[string]string{
		"heftruckcertificaat": "operate forklift", "wondverzorging": "carry out wound care", "HACCP": "apply HACCP", "kassa bedienen": "operate cash register",
		"Java": "Java (computerprogrammering)", "klachten behandelen": "handle customer complaints",
	} {
		if hits := full.FindSkills(text, 1); len(hits) == 0 || hits[0].Label != want || hits[0].Confidence < resolved {
			t.Errorf("%q gives %v, want %s", text, hits, want)
		}
	}
}

func TestEverySkillNamesakeIsInBothTaxonomies(t *testing.T) {
	dutch, full := fittest.Judge().Taxonomy(), fittest.ESCO(t)
	_, lines := testkit.Table(t, "namesakes/skills_en.csv")
	seen := map[string]bool{}
	for _, l := range lines {
		id, known := dutch.SkillID("urn:matchd:skill:" + l[1])
		if !known || seen[l[0]] {
			t.Errorf("there is no built-in %s, or %q stands twice", l[1], l[0])
			continue
		}
		seen[l[0]] = true
		own := dutch.Skill(id).Label
		if hits := full.FindSkills(own, 3); !slices.ContainsFunc(hits, func(h taxonomy.Hit) bool { return h.Confidence > 900 }) {
			t.Errorf("no skill of ESCO goes by %q", own)
		}
	}
}

func TestNamesakesLendKinship(t *testing.T) {
	folder := fstest.MapFS{"occupations_nl.csv": {Data: []byte(`conceptUri,iscoGroup,preferredLabel
http://data.europa.eu/esco/occupation/1,7511,slager
http://data.europa.eu/esco/occupation/2,5120,kok
http://data.europa.eu/esco/occupation/3,7512,bakker
http://data.europa.eu/esco/occupation/4,7512,banketbakker
http://data.europa.eu/esco/occupation/5,2611,zwaluwenteller
`)}}
	full, err := taxonomy.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	dutch := fittest.Judge().Taxonomy()
	closeness := func(graph *taxonomy.Taxonomy, a, b string) uint16 {
		x, known := graph.OccupationID(a)
		y, also := graph.OccupationID(b)
		if !known || !also {
			t.Fatalf("%s or %s is not known", a, b)
		}
		return graph.OccupationCloseness(x, y)
	}
	const esco, own = "http://data.europa.eu/esco/occupation/", "urn:matchd:occupation:"
	lent, whole := closeness(full, esco+"1", esco+"2"), closeness(dutch, own+"slager", own+"kok")
	if whole == 0 || lent < whole {
		t.Errorf("slager and kok are %d near in ESCO, %d by the built-in taxonomy", lent, whole)
	}
	if kind := closeness(full, esco+"3", esco+"4"); kind < 800 {
		t.Errorf("a banketbakker goes for a bakker in the built-in taxonomy and is %d near", kind)
	}
	if c := closeness(full, esco+"2", esco+"5"); c != 0 {
		t.Errorf("work without a namesake is %d near", c)
	}
}
