package indexer

import (
	"cmp"
	"maps"
	"slices"
	"sync"

	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/rank"
	"matchd/schemas"
)

// StandingSize is how many candidates a standing list holds.
const StandingSize = 20

// Standing keeps the best candidates above the model's floor of every open vacancy whose partition this process
// owns, and says what a batch changed in them. Only people who let their profile be shared with somebody beyond the
// responsible party are in it, because events are read by many.
//
// Lists of vacancies come into being silently (Grow); from then on every change is a notice. All but Own and Woken is
// for the goroutine of the fold.
type Standing struct {
	judge   *fit.Judge
	lists   map[string][]rank.Hit      // by vacancy
	members map[string]map[string]bool // vacancies by candidate
	todo    map[string]bool            // vacancies whose list is still to be made, silently
	due     []string                   // vacancies whose list is of an earlier day
	day     matcher.Date               // that the lists, but for those due, were last made for
	asOf    matcher.Date

	mu    sync.Mutex
	owned map[int]bool
	dirty bool // the share of partitions changed
	woken chan struct{}
}

// NewStanding owns no partition yet.
func NewStanding(j *fit.Judge) *Standing {
	return &Standing{judge: j, lists: map[string][]rank.Hit{}, members: map[string]map[string]bool{}, woken: make(chan struct{}, 1)}
}

// Own says which partitions of the vacancies' topic are this process's to announce.
func (s *Standing) Own(partitions []int) {
	s.mu.Lock()
	s.owned, s.dirty = map[int]bool{}, true
	for _, p := range partitions {
		s.owned[p] = true
	}
	s.mu.Unlock()
	select {
	case s.woken <- struct{}{}:
	default:
	}
}

// Woken gives a signal when there are lists to grow.
func (s *Standing) Woken() <-chan struct{} { return s.woken }

// Owns reports whether a vacancy's changes are this process's to announce.
func (s *Standing) Owns(vacancy string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.owns(vacancy)
}

func (s *Standing) owns(vacancy string) bool {
	return s.owned[schemas.PartitionOf([]byte(vacancy), schemas.Partitions)]
}

// growStep is how many lists are made before the fold looks for records again.
const growStep = 50

// Grow makes some of the lists that are still to be made and reports whether there may be more.
func (s *Standing) Grow(now *view.Snapshot, asOf matcher.Date) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settle(now)
	s.asOf = asOf
	left := growStep
	for id := range s.todo {
		if left == 0 {
			break
		}
		left--
		delete(s.todo, id)
		if row := now.Openings.Find(id); row != nil && row.Open {
			s.keep(id, s.best(now, &row.Opening))
		}
	}
	return len(s.todo) > 0
}

// Refresh makes some of the lists anew that were made for another day, and gives what changed in them, by vacancy,
// then candidate: a closing date or a consent passes without any record. It reports whether there may be more.
func (s *Standing) Refresh(now *view.Snapshot, asOf matcher.Date) (notices []Notice, more bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.day != asOf {
		s.day, s.due = asOf, slices.Sorted(maps.Keys(s.lists))
	}
	s.asOf = asOf
	was := map[string][]rank.Hit{}
	step := min(growStep, len(s.due))
	for _, id := range s.due[:step] {
		if list := s.lists[id]; list != nil {
			was[id] = list
			s.remake(now, id)
		}
	}
	s.due = s.due[step:]
	return s.notices(was, now), len(s.due) > 0
}

// remake makes a list from scratch, or drops it where its vacancy is not open any more.
func (s *Standing) remake(now *view.Snapshot, vacancy string) {
	if row := now.Openings.Find(vacancy); row != nil && row.Open {
		s.keep(vacancy, s.best(now, &row.Opening))
		return
	}
	s.keep(vacancy, nil)
	delete(s.lists, vacancy)
}

// settle follows a change of our share of partitions, on the rows as they were before anything new.
func (s *Standing) settle(rows *view.Snapshot) {
	if s.dirty {
		s.dirty = false
		s.survey(rows)
	}
}

// survey drops lists that are no longer ours and notes those still to be made.
func (s *Standing) survey(now *view.Snapshot) {
	for id := range s.lists {
		if !s.owns(id) {
			s.keep(id, nil)
			delete(s.lists, id)
		}
	}
	s.todo = map[string]bool{}
	for row := range now.Openings.All {
		if s.owns(row.ID) && s.lists[row.ID] == nil {
			s.todo[row.ID] = true
		}
	}
}

func (s *Standing) question() *fit.Question {
	q := s.judge.Model.Plain(s.asOf, matcher.Viewer{Anyone: true})
	return &q
}

// best is a vacancy's list from scratch; not nil.
func (s *Standing) best(now *view.Snapshot, o *fit.Opening) []rank.Hit {
	hits := rank.ForVacancy(s.judge, now.People, o, s.question(), rank.Ask{K: StandingSize, Floor: s.judge.Model.Floor})
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

// Update brings the lists up to date with a batch and gives what changed, by vacancy, then candidate. Lists that are
// still to be made stay silent; a vacancy that is new with the batch announces everybody in its list.
func (s *Standing) Update(before, after *view.Snapshot, touched view.Touched, asOf matcher.Date) []Notice {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settle(before)
	s.asOf = asOf
	was := map[string][]rank.Hit{}
	remember := func(vacancy string) {
		if _, ok := was[vacancy]; !ok {
			was[vacancy] = s.lists[vacancy]
		}
	}
	again := map[string]bool{} // lists to be made from scratch
	for _, id := range touched.Openings {
		if s.owns(id) && !s.todo[id] {
			remember(id)
			again[id] = true
		}
	}
	for _, id := range touched.People {
		s.revise(after, id, remember, again)
	}
	for _, id := range slices.Sorted(maps.Keys(again)) {
		s.remake(after, id)
	}
	return s.notices(was, after, before)
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
	q := s.question()
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
