package coupling

import (
	"math"

	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/place"
)

// Change is what somebody gains or loses by a move. Parts are absent where one of the two jobs does not tell.
type Change struct {
	DistanceKm    *float64            `json:"distanceKm,omitempty"`    // from home, of a group from where it works, to the new work
	DistanceGain  *float64            `json:"distanceGain,omitempty"`  // kilometres farther from home than the work that is lost
	Hours         *matcher.Hours      `json:"hours,omitempty"`         // of the new work, a week
	HoursGain     *float64            `json:"hoursGain,omitempty"`     // hours a week more than the work that is lost
	LevelGain     *int                `json:"levelGain,omitempty"`     // levels of NLQF that the work asks above those held
	OccupationFit *matcher.Millionths `json:"occupationFit,omitempty"` // closeness of the nearest occupation held
	WaitDays      *int                `json:"waitDays,omitempty"`      // between the day available and the start; absent where late
	LateDays      *int                `json:"lateDays,omitempty"`      // that the people come free after the start, 1 or more
}

// Change says what the pair's people gain or lose. The occupation is left to Compare, which has a judge.
func (m *Market) Change(p Pair) Change {
	s, o := &m.Sources[p.Source], m.Sinks[p.Sink]
	c := Change{Hours: hours(o.Hours)}
	metres, known := fit.Metres(&o.Asks, &s.Needs)
	if known {
		c.DistanceKm = kilometres(metres)
		if !s.Group && s.Work.Known() {
			c.DistanceGain = kilometres(metres - place.Metres(s.Point, s.Work))
		}
	}
	if from, to, ok := bothHours(s, o); ok {
		gain := float64(to-from) / 20
		c.HoursGain = &gain
	}
	if o.Education > 0 && s.Education > 0 {
		gain := int(o.Education - s.Education)
		c.LevelGain = &gain
	}
	if o.Start != 0 && s.From != 0 {
		if wait := int(o.Start - s.From); wait >= 0 {
			c.WaitDays = &wait
		} else {
			late := -wait
			c.LateDays = &late
		}
	}
	return c
}

// Compare is Change with how near the new work is to what the people did.
func (c *Coupler) Compare(m *Market, p Pair) Change {
	out := m.Change(p)
	t := c.Judge.Terms(m.Sinks[p.Sink], m.Sources[p.Source].Profile, c.question())
	if term := t[fit.Occupation]; term.Known {
		v := matcher.Millionths(term.Value)
		out.OccupationFit = &v
	}
	return out
}

// bothHours are the hours lost and found, the sum of both ends of each in tenths.
func bothHours(s *Source, o *fit.Opening) (from, to int, ok bool) {
	if s.Post == nil || !s.Post.Hours.Known() || !o.Hours.Known() {
		return 0, 0, false
	}
	return ends(s.Post.Hours), ends(o.Hours), true
}

// ends is the sum of both ends of a range; an end that is unknown is taken to be the other.
func ends(s fit.Span) int {
	low, high := int(s.Min), int(s.Max)
	if low < 0 {
		low = high
	}
	if high < 0 {
		high = low
	}
	return low + high
}

func hours(s fit.Span) *matcher.Hours {
	end := func(n int16) *float64 {
		if n < 0 {
			return nil
		}
		v := float64(n) / 10
		return &v
	}
	if !s.Known() {
		return nil
	}
	return &matcher.Hours{Min: end(s.Min), Max: end(s.Max)}
}

// kilometres rounds to 100 m.
func kilometres(metres int) *float64 {
	km := math.Round(float64(metres)/100) / 10
	return &km
}

func tenths(v float64) int64 { return int64(math.Round(v * 10)) }
