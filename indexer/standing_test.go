package indexer

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/rank"
	"matchd/schemas"
)

const today = matcher.Date(739_677) // 2026-03-02

// scratch makes every standing list anew, by the definition.
func scratch(j *fit.Judge, s *view.Snapshot, asOf matcher.Date, owns func(string) bool) map[string][]rank.Hit {
	q := j.Model.Plain(asOf, matcher.Viewer{Anyone: true})
	out := map[string][]rank.Hit{}
	for row := range s.Openings.All {
		if row.Open && owns(row.ID) {
			out[row.ID] = rank.ForVacancy(j, s.People, &row.Opening, &q, rank.Ask{K: StandingSize, Floor: j.Model.Floor})
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
	lists   *Standing
	batches int64
}

func newStage(t testing.TB, seed uint64) *stage {
	return &stage{
		Rand: rand.New(rand.NewPCG(seed, 1)), lists: NewStanding(must(builtIn())),
		view: openView(t, filepath.Join(t.TempDir(), "view")),
	}
}

func pick[V any](s *stage, of ...V) V { return of[s.IntN(len(of))] }

// candidate draws from few values, so that many have equal scores.
func (s *stage) candidate() view.Change {
	c := nurse(fmt.Sprintf("c%02d", s.IntN(60)))
	c.Place.Postcode = pick(s, "3511", "3511", "3511", "1012", "9711")
	c.Status = pick(s, matcher.CandidateAvailable, matcher.CandidateAvailable, matcher.CandidateAvailable, matcher.CandidatePlaced)
	c.Consent = matcher.Consent{SharedWith: pick(s, []string{"uwv"}, []string{"uwv"}, []string{"a"}, []string{"a"}, nil), Until: pick(s, 0, 0, 0, today, today+1, today+2, today-1)}
	c.Wishes.Occupations[0].Label = pick(s, "verpleegkundige", "verpleegkundige", "lasser")
	if s.IntN(3) == 0 {
		c.Experience = nil
	}
	return change(c)
}

func (s *stage) vacancy() view.Change {
	r := nursing(fmt.Sprintf("v%d", s.IntN(8)))
	r.Place.Postcode = pick(s, "3511", "9711")
	r.Status = pick(s, matcher.VacancyOpen, matcher.VacancyOpen, matcher.VacancyOpen, matcher.VacancyFilled)
	r.Occupation.Label = pick(s, "verpleegkundige", "verpleegkundige", "lasser")
	r.ClosingDate, r.Positions = pick(s, 0, 0, 0, today, today-1, today+1), pick(s, 1, 2)
	return change(r)
}

func (s *stage) change() view.Change {
	switch s.IntN(12) {
	case 0:
		return view.Change{Kind: view.Candidates, ID: fmt.Sprintf("c%02d", s.IntN(60))}
	case 1:
		return view.Change{Kind: view.Vacancies, ID: fmt.Sprintf("v%d", s.IntN(8))}
	case 2:
		return change(decided(fmt.Sprintf("c%02d", s.IntN(60)), fmt.Sprintf("v%d", s.IntN(8)), pick(s, matcher.DecisionHired, matcher.DecisionDeclined)))
	case 3, 4:
		return s.vacancy()
	}
	return s.candidate()
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

// apply applies changes and gives the notices, if any were asked of the lists.
func (s *stage) apply(t testing.TB, changes ...view.Change) (notices []Notice) {
	t.Helper()
	s.batches++
	err := s.view.Apply(changes, view.Marks{"t": {Next: []int64{s.batches}}}, func(before, after *view.Snapshot, touched view.Touched) ([]byte, error) {
		notices = s.lists.Update(before, after, touched, today)
		return nil, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return notices
}

// fill begins with a crowd, so that lists run over.
func (s *stage) fill(t testing.TB) {
	t.Helper()
	var all []view.Change
	for range 150 {
		all = append(all, s.candidate())
	}
	for range 20 {
		all = append(all, s.vacancy())
	}
	s.apply(t, all...)
}

func (s *stage) grow(asOf matcher.Date) {
	for s.lists.Grow(s.view.Snapshot(), asOf) {
	}
}

func (s *stage) scratch(asOf matcher.Date) map[string][]rank.Hit {
	return scratch(s.view.Judge(), s.view.Snapshot(), asOf, s.lists.Owns)
}

func TestStandingListsEqualThoseMadeFromScratchAfterEveryChange(t *testing.T) {
	seeds, steps := uint64(2), 40
	if os.Getenv("MATCHD_LONG") == "1" {
		seeds, steps = 10, 400
	}
	for seed := range seeds {
		s := newStage(t, seed)
		s.lists.Own([]int{0, 1, 2, 3, 4, 5})
		s.fill(t)
		s.grow(today)
		was, full, found, lapsed := s.scratch(today), 0, 0, 0
		for step := range steps {
			changes := make([]view.Change, 1+s.IntN(pick(s, 2, 8)))
			for i := range changes {
				changes[i] = s.change()
			}
			notices := s.apply(t, changes...)
			now := s.scratch(today)
			sameLists(t, s.lists.lists, now)
			sameNotices(t, notices, difference(was, now))
			for _, n := range notices {
				if n.Found {
					found++
					mayBeShared(t, s.view, n.Candidate)
				} else {
					lapsed++
				}
			}
			for _, list := range now {
				if len(list) == StandingSize {
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
	if c := must(v.Candidate(candidate)); !c.Consent.Holds(today) {
		t.Errorf("%s was announced with consent %+v", candidate, c.Consent)
	}
}

func TestAShareOfPartitionsThatChangesGrowsSilentlyAndIsExactAfterwards(t *testing.T) {
	s := newStage(t, 9)
	s.fill(t)
	for i := range 15 {
		s.apply(t, s.change(), s.change(), s.change())
		if i%3 == 0 {
			var share []int
			for p := range schemas.Partitions {
				if s.IntN(2) == 0 {
					share = append(share, p)
				}
			}
			s.lists.Own(share)
		}
		if s.IntN(3) == 0 {
			s.apply(t, s.change(), s.change()) // before the lists have grown
		}
		s.grow(today)
		sameLists(t, s.lists.lists, s.scratch(today))
		was := s.scratch(today)
		sameNotices(t, s.apply(t, s.change(), s.change()), difference(was, s.scratch(today)))
		if t.Failed() {
			t.Fatalf("step %d", i)
		}
	}
}

func TestListsThatAreStillToBeMadeStaySilent(t *testing.T) {
	s := newStage(t, 1)
	s.apply(t, change(nursing("old")), change(nurse("a")))
	s.lists.Own([]int{0, 1, 2, 3, 4, 5})
	notices := s.apply(t, change(nursing("new")), change(nurse("b")))
	for _, n := range notices {
		if n.Vacancy != "new" || !n.Found {
			t.Errorf("announced %+v", n)
		}
	}
	if len(notices) != 2 {
		t.Errorf("a vacancy that is new announces its whole list, got %+v", notices)
	}
	s.grow(today)
	sameLists(t, s.lists.lists, s.scratch(today))
}

func TestANewDayLapsesWhatItEndsAndFindsNobodyElse(t *testing.T) {
	s := newStage(t, 2)
	s.lists.Own([]int{0, 1, 2, 3, 4, 5})
	s.fill(t)
	s.grow(today)
	if notices, more := s.lists.Refresh(s.view.Snapshot(), today); len(notices) != 0 || more {
		t.Errorf("the same day changed %+v", notices)
	}
	total := 0
	for day := today + 1; day < today+4; day++ {
		was := s.scratch(day - 1)
		var all []Notice
		for more := true; more; {
			var notices []Notice
			notices, more = s.lists.Refresh(s.view.Snapshot(), day)
			all = append(all, notices...)
		}
		sameNotices(t, all, difference(was, s.scratch(day)))
		sameLists(t, s.lists.lists, s.scratch(day))
		total += len(all)
	}
	if total == 0 {
		t.Error("no day changed anything: the test proves nothing")
	}
}
