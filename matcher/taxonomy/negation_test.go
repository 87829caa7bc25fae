package taxonomy_test

import (
	"slices"
	"testing"

	"matchd/matcher/fit/fittest"
)

func TestASkillThatIsDeniedIsNotNamed(t *testing.T) {
	dutch := fittest.Judge().Taxonomy()
	names := func(text string) (labels []string) {
		for _, h := range dutch.SkillsIn(text) {
			labels = append(labels, h.Label)
		}
		return labels
	}
	for _, row := range []struct {
		text        string
		named, kept []string // what is not named, and what is
	}{
		{"Geen Duits, alleen Engels.", []string{"Duits spreken"}, []string{"Engels spreken"}},
		{"Ik spreek geen Duits maar wel Engels", []string{"Duits spreken"}, []string{"Engels spreken"}},
		{"Duits is niet nodig.", []string{"Duits spreken"}, nil},
		{"Ervaring met metselen is niet vereist, Engels wel.", []string{"metselen"}, []string{"Engels spreken"}},
		{"Metselen kan ik niet. Tegelzetten wel.", []string{"metselen"}, nil},
		{"Zonder ervaring met metselen", []string{"metselen"}, nil},
		{"Ik heb nooit heftruck gereden", []string{"heftruck besturen"}, nil},
		{"No German, but English is fine", []string{"Duits spreken"}, nil},
		{"Niet alleen Duits, ook Engels", nil, []string{"Duits spreken", "Engels spreken"}},
		{"Je bent niet bang voor metselen", nil, []string{"metselen"}},
		{"Geen probleem met metselen", nil, []string{"metselen"}},
		{"Wij werken niet in ploegen. Metselen doe je elke dag.", nil, []string{"metselen"}},
		{"Metselen, voegen en geen angst voor hoogte", nil, []string{"metselen", "voegen"}},
	} {
		got := names(row.text)
		for _, label := range row.named {
			if slices.Contains(got, label) || !slices.Contains(names(label), label) {
				t.Errorf("%s: names %v", row.text, got)
			}
		}
		for _, label := range row.kept {
			if !slices.Contains(got, label) {
				t.Errorf("%s: names %v, want %s too", row.text, got, label)
			}
		}
	}
}
