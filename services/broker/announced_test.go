package broker

import (
	"slices"
	"strings"
	"testing"

	"matchd/matcher"
	"matchd/schemas"
)

// listed are the events about lists that were shown.
func (l *ledger) listed() (out []schemas.Record) {
	for _, r := range l.log {
		if r.Topic == schemas.MatchEvents {
			out = append(out, r)
		}
	}
	return out
}

func TestAListThatIsShownIsAnnouncedByIdsAndScores(t *testing.T) {
	l := newLedger(t)
	body := `{"id":"p","revision":1,"status":"available","presentation":"Bakt graag brood"}`
	if _, err := l.Candidates.Put(t.Context(), everybody(PutQuestion{Body: []byte(body)})); err != nil {
		t.Fatal(err)
	}
	l.stock()
	for range 2 { // the second comes from the cache, and is shown all the same
		l.list(MatchQuestion{VacancyID: "vac-1"})
	}
	events := l.listed()
	if len(events) != 2 || string(events[0].Key) != "vac-1" || !strings.Contains(string(events[0].Value), `"p"`) {
		t.Fatalf("%d events, %s", len(events), events)
	}
	if strings.Contains(string(events[0].Value), "brood") {
		t.Errorf("the event tells of the profile: %s", events[0].Value)
	}
	l.list(MatchQuestion{CandidateID: "p"})
	if events = l.listed(); len(events) != 3 || string(events[2].Key) != "p" {
		t.Errorf("a list for a person is announced by %d events", len(events)-2)
	}
}

func TestWhatIsNotStoredIsNotAnnounced(t *testing.T) {
	l := newLedger(t)
	l.stock("p")
	l.list(MatchQuestion{Vacancy: &matcher.Vacancy{ID: "query", Status: matcher.VacancyOpen}})
	l.list(MatchQuestion{Candidate: &matcher.Candidate{ID: "query", Status: matcher.CandidateAvailable}})
	if events := l.listed(); len(events) != 0 {
		t.Errorf("%d events", len(events))
	}
}

func TestAnAnswerIsGivenThoughItCannotBeAnnounced(t *testing.T) {
	l := newLedger(t)
	l.stock("p")
	l.away = true
	if list := l.list(MatchQuestion{VacancyID: "vac-1"}); len(list.Matches) != 1 {
		t.Errorf("%d matches", len(list.Matches))
	}
	if !slices.Equal(l.lost, []string{"announce a list that was shown"}) {
		t.Errorf("lost are %q", l.lost)
	}
}

func TestADecisionIsErasedByWhoTookIt(t *testing.T) {
	l := table(t)
	d := matcher.Decision{ID: "c~v", Revision: 1, Status: matcher.DecisionIntroduced, ByParty: uwvParty}
	if got := l.decide(caller(uwvParty, Matcher), d); got >= 300 {
		t.Fatalf("the decision got %d", got)
	}
	erase := func(c Caller) int {
		_, err := l.Decisions.Delete(t.Context(), Asked[DeleteQuestion]{Caller: c, Q: DeleteQuestion{ID: d.ID}})
		return StatusOf(err)
	}
	if got := erase(caller(townParty, Matcher)); got != 403 {
		t.Errorf("another party's erasure gets %d", got)
	}
	l.fold()
	if _, err := l.Candidates.Delete(t.Context(), everybody(DeleteQuestion{ID: "c"})); err != nil {
		t.Fatal(err)
	}
	l.fold()
	if got := erase(caller(townParty, Matcher)); got != 403 {
		t.Errorf("another party's erasure of a decision about somebody who is gone gets %d", got)
	}
	if got := erase(caller(uwvParty, Matcher)); got != 202 {
		t.Errorf("its own gets %d", got)
	}
	l.fold()
	if _, err := l.Decisions.Get(t.Context(), everybody(d.ID)); StatusOf(err) != 404 {
		t.Errorf("afterwards it is read: %v", err)
	}
}
