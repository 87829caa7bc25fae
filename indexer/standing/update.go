package standing

import (
	"maps"
	"slices"

	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/rank"
)

// Update brings the lists up to date with a batch and gives what changed, by vacancy, then candidate, and the new rows
// that are put off. A vacancy that is new with the batch announces everybody in its list.
func (s *Lists) Update(before, after *view.Snapshot, touched view.Touched, asOf matcher.Date) (notices []Notice, later view.Touched) {
	s.turn(asOf)
	s.bars.Follow(after.Openings)
	touched, later = s.divide(before, after, touched)
	c := s.newChanges()
	for _, id := range touched.Openings {
		s.opening(before, after, id, c)
	}
	moves := make([]move, 0, len(touched.People))
	for _, id := range touched.People {
		m := s.moveOf(before, after, id)
		s.raiseWhatMoves(before, &m)
		moves = append(moves, m)
	}
	for i := range moves {
		s.revise(after, &moves[i], c)
	}
	s.remake(after, c)
	return c.notices(after, before), later
}

// opening notes that the list of a vacancy of a batch is to be made from scratch, or goes, if the batch erased it.
func (s *Lists) opening(before, after *view.Snapshot, id string, c *changes) {
	was, is := before.Openings.Find(id), after.Openings.Find(id)
	if was != nil && s.isOwed(was.Number) {
		s.raise(before, &was.Opening)
	}
	switch {
	case is != nil:
		c.anew(&is.Opening)
	case was != nil:
		gone := was.Opening
		gone.Open = false
		c.anew(&gone)
	}
}

func (s *Lists) isOwed(vacancy uint32) bool {
	return int(vacancy) < len(s.lists) && s.lists[vacancy].state == owed
}

// raise makes a list that is owed, silently: as it was in a state that it has been the same in since Begin. Of those below
// its bar it need know nobody, since twenty reach that.
func (s *Lists) raise(state *view.Snapshot, o *fit.Opening) {
	s.make(state, o, s.base, s.bars.Of(o.Number))
	if s.base != s.day && s.lists[o.Number].state == ready {
		s.due = append(s.due, o.Number)
	}
}

// remake makes lists from scratch.
func (s *Lists) remake(now *view.Snapshot, c *changes) {
	for _, vacancy := range slices.Sorted(maps.Keys(c.again)) {
		s.make(now, c.again[vacancy], s.day, 0)
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

// move is one person who changed.
type move struct {
	id      string
	number  uint32         // 0: in neither state
	among   *rank.Openings // after the change
	was     *fit.Profile   // nil: new, or put off until now
	reached []rank.Reach   // the vacancies whose bar the person reaches now
}

// moveOf is what a person was, where that is known, and is.
func (s *Lists) moveOf(before, after *view.Snapshot, id string) move {
	m := move{id: id, among: after.Openings}
	if row := before.People.Find(id); row != nil {
		m.was, m.number = &row.Profile, row.Number
	}
	if row := after.People.Find(id); row != nil {
		m.number, m.reached = row.Number, rank.Reached(s.judge, m.among, s.bars, &row.Profile, s.question(s.day, true))
	}
	return m
}

// raiseWhatMoves makes, of the lists that are owed, those in which a person's change may show; of the others it raises
// the bar. State is that before the change, in which the vacancies of owed lists are what they are after it.
func (s *Lists) raiseWhatMoves(state *view.Snapshot, m *move) {
	if s.owed.Load() == 0 {
		return
	}
	scores := map[uint32]rank.Reach{} // the higher of the person's two scores
	for _, r := range m.reached {
		if s.isOwed(r.Opening.Number) {
			scores[r.Opening.Number] = r
		}
	}
	if m.was != nil {
		for _, r := range rank.Reached(s.judge, m.among, s.bars, m.was, s.question(s.base, true)) {
			now, ok := scores[r.Opening.Number]
			switch {
			case !s.isOwed(r.Opening.Number):
			case ok && now.Score == r.Score:
				delete(scores, r.Opening.Number)
			case r.Score > now.Score:
				scores[r.Opening.Number] = r
			}
		}
	}
	for _, vacancy := range slices.Sorted(maps.Keys(scores)) {
		if r := scores[vacancy]; !s.outdone(state, r) {
			s.raise(state, r.Opening)
		}
	}
}

// outdone reports whether as many people as a list shows score more, and raises the bar of the list to theirs if so.
func (s *Lists) outdone(state *view.Snapshot, r rank.Reach) bool {
	hits, _ := s.best(state, r.Opening, s.base, rank.Ask{K: Size, Floor: r.Score + 1, Enough: true})
	if len(hits) < Size {
		return false
	}
	s.bars.Set(r.Opening.Number, hits[Size-1].Score)
	return true
}

// revise moves one person through the lists: out of those that knew the person, into those that cover the new score. One
// in which too few are left is to be made from scratch, as are those that are in any case.
func (s *Lists) revise(after *view.Snapshot, m *move, c *changes) {
	var knew []uint32
	if int(m.number) < len(s.members) {
		knew = slices.Clone(s.members[m.number])
	}
	for _, vacancy := range knew {
		if c.again[vacancy] == nil {
			c.remember(vacancy)
			s.lists[vacancy].drop(m.number)
			s.leave(m.number, vacancy)
		}
	}
	for _, r := range m.reached {
		if vacancy := r.Opening.Number; s.lists[vacancy].state == ready && c.again[vacancy] == nil {
			s.admit(vacancy, m, r.Score, c)
		}
	}
	for _, vacancy := range knew {
		if s.lists[vacancy].short() && c.again[vacancy] == nil {
			c.anew(&after.Openings.Find(s.vacancies[vacancy]).Opening)
		}
	}
}

// admit lets a person into a list that covers the score.
func (s *Lists) admit(vacancy uint32, m *move, score int64, c *changes) {
	l := &s.lists[vacancy]
	if !l.covers(rank.Hit{Score: score, ID: m.id}) {
		return
	}
	c.remember(vacancy)
	s.join(m.number, vacancy, m.id)
	if out := l.put(entry{int32(score), m.number}, s.room, s.people); out.person != 0 {
		s.leave(out.person, vacancy)
		s.bars.Set(vacancy, l.bar(s.judge.Model.Floor))
	}
}
