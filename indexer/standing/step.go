package standing

import (
	"matchd/indexer/view"
	"matchd/matcher"
)

// stepSize is how many lists, or rows put off, Step sees to before the fold looks for records again.
const stepSize = 20

// Step makes some of the lists that are owed; where none is, it sees to some of the rows that were put off, or else makes
// some lists of an earlier day anew: a closing date or a consent passes without any record. It gives what changed, by
// vacancy, then candidate, and the rows seen to, and reports whether there may be more.
func (s *Lists) Step(now *view.Snapshot, asOf matcher.Date) (notices []Notice, done view.Touched, more bool) {
	s.turn(asOf)
	s.bars.Follow(now.Openings)
	if s.Owed() == 0 {
		s.begun = nil
	}
	c := s.newChanges()
	switch {
	case s.Owed() > 0:
		s.stepOwed()
	case s.putOff.len() > 0:
		done = s.stepPutOff(now, c)
	default:
		s.stepDue(now, c)
	}
	s.remake(now, c)
	return c.notices(now), done, len(s.due)+int(s.Owed())+s.putOff.len() > 0
}

// stepOwed makes lists that are owed, silently, as they were in the state that Begin was given.
func (s *Lists) stepOwed() {
	for left := stepSize; left > 0 && s.Owed() > 0; s.next++ {
		if s.lists[s.next].state == owed {
			left--
			s.raise(s.opening(s.begun, s.next))
		}
	}
}

func (s *Lists) stepPutOff(now *view.Snapshot, c *changes) (done view.Touched) {
	left := stepSize
	for id, number := range s.putOff.people {
		if left--; left < 0 {
			return done
		}
		delete(s.putOff.people, id)
		delete(s.putOff.fresh, id)
		s.move(now, mover{id, number}, c)
		done.People = append(done.People, id)
	}
	for id, gone := range s.putOff.openings {
		if left--; left < 0 {
			return done
		}
		delete(s.putOff.openings, id)
		if row := now.Openings.Find(id); row != nil {
			gone = &row.Opening
		}
		c.anew(gone)
		done.Openings = append(done.Openings, id)
	}
	return done
}

func (s *Lists) stepDue(now *view.Snapshot, c *changes) {
	step := min(stepSize, len(s.due))
	for _, vacancy := range s.due[:step] {
		if s.lists[vacancy].state == ready {
			c.anew(s.opening(now, vacancy))
		}
	}
	s.due = s.due[step:]
}
