package view

import "matchd/matcher"

// Declined reports whether the newest decision on a pair is that a side said no. It is for plans, which ask it of every pair;
// no list leaves a pair out for it.
func (f *Firms) Declined(supply, vacancy string) bool {
	if len(f.decided.of(supply)) == 0 { // of most people and groups nothing was decided, and plans ask for every pair
		return false
	}
	d, ok := f.deals.get(matcher.MatchID(supply, vacancy))
	return ok && isDeclined(&d)
}

func isDeclined(d *matcher.Decision) bool { return d != nil && d.Status == matcher.DecisionDeclined }

// Settled calls yield with every decision that takes places, in an order that depends on nothing but their ids, until it
// returns false. It passes all decisions.
func (f *Firms) Settled(yield func(*matcher.Decision) bool) {
	f.deals.keys(func(match string) bool {
		d, _ := f.deals.get(match)
		return !d.Agreed() || yield(&d)
	})
}

// Capacity is how many places a person, surplus or vacancy has in all, whatever decisions took; false where it is not
// known. People of a surplus who were hired by their own profile have left fewer of it.
func (s *Snapshot) Capacity(id string, side matcher.Side) (places int, known bool) {
	if side == matcher.DemandSide {
		if row := s.Openings.Find(id); row != nil {
			return row.Offered, true
		}
		return 0, false
	}
	if row := s.People.Find(id); row != nil {
		return row.Announced, true
	}
	row := s.Groups.Find(id)
	if row == nil {
		return 0, false
	}
	places = row.Announced
	for _, member := range s.Firms.Members(id) {
		if len(s.Firms.Agreed(member)) > 0 {
			places--
		}
	}
	return max(0, places), true
}

// Conflicting reports whether a decision takes more than those before it (matcher.Decision.Before) left of one of its
// sides. The log may hold such decisions, because others than the door of this service write to it; none of them makes
// anybody available again: what is counted never falls below nothing, and people have to say which one stands.
func (s *Snapshot) Conflicting(d *matcher.Decision) bool {
	supply, vacancy, _ := matcher.SplitMatchID(d.ID)
	return d.Agreed() && (s.over(d, supply, matcher.SupplySide) || s.over(d, vacancy, matcher.DemandSide))
}

func (s *Snapshot) over(d *matcher.Decision, id string, side matcher.Side) bool {
	left, known := s.Capacity(id, side)
	for _, other := range s.Firms.Agreed(id) {
		if other.ID == d.ID || !other.Before(d) {
			continue
		}
		left -= other.Taken()
	}
	return known && left < d.Taken()
}
