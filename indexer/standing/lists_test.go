package standing

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"matchd/indexer/view"
	"matchd/indexer/view/viewtest"
	"matchd/loadtest/testkit"
	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/fit/fittest"
	"matchd/matcher/rank"
)

// scratch makes every standing list anew, by the definition.
func scratch(j *fit.Judge, s *view.Snapshot, asOf matcher.Date) map[string][]rank.Hit {
	q := j.Model.Plain(asOf, matcher.Viewer{Anyone: true})
	out := map[string][]rank.Hit{}
	for row := range s.Openings.All {
		if row.Open {
			out[row.ID] = rank.ForVacancy(j, s.People, &row.Opening, &q, rank.Ask{K: Size, Floor: j.Model.Floor})
		}
	}
	return out
}

func sameLists(t *testing.T, got, want map[string][]rank.Hit) {
	t.Helper()
	for id, list := range want {
		if !slices.Equal(got[id], list) {
			t.Errorf("list of %s: %v, from scratch %v", id, got[id], list)
		}
	}
	for id, list := range got {
		if _, ok := want[id]; !ok {
			t.Errorf("list of %s, which has none: %v", id, list)
		}
	}
}

// difference is what must be announced between two states of the lists.
func difference(was, now map[string][]rank.Hit) []Notice {
	var out []Notice
	place := func(list []rank.Hit, id string) int {
		return slices.IndexFunc(list, func(h rank.Hit) bool { return h.ID == id })
	}
	for id, list := range now {
		for i, h := range list {
			if place(was[id], h.ID) < 0 {
				out = append(out, Notice{Found: true, Vacancy: id, Candidate: h.ID, Score: h.Score, Rank: i + 1})
			}
		}
	}
	for id, list := range was {
		for _, h := range list {
			if place(now[id], h.ID) < 0 {
				out = append(out, Notice{Vacancy: id, Candidate: h.ID, Score: h.Score})
			}
		}
	}
	slices.SortFunc(out, byPair)
	return out
}

func byPair(a, b Notice) int {
	return cmp.Or(cmp.Compare(a.Vacancy, b.Vacancy), cmp.Compare(a.Candidate, b.Candidate))
}

func sameNotices(t *testing.T, got, want []Notice) {
	t.Helper()
	got = slices.Clone(got)
	for i := range got {
		got[i].Region = ""
	}
	slices.SortFunc(got, byPair)
	if !slices.Equal(got, want) {
		t.Errorf("notices %+v\nwant %+v", got, want)
	}
}

// stage is a view whose records change at random, with the standing lists beside it.
type stage struct {
	*rand.Rand
	view    *view.View
	lists   *Lists
	crowd   int // how many people there are at most
	batches int64
	off     map[string]view.Kind // rows put off, by id
	changed map[string]bool      // those of them that are not new
}

func newStage(t testing.TB, seed uint64) *stage {
	return &stage{
		Rand: rand.New(rand.NewPCG(seed, 1)), lists: New(fittest.Judge()), crowd: 100, off: map[string]view.Kind{}, changed: map[string]bool{},
		view: viewtest.Open(t, filepath.Join(t.TempDir(), "view")),
	}
}

func pick[V any](s *stage, of ...V) V { return of[s.IntN(len(of))] }

// candidate draws from few values, so that many have equal scores.
func (s *stage) candidate() view.Change {
	c := fittest.Nurse(fmt.Sprintf("c%03d", s.IntN(s.crowd)))
	c.Place.Postcode = pick(s, "3511", "3511", "3511", "1012", "9711")
	c.Status = pick(s, matcher.CandidateAvailable, matcher.CandidateAvailable, matcher.CandidateAvailable, matcher.CandidatePlaced)
	c.Consent = matcher.Consent{SharedWith: pick(s, []string{"uwv"}, []string{"uwv"}, []string{"a"}, []string{"a"}, nil), Until: pick(s, 0, 0, 0, fittest.Today, fittest.Today+1, fittest.Today+2, fittest.Today-1)}
	c.Wishes.Occupations[0].Label = pick(s, "verpleegkundige", "verpleegkundige", "lasser")
	if s.IntN(3) == 0 {
		c.Experience = nil
	}
	return viewtest.Change(&c)
}

