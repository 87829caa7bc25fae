package view

import (
	"slices"
	"testing"

	"matchd/loadtest/testkit"

	"pgregory.net/rapid"
)

func TestWordsAreAnalysedAsBleveDoes(t *testing.T) {
	v := newView(t)
	mapping := v.index.Mapping()
	theirs := mapping.AnalyzerNamed(mapping.AnalyzerNameForPath(fieldText))
	same := func(ours *analyser, text string) bool {
		var want []string
		for _, token := range theirs.Analyze([]byte(text)) {
			want = append(want, string(token.Term))
		}
		return slices.Equal(ours.terms(text), want)
	}
	ours := v.newAnalyser()
	for c := range testkit.Must(people()).AllCandidates() {
		if !same(ours, c.Presentation) {
			t.Fatalf("%q: got %q", c.Presentation, ours.terms(c.Presentation))
		}
	}
	words := rapid.SampledFrom([]string{"de", "De", "het", "lassers", "Lassers", "gelopen", "ÉÉN", "één", "kinderen", "IJs", "3.5", "o'clock", "日本語", "\xff", "-"})
	rapid.Check(t, func(t *rapid.T) {
		ours := v.newAnalyser()
		for range 3 { // what it remembers makes no difference
			text := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(words), func(list []string) string {
				out := ""
				for _, w := range list {
					out += w + " "
				}
				return out
			})).Draw(t, "text")
			if !same(ours, text) {
				t.Fatalf("%q: got %q", text, ours.terms(text))
			}
		}
	})
}

func TestNumbersSortAsTheirTermsDo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.OneOf(rapid.Float64(), rapid.Map(rapid.IntRange(0, 1680), func(n int) float64 { return float64(n) / 10 }))
		a, b := number.Draw(t, "a"), number.Draw(t, "b")
		if (a < b) != (sortable(a) < sortable(b)) {
			t.Errorf("%v and %v sort otherwise as %q and %q", a, b, sortable(a), sortable(b))
		}
	})
}
