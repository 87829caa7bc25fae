package place

import (
	"slices"
	"strings"
	"testing"
)

func TestSuggestionsAreWhatTheTextMayMean(t *testing.T) {
	tables := builtInTables(t)
	cases := []struct {
		name, text string
		first      string
	}{
		{"a code in lower case", "am18", "AM18"},
		{"a code without its nought", "AM1", "AM01"},
		{"a name", "Groningen", "AM01"},
		{"a name with a slip", "Zaanstrek/Waterland", "AM17"},
		{"a part of a name", "Amsterdam", "AM18"},
		{"a name without Regio", "zwolle", "AM36"},
		{"a municipality in a region of another name", "Utrecht", "AM13"},
		{"a postcode", "6211 AB", "AM30"},
		{"a name in two words", "food valley", "AM38"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := tables.SuggestRegions(c.text)
			if len(got) == 0 || len(got) > 5 || got[0] != c.first {
				t.Errorf("SuggestRegions(%q) = %v, want %s first", c.text, got, c.first)
			}
		})
	}
}

func TestAGapInTheCodesSuggestsItsSurroundings(t *testing.T) {
	got := builtInTables(t).SuggestRegions("AM04")
	if want := []string{"AM01", "AM02", "AM03", "AM05", "AM06"}; !slices.Equal(got, want) {
		t.Errorf("AM04 suggests %v, want %v", got, want)
	}
}

func TestNothingNearSuggestsNothing(t *testing.T) {
	tables := builtInTables(t)
	for _, text := range []string{"", "  ", "?", "Reykjavik", strings.Repeat("a", 1000)} {
		if got := tables.SuggestRegions(text); len(got) != 0 {
			t.Errorf("%q suggests %v", text, got)
		}
	}
}

func TestMunicipalitiesSuggestedAreWhatTheTextMayMean(t *testing.T) {
	tables, err := BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ text, want string }{
		"a name with a letter missing": {"Utrech", "GM0344"},
		"a name with a letter changed": {"Amsterdem", "GM0363"},
		"a code with a digit wrong":    {"GM0345X", "GM0345"},
		"nothing near":                 {"Qwertyuiopasdf", ""},
		"nothing at all":               {"", ""},
	} {
		t.Run(name, func(t *testing.T) {
			got := tables.SuggestMunicipalities(c.text)
			if c.want == "" && len(got) > 0 || c.want != "" && (len(got) == 0 || got[0] != c.want) {
				t.Errorf("suggested %q, want %s first", got, c.want)
			}
		})
	}
}
