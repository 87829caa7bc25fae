package population

import (
	"matchd/matcher"
	"matchd/matcher/sector"
)

// history draws one to four jobs, the last one first, and the employer. School leavers have had a side job at most.
func (c *person) history(s matcher.Situation) {
	end := c.lastDay(s)
	if c.company >= 0 {
		c.Employer = matcher.Employer{CompanyRef: c.p.reference(c.company), Occupation: c.p.concept(c.jobs[0]), Until: end}
		if c.chance(70) {
			c.Employer.Hours = hours(c.dice, c.trade.partTime)
		}
	}
	if s == matcher.SchoolLeaver && c.chance(50) {
		return
	}
	years := max(1, c.age-19)
	for n := range c.between(1, min(4, 1+years/3)) {
		if n > 0 {
			c.jobs = append(c.jobs, c.before(c.jobs[n-1]))
		}
		end = c.hold(n, end, max(1, min(years/2, 14)))
	}
	if c.chance(4) {
		c.Experience = nil // nobody asked yet
	}
}

// lastDay is when the last job ended or will end; 0 = it runs on.
func (c *person) lastDay(s matcher.Situation) matcher.Date {
	switch s {
	case matcher.AtRisk:
		return c.p.AsOf + matcher.Date(c.between(14, 180))
	case matcher.RecentlyUnemployed:
		return c.p.AsOf - matcher.Date(c.between(1, 180))
	case matcher.Unemployed:
		return c.p.AsOf - matcher.Date(180+c.ranked(1600))
	case matcher.SchoolLeaver:
		return c.p.AsOf - matcher.Date(c.between(1, 120))
	}
	return 0
}

// hold adds job n, which ended (or will end) on a day and took at most so many years, and gives the last day of the
// job before. Who left days open keeps the job without them.
func (c *person) hold(n int, end matcher.Date, most int) (before matcher.Date) {
	last := end
	if end == 0 || end > c.p.AsOf {
		last = c.p.AsOf
	}
	from := firstOfMonth(last - matcher.Date(c.between(120, 365*most)))
	e := matcher.Experience{Occupation: c.p.concept(c.jobs[n]), From: from, To: end}
	if n == 0 && end > c.p.AsOf {
		e.To = 0 // still running
	}
	if n == 0 && c.company >= 0 {
		e.Sector = c.p.sectorOf(c.company).sector()
	} else if prefix := c.p.labour.trades[c.jobs[n]].sectors[0]; prefix != "*" && len(prefix) > 1 && c.chance(70) {
		e.Sector = matcher.Sector{Code: prefix, Edition: sector.Edition2008}
	}
	if c.chance(8) {
		e.From, e.To = 0, 0
	}
	if c.chance(12) {
		e.Occupation.Code = ""
	}
	c.Experience = append(c.Experience, e)
	return firstOfMonth(from-1) - matcher.Date(c.between(0, 90)) - 1
}

// before is what somebody did before: in seven cases of ten something near by the taxonomy, else any work, as common
// as it is in the sectors with vacancies.
func (c *person) before(o job) job {
	if near := c.near(o); c.chance(70) && near != o {
		return near
	}
	return c.p.labour.draw(c.dice, c.p.seats.vacancies.pick(c.dice))
}

// near is an occupation near another, the nearest oftener; the same one where the taxonomy knows none.
func (c *person) near(o job) job {
	around := c.p.Taxonomy.NearOccupations(o)
	if len(around) == 0 {
		return o
	}
	return around[c.ranked(min(10, len(around)))].ID
}
