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
	i := c.inquire(m, len(m.pairs(int32(source))))
	for _, o := range m.Sinks {
		i.look(&m.Sources[source], o)
	}
	return i.answer(PlacesFull)
}

// WhyAmong looks at sources of a market that Among made against all vacancies that a plan may fill, those without a pair
// too. All are looked at in one pass, which costs as long as there are vacancies times sources.
func (c *Coupler) WhyAmong(m *Market, left []Left, all *rank.Openings) []Why {
	inquiries, out := make([]*inquiry, len(left)), make([]Why, len(left))
	for n, l := range left {
		inquiries[n] = c.inquire(m, len(m.pairs(int32(l.At))))
	}
	for row := range all.All {
		if !fillable(&row.Opening) {
			continue
		}
		for n, l := range left {
			inquiries[n].look(&m.Sources[l.At], &row.Opening)
		}
	}
	for n := range inquiries {
		out[n] = inquiries[n].answer(PlacesFull)
	}
	return out
}

// WhyFree looks at a vacancy against all supply of the market.
func (c *Coupler) WhyFree(m *Market, sink int) Why {
	i := c.inquire(m, m.fitting(sink))
	for n := range m.Sources {
		i.look(&m.Sources[n], m.Sinks[sink])
	}
	return i.answer(PeoplePlaced)
}

// inquiry asks why one side is left over, pair by pair with the other.
type inquiry struct {
	Why
	c      *Coupler
	m      *Market
	q      *fit.Question
	failed map[string]int // pairs by what is in the way
}

func (c *Coupler) inquire(m *Market, fitting int) *inquiry {
	return &inquiry{Why: Why{Fitting: fitting}, c: c, m: m, q: c.question(), failed: map[string]int{}}
}

func (i *inquiry) look(s *Source, o *fit.Opening) {
	if s.Units <= 0 {
		return
	}
	if i.m.links != nil && i.c.apart(s, o) {
		i.failed[OutOfReach]++
		return
	}
	i.Looked++
	if name := i.c.failing(s, o, i.q); name != "" {
		i.failed[name]++
	} else {
		i.Eligible++
	}
}

// answer is the reason; full says what it is where there are pairs.
func (i *inquiry) answer(full string) Why {
	if i.Looked > 0 && i.m.links != nil {
		delete(i.failed, OutOfReach)
	}
	if i.Reason = i.reason(i.failed); i.Reason == PlacesFull {
		i.Reason = full
	}
	return i.Why
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
