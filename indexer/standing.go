package indexer

import (
	"cmp"
	"maps"
	"runtime"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/rank"
)

// StandingSize is how many candidates a standing list holds.
const StandingSize = 20

// Standing keeps the best candidates above the model's floor of every open vacancy, and says what a batch changed in
// them. Only people who let their profile be shared with somebody beyond the responsible party are in it, because
// events are read by many. Every process keeps all lists, whoever announces them: whoever takes another's place then
// has what that one may have left unsaid.
//
// Begin says from which state on every change is a notice. It makes no list: a national view has hundreds of thousands
// of them, and would be ready minutes later. Lists are made a few at a time (Step), and before that as they were before
// a batch that may change them (Update): the first change of somebody who fits many vacancies then takes as many
// rankings as there are, once. It is for the goroutine of the fold.
type Standing struct {
	judge   *fit.Judge
	lists   map[string][]rank.Hit      // by vacancy
	members map[string]map[string]bool // vacancies by candidate
	todo    map[string]bool            // vacancies whose list is still to be made, as of base
	unmade  atomic.Int64               // how many those are; for anybody to read
	due     []string                   // vacancies whose list is of an earlier day
	base    matcher.Date               // day of the state that Begin was given
	day     matcher.Date               // that the lists, but for those due and those to be made, are of
}

// NewStanding has no lists and nothing to say until Begin.
func NewStanding(j *fit.Judge) *Standing {
	return &Standing{judge: j, lists: map[string][]rank.Hit{}, members: map[string]map[string]bool{}, todo: map[string]bool{}}
}

// Begin takes the lists of a state, as they were on a day, for what is known.
func (s *Standing) Begin(now *view.Snapshot, day matcher.Date) {
	s.base, s.day = day, day
	for row := range now.Openings.All {
		s.todo[row.ID] = true
	}
	s.unmade.Store(int64(len(s.todo)))
}

// stepSize is how many lists are made before the fold looks for records again.
const stepSize = 20

// Step makes some of the lists that are still to be made, and some of an earlier day anew, and gives what changed in
// those, by vacancy, then candidate: a closing date or a consent passes without any record. It reports whether there
// may be more.
func (s *Standing) Step(now *view.Snapshot, asOf matcher.Date) (notices []Notice, more bool) {
	s.turn(asOf)
	left := stepSize
	for id := range s.todo {
		if left == 0 {
			break
		}
		left--
		s.raise(now, id)
	}
	was := map[string][]rank.Hit{}
	step := min(left, len(s.due))
	for _, id := range s.due[:step] {
		if list := s.lists[id]; list != nil {
			was[id] = list
		}
	}
	s.remake(now, slices.Collect(maps.Keys(was)))
	s.due = s.due[step:]
	return s.notices(was, now), len(s.due)+len(s.todo) > 0
}

// turn notes a new day: every list is then due.
func (s *Standing) turn(asOf matcher.Date) {
	if s.day != asOf {
		s.day, s.due = asOf, slices.Sorted(maps.Keys(s.lists))
	}
}

// raise makes a list that is still to be made, silently: as it was in a state that it has been the same in since Begin.
func (s *Standing) raise(state *view.Snapshot, vacancy string) {
	delete(s.todo, vacancy)
	s.unmade.Store(int64(len(s.todo)))
	row := state.Openings.Find(vacancy)
	if row == nil || !row.Open {
		return
	}
	s.keep(vacancy, s.best(state, &row.Opening, s.base))
	if s.base != s.day {
		s.due = append(s.due, vacancy)
	}
}

// remake makes lists from scratch, on all processors, and drops those whose vacancy is not open any more.
func (s *Standing) remake(now *view.Snapshot, vacancies []string) {
	made := make([][]rank.Hit, len(vacancies))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, id := range vacancies {
		g.Go(func() error {
			if row := now.Openings.Find(id); row != nil && row.Open {
				made[i] = s.best(now, &row.Opening, s.day)
			}
			return nil
		})
	}
	_ = g.Wait() // ranking cannot fail
	for i, id := range vacancies {
		s.keep(id, made[i])
		if made[i] == nil {
			delete(s.lists, id)
		}
	}
}

