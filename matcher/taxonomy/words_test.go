package taxonomy

import (
	"slices"
	"strings"
	"testing"
)

func TestFormsOfOneTitleShareAStem(t *testing.T) {
	for _, forms := range [][]string{
		{"verkoper", "verkoopster", "verkopers", "verkopen", "verkoop"},
		{"schoonmaker", "schoonmaakster", "schoonmakers"},
		{"kapper", "kapster", "kappers"},
		{"medewerker", "medewerkster", "medew", "mdw"},
		{"directeur", "directrice", "directeurs"},
		{"coordinator", "coordinatrice"},
		{"masseur", "masseuse"},
		{"caissier", "caissiere"},
		{"leraar", "lerares", "leraren"},
		{"metselaar", "metselaarster"},
		{"docent", "docente", "docenten"},
		{"psycholoog", "psychologe", "psychologen"},
		{"fotograaf", "fotografe"},
		{"schrijver", "schrijfster"},
		{"beheerder", "beheerster"},
		{"timmerman", "timmervrouw"},
		{"kelner", "kelnerin"},
		{"kok", "kokkin", "koks"},
		{"verpleger", "verpleegster"},
		{"magazijn", "magazyn"},
	} {
		for _, form := range forms[1:] {
			if stem(form) != stem(forms[0]) {
				t.Errorf("%s gives %s, %s gives %s", form, stem(form), forms[0], stem(forms[0]))
			}
		}
	}
}

func TestDifferentWordsKeepDifferentStems(t *testing.T) {
	for _, pair := range [][2]string{{"lasser", "laser"}, {"kok", "koken"}, {"bakker", "baker"}, {"boer", "bouwer"}, {"meester", "mees"}} {
		if stem(pair[0]) == stem(pair[1]) {
			t.Errorf("%s and %s both give %s", pair[0], pair[1], stem(pair[0]))
		}
	}
}

func TestTextIsCutIntoFoldedWords(t *testing.T) {
	for _, row := range []struct{ text, want string }{
		{"Coördinator", "coordinator"},
		{"Crème brûlée", "creme brulee"},
		{"Straße, Łódź & Œuvre", "strasse lodz oeuvre"},
		{"e\u0301e\u0301n", "een"},
		{"medewerk(st)er", "medewerker"},
		{"docent(e) Engels", "docent engels"},
		{"operator (m/v)", "operator m v"},
		{"kok(", "kok"},
		{"C++ / C#", "c++ c#"},
		{"h.b.o. of mbo.", "hbo of mbo"},
		{"collega's", "collegas"},
		{"ĳsverkoper", "ijsverkoper"},
		{"36-40 uur", "36 40 uur"},
		{"", ""},
	} {
		var words []string
		for _, token := range tokenise(row.text) {
			words = append(words, token.text)
		}
		if got := strings.Join(words, " "); got != row.want {
			t.Errorf("%q gives %q, want %q", row.text, got, row.want)
		}
	}
}

func TestPunctuationStartsANewPhrase(t *testing.T) {
	tokens := tokenise("koken en bakken. Heftruck-rijden; lassen")
	var starts []string
	for _, token := range tokens {
		if token.starts {
			starts = append(starts, token.text)
		}
	}
	if !slices.Equal(starts, []string{"koken", "heftruck", "lassen"}) {
		t.Errorf("phrases start at %v", starts)
	}
}

func TestCompoundsAreSplitIntoKnownWords(t *testing.T) {
	c := newCompounds([]string{"magazijn", "chauffeur", "heftruck", "bedrijf", "jurist", "gehandicapt", "zorg", "begeleider", "vrachtwagenchauffeur", "verzekering", "agent", "les"})
	for _, row := range []struct{ word, want string }{
		{"heftruckchauffeur", "heftruck chauffeur"},
		{"bedrijfsjurist", "bedrijf jurist"},
		{"gehandicaptenzorg", "gehandicapt zorg"},
		{"gehandicaptenzorgbegeleider", "gehandicapt zorg begeleider"},
		{"vrachtwagenmagazijn", "vrachtwagen magazijn"},
		{"verzekeringsagent", "verzekering agent"},
		{"magazijn", "magazijn"},
		{"onbekendwoord", "onbekendwoord"},
		{strings.Repeat("zorg", 20), strings.Repeat("zorg", 20)},
	} {
		if got := strings.Join(c.split(row.word), " "); got != row.want {
			t.Errorf("%s gives %q, want %q", row.word, got, row.want)
		}
	}
}