func (s *stage) vacancy() view.Change {
	r := fittest.Nursing(fmt.Sprintf("v%d", s.IntN(8)))
	r.Place.Postcode = pick(s, "3511", "9711")
	r.Status = pick(s, matcher.VacancyOpen, matcher.VacancyOpen, matcher.VacancyOpen, matcher.VacancyFilled)
	r.Occupation.Label = pick(s, "verpleegkundige", "verpleegkundige", "lasser")
	r.ClosingDate, r.Positions = pick(s, 0, 0, 0, fittest.Today, fittest.Today-1, fittest.Today+1), pick(s, 1, 2)
	return viewtest.Change(&r)
}

func (s *stage) decision() view.Change {
	return viewtest.Change(&matcher.Decision{
		ID: matcher.MatchID(fmt.Sprintf("c%03d", s.IntN(s.crowd)), fmt.Sprintf("v%d", s.IntN(8))), Revision: 1,
		Status: pick(s, matcher.DecisionHired, matcher.DecisionDeclined), ByParty: matcher.Party{Kind: matcher.UWV},
	})
}

func (s *stage) change() view.Change {
	switch s.IntN(12) {
	case 0:
		return view.Change{Kind: view.Candidates, ID: fmt.Sprintf("c%03d", s.IntN(s.crowd))}
	case 1:
		return view.Change{Kind: view.Vacancies, ID: fmt.Sprintf("v%d", s.IntN(8))}
	case 2:
		return s.decision()
	case 3, 4:
		return s.vacancy()
	}
	return s.candidate()
}

