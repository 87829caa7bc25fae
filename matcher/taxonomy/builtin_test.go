package taxonomy_test

import (
	"strings"
	"testing"

	"matchd/loadtest/testkit"
	"matchd/matcher/fit/fittest"
	"matchd/matcher/taxonomy"
)

func TestBuiltInIsLargeEnough(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	if n := dutch.Occupations(); n < 170 {
		t.Errorf("%d occupations, want at least 170", n)
	}
	if n := dutch.Skills(); n < 550 {
		t.Errorf("%d skills, want at least 550", n)
	}
	t.Logf("%d occupations, %d skills, version %s", dutch.Occupations(), dutch.Skills(), dutch.Version())
}

func TestEveryBuiltInOccupationIsComplete(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	labels, majors, levels := map[string]bool{}, map[byte]bool{}, map[string]bool{}
	for id := range dutch.Occupations() {
		o := dutch.Occupation(taxonomy.OccupationID(id))
		if lower := strings.ToLower(o.Label); labels[lower] {
			t.Errorf("label %q is used twice", o.Label)
		} else {
			labels[lower] = true
		}
		if n := len(o.Essential); n < 8 || n > 16 {
			t.Errorf("%s has %d essential skills, want 8 to 16", o.Label, n)
		}
		if n := len(o.Optional); n < 4 || n > 10 {
			t.Errorf("%s has %d optional skills, want 4 to 10", o.Label, n)
		}
		if len(o.Alternative) == 0 || len(o.Group) != 4 || !strings.HasPrefix(o.Code, "urn:matchd:occupation:") {
			t.Errorf("%s lacks other names, a group of four digits or a code of ours: %q %q", o.Label, o.Group, o.Code)
			continue
		}
		for digits := range o.Group {
			if _, known := dutch.GroupLabel(o.Group[:digits+1]); !known && digits != 2 {
				t.Errorf("%s is in group %s, which has no label", o.Label, o.Group[:digits+1])
			}
		}
		majors[o.Group[0]], levels[o.EducationLevel] = true, true
	}
	if len(majors) != 10 {
		t.Errorf("%d of 10 major groups are covered", len(majors))
	}
	for level := range levels {
		if !strings.Contains(" 1 2 3 4 4+ 5 6 7 8 ", " "+level+" ") || level == "" {
			t.Errorf("level %q is not an NLQF level", level)
		}
	}
}

func TestEveryBuiltInSkillIsUniqueAndAsked(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	asked := map[taxonomy.SkillID]bool{}
	for id := range dutch.Occupations() {
		o := dutch.Occupation(taxonomy.OccupationID(id))
		for _, s := range append(append([]taxonomy.SkillID(nil), o.Essential...), o.Optional...) {
			if asked[s] = true; int(s) >= dutch.Skills() {
				t.Fatalf("%s asks skill %d, which does not exist", o.Label, s)
			}
		}
	}
	labels, kinds := map[string]bool{}, map[taxonomy.Kind]int{}
	for id := range dutch.Skills() {
		s := dutch.Skill(taxonomy.SkillID(id))
		kinds[s.Kind]++
		lower := strings.ToLower(s.Label)
		if labels[lower] || s.Label == s.Code || !strings.HasPrefix(s.Code, "urn:matchd:skill:") {
			t.Errorf("%q is used twice, or a relation names a skill without a row: %q", s.Label, s.Code)
		}
		labels[lower] = true
		if !asked[taxonomy.SkillID(id)] {
			t.Errorf("no occupation asks %q", s.Label)
		}
	}
	if len(kinds) != 3 || kinds[taxonomy.Attitude] < 20 || kinds[taxonomy.Knowledge] < 50 {
		t.Errorf("kinds are %v", kinds)
	}
}

func TestEveryBuiltInLabelFindsItsOwnCodeFirst(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	for id := range dutch.Occupations() {
		o := dutch.Occupation(taxonomy.OccupationID(id))
		if hits := dutch.FindOccupations(o.Label, 1); len(hits) == 0 || hits[0].Code != o.Code || hits[0].Confidence != 1000 {
			t.Errorf("%q gives %v", o.Label, hits)
		}
	}
	for id := range dutch.Skills() {
		s := dutch.Skill(taxonomy.SkillID(id))
		if hits := dutch.FindSkills(s.Label, 1); len(hits) == 0 || hits[0].Code != s.Code || hits[0].Confidence != 1000 {
			t.Errorf("%q gives %v", s.Label, hits)
		}
	}
}

func TestEveryBuiltInOtherNameFindsItsCodeAmongThree(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	for id := range dutch.Occupations() {
		o := dutch.Occupation(taxonomy.OccupationID(id))
		for _, name := range o.Alternative {
			if rankOf(dutch.FindOccupations(name, 3), o.Code) < 0 {
				t.Errorf("%q does not find %s", name, o.Label)
			}
		}
	}
}

func TestUnknownCodesAndIDsGiveZeroValues(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	if _, known := dutch.OccupationID("urn:matchd:occupation:tovenaar"); known {
		t.Error("an unknown occupation is known")
	}
	if _, known := dutch.SkillID(""); known {
		t.Error("an empty code is known")
	}
	beyond := taxonomy.OccupationID(dutch.Occupations())
	if o := dutch.Occupation(beyond); o.Code != "" || dutch.NearOccupations(beyond) != nil || dutch.OccupationCloseness(beyond, 0) != 0 {
		t.Errorf("an id beyond the last gives %v", o)
	}
	if s := dutch.Skill(taxonomy.SkillID(dutch.Skills())); s.Code != "" || dutch.NearSkills(taxonomy.SkillID(dutch.Skills())) != nil {
		t.Errorf("an id beyond the last gives %v", s)
	}
}

// TestEveryBuiltInMoveIsOfOurOccupationsOnce reads the table itself: loading leaves out what it does not know.
func TestEveryBuiltInMoveIsOfOurOccupationsOnce(t *testing.T) {
	_, rows := testkit.Table(t, "builtin/occupationMoves_nl.csv")
	dutch, seen := fittest.Judge().Taxonomy(), map[[2]taxonomy.OccupationID]bool{}
	for _, r := range rows {
		a, known := dutch.OccupationID(r[0])
		b, both := dutch.OccupationID(r[2])
		pair := [2]taxonomy.OccupationID{min(a, b), max(a, b)}
		if !known || !both || a == b || seen[pair] || r[1] != "near" && r[1] != "step" {
			t.Errorf("%v names no two occupations, stands twice, or is of no known type", r)
		}
		seen[pair] = true
	}
}