func TestTypingErrorsFindTheNearestWord(t *testing.T) {
	known := newTypos([]string{"chauffeur", "magazijnmedewerker", "operator", "kok"})
	for _, row := range []struct {
		typed, want string
		edits       int
	}{
		{"chauffeur", "chauffeur", 0},
		{"chaufeur", "chauffeur", 1},
		{"opreator", "operator", 1},
		{"magazinmedeewerker", "magazijnmedewerker", 2},
		{"operater", "operator", 1},
		{"kook", "", 0},
		{"iets anders", "", 0},
	} {
		word, edits, ok := known.nearest(row.typed)
		if word != row.want || edits != row.edits || ok != (row.want != "") {
			t.Errorf("%s gives %q with %d edits", row.typed, word, edits)
		}
	}
}

func TestDistanceIsSymmetricAndBounded(t *testing.T) {
	for _, row := range []struct {
		a, b string
		want int
	}{{"abc", "abc", 0}, {"abc", "acb", 1}, {"abc", "ab", 1}, {"abcd", "badc", 2}, {"abc", "xyz", 3}, {"", "a", 1}, {"abc", "abcdef", 3}} {
		if d := distance(row.a, row.b, 2); d != row.want || distance(row.b, row.a, 2) != d {
			t.Errorf("%s and %s are %d apart, want %d", row.a, row.b, d, row.want)
		}
	}
}

func TestNoiseIsLeftOutUnlessNothingElseIsThere(t *testing.T) {
	if got := squash(telling(tokenise("Ervaren kok m/v 32 uur gezocht"))); got != "kok" {
		t.Errorf("left is %q", got)
	}
	if got := squash(telling(tokenise("senior"))); got != "senior" {
		t.Errorf("left is %q", got)
	}
	if got := squash(telling(tokenise("3D animator 2e 36u"))); got != "3danimator" {
		t.Errorf("left is %q", got)
	}
}

func TestLevelFollowsTheMajorGroup(t *testing.T) {
	for group, want := range map[string]string{
		"": "", "0": "", "0110": "6", "0210": "3", "0310": "2", "09": "", "1120": "6", "1412": "4", "2221": "6", "3412": "4", "4110": "3",
		"5131": "2", "6113": "2", "7212": "3", "8131": "2", "9112": "1", "x": "",
	} {
		if got := levelOf(group); got != want {
			t.Errorf("group %q gives level %q, want %q", group, got, want)
		}
	}
}

func TestRarityFallsFromOneToNothing(t *testing.T) {
	if rarity(0, 100) != 1000 || rarity(1, 100) != 1000 || rarity(100, 100) != 0 || rarity(1, 1) != 1000 {
		t.Error("the ends are wrong")
	}
	if got := rarity(10, 100); got != 500 {
		t.Errorf("the square root of all gives %d, want 500", got)
	}
}

func TestCompanyIsBoundedAndBlindToChance(t *testing.T) {
	if c := company(50, 100, 100, 200); c != 0 {
		t.Errorf("two skills that meet as often as by chance have company %f", c)
	}
	if c := company(200, 200, 200, 200); c != 0 {
		t.Errorf("two skills that everybody asks have company %f", c)
	}
	few, many := company(2, 2, 2, 2000), company(20, 20, 20, 2000)
	if few >= many || many > 1 || few <= 0 {
		t.Errorf("one meeting counts %f, ten count %f", few, many)
	}
}

func TestSignsJoinMonotonely(t *testing.T) {
	if either() != 0 || either(1, 0) != 1 || either(0.5, 0.5) != 0.75 || either(0.3, 0.2) <= either(0.3, 0.1) {
		t.Errorf("%f %f %f", either(), either(1, 0), either(0.5, 0.5))
	}
}