// apply applies changes and gives the notices, if any were asked of the lists.
func (s *stage) apply(t testing.TB, changes ...view.Change) (notices []Notice) {
	t.Helper()
	s.batches++
	err := s.view.Apply(changes, view.Marks{"t": {Next: []int64{s.batches}}}, func(before, after *view.Snapshot, touched view.Touched) []byte {
		var later view.Touched
		notices, later = s.lists.Update(before, after, touched, fittest.Today)
		s.note(later, func(kind view.Kind, id string) {
			s.off[id] = kind
			if before.Openings.Find(id) != nil || before.People.Find(id) != nil {
				s.changed[id] = true
			}
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return notices
}

// note does something for every row.
func (s *stage) note(rows view.Touched, do func(view.Kind, string)) {
	for kind, ids := range map[view.Kind][]string{view.Vacancies: rows.Openings, view.Candidates: rows.People} {
		for _, id := range ids {
			do(kind, id)
		}
	}
}

// fill begins with a crowd, so that lists run over.
func (s *stage) fill(t testing.TB) {
	t.Helper()
	var all []view.Change
	for range 3 * s.crowd {
		all = append(all, s.candidate())
	}
	for range 20 {
		all = append(all, s.vacancy())
	}
	s.apply(t, all...)
	clear(s.off)
}

// begin takes the state as it is for what is known, as a process does that comes up.
func (s *stage) begin(day matcher.Date) {
	s.lists = New(s.view.Judge())
	s.lists.room = Size + s.IntN(4)
	s.lists.Begin(s.view.Snapshot(), day)
	for id, kind := range s.off {
		s.lists.PutOff(s.view.Snapshot(), kind, id)
	}
}

// step makes all lists that are to be made.
func (s *stage) step(asOf matcher.Date) (all []Notice) {
	for more := true; more; {
		var notices []Notice
		notices, _, more = s.lists.Step(s.view.Snapshot(), asOf)
		all = append(all, notices...)
	}
	return all
}

// kept is every list that is made.
func (s *stage) kept() map[string][]rank.Hit {
	out := map[string][]rank.Hit{}
	for row := range s.view.Snapshot().Openings.All {
		if list := s.lists.List(&row.Opening); list != nil {
			out[row.ID] = list
		}
	}
	return out
}

func (s *stage) scratch(asOf matcher.Date) map[string][]rank.Hit {
	return scratch(s.view.Judge(), s.view.Snapshot(), asOf)
}

func TestStandingListsEqualThoseMadeFromScratchAfterEveryChange(t *testing.T) {
	seeds, steps := uint64(2), 40
	if os.Getenv("MATCHD_LONG") == "1" {
		seeds, steps = 10, 400
	}
	for seed := range seeds {
		s := newStage(t, seed)
		s.fill(t)
		s.begin(fittest.Today)
		s.step(fittest.Today)
		was, full, found, lapsed := s.scratch(fittest.Today), 0, 0, 0
		for step := range steps {
			changes := make([]view.Change, 1+s.IntN(pick(s, 2, 8)))
			for i := range changes {
				changes[i] = s.change()
			}
			notices := s.apply(t, changes...)
			now := s.scratch(fittest.Today)
			if len(s.off) == 0 {
				sameNotices(t, notices, difference(was, now))
			} else {
				s.step(fittest.Today)
				clear(s.off)
			}
			sameLists(t, s.kept(), now)
			for _, n := range notices {
				if n.Found {
					found++
					mayBeShared(t, s.view, n.Candidate)
				} else {
					lapsed++
				}
			}
			for _, list := range now {
				if len(list) == Size {
					full++
				}
			}
			if was = now; t.Failed() {
				t.Fatalf("seed %d, step %d", seed, step)
			}
		}
		if full == 0 || found == 0 || lapsed == 0 {
			t.Errorf("seed %d tries too little: %d full lists, %d found, %d lapsed", seed, full, found, lapsed)
		}
	}
}

func mayBeShared(t *testing.T, v *view.View, candidate string) {
	t.Helper()
	if c := testkit.Must(v.Candidate(candidate)); !c.Consent.Holds(fittest.Today) {
		t.Errorf("%s was announced with consent %+v", candidate, c.Consent)
	}
}

func TestChangesBeforeAllListsAreMadeAreAnnouncedAfterwards(t *testing.T) {
	s := newStage(t, 9)
	s.fill(t)
	told := 0
	for round := range 25 {
		s.begin(fittest.Today)
		was := s.scratch(fittest.Today)
		for range 6 {
			if notices := s.apply(t, s.change(), s.change(), s.change()); len(notices) > 0 {
				t.Errorf("round %d: told before all lists are made: %+v", round, notices)
			}
		}
		notices := s.step(fittest.Today)
		now := s.scratch(fittest.Today)
		sameLists(t, s.kept(), now)
		last := map[string]bool{}
		for _, n := range notices {
			last[matcher.MatchID(n.Candidate, n.Vacancy)] = n.Found
		}
		for _, n := range difference(was, now) {
			id := matcher.MatchID(n.Candidate, n.Vacancy)
			if found, ok := last[id]; !ok || found != n.Found {
				t.Errorf("round %d: told of %s: %t, found: %t; want found: %t", round, id, ok, found, n.Found)
			}
			delete(last, id)
			told++
		}
		for id, found := range last { // what came and went in between
			candidate, vacancy, _ := matcher.SplitMatchID(id)
			if among(was[vacancy], candidate) != found {
				t.Errorf("round %d: told of %s, which did not change, at last found: %t", round, id, found)
			}
		}
		if clear(s.off); t.Failed() {
			t.FailNow()
		}
	}
	if told < 50 {
		t.Errorf("%d changes: the test shows too little", told)
	}
}

func TestWhatIsErasedTwiceBeforeAllListsAreMadeLapses(t *testing.T) {
	s := newStage(t, 3)
	var all []view.Change
	for _, id := range []string{"a", "b"} {
		c := fittest.Nurse(id)
		c.Status, c.Consent.SharedWith = matcher.CandidateAvailable, []string{"uwv"}
		r := fittest.Nursing("of " + id)
		r.Status, r.Positions, r.Occupation.Label = matcher.VacancyOpen, 1, "verpleegkundige"
		all = append(all, viewtest.Change(&c), viewtest.Change(&r))
	}
	s.apply(t, all...)
	clear(s.off)
	s.begin(fittest.Today)
	was := s.scratch(fittest.Today)
	for range 2 {
		s.apply(t, view.Change{Kind: view.Vacancies, ID: "of a"}, view.Change{Kind: view.Candidates, ID: "a"})
	}
	want := difference(was, s.scratch(fittest.Today))
	if sameNotices(t, s.step(fittest.Today), want); len(want) != 3 {
		t.Errorf("%d matches lapse, want 3: two of the vacancy, and the person's other", len(want))
	}
}

func among(list []rank.Hit, id string) bool {
	return slices.ContainsFunc(list, func(h rank.Hit) bool { return h.ID == id })
}

// TestRowsThatArePutOffLoseNoChange holds what was told against the lists from scratch: after bulk loads, changes and
// restarts amid them.
func TestRowsThatArePutOffLoseNoChange(t *testing.T) {
	s := newStage(t, 12)
	told := map[string]bool{}
	hear := func(notices []Notice) {
		for _, n := range notices {
			told[matcher.MatchID(n.Candidate, n.Vacancy)] = n.Found
		}
	}
	most, restarts := 0, 0
	s.begin(fittest.Today)
	for i := range 60 {
		var batch []view.Change
		record := pick(s, s.change, s.candidate)
		for range pick(s, 1, 2, 60) {
			batch = append(batch, record())
		}
		hear(s.apply(t, batch...))
		most = max(most, len(s.off))
		switch s.IntN(4) {
		case 0:
			notices, done, _ := s.lists.Step(s.view.Snapshot(), fittest.Today)
			hear(notices)
			s.note(done, func(_ view.Kind, id string) { delete(s.off, id); delete(s.changed, id) })
		case 1:
			if len(s.changed) == 0 { // of others it is not known what they were
				restarts += min(1, len(s.off))
				s.begin(fittest.Today)
			}
		}
		if i%15 < 14 {
			continue
		}
		hear(s.step(fittest.Today))
		clear(s.off)
		clear(s.changed)
		sameLists(t, s.kept(), s.scratch(fittest.Today))
		for vacancy, list := range s.scratch(fittest.Today) {
			for _, h := range list {
				id := matcher.MatchID(h.ID, vacancy)
				if !told[id] {
					t.Errorf("step %d: nobody was told that %s was found", i, id)
				}
				delete(told, id)
			}
		}
		for id, found := range told {
			if found {
				t.Errorf("step %d: nobody was told that %s lapsed", i, id)
			}
		}
		clear(told)
		for vacancy, list := range s.scratch(fittest.Today) {
			for _, h := range list {
				told[matcher.MatchID(h.ID, vacancy)] = true
			}
		}
		for c := range s.crowd { // everybody goes, so that they are new again
			if s.IntN(2) == 0 {
				hear(s.apply(t, view.Change{Kind: view.Candidates, ID: fmt.Sprintf("c%03d", c)}))
			}
		}
	}
	if most < 5 || restarts == 0 {
		t.Errorf("%d rows put off, %d restarts: the test shows nothing", most, restarts)
	}
}

func TestADayThatPassedWhileNobodyLookedIsMadeUpFor(t *testing.T) {
	s := newStage(t, 4)
	s.fill(t)
	was := s.scratch(fittest.Today)
	s.begin(fittest.Today) // and it is the day after tomorrow
	notices := s.step(fittest.Today + 2)
	sameNotices(t, notices, difference(was, s.scratch(fittest.Today+2)))
	sameLists(t, s.kept(), s.scratch(fittest.Today+2))
	if len(notices) == 0 {
		t.Error("nothing ended: the test shows nothing")
	}
}

func TestANewDayLapsesWhatItEndsAndFindsNobodyElse(t *testing.T) {
	s := newStage(t, 2)
	s.fill(t)
	s.begin(fittest.Today)
	if notices := s.step(fittest.Today); len(notices) != 0 {
		t.Errorf("the same day changed %+v", notices)
	}
	total := 0
	for day := fittest.Today + 1; day < fittest.Today+4; day++ {
		was := s.scratch(day - 1)
		all := s.step(day)
		sameNotices(t, all, difference(was, s.scratch(day)))
		sameLists(t, s.kept(), s.scratch(day))
		total += len(all)
	}
	if total == 0 {
		t.Error("no day changed anything: the test proves nothing")
	}
}
