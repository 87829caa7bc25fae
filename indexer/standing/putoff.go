package standing

import (
	"matchd/indexer/view"
	"matchd/matcher/fit"
)

// atOnce is how many new rows of a batch are looked at with it.
const atOnce = 3

// putOff is rows that changed and are not looked at yet, so that a bulk load is searchable long before all of its lists
// are made: those that are new, but for the first of a batch, and while lists are owed everything. Lists have them as
// they were, so that no change is lost by looking later.
type putOff struct {
	openings map[string]*fit.Opening // closed, as far as anything is known of them
	people   map[string]uint32       // with their numbers
	fresh    map[string]bool         // those of the people who are new: lists do without them
}

func newPutOff() putOff {
	return putOff{openings: map[string]*fit.Opening{}, people: map[string]uint32{}, fresh: map[string]bool{}}
}

func (p *putOff) len() int { return len(p.openings) + len(p.people) }

// PutOff notes a row that an earlier process put off and that no list has been changed for: for all that is known, it
// is new. It is without effect for rows that Update put off.
func (s *Lists) PutOff(now *view.Snapshot, k view.Kind, id string) {
	switch k {
	case view.Vacancies:
		if s.putOff.openings[id] != nil {
			return
		}
		o := openingIn(id, now)
		s.putOff.openings[id] = closed(o)
		s.turnInto(s.enter(o), o.Number, none)
	case view.Candidates:
		if _, off := s.putOff.people[id]; !off {
			s.putOff.people[id], s.putOff.fresh[id] = numberIn(id, now), true
		}
	}
}

// mover is somebody to be brought through the lists.
type mover struct {
	id     string
	number uint32
}

// divide takes from the rows of a batch those to look at now, vacancies as lists to be made anew; the others are put off
// with it, or are already.
func (s *Lists) divide(before, after *view.Snapshot, touched view.Touched, c *changes) (now []mover, later view.Touched) {
	left := atOnce
	atOnce := func(known bool) bool {
		if s.Owed() > 0 {
			return false
		}
		if !known {
			left--
		}
		return known || left >= 0
	}
	for _, id := range touched.Openings {
		o := openingIn(id, after, before)
		switch off := s.putOff.openings[id]; {
		case off != nil:
			if o.Number != 0 { // else it was erased before, and is once more
				s.putOff.openings[id] = closed(o)
			}
		case atOnce(before.Openings.Has(id)):
			c.anew(o)
		default:
			s.putOff.openings[id] = closed(o)
			later.Openings = append(later.Openings, id)
		}
	}
	for _, id := range touched.People {
		number, known := numberIn(id, after, before), before.People.Has(id)
		switch _, off := s.putOff.people[id]; {
		case off:
			s.putOff.people[id] = max(number, s.putOff.people[id])
		case atOnce(known):
			now = append(now, mover{id, number})
		default:
			s.putOff.people[id] = number
			later.People = append(later.People, id)
			if !known {
				s.putOff.fresh[id] = true
			}
		}
	}
	return now, later
}
