package coupling

import (
	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/rank"
)

// Left is a source or sink with units that a plan has no place for.
type Left struct {
	At    int // index into the market's sources or sinks
	Units int // 1 or more
}

// Unplaced are the people whom the plan has no place for, in the market's order.
func (p *Plan) Unplaced() []Left {
	return left(len(p.Market.Sources), func(i int) int { return max(0, p.Market.Sources[i].Units) },
		p.Moves, func(v *Move) int32 { return v.Source })
}

// Free are the positions that the plan leaves free, in the market's order; those that no plan may fill are not among them.
func (p *Plan) Free() []Left {
	return left(len(p.Market.Sinks), func(i int) int { return places(p.Market.Sinks[i]) },
		p.Moves, func(v *Move) int32 { return v.Sink })
}

func left(n int, units func(int) int, moves []Move, side func(*Move) int32) []Left {
	used := make([]int, n)
	for i := range moves {
		used[side(&moves[i])] += moves[i].Units
	}
	var out []Left
	for i := range n {
		if rest := units(i) - used[i]; rest > 0 {
			out = append(out, Left{i, rest})
		}
	}
	return out
}

// Reasons for being left over, besides the names of conditions.
const (
	PlacesFull   = "placesFull"   // of people: there are pairs, but the plan has others for these places
	PeoplePlaced = "peoplePlaced" // of positions: there are pairs, but the plan places these people elsewhere
	BelowFloor   = "belowFloor"   // nothing fails, but no score reaches the floor, or all are remote
	NothingYet   = "nothingYet"   // the other side is empty
	OpenHiring   = "openHiring"   // who is first on the waiting list gets the job: no plan may fill it
	OutOfReach   = "outOfReach"   // farther than the reach of who set no limit
	OwnCompany   = "ownCompany"   // the company that people leave is the one that seeks
)

// OtherCompany bars a company's own vacancies: it is no partner to itself. It is for Coupler.Bar.
func OtherCompany(s *Source, o *fit.Opening) string {
	if s.Company != "" && s.Company == o.Company {
		return OwnCompany
	}
	return ""
}

// Why says why units are left over: PlacesFull or PeoplePlaced, BelowFloor, NothingYet, or what is in the way most often:
// a condition of package fit, OutOfReach or another bar. In the market of a Joint only those count who are within reach
// of one another, and OutOfReach says that there are none.
type Why struct {
	Reason   string `json:"reason"`
	Looked   int    `json:"looked"`   // vacancies, or people and groups, on the other side
	Eligible int    `json:"eligible"` // of which no condition fails
	Fitting  int    `json:"fitting"`  // of which a plan may use
}

// WhyUnplaced looks at a source against all vacancies of the market, one by one.
func (c *Coupler) WhyUnplaced(m *Market, source int) Why {
	return c.why(m, func(yield pairing) {
		for _, o := range m.Sinks {
			yield(&m.Sources[source], o)
		}
	}, Why{Fitting: len(m.pairs(int32(source)))}, PlacesFull)
}

// WhyAmong looks at a source of a market that Among made against all vacancies that a plan may fill, those without a pair
// too.
func (c *Coupler) WhyAmong(m *Market, source int, all *rank.Openings) Why {
	return c.why(m, func(yield pairing) {
		for row := range all.All {
			if fillable(&row.Opening) {
				yield(&m.Sources[source], &row.Opening)
			}
		}
	}, Why{Fitting: len(m.pairs(int32(source)))}, PlacesFull)
}

// WhyFree looks at a vacancy against all supply of the market.
func (c *Coupler) WhyFree(m *Market, sink int) Why {
	return c.why(m, func(yield pairing) {
		for i := range m.Sources {
			yield(&m.Sources[i], m.Sinks[sink])
		}
	}, Why{Fitting: m.fitting(sink)}, PeoplePlaced)
}

// pairing is what is asked of a source and a vacancy.
type pairing func(*Source, *fit.Opening)

func (c *Coupler) why(m *Market, each func(pairing), w Why, full string) Why {
	q := c.question()
	failed := map[string]int{}
	each(func(s *Source, o *fit.Opening) {
		if s.Units <= 0 {
			return
		}
		if m.links != nil && c.apart(s, o) {
			failed[OutOfReach]++
			return
		}
		w.Looked++
		if name := c.failing(s, o, q); name != "" {
			failed[name]++
		} else {
			w.Eligible++
		}
	})
	if w.Looked > 0 && m.links != nil {
		delete(failed, OutOfReach)
	}
	w.Reason = w.reason(failed)
	if w.Reason == PlacesFull {
		w.Reason = full
	}
	return w
}

func (c *Coupler) failing(s *Source, o *fit.Opening, q *fit.Question) string {
	if o.Open && o.OpenHiring {
		return OpenHiring
	}
	if name := c.Judge.Failing(o, s.Profile, q); name != "" {
		return name
	}
	return c.barred(s, o)
}

func (w *Why) reason(failed map[string]int) string {
	switch {
	case w.Fitting > 0:
		return PlacesFull
	case w.Looked+failed[OutOfReach] == 0:
		return NothingYet
	case w.Eligible > 0:
		return BelowFloor
	}
	most := ""
	for _, name := range append(fit.ConditionNames(), bars()...) {
		if failed[name] > failed[most] {
			most = name
		}
	}
	return most
}

// Explain gives the reasons of a pair, in brief, by the model's own weights and without asking for consent.
func (c *Coupler) Explain(m *Market, p Pair, lang fit.Locale) matcher.Match {
	return c.Judge.Explain(m.Sinks[p.Sink], m.Sources[p.Source].Profile, c.question(), fit.Brief, lang)
}
