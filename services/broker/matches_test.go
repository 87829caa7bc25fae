package broker

import (
	"fmt"
	"testing"

	"matchd/schemas"
)

// stock puts a vacancy and people into the log, and folds them.
func (l *ledger) stock(people ...string) {
	l.t.Helper()
	if got := l.status(`{"id":"vac-1","revision":1,"status":"open","title":"Bakker"}`); got >= 300 {
		l.t.Fatalf("the vacancy got %d", got)
	}
	for _, id := range people {
		body := fmt.Sprintf(`{"id":%q,"revision":1,"status":"available"}`, id)
		if _, err := l.Candidates.Put(l.t.Context(), everybody(PutQuestion{Body: []byte(body)})); err != nil {
			l.t.Fatal(err)
		}
	}
	l.fold()
}

func (l *ledger) list(q MatchQuestion) schemas.MatchList {
	l.t.Helper()
	out, err := l.Matches(l.t.Context(), everybody(q))
	if err != nil {
		l.t.Fatal(err)
	}
	return out
}

func TestAnAnswerIsMadeFromOneState(t *testing.T) {
	l := newLedger(t)
	l.stock("a", "b")
	before := l.view.Snapshot().Marks.Generation(matchTopics()...)
	l.store.then = func() { l.stock("c") } // after the key, before the ranking
	if list := l.list(MatchQuestion{VacancyID: "vac-1"}); len(list.Matches) != 2 || list.Generation != before {
		t.Errorf("%d people of generation %s, want the 2 of %s", len(list.Matches), list.Generation, before)
	}
	if list := l.list(MatchQuestion{VacancyID: "vac-1"}); len(list.Matches) != 3 || list.Generation == before {
		t.Errorf("asked again: %d people of generation %s, want 3", len(list.Matches), list.Generation)
	}
	// A text is found in the newest state only, so the question is answered anew.
	l.store.then = func() { l.stock("d") }
	list := l.list(MatchQuestion{VacancyID: "vac-1", Options: schemas.MatchOptions{Text: "brood"}})
	if len(list.Matches) != 4 || list.Generation != l.view.Snapshot().Marks.Generation(matchTopics()...) {
		t.Errorf("with a text: %d people of generation %s, want the 4 of the newest", len(list.Matches), list.Generation)
	}
}
