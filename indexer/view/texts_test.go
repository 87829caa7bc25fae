package view

import (
	"maps"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"matchd/matcher"
)

func TestTextsIsTheShareOfTheWordsThatARecordHolds(t *testing.T) {
	v := newView(t)
	words := []string{"lasser", "metselaar", "kok", "tuinman", "bakker", "slager", "kapper"}
	texts := map[string]map[string]bool{}
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.StringMatching(`c[0-9]`).Draw(t, "id")
		held := rapid.SliceOfDistinct(rapid.SampledFrom(words), rapid.ID).Draw(t, "words")
		r := matcher.Vacancy{ID: id, Revision: 1, Status: matcher.VacancyOpen, Description: strings.Join(held, " en ")}
		if err := v.Apply([]Change{vacancy(r)}, marksAt(1), nil); err != nil {
			t.Fatal(err)
		}
		texts[id] = map[string]bool{}
		for _, w := range held {
			texts[id][w] = true
		}
		asked := rapid.SliceOfNDistinct(rapid.SampledFrom(words), 1, 4, rapid.ID).Draw(t, "asked")
		want := map[string]int64{}
		for id, has := range texts {
			n := int64(0)
			for _, w := range asked {
				if has[w] {
					n++
				}
			}
			if n > 0 {
				want[id] = n * matcher.Million / int64(len(asked))
			}
		}
		got, err := v.Texts(t.Context(), Vacancies, strings.ToUpper(strings.Join(asked, ", de "))+" "+asked[0])
		if err != nil || !maps.Equal(got, want) {
			t.Fatalf("%v: got %v, want %v, %v", asked, got, want, err)
		}
	})
	for _, empty := range []string{"", "de het een", "!?"} {
		if got := must(v.Texts(t.Context(), Vacancies, empty)); len(got) != 0 {
			t.Errorf("%q: %v", empty, got)
		}
	}
	if got := must(v.Texts(t.Context(), Candidates, "lasser")); len(got) != 0 {
		t.Errorf("of another kind: %v", got)
	}
}
