package standing

import (
	"matchd/indexer/view"
	"matchd/matcher"
)

// stepSize is how many lists, or rows put off, Step sees to before the fold looks for records again.
const stepSize = 20

// Step sees to some of the rows that were put off, or else makes some of the lists that are owed, and some of an earlier
// day anew: a closing date or a consent passes without any record. It gives what changed, by vacancy, then candidate, and
// the rows seen to, and reports whether there may be more.
func (s *Lists) Step(now *view.Snapshot, asOf matcher.Date) (notices []Notice, done view.Touched, more bool) {
	s.turn(asOf)
	s.bars.Follow(now.Openings)
	c := s.newChanges()
	left := stepSize
	for id := range s.putOff.openings {
		if left == 0 {
			break
		}
		left--
		delete(s.putOff.openings, id)
		if row := now.Openings.Find(id); row != nil {
			c.anew(&row.Opening)
		}
		done.Openings = append(done.Openings, id)
	}
	for id := range s.putOff.people {
		if left == 0 {
			break
		}
		left--
		m := s.moveOf(now, now, id)
		m.was = nil               // as far as lists know
		s.raiseWhatMoves(now, &m) // as they were without the person
		delete(s.putOff.people, id)
		s.revise(now, &m, c)
		done.People = append(done.People, id)
	}
	if left == stepSize {
		s.stepLists(now, c)
	}
	s.remake(now, c)
	return c.notices(now), done, len(s.due)+int(s.owed.Load())+s.putOff.len() > 0
}

// stepLists makes lists that are owed, and notes some of an earlier day.
func (s *Lists) stepLists(now *view.Snapshot, c *changes) {
	left := stepSize
	for ; left > 0 && s.owed.Load() > 0; s.next++ {
		if int(s.next) >= len(s.lists) {
			s.next = 0
		}
		if !s.isOwed(s.next) {
			continue
		}
		left--
		s.raise(now, &now.Openings.Find(s.vacancies[s.next]).Opening)
	}
	step := min(left, len(s.due))
	for _, vacancy := range s.due[:step] {
		if s.lists[vacancy].state == ready {
			c.anew(&now.Openings.Find(s.vacancies[vacancy]).Opening)
		}
	}
	s.due = s.due[step:]
}
