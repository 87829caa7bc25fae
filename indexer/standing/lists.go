package standing

import (
	"runtime"
	"slices"
	"sync/atomic"

	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/rank"
)

// Lists is every standing list. Every process keeps all of them, whoever announces what changes: whoever takes another's
// place then has what that one may have left unsaid. It is for one goroutine; only Owed is for anybody.
type Lists struct {
	judge     *fit.Judge
	room      int        // how many people a list knows at most, at least Size
	lists     []list     // by number of the vacancy
	members   [][]uint32 // by number of the candidate: the vacancies whose lists know the candidate, in no order
	vacancies []string   // ids by number
	people    []string
	bars      *rank.Bars
	begun     *view.Snapshot // the state that Begin was given; nil once no list of it is owed
	owed      atomic.Int64   // lists still to be made, as of that
	next      uint32         // the number from which on Step looks for those
	due       []uint32       // vacancies whose list is of an earlier day
	putOff    putOff
	base      matcher.Date // day of the state that Begin was given
	day       matcher.Date // that the lists, but for those due and those owed, are of
}

// New has no lists and nothing to say until Begin.
func New(j *fit.Judge) *Lists {
	return &Lists{judge: j, room: defaultRoom, bars: rank.NewBars(), putOff: newPutOff()}
}

// Begin takes the lists of a state, as they were on a day, for what is known, and makes none of them: a national view
// would be ready minutes later.
func (s *Lists) Begin(now *view.Snapshot, day matcher.Date) {
	s.begun, s.base, s.day = now, day, day
	for row := range now.Openings.All {
		s.turnInto(s.enter(&row.Opening), row.Number, owed)
	}
	s.bars.Follow(now.Openings)
}

// Owed is how many lists are still to be made.
func (s *Lists) Owed() int64 { return s.owed.Load() }

// List is the list of a vacancy, best first; nil where it has none, or it is still owed.
func (s *Lists) List(o *fit.Opening) []rank.Hit {
	if int(o.Number) >= len(s.lists) || s.lists[o.Number].state != ready {
		return nil
	}
	hits := []rank.Hit{}
	for _, p := range s.lists[o.Number].shown() {
		hits = append(hits, p.hit(s.people))
	}
	return hits
}

// enter makes room for a vacancy's list.
func (s *Lists) enter(o *fit.Opening) *list {
	if short := int(o.Number) + 1 - len(s.lists); short > 0 {
		s.lists = append(s.lists, make([]list, short)...)
		s.vacancies = append(s.vacancies, make([]string, short)...)
	}
	s.vacancies[o.Number] = o.ID
	return &s.lists[o.Number]
}

// turnInto is the one place where a list's state, and with it its bar, changes.
func (s *Lists) turnInto(l *list, vacancy uint32, to state) {
	if l.state == owed {
		s.owed.Add(-1)
	}
	bar := int64(rank.Never)
	switch l.state = to; to {
	case owed:
		s.owed.Add(1)
	case ready:
		bar = l.bar(s.judge.Model.Floor)
	}
	s.bars.Set(vacancy, bar)
}

// clear forgets a list and everybody in it.
func (s *Lists) clear(vacancy uint32) {
	l := &s.lists[vacancy]
	for _, p := range l.people {
		s.leave(p.person, vacancy)
	}
	l.people, l.end = l.people[:0], rank.Hit{}
	s.turnInto(l, vacancy, none)
}

// leave notes that a list does not know somebody any more.
func (s *Lists) leave(person, vacancy uint32) {
	of := s.members[person]
	if at := slices.Index(of, vacancy); at >= 0 {
		of[at] = of[len(of)-1]
		s.members[person] = of[:len(of)-1]
	}
}

// join notes that a list knows somebody.
func (s *Lists) join(person, vacancy uint32, id string) {
	if short := int(person) + 1 - len(s.members); short > 0 {
		s.members = append(s.members, make([][]uint32, short)...)
		s.people = append(s.people, make([]string, short)...)
	}
	s.people[person] = id
	s.members[person] = append(s.members[person], vacancy)
}

func (s *Lists) question(asOf matcher.Date, openings bool) *fit.Question {
	q := s.judge.Model.Plain(asOf, matcher.Viewer{Anyone: true})
	q.Openings = openings
	return &q
}

// raise makes a list that is owed.
func (s *Lists) raise(o *fit.Opening) {
	s.make(s.begun, o, s.base)
	if s.base != s.day && s.lists[o.Number].state == ready {
		s.due = append(s.due, o.Number)
	}
}

// make makes a list from scratch, and drops that of a vacancy which is not open.
func (s *Lists) make(state *view.Snapshot, o *fit.Opening, asOf matcher.Date) {
	l := s.enter(o)
	if s.clear(o.Number); !o.Open {
		return
	}
	numbers := map[string]uint32{}
	hits := rank.ForVacancy(s.judge, state.People, o, s.question(asOf, false), rank.Ask{
		K: s.room + 1, Floor: s.judge.Model.Floor, Pause: runtime.Gosched, Keep: func(_ *fit.Opening, p *fit.Profile, _ *fit.Terms) bool {
			numbers[p.ID] = p.Number
			return !s.putOff.fresh[p.ID]
		},
	})
	if len(hits) > s.room {
		hits, l.end = hits[:s.room], hits[s.room]
	}
	if l.people == nil {
		l.people = make([]entry, 0, s.room+1)
	}
	for _, h := range hits {
		l.people = append(l.people, entry{int32(h.Score), numbers[h.ID]})
		s.join(numbers[h.ID], o.Number, h.ID)
	}
	s.turnInto(l, o.Number, ready)
}
