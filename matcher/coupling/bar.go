package coupling

import "matchd/matcher/fit"

// What keeps an eligible pair out of every plan, as answers name it; unlike a condition it keeps nobody out of a list.
const (
	Declined        = "declined"        // a side said no to the pair
	TooLate         = "tooLate"         // the people come free too long after the start (fit.StartSlack)
	GoneBeforeStart = "goneBeforeStart" // the people are to be had no longer when the work starts
)

// bars are the names of all that keeps a pair out besides the conditions of package fit.
func bars() []string {
	return []string{OpenHiring, Declined, TooLate, GoneBeforeStart, OutOfReach, OwnCompany}
}

// barred names what keeps an eligible pair out; empty = nothing.
func (c *Coupler) barred(s *Source, o *fit.Opening) string {
	if c.Declined != nil && c.Declined(s.ID, o.ID) {
		return Declined
	}
	if name := c.untimely(s, o); name != "" {
		return name
	}
	if !c.reaches(s, o) {
		return OutOfReach
	}
	if c.Bar != nil {
		return c.Bar(s, o)
	}
	return ""
}

// untimely holds a pair's days against each other. Work that should have started and is still open can start on the
// day of the question; a day that is not known fails nothing.
func (c *Coupler) untimely(s *Source, o *fit.Opening) string {
	if o.Start == 0 {
		return ""
	}
	start := max(o.Start, c.AsOf)
	switch {
	case s.From != 0 && s.From-start > fit.StartSlack:
		return TooLate
	case s.Until != 0 && s.Until < start:
		return GoneBeforeStart
	}
	return ""
}
