package standing

import "matchd/indexer/view"

// atOnce is how many new rows of a batch are looked at with it.
const atOnce = 3

// putOff is rows that are new and not looked at yet: what they were before is known for ever, namely nothing, so that no
// change is lost by looking later, and a bulk load is searchable long before all of its lists are made. Until then all
// lists are of everybody but the people put off.
type putOff struct {
	openings map[string]bool // without a list; once it is made, everybody in it will be found
	people   map[string]bool // in no list, wherever they belong
}

func (p *putOff) len() int { return len(p.openings) + len(p.people) }

// PutOff notes a new vacancy, or a new person, of a state to be looked at by Step.
func (s *Lists) PutOff(now *view.Snapshot, k view.Kind, id string) {
	switch k {
	case view.Vacancies:
		s.putOff.openings[id] = true
		if row := now.Openings.Find(id); row != nil {
			s.turnInto(s.enter(&row.Opening), row.Number, none)
		}
	case view.Candidates:
		s.putOff.people[id] = true
	}
}

// divide divides the rows of a batch into those to look at and those that are put off with it.
func (s *Lists) divide(before, after *view.Snapshot, touched view.Touched) (now, later view.Touched) {
	left := atOnce
	some := func(ids []string, kind view.Kind, off map[string]bool, known func(id string) bool) (now, later []string) {
		for _, id := range ids {
			switch {
			case off[id]: // still is, and will be looked at as it is then
			case known(id):
				now = append(now, id)
			case left > 0:
				left--
				now = append(now, id)
			default:
				s.PutOff(after, kind, id)
				later = append(later, id)
			}
		}
		return now, later
	}
	now.Openings, later.Openings = some(touched.Openings, view.Vacancies, s.putOff.openings, func(id string) bool { return before.Openings.Find(id) != nil })
	now.People, later.People = some(touched.People, view.Candidates, s.putOff.people, func(id string) bool { return before.People.Find(id) != nil })
	return now, later
}
