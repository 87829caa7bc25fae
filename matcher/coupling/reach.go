package coupling

import (
	"cmp"

	"matchd/matcher/fit"
)

// reach is how many metres people go who set no limit: farther where their company has a national agreement, under
// which they are mediated beyond the region.
func (c *Coupler) reach(s *Source) int {
	if s.National {
		return max(c.Reach, c.Judge.Model.Transfer.National)
	}
	return cmp.Or(c.Reach, c.Judge.Model.Transfer.Reach)
}

// reaches holds an eligible pair against the reach that stands in for a limit of one's own; where somebody set one,
// package fit has judged it. Work from home is within everybody's reach, and a place that is unknown is not out of it.
func (c *Coupler) reaches(s *Source, o *fit.Opening) bool {
	if o.Remote >= 1000 || limited(s) {
		return true
	}
	metres, known := fit.Metres(&o.Asks, &s.Needs)
	return !known || metres <= c.reach(s)
}

// limited reports whether the person set a limit.
func limited(s *Source) bool { return s.MaxMetres > 0 || s.MaxMinutes > 0 && s.Transport.Known() }

// fastest is the most metres of a great circle that a minute of travel covers (fit.TravelMinutes by car), and more.
const fastest = 1000

// farthest is a distance in metres beyond which no pair of the source can be planned, at least 1.
func (c *Coupler) farthest(s *Source) int32 {
	switch {
	case !limited(s):
		return max(1, int32(c.reach(s)))
	case s.MaxMetres > 0:
		return s.MaxMetres
	}
	return int32(s.MaxMinutes) * fastest
}

// apart reports whether a place is known to be farther than the source goes.
func (c *Coupler) apart(s *Source, o *fit.Opening) bool {
	metres, known := fit.Metres(&o.Asks, &s.Needs)
	return known && o.Remote < 1000 && metres > int(c.farthest(s))
}