func (s *Standing) question(asOf matcher.Date) *fit.Question {
	q := s.judge.Model.Plain(asOf, matcher.Viewer{Anyone: true})
	return &q
}

// best is a vacancy's list from scratch; not nil.
func (s *Standing) best(now *view.Snapshot, o *fit.Opening, asOf matcher.Date) []rank.Hit {
	hits := rank.ForVacancy(s.judge, now.People, o, s.question(asOf), rank.Ask{K: StandingSize, Floor: s.judge.Model.Floor})
	return append([]rank.Hit{}, hits...)
}

// keep puts a vacancy's list in place and its members on file.
func (s *Standing) keep(vacancy string, list []rank.Hit) {
	for _, h := range s.lists[vacancy] {
		delete(s.members[h.ID], vacancy)
		if len(s.members[h.ID]) == 0 {
			delete(s.members, h.ID)
		}
	}
	s.lists[vacancy] = list
	for _, h := range list {
		if s.members[h.ID] == nil {
			s.members[h.ID] = map[string]bool{}
		}
		s.members[h.ID][vacancy] = true
	}
}

// Notice is one change of a standing list.
type Notice struct {
	Found     bool // came in; otherwise it lapsed
	Vacancy   string
	Candidate string
	Region    string // of the vacancy, AMnn; empty where unknown
	Score     int64  // millionths; of a lapsed match its last
	Rank      int    // from 1; 0 where lapsed
}

// Update brings the lists up to date with a batch and gives what changed, by vacancy, then candidate. A vacancy that is
// new with the batch announces everybody in its list.
func (s *Standing) Update(before, after *view.Snapshot, touched view.Touched, asOf matcher.Date) []Notice {
	s.turn(asOf)
	s.raiseWhatMayChange(before, after, touched)
	was := map[string][]rank.Hit{}
	remember := func(vacancy string) {
		if _, ok := was[vacancy]; !ok {
			was[vacancy] = s.lists[vacancy]
		}
	}
	again := map[string]bool{} // lists to be made from scratch
	for _, id := range touched.Openings {
		remember(id)
		again[id] = true
	}
	for _, id := range touched.People {
		s.revise(after, id, remember, again)
	}
	s.remake(after, slices.Sorted(maps.Keys(again)))
	return s.notices(was, after, before)
}

// raiseWhatMayChange makes, of the lists that are still to be made, those of vacancies that a batch changes, and those
// in which somebody whom it changes scores otherwise: in the others nothing moves.
func (s *Standing) raiseWhatMayChange(before, after *view.Snapshot, touched view.Touched) {
	for _, id := range touched.Openings {
		if s.todo[id] {
			s.raise(before, id)
		}
	}
	for _, id := range touched.People {
		if len(s.todo) == 0 {
			return
		}
		was, is := s.scores(before, id, s.base), s.scores(after, id, s.day)
		for vacancy, score := range was {
			if now, ok := is[vacancy]; !ok || now != score {
				s.raise(before, vacancy)
			}
			delete(is, vacancy)
		}
		for vacancy := range is {
			s.raise(before, vacancy)
		}
	}
}

// scores is what a person scores for the vacancies whose list is still to be made, where it reaches the floor.
func (s *Standing) scores(state *view.Snapshot, person string, asOf matcher.Date) map[string]int64 {
	row := state.People.Find(person)
	if row == nil {
		return nil
	}
	q := s.question(asOf)
	q.Openings = true
	out := map[string]int64{}
	for _, h := range rank.ForCandidate(s.judge, state.Openings, &row.Profile, q, rank.Ask{
		K: state.Openings.Len(), Floor: s.judge.Model.Floor,
		Keep: func(o *fit.Opening, _ *fit.Profile, _ *fit.Terms) bool { return s.todo[o.ID] },
	}) {
		out[h.ID] = h.Score
	}
	return out
}

