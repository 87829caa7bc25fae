package standing

import (
	"maps"
	"runtime"
	"slices"

	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/rank"
)

// Update brings the lists up to date with a batch and gives what changed, by vacancy, then candidate, and the rows that
// are put off. A vacancy that is new with the batch announces everybody in its list.
func (s *Lists) Update(before, after *view.Snapshot, touched view.Touched, asOf matcher.Date) (notices []Notice, later view.Touched) {
	s.turn(asOf)
	s.bars.Follow(after.Openings)
	c := s.newChanges()
	people, later := s.divide(before, after, touched, c)
	for _, p := range people {
		s.move(after, p, c)
	}
	s.remake(after, c)
	return c.notices(after, before), later
}

// openingIn is a vacancy as it is in the first of the states, closed where that does not have it.
func openingIn(id string, states ...*view.Snapshot) *fit.Opening {
	for i, state := range states {
		switch row := state.Openings.Find(id); {
		case row == nil:
		case i == 0:
			return &row.Opening
		default:
			return closed(&row.Opening)
		}
	}
	return &fit.Opening{ID: id}
}

// closed is what is left of a vacancy that was erased.
func closed(o *fit.Opening) *fit.Opening {
	return &fit.Opening{ID: o.ID, Number: o.Number, Asks: fit.Asks{Region: o.Region}}
}

// numberIn is the number of a person in the first of the states that knows one; 0 = none does.
func numberIn(id string, states ...*view.Snapshot) uint32 {
	for _, state := range states {
		if row := state.People.Find(id); row != nil {
			return row.Number
		}
	}
	return 0
}

// remake makes lists from scratch.
func (s *Lists) remake(now *view.Snapshot, c *changes) {
	for _, vacancy := range slices.Sorted(maps.Keys(c.again)) {
		s.make(now, c.again[vacancy], s.day)
	}
}

// turn notes a new day: every list is then due.
func (s *Lists) turn(asOf matcher.Date) {
	if s.day == asOf {
		return
	}
	s.day, s.due = asOf, s.due[:0]
	for n := range s.lists {
		if s.lists[n].state == ready {
			s.due = append(s.due, uint32(n))
		}
	}
}

// move brings one person through the lists: out of those that knew the person, into those that cover the score now. One
// in which too few are left is to be made from scratch. Those that are in any case stay as they are until then.
func (s *Lists) move(now *view.Snapshot, p mover, c *changes) {
	var knew []uint32
	if int(p.number) < len(s.members) {
		knew = slices.DeleteFunc(slices.Clone(s.members[p.number]), c.toCome)
	}
	for _, vacancy := range knew {
		c.remember(vacancy)
		s.lists[vacancy].drop(p.number)
		s.leave(p.number, vacancy)
	}
	if row := now.People.Find(p.id); row != nil {
		for _, r := range rank.Reached(s.judge, now.Openings, s.bars, &row.Profile, s.question(s.day, true), runtime.Gosched) {
			if !c.toCome(r.Number) {
				s.admit(r.Number, p, r.Score, c)
			}
		}
	}
	for _, vacancy := range knew {
		if s.lists[vacancy].short() {
			c.anew(s.opening(now, vacancy))
		}
	}
}

// opening is the vacancy of a list.
func (s *Lists) opening(now *view.Snapshot, vacancy uint32) *fit.Opening {
	if row := now.Openings.Find(s.vacancies[vacancy]); row != nil {
		return &row.Opening
	}
	return &fit.Opening{ID: s.vacancies[vacancy], Number: vacancy}
}

// admit lets a person into a list that covers the score.
func (s *Lists) admit(vacancy uint32, p mover, score int64, c *changes) {
	l := &s.lists[vacancy]
	if !l.covers(rank.Hit{Score: score, ID: p.id}) {
		return
	}
	c.remember(vacancy)
	s.join(p.number, vacancy, p.id)
	if out := l.put(entry{int32(score), p.number}, s.room, s.people); out.person != 0 {
		s.leave(out.person, vacancy)
		s.bars.Set(vacancy, l.bar(s.judge.Model.Floor))
	}
}
