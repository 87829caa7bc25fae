package taxonomy_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"matchd/loadtest/testkit"
	"matchd/matcher/fit/fittest"
	"matchd/matcher/taxonomy"
)

// compareGolden compares a text with a golden file, or writes it with -update.
func compareGolden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if got != testkit.Golden(t, path, got) {
		t.Errorf("%s differs; look at the change and run with -update if it is an improvement. Got:\n%s", path, got)
	}
}

func TestNearestOccupationsAsReviewed(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	var b strings.Builder
	for _, name := range []string{
		"cabinepersoneel", "grondsteward", "bagageafhandelaar", "cateringmedewerker", "beveiliger", "magazijnmedewerker", "vrachtwagenchauffeur",
		"verzorgende-ig", "pedagogisch-medewerker", "procesoperator", "elektricien", "timmerman", "softwareontwikkelaar", "boekhouder",
		"klantenservicemedewerker", "verkoopmedewerker", "glastuinbouwmedewerker", "reisadviseur", "evenementenorganisator",
	} {
		id, known := dutch.OccupationID("urn:matchd:occupation:" + name)
		if !known {
			t.Fatalf("no occupation %s", name)
		}
		near := dutch.NearOccupations(id)
		fmt.Fprintf(&b, "%s\n", dutch.Occupation(id).Label)
		for _, n := range near[1:min(9, len(near))] {
			fmt.Fprintf(&b, "\t%3d %s\n", n.Closeness, dutch.Occupation(n.ID).Label)
		}
	}
	compareGolden(t, "near_occupations.golden", b.String())
}

func TestNearestSkillsAsReviewed(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	var b strings.Builder
	for _, name := range []string{
		"samenwerken", "engels-spreken", "heftruck-besturen", "omgaan-met-agressie", "gastvrijheid", "eerste-hulp-verlenen", "metaal-lassen",
		"medicatie-toedienen", "java", "boekhouding-voeren", "hygienisch-werken", "lesgeven",
	} {
		id, known := dutch.SkillID("urn:matchd:skill:" + name)
		if !known {
			t.Fatalf("no skill %s", name)
		}
		near := dutch.NearSkills(id)
		fmt.Fprintf(&b, "%s (rarity %d)\n", dutch.Skill(id).Label, dutch.Skill(id).Rarity)
		for _, n := range near[1:min(7, len(near))] {
			fmt.Fprintf(&b, "\t%3d %s\n", n.Closeness, dutch.Skill(n.ID).Label)
		}
	}
	compareGolden(t, "near_skills.golden", b.String())
}

func TestTitlesAsReviewed(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	var b strings.Builder
	for _, row := range messyTitles {
		fmt.Fprintf(&b, "%s:", row.title)
		for _, h := range dutch.FindOccupations(row.title, 3) {
			fmt.Fprintf(&b, " %d %s;", h.Confidence, strings.TrimPrefix(h.Code, "urn:matchd:occupation:"))
		}
		b.WriteByte('\n')
	}
	compareGolden(t, "titles.golden", b.String())
}

func TestEveryBuiltInSkillNameFindsItsCodeAmongThree(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	for id := range dutch.Skills() {
		s := dutch.Skill(taxonomy.SkillID(id))
		for _, name := range append([]string{s.Label}, s.Alternative...) {
			if rankOf(dutch.FindSkills(name, 3), s.Code) < 0 {
				t.Errorf("%q does not find %q", name, s.Label)
			}
		}
	}
}
