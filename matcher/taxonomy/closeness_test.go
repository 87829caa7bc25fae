package taxonomy_test

import (
	"slices"
	"testing"

	"matchd/matcher/fit/fittest"
	"matchd/matcher/taxonomy"
)

// checkNeighbours checks what must hold of the lists of near ones in any taxonomy.
func checkNeighbours(t *testing.T, loaded *taxonomy.Taxonomy) {
	t.Helper()
	for id := range loaded.Occupations() {
		checkList(t, taxonomy.OccupationID(id), loaded.NearOccupations(taxonomy.OccupationID(id)), 41, 100, loaded.OccupationCloseness)
	}
	for id := range loaded.Skills() {
		checkList(t, taxonomy.SkillID(id), loaded.NearSkills(taxonomy.SkillID(id)), 25, 300, loaded.SkillCloseness)
	}
}

// checkList checks one list: itself first, bounded, ordered, above the floor, and agreeing both ways with closeness.
func checkList[ID taxonomy.OccupationID | taxonomy.SkillID](t *testing.T, id ID, near []taxonomy.Near[ID], most int, floor uint16, closeness func(a, b ID) uint16) {
	t.Helper()
	if len(near) == 0 || len(near) > most || near[0].ID != id || near[0].Closeness != 1000 {
		t.Fatalf("the list of %d does not start with itself or is too long: %v", id, near)
	}
	for i, n := range near {
		if closeness(id, n.ID) != n.Closeness || closeness(n.ID, id) != n.Closeness {
			t.Fatalf("closeness of %d and %d is %d and %d, the list says %d", id, n.ID, closeness(id, n.ID), closeness(n.ID, id), n.Closeness)
		}
		if i == 0 {
			continue
		}
		if last := near[i-1]; n.Closeness < floor || n.Closeness >= 1000 || last.Closeness < n.Closeness || last.Closeness == n.Closeness && last.ID >= n.ID {
			t.Fatalf("%v after %v in the list of %d", n, last, id)
		}
	}
}

func TestBuiltInNeighboursAreSymmetricBoundedAndOrdered(t *testing.T) {
	checkNeighbours(t, fittest.Judge().Taxonomy())
}

func TestLoadingTwiceGivesTheSame(t *testing.T) {
	first := fittest.Judge().Taxonomy()
	second, err := taxonomy.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	if first.Version() != second.Version() || len(first.Version()) != 16 {
		t.Errorf("versions %q and %q", first.Version(), second.Version())
	}
	for id := range first.Occupations() {
		if o := taxonomy.OccupationID(id); !slices.Equal(first.NearOccupations(o), second.NearOccupations(o)) {
			t.Fatalf("neighbours of %s differ between loads", first.Occupation(o).Label)
		}
	}
	for id := range first.Skills() {
		if s := taxonomy.SkillID(id); !slices.Equal(first.NearSkills(s), second.NearSkills(s)) {
			t.Fatalf("neighbours of %s differ between loads", first.Skill(s).Label)
		}
	}
	for _, row := range messyTitles {
		if !slices.Equal(first.FindOccupations(row.title, 5), second.FindOccupations(row.title, 5)) {
			t.Fatalf("%q is resolved differently between loads", row.title)
		}
	}
}

func TestKinOccupationsAreCloserThanStrangers(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	id := func(name string) taxonomy.OccupationID {
		id, known := dutch.OccupationID("urn:matchd:occupation:" + name)
		if !known {
			t.Fatalf("no occupation %s", name)
		}
		return id
	}
	for _, row := range []struct{ of, kin, stranger string }{
		{"verzorgende-ig", "helpende-zorg-en-welzijn", "lasser"},
		{"cabinepersoneel", "grondsteward", "metselaar"},
		{"cabinepersoneel", "hotelreceptionist", "procesoperator"},
		{"cabinepersoneel", "conducteur", "boekhouder"},
		{"cateringmedewerker", "vliegtuigcateringmedewerker", "vrachtwagenchauffeur"},
		{"magazijnmedewerker", "orderpicker", "kapper"},
		{"procesoperator", "machineoperator", "leraar-basisonderwijs"},
		{"bagageafhandelaar", "platformmedewerker", "boekhouder"},
		{"softwareontwikkelaar", "webontwikkelaar", "kok"},
	} {
		kin, stranger := dutch.OccupationCloseness(id(row.of), id(row.kin)), dutch.OccupationCloseness(id(row.of), id(row.stranger))
		if kin < 150 || kin <= stranger {
			t.Errorf("%s is %d close to %s and %d to %s", row.of, kin, row.kin, stranger, row.stranger)
		}
	}
}

func TestKinSkillsAreCloserThanStrangers(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	id := func(name string) taxonomy.SkillID {
		id, known := dutch.SkillID("urn:matchd:skill:" + name)
		if !known {
			t.Fatalf("no skill %s", name)
		}
		return id
	}
	for _, row := range []struct{ of, kin, stranger string }{
		{"heftruck-besturen", "reachtruck-besturen", "engels-spreken"},
		{"metaal-lassen", "tig-lassen", "lesgeven"},
		{"duits-spreken", "frans-spreken", "metaal-draaien"},
		{"eerste-hulp-verlenen", "optreden-als-bedrijfshulpverlener", "spreadsheets-maken"},
		{"gasten-ontvangen-en-verwelkomen", "gastvrijheid", "metselen"},
	} {
		kin, stranger := dutch.SkillCloseness(id(row.of), id(row.kin)), dutch.SkillCloseness(id(row.of), id(row.stranger))
		if kin < 400 || kin <= stranger {
			t.Errorf("%s is %d close to %s and %d to %s", row.of, kin, row.kin, stranger, row.stranger)
		}
	}
	for _, pair := range [][2]string{{"samenwerken", "onregelmatig-werken"}, {"stressbestendigheid", "onregelmatig-werken"}, {"engels-spreken", "nederlands-schrijven"}, {"pools-spreken", "nederlands-schrijven"}} {
		if c := dutch.SkillCloseness(id(pair[0]), id(pair[1])); c != 0 {
			t.Errorf("%s is %d close to %s", pair[0], c, pair[1])
		}
	}
}

func TestCommonSkillsAreLessRareThanSpecialOnes(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	rarityOf := func(name string) uint16 {
		id, _ := dutch.SkillID("urn:matchd:skill:" + name)
		return dutch.Skill(id).Rarity
	}
	common, usual, special := rarityOf("samenwerken"), rarityOf("heftruck-besturen"), rarityOf("vliegtuig-besturen")
	if common >= 300 || usual <= common || special <= usual || special != 1000 {
		t.Errorf("rarity of working together is %d, of a fork lift %d, of flying %d", common, usual, special)
	}
}
