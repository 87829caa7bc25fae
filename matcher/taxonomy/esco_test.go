package taxonomy_test

import (
	"os"
	"strings"
	"testing"

	"matchd/loadtest/testkit"
	"matchd/matcher/fit/fittest"
	"matchd/matcher/taxonomy"
)

func TestESCOIsLoadedWhole(t *testing.T) {
	loaded := fittest.ESCO(t)
	if loaded.Occupations() != 3039 || loaded.Skills() != 13492 {
		t.Errorf("%d occupations and %d skills, want 3039 and 13492", loaded.Occupations(), loaded.Skills())
	}
	links, levels := 0, 0
	for id := range loaded.Occupations() {
		o := loaded.Occupation(taxonomy.OccupationID(id))
		links += len(o.Essential) + len(o.Optional)
		if o.EducationLevel != "" {
			levels++
		}
	}
	if links < 125_000 || levels != loaded.Occupations() {
		t.Errorf("%d relations and %d levels", links, levels)
	}
	if label, ok := loaded.GroupLabel("0110"); !ok || label != "Officieren" {
		t.Errorf("group 0110 is %q", label)
	}
}

func TestEveryESCOLabelFindsItsOwnCodeFirst(t *testing.T) {
	loaded := fittest.ESCO(t)
	wrong, labels := 0, map[string]int{}
	for id := range loaded.Occupations() {
		labels[strings.ToLower(loaded.Occupation(taxonomy.OccupationID(id)).Label)]++
	}
	for id := range loaded.Occupations() {
		o := loaded.Occupation(taxonomy.OccupationID(id))
		limit := labels[strings.ToLower(o.Label)]
		if hits := loaded.FindOccupations(o.Label, limit); rankOf(hits, o.Code) < 0 || hits[0].Confidence != 1000 {
			wrong++
			t.Logf("%q gives %v", o.Label, hits)
		}
		if limit > 1 {
			t.Logf("%q is the label of %d occupations", o.Label, limit)
		}
	}
	if wrong > 0 {
		t.Errorf("%d of %d labels do not find their own code", wrong, loaded.Occupations())
	}
}

// variants are the ways in which the same title is commonly typed; step thins out those that apply to every label.
var variants = []struct {
	name string
	step int
	of   func(label string) string
}{
	{"capitals", 15, strings.ToUpper},
	{"joined words", 10, func(label string) string { return strings.ReplaceAll(label, " ", "") }},
	{"hyphens for spaces", 10, func(label string) string { return strings.ReplaceAll(label, " ", "-") }},
	{"m/v and hours", 10, func(label string) string { return "Ervaren " + label + " (m/v/x) 32 uur" }},
	{"a place", 10, func(label string) string { return label + " in Hoogezand" }},
	{"a plural", 5, func(label string) string {
		if strings.HasSuffix(label, "er") || strings.HasSuffix(label, "or") || strings.HasSuffix(label, "eur") {
			return label + "s"
		}
		return label
	}},
	{"a feminine form", 2, func(label string) string {
		for _, pair := range [][2]string{{"werker", "werkster"}, {"cteur", "ctrice"}, {"aar", "aarster"}, {"ent", "ente"}, {"inator", "inatrice"}, {"uffeur", "uffeuse"}, {"loog", "loge"}, {"leider", "leidster"}, {"beheerder", "beheerster"}, {"ier", "ière"}, {"maker", "maakster"}, {"verkoper", "verkoopster"}, {"lasser", "lasster"}, {"verzorger", "verzorgster"}} {
			if rest, ok := strings.CutSuffix(label, pair[0]); ok {
				return rest + pair[1]
			}
		}
		return label
	}},
	{"medewerker apart", 2, func(label string) string { return strings.ReplaceAll(label, "medewerker", " medewerker") }},
}

func TestVariantsOfESCOLabelsFindTheSameCode(t *testing.T) {
	loaded := fittest.ESCO(t)
	for _, v := range variants {
		tried, right := 0, 0
		for id := 0; id < loaded.Occupations(); id += v.step {
			o := loaded.Occupation(taxonomy.OccupationID(id))
			variant := v.of(o.Label)
			if variant == o.Label {
				continue
			}
			tried++
			if hits := loaded.FindOccupations(variant, 1); rankOf(hits, o.Code) == 0 {
				right++
			} else if tried-right <= 3 {
				t.Logf("%s: %q gives %v", v.name, variant, hits)
			}
		}
		t.Logf("%s: %d of %d (%.1f %%)", v.name, right, tried, 100*float64(right)/float64(tried))
		if float64(right) < 0.95*float64(tried) {
			t.Errorf("%s: only %d of %d", v.name, right, tried)
		}
	}
}

func TestEnglishSkillLabelsOfESCOFindTheirOwnCode(t *testing.T) {
	loaded := fittest.ESCO(t)
	right, tried := 0, 0
	for id := 0; id < loaded.Skills(); id += 7 {
		s := loaded.Skill(taxonomy.SkillID(id))
		tried++
		if hits := loaded.FindSkills(strings.ToUpper(s.Label), 1); rankOf(hits, s.Code) == 0 {
			right++
		}
	}
	t.Logf("%d of %d skill labels", right, tried)
	if float64(right) < 0.99*float64(tried) {
		t.Errorf("only %d of %d", right, tried)
	}
}

func TestKinInESCOAreCloserThanStrangers(t *testing.T) {
	loaded := fittest.ESCO(t)
	find := func(title string) taxonomy.OccupationID {
		id, ok := loaded.OccupationID(loaded.FindOccupations(title, 1)[0].Code)
		if !ok {
			t.Fatalf("%q finds an unknown code", title)
		}
		return id
	}
	nurse, specialist, welder := find("gespecialiseerd verpleegkundige"), find("verpleegkundige algemene zorg"), find("lasser")
	if kin, stranger := loaded.OccupationCloseness(nurse, specialist), loaded.OccupationCloseness(nurse, welder); kin < 400 || stranger >= kin {
		t.Errorf("two nurses are %d close, a nurse and a welder %d", kin, stranger)
	}
	checkNeighbours(t, loaded)
}

func BenchmarkLoadESCO(b *testing.B) {
	folder := testkit.SourceData(b, fittest.ESCOFolder)
	for b.Loop() {
		if _, err := taxonomy.Load(os.DirFS(folder)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFindOccupationsInESCO(b *testing.B) {
	loaded := fittest.ESCO(b)
	for i := 0; b.Loop(); i++ {
		loaded.FindOccupations(messyTitles[i%len(messyTitles)].title, 10)
	}
}

func BenchmarkFindSkillsInESCO(b *testing.B) {
	loaded := fittest.ESCO(b)
	for b.Loop() {
		loaded.FindSkills("maintain and repair electrical equipment", 10)
	}
}

func BenchmarkSkillsInESCO(b *testing.B) {
	loaded := fittest.ESCO(b)
	text := longText()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		loaded.SkillsIn(text)
	}
}
