package view

import (
	"fmt"
	"maps"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"matchd/matcher"
)

// textsOf is what Texts says of every record of a kind, where it is more than nothing, by id.
func textsOf(t testing.TB, v *View, k Kind, text string) map[string]int64 {
	t.Helper()
	s, texts, err := v.Texts(t.Context(), k, text)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]int64{}
	note := func(id string, number uint32) {
		if share := texts.Of(number); share > 0 {
			out[id] = share
		}
	}
	if k == Candidates {
		for p := range s.People.All {
			note(p.ID, p.Number)
		}
		return out
	}
	for o := range s.Openings.All {
		note(o.ID, o.Number)
	}
	return out
}

func TestTextsIsTheShareOfTheWordsThatARecordHolds(t *testing.T) {
	v, outer, ctx := newView(t), t, t.Context()
	words := []string{"lasser", "metselaar", "kok", "tuinman", "bakker", "slager", "kapper"}
	held := map[Kind]map[string]map[string]bool{Vacancies: {}, Candidates: {}} // people and vacancies by the same ids
	kinds := rapid.SampledFrom([]Kind{Vacancies, Candidates})
	rapid.Check(t, func(t *rapid.T) {
		var batch []Change
		for range rapid.IntRange(1, 3).Draw(t, "changes") {
			k, id := kinds.Draw(t, "kind"), rapid.StringMatching(`c[0-9]`).Draw(t, "id")
			if rapid.IntRange(0, 3).Draw(t, "erase") == 0 {
				batch = append(batch, erase(k, id))
				delete(held[k], id)
				continue
			}
			list := rapid.SliceOfDistinct(rapid.SampledFrom(words), rapid.ID).Draw(t, "words")
			text := strings.Join(list, " en ")
			if k == Vacancies {
				batch = append(batch, vacancy(matcher.Vacancy{ID: id, Revision: 1, Status: matcher.VacancyOpen, Description: text}))
			} else {
				batch = append(batch, candidate(matcher.Candidate{ID: id, Revision: 1, Status: matcher.CandidateAvailable, Presentation: text}))
			}
			held[k][id] = map[string]bool{}
			for _, w := range list {
				held[k][id][w] = true
			}
		}
		if err := v.Apply(batch, marksAt(1), nil); err != nil {
			t.Fatal(err)
		}
		if rapid.IntRange(0, 20).Draw(t, "merge") == 0 {
			if err := v.Scrub(ctx); err != nil {
				t.Fatal(err)
			}
		}
		asked := rapid.SliceOfNDistinct(rapid.SampledFrom(words), 1, 4, rapid.ID).Draw(t, "asked")
		for k, records := range held {
			want := map[string]int64{}
			for id, has := range records {
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
			got := textsOf(outer, v, k, strings.ToUpper(strings.Join(asked, ", de "))+" "+asked[0])
			if !maps.Equal(got, want) {
				t.Fatalf("%s, %v: got %v, want %v", k, asked, got, want)
			}
		}
	})
	for _, empty := range []string{"", "de het een", "!?"} {
		if got := textsOf(t, v, Vacancies, empty); len(got) != 0 {
			t.Errorf("%q: %v", empty, got)
		}
	}
}

// TestTextsIsOfTheSnapshotThatItGives applies batches, each of which leaves another number of records with a word,
// and asks meanwhile.
func TestTextsIsOfTheSnapshotThatItGives(t *testing.T) {
	const batches, records = 40, 30
	v := newView(t)
	has := func(batch uint64, record int) bool { return int(batch)*7%records > record }
	var writing sync.WaitGroup
	done := make(chan struct{})
	writing.Go(func() {
		defer close(done)
		for n := range uint64(batches) {
			var batch []Change
			for i := range records {
				r := matcher.Vacancy{ID: fmt.Sprint("v", i), Revision: int64(n + 1), Status: matcher.VacancyOpen}
				if has(n+1, i) {
					r.Description = "lasser"
				}
				batch = append(batch, vacancy(r))
			}
			if err := v.Apply(batch, marksAt(int64(n+1)), nil); err != nil {
				t.Error(err)
			}
		}
	})
	defer writing.Wait()
	for {
		s, texts, err := v.Texts(t.Context(), Vacancies, "lasser")
		if err != nil {
			t.Fatal(err)
		}
		for i := range records {
			row := s.Openings.Find(fmt.Sprint("v", i))
			if row == nil {
				continue
			}
			if got, want := texts.Of(row.Number) > 0, has(s.Batch, i); got != want {
				t.Fatalf("batch %d: record %d found is %v, want %v", s.Batch, i, got, want)
			}
		}
		select {
		case <-done:
			return
		default:
		}
	}
}
