package standing

import (
	"fmt"
	"sync"
	"testing"

	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/place"
	"matchd/matcher/taxonomy"
	"matchd/schemas"
)

const today = matcher.Date(739_677) // 2026-03-02

var builtIn = sync.OnceValues(func() (*fit.Judge, error) {
	graph, err := taxonomy.BuiltIn()
	if err != nil {
		return nil, err
	}
	places, err := place.BuiltIn()
	if err != nil {
		return nil, err
	}
	model, err := fit.DefaultModel()
	return &fit.Judge{Vocabulary: fit.NewVocabulary(graph, places), Model: model}, err
})

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func openView(t testing.TB, dir string) *view.View {
	t.Helper()
	v, err := view.Open(t.Context(), dir, must(builtIn()), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = v.Close() })
	return v
}

func nurse(id string) matcher.Candidate {
	return matcher.Candidate{
		ID: id, Revision: 1, Status: matcher.CandidateAvailable, ResponsibleParty: matcher.Party{Kind: matcher.UWV},
		Wishes:     matcher.Wishes{Occupations: []matcher.Concept{{Label: "verpleegkundige"}}},
		Experience: []matcher.Experience{{Occupation: matcher.Concept{Label: "verpleegkundige"}}},
	}
}

func nursing(id string) matcher.Vacancy {
	return matcher.Vacancy{ID: id, Revision: 1, Title: "Verpleegkundige"}
}

// change is a record as the fold hands it to the view.
func change(r any) view.Change {
	switch r := r.(type) {
	case matcher.Vacancy:
		return view.Change{Kind: view.Vacancies, ID: r.ID, Vacancy: &r, Source: must(schemas.Encode(r))}
	case matcher.Candidate:
		return view.Change{Kind: view.Candidates, ID: r.ID, Candidate: &r, Source: must(schemas.Encode(r))}
	case matcher.Decision:
		return view.Change{Kind: view.Decisions, ID: r.ID, Decision: &r, Source: must(schemas.Encode(r))}
	}
	panic(fmt.Sprintf("no kind for %T", r))
}
