package taxonomy_test

import (
	"testing"

	"matchd/matcher/fit/fittest"
	"matchd/matcher/taxonomy"
)

func TestOccupationsAskingSkills(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	mason, _ := dutch.OccupationID("urn:matchd:occupation:metselaar")
	asked := dutch.Occupation(mason)
	all := append(append([]taxonomy.SkillID{}, asked.Essential...), asked.Optional...)
	find := func(skills []taxonomy.SkillID) taxonomy.Asking {
		found := dutch.OccupationsAsking(skills)
		for i, a := range found {
			if i > 0 && found[i-1].ID >= a.ID {
				t.Fatalf("%v is not ascending", found)
			}
			if a.ID == mason {
				return a
			}
		}
		return taxonomy.Asking{}
	}
	if whole := find(all); whole.Covered != 1000 || whole.Alike < 900 {
		t.Errorf("all that a bricklayer asks covers %d and is %d alike", whole.Covered, whole.Alike)
	}
	if twice := find(append(all, all...)); twice != find(all) {
		t.Errorf("skills given twice count twice: %+v", twice)
	}
	part := find(all[:len(all)/2])
	flying, _ := dutch.SkillID("urn:matchd:skill:vliegtuig-besturen")
	mixed := find(append([]taxonomy.SkillID{flying}, all[:len(all)/2]...))
	if part.Covered == 0 || part.Covered >= 1000 || mixed.Covered != part.Covered || mixed.Alike >= part.Alike {
		t.Errorf("half gives %+v, with flying besides %+v", part, mixed)
	}
	if none := dutch.OccupationsAsking([]taxonomy.SkillID{taxonomy.SkillID(dutch.Skills())}); len(none) > 0 {
		t.Errorf("an unknown skill is asked by %v", none)
	}
}
