package broker

import (
	"fmt"
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
	body := `{"id":"p","revision":1,"status":"available","presentation":"Bakt graag brood","consent":{"sharedWith":["uwv"]}}`
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

func TestAnEventNamesNobodyWhoSharesWithNobody(t *testing.T) {
	l := newLedger(t)
	for _, body := range []string{
		`{"id":"open","revision":1,"status":"available","consent":{"sharedWith":["uwv"]}}`,
		`{"id":"silent","revision":1,"status":"available"}`,
		`{"id":"expired","revision":1,"status":"available","consent":{"sharedWith":["uwv"],"until":"2020-01-01"}}`,
	} {
		if _, err := l.Candidates.Put(t.Context(), everybody(PutQuestion{Body: []byte(body)})); err != nil {
			t.Fatal(err)
		}
	}
	l.stock()
	for _, c := range []struct {
		name, key string
		q         MatchQuestion
		shown     int
		withheld  int
	}{
		{"a vacancy's list", "vac-1", MatchQuestion{VacancyID: "vac-1"}, 1, 2},
		{"the list of somebody who shares", "open", MatchQuestion{CandidateID: "open"}, 1, 0},
		{"the list of somebody who does not", Undisclosed, MatchQuestion{CandidateID: "silent"}, 0, 1},
		{"the list of somebody who did", Undisclosed, MatchQuestion{CandidateID: "expired"}, 0, 1},
	} {
		l.list(c.q)
		events := l.listed()
		last := events[len(events)-1]
		e, err := schemas.EventOf(&last)
		if err != nil {
			t.Fatal(err)
		}
		data, err := schemas.DataOf[schemas.MatchListed](e)
		if err != nil || string(last.Key) != c.key || e.Subject != c.key || len(data.Shown) != c.shown || data.Withheld != c.withheld {
			t.Errorf("%s: key %s, %+v, %v", c.name, last.Key, data, err)
		}
		for _, id := range []string{"silent", "expired"} {
			if strings.Contains(fmt.Sprintf("%s %s %s", last.Key, last.Value, last.Headers), id) {
				t.Errorf("%s: the event names %s", c.name, id)
			}
		}
	}
}

// last is the newest event that a market published.
func last[T schemas.EventData](t *testing.T, m *market) (schemas.Event, T) {
	t.Helper()
	if len(m.sent) == 0 {
		t.Fatal("nothing was announced")
	}
	e, err := schemas.EventOf(&m.sent[len(m.sent)-1])
	if err != nil {
		t.Fatal(err)
	}
	data, err := schemas.DataOf[T](e)
	if err != nil {
		t.Fatal(err)
	}
	return e, data
}

func TestAPlanThatIsShownIsAnnouncedByItsNumbers(t *testing.T) {
	m := newMarket(t)
	m.fold(t, m.employee("person", airline, "bagageafhandelaar"), m.surplus("bagage", airline, "bagageafhandelaar", 2), seeking("v", hotels, "bagageafhandelaar", 2))
	for range 2 { // the second comes from the cache, and is shown all the same
		m.planned(t, asMunicipality(PlanQuestion{From: airline, To: hotels}))
	}
	e, data := last[schemas.TransferShown](t, m)
	if len(m.sent) != 2 || e.Type != schemas.TransferPlanned || e.Subject != matcher.MatchID(airline, hotels) || !slices.Equal(e.Regions, []string{regionOf(t, m, "1012")}) {
		t.Errorf("%d events, the last %+v", len(m.sent), e)
	}
	if data.Placeable != 2 || data.Headcount != 3 || data.Role != string(Matcher) || data.Party != matcher.Municipality || data.AsOf != transferDay || data.ModelVersion == "" {
		t.Errorf("data %+v", data)
	}
	if strings.Contains(string(e.Data), "person") {
		t.Errorf("the event names somebody: %s", e.Data)
	}
	if _, err := m.Plan(t.Context(), asMunicipality(PlanQuestion{From: airline, To: "99999999"})); err == nil || len(m.sent) != 2 {
		t.Errorf("a plan that there is not: %v, and %d events", err, len(m.sent))
	}
}

func TestUnmatchedDemandThatIsShownIsAnnouncedOnceForItsFirstPage(t *testing.T) {
	m := newMarket(t)
	m.fold(t, seeking("v", hotels, "kok", 2), seeking("w", hotels, "kelner", 1))
	code := regionOf(t, m, "1012")
	page := askRegion(t, m.UnmatchedDemand, RegionQuestion{Region: code, Options: schemas.TransferOptions{Limit: 1}})
	e, data := last[schemas.DemandUnmatched](t, m)
	if e.Type != schemas.UnmatchedDemand || e.Subject != code || !slices.Equal(e.Regions, []string{code}) {
		t.Errorf("event %+v", e)
	}
	if data.Region != code || data.Positions != 3 || data.Vacancies != 2 || len(data.Shown) != 1 || data.Shown[0] != (schemas.UnmatchedVacancy{VacancyID: "v", Positions: 2}) {
		t.Errorf("data %+v", data)
	}
	askRegion(t, m.UnmatchedDemand, RegionQuestion{Region: code, Options: schemas.TransferOptions{Limit: 1, Cursor: page.NextCursor}})
	if len(m.sent) != 1 {
		t.Errorf("%d events", len(m.sent))
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