// revise moves one person through the lists: out of those held, into those whose threshold the person reaches now. A
// full list that loses somebody to below its end may have room for another and is made again.
func (s *Standing) revise(after *view.Snapshot, id string, remember func(string), again map[string]bool) {
	now := map[string]rank.Hit{}
	if row := after.People.Find(id); row != nil {
		now = s.reached(after, &row.Profile)
	}
	for _, vacancy := range slices.Sorted(maps.Keys(s.members[id])) {
		remember(vacancy)
		hit, still := now[vacancy]
		delete(now, vacancy)
		list := s.lists[vacancy]
		full := len(list) >= StandingSize
		rest := slices.DeleteFunc(slices.Clone(list), func(h rank.Hit) bool { return h.ID == id })
		switch {
		case still && (!full || order(hit, list[len(list)-1]) <= 0): // those left out come after the last of the list
			s.keep(vacancy, insert(rest, hit))
		case full:
			again[vacancy] = true
		default:
			s.keep(vacancy, rest)
		}
	}
	for _, vacancy := range slices.Sorted(maps.Keys(now)) {
		remember(vacancy)
		s.keep(vacancy, insert(slices.Clone(s.lists[vacancy]), now[vacancy]))
	}
}

// reached is, by vacancy, the person's place in every list whose end the person reaches.
func (s *Standing) reached(after *view.Snapshot, p *fit.Profile) map[string]rank.Hit {
	q := s.question(s.day)
	q.Openings = true
	hits := rank.ForCandidate(s.judge, after.Openings, p, q, rank.Ask{
		K: after.Openings.Len(), Floor: s.judge.Model.Floor,
		Keep: func(o *fit.Opening, p *fit.Profile, t *fit.Terms) bool {
			list := s.lists[o.ID]
			if list == nil {
				return false
			}
			return len(list) < StandingSize || s.members[p.ID][o.ID] || q.Weights.Score(t) >= list[len(list)-1].Score
		},
	})
	out := make(map[string]rank.Hit, len(hits))
	for _, h := range hits {
		out[h.ID] = rank.Hit{Score: h.Score, ID: p.ID}
	}
	return out
}

// insert puts a hit in its place and cuts the list to size.
func insert(list []rank.Hit, h rank.Hit) []rank.Hit {
	at, _ := slices.BinarySearchFunc(list, h, order)
	list = slices.Insert(list, at, h)
	return list[:min(len(list), StandingSize)]
}

func order(a, b rank.Hit) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID))
}

// notices compares lists with what they were. A list that did not exist before came into being with its vacancy:
// everybody in it was found. The region is that of the first of the states that has the vacancy.
func (s *Standing) notices(was map[string][]rank.Hit, states ...*view.Snapshot) []Notice {
	var out []Notice
	for _, vacancy := range slices.Sorted(maps.Keys(was)) {
		region := regionOf(s.judge, vacancy, states...)
		old := map[string]int64{}
		for _, h := range was[vacancy] {
			old[h.ID] = h.Score
		}
		for i, h := range s.lists[vacancy] {
			if _, ok := old[h.ID]; !ok {
				out = append(out, Notice{Found: true, Vacancy: vacancy, Candidate: h.ID, Region: region, Score: h.Score, Rank: i + 1})
			}
			delete(old, h.ID)
		}
		for _, id := range slices.Sorted(maps.Keys(old)) {
			out = append(out, Notice{Vacancy: vacancy, Candidate: id, Region: region, Score: old[id]})
		}
	}
	return out
}

// regionOf is the region of a vacancy in the first of the states that has it; empty where it is unknown.
func regionOf(j *fit.Judge, vacancy string, states ...*view.Snapshot) string {
	for _, state := range states {
		if row := state.Openings.Find(vacancy); row != nil {
			return j.RegionCode(row.Region)
		}
	}
	return ""
}
