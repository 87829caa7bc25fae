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
// rankings as there are, once.
//
// Of rows that are new, the first few of a batch are looked at with it and the others put off: what they were before is
// known for ever, namely nothing, so that no change is lost by looking later, and a bulk load is searchable long before
// all of its lists are made. Until then all lists are of everybody but the people put off.
//
// It is for the goroutine of the fold.
type Standing struct {
	judge   *fit.Judge
	lists   map[string][]rank.Hit      // by vacancy
	members map[string]map[string]bool // vacancies by candidate
	todo    map[string]bool            // vacancies whose list is still to be made, as of base
	unmade  atomic.Int64               // how many those are; for anybody to read
	fresh   map[string]bool            // new vacancies without a list yet, in which everybody will be found
	late    map[string]bool            // new people who are in no list yet, wherever they belong
	due     []string                   // vacancies whose list is of an earlier day
	base    matcher.Date               // day of the state that Begin was given
	day     matcher.Date               // that the lists, but for those due and those to be made, are of
}

// NewStanding has no lists and nothing to say until Begin.
func NewStanding(j *fit.Judge) *Standing {
	return &Standing{
		judge: j, lists: map[string][]rank.Hit{}, members: map[string]map[string]bool{},
		todo: map[string]bool{}, fresh: map[string]bool{}, late: map[string]bool{},
	}
}

// Begin takes the lists of a state, as they were on a day, for what is known.
func (s *Standing) Begin(now *view.Snapshot, day matcher.Date) {
	s.base, s.day = day, day
	for row := range now.Openings.All {
		s.todo[row.ID] = true
	}
	s.unmade.Store(int64(len(s.todo)))
}

const (
	// atOnce is how many new rows of a batch are looked at with it.
	atOnce = 3
	// stepSize is how many lists, or rows put off, are seen to before the fold looks for records again.
	stepSize = 20
)

// PutOff notes a new vacancy, or a new person, to be looked at by Step.
func (s *Standing) PutOff(k view.Kind, id string) {
	switch k {
	case view.Vacancies:
		s.fresh[id] = true
		delete(s.todo, id)
		s.unmade.Store(int64(len(s.todo)))
	case view.Candidates:
		s.late[id] = true
	}
}

// putOff divides the rows of a batch into those to look at and those that are put off with it.
func (s *Standing) putOff(before *view.Snapshot, touched view.Touched) (now, later view.Touched) {
	left := atOnce
	divide := func(ids []string, kind view.Kind, off map[string]bool, known func(id string) bool) (now, later []string) {
		for _, id := range ids {
			switch {
			case off[id]: // still is, and will be looked at as it is then
			case known(id):
				now = append(now, id)
			case left > 0:
				left--
				now = append(now, id)
			default:
				s.PutOff(kind, id)
				later = append(later, id)
			}
		}
		return now, later
	}
	now.Openings, later.Openings = divide(touched.Openings, view.Vacancies, s.fresh, func(id string) bool { return before.Openings.Find(id) != nil })
	now.People, later.People = divide(touched.People, view.Candidates, s.late, func(id string) bool { return before.People.Find(id) != nil })
	return now, later
}

// Step sees to some of the rows that were put off, or else makes some of the lists that are still to be made, and some
// of an earlier day anew: a closing date or a consent passes without any record. It gives what changed, by vacancy, then
// candidate, and the rows seen to, and reports whether there may be more.
func (s *Standing) Step(now *view.Snapshot, asOf matcher.Date) (notices []Notice, done view.Touched, more bool) {
	s.turn(asOf)
	c := s.newChange()
	left := stepSize
	for id := range s.fresh {
		if left == 0 {
			break
		}
		left--
		delete(s.fresh, id)
		c.anew(id)
		done.Openings = append(done.Openings, id)
	}
	for id := range s.late {
		if left == 0 {
			break
		}
		left--
		for vacancy := range s.scores(now, id, asOf) { // as they were without the person
			s.raise(now, vacancy)
		}
		delete(s.late, id)
		s.revise(now, id, c)
		done.People = append(done.People, id)
	}
	if left == stepSize {
		s.stepLists(now, c)
	}
	s.remake(now, slices.Sorted(maps.Keys(c.again)))
	return s.notices(c.was, now), done, len(s.due)+len(s.todo)+len(s.fresh)+len(s.late) > 0
}

// stepLists makes lists that are still to be made, and notes some of an earlier day.
func (s *Standing) stepLists(now *view.Snapshot, c *listChange) {
	left := stepSize
	for id := range s.todo {
		if left == 0 {
			break
		}
		left--
		s.raise(now, id)
	}
	step := min(left, len(s.due))
	for _, id := range s.due[:step] {
		if s.lists[id] != nil {
			c.anew(id)
		}
	}
	s.due = s.due[step:]
}

// listChange is what lists were before they are changed, and those to be made from scratch.
type listChange struct {
	lists map[string][]rank.Hit
	was   map[string][]rank.Hit
	again map[string]bool
}

func (s *Standing) newChange() *listChange {
	return &listChange{s.lists, map[string][]rank.Hit{}, map[string]bool{}}
}

func (c *listChange) remember(vacancy string) {
	if _, ok := c.was[vacancy]; !ok {
		c.was[vacancy] = c.lists[vacancy]
	}
}

func (c *listChange) anew(vacancy string) {
	c.remember(vacancy)
	c.again[vacancy] = true
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
	ask := rank.Ask{K: StandingSize, Floor: s.judge.Model.Floor}
	if len(s.late) > 0 {
		ask.Keep = func(_ *fit.Opening, p *fit.Profile, _ *fit.Terms) bool { return !s.late[p.ID] }
	}
	hits := rank.ForVacancy(s.judge, now.People, o, s.question(asOf), ask)
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

// Update brings the lists up to date with a batch and gives what changed, by vacancy, then candidate, and the new rows
// that are put off. A vacancy that is new with the batch announces everybody in its list.
func (s *Standing) Update(before, after *view.Snapshot, touched view.Touched, asOf matcher.Date) (notices []Notice, later view.Touched) {
	s.turn(asOf)
	touched, later = s.putOff(before, touched)
	s.raiseWhatMayChange(before, after, touched)
	c := s.newChange()
	for _, id := range touched.Openings {
		c.anew(id)
	}
	for _, id := range touched.People {
		s.revise(after, id, c)
	}
	s.remake(after, slices.Sorted(maps.Keys(c.again)))
	return s.notices(c.was, after, before), later
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
func (s *Standing) revise(after *view.Snapshot, id string, c *listChange) {
	now := map[string]rank.Hit{}
	if row := after.People.Find(id); row != nil {
		now = s.reached(after, &row.Profile)
	}
	for _, vacancy := range slices.Sorted(maps.Keys(s.members[id])) {
		c.remember(vacancy)
		hit, still := now[vacancy]
		delete(now, vacancy)
		list := s.lists[vacancy]
		full := len(list) >= StandingSize
		rest := slices.DeleteFunc(slices.Clone(list), func(h rank.Hit) bool { return h.ID == id })
		switch {
		case still && (!full || order(hit, list[len(list)-1]) <= 0): // those left out come after the last of the list
			s.keep(vacancy, insert(rest, hit))
		case full:
			c.again[vacancy] = true
		default:
			s.keep(vacancy, rest)
		}
	}
	for _, vacancy := range slices.Sorted(maps.Keys(now)) {
		c.remember(vacancy)
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
