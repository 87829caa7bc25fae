package view

import (
	"errors"
	"slices"
	"testing"

	"matchd/loadtest/testkit"
	"matchd/matcher"
)

func TestPagingGoesThroughEverythingOnceInEveryOrder(t *testing.T) {
	v := newView(t)
	all := testkit.Must(people())
	for from := 0; from < 24; from += 8 {
		var batch []Change
		for i := from; i < from+8; i++ {
			r := all.Vacancy(i)
			if i%4 == 0 {
				r.Place = matcher.Place{}
			}
			batch = append(batch, vacancy(r))
		}
		apply(t, v, batch...)
	}
	for _, order := range []Sort{ByRelevance, ByDistance, ByNewest, ByID} {
		for _, text := range []string{"", "werk ervaring"} {
			for _, size := range []int{1, 7} {
				s := Search{Kind: Vacancies, Sort: order, Near: utrecht, Limit: 100, Text: text}
				whole := pages(t, v, s, nil)
				s.Limit = size
				if got := pages(t, v, s, nil); !slices.Equal(got, whole) {
					t.Errorf("%s %q by %d: %d of %d, %v instead of %v", order, text, size, len(got), len(whole), got, whole)
				}
				if text == "" && len(whole) != 24 {
					t.Errorf("%s: %d of 24", order, len(whole))
				}
			}
		}
	}
}

func TestPagingNeitherLosesNorRepeatsRecordsThatStayWhileOthersChange(t *testing.T) {
	all := testkit.Must(people())
	for _, order := range []Sort{ByDistance, ByID} {
		v := newView(t)
		var batch []Change
		for i := range 40 {
			batch = append(batch, vacancy(all.Vacancy(i)))
		}
		apply(t, v, batch...)
		next := 40
		got := pages(t, v, Search{Kind: Vacancies, Sort: order, Near: utrecht, Limit: 5}, func(page int) {
			apply(t, v, vacancy(all.Vacancy(next)), erase(Vacancies, all.Vacancy(30+page%10).ID))
			next++
		})
		seen := map[string]int{}
		for _, id := range got {
			seen[id]++
		}
		for i := range 30 {
			if n := seen[all.Vacancy(i).ID]; n != 1 {
				t.Errorf("%s: vacancy %d was shown %d times", order, i, n)
			}
		}
	}
}

func TestACursorOfAnotherQuestionIsRefused(t *testing.T) {
	v := searchable(t)
	for name, s := range map[string]Search{
		"of an order with fewer keys": {Sort: ByDistance, After: []string{"00"}},
		"with more keys":              {Sort: ByID, After: []string{"00", "00"}},
		"that is no hexadecimal":      {Sort: ByID, After: []string{"zz"}},
		"that is no score":            {Sort: ByRelevance, After: []string{"x", "00"}},
	} {
		s.Kind, s.Near, s.Limit = Vacancies, utrecht, 5
		var invalid matcher.Invalid
		if _, err := v.Search(t.Context(), s); !errors.As(err, &invalid) || invalid.Field != "cursor" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
