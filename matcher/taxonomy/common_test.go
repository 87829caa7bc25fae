package taxonomy_test

import (
	"slices"
	"testing"

	"matchd/matcher/fit/fittest"
	"matchd/matcher/taxonomy"
)

func TestAVerbThatManySkillsEndInIsNoSkill(t *testing.T) {
	for name, graph := range both(t) {
		for _, text := range []string{
			"robots bedienen", "sterren werken", "zeppelins besturen", "paddenstoelen controleren", "wijnen begeleiden", "gebruikers helpen", "brieven voeren",
			"raketten gebruiken", "violen onderhouden",
		} {
			if hits := graph.FindSkills(text, 1); len(hits) > 0 && hits[0].Confidence >= resolved {
				t.Errorf("%s: %q gives %v", name, text, hits)
			}
		}
	}
}

func TestAShortWordIsNotMendedIntoAnother(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	for text, not := range map[string]string{
		"ramen lappen": "dranken bereiden en schenken", "kinderen voeden": "voegen", "wassen": "lassen", "pannen": "plannen",
	} {
		for _, h := range dutch.FindSkills(text, 10) {
			if h.Label == not {
				t.Errorf("%q gives %s (%d)", text, h.Label, h.Confidence)
			}
		}
	}
	for text, want := range map[string]string{"lasssen": "metaal lassen", "tegles zetten": "tegels zetten", "metseln": "metselen", "heftruk rijden": "heftruck besturen"} {
		hits := dutch.FindSkills(text, 3)
		if !slices.ContainsFunc(hits, func(h taxonomy.Hit) bool { return h.Label == want }) {
			t.Errorf("%q gives %v, want %s", text, hits, want)
		}
	}
}
