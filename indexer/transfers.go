package indexer

import (
	"cmp"
	"runtime"
	"slices"

	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/matcher/coupling"
	"matchd/matcher/fit"
)

// Transfer is two companies that can be coupled since a round, or no longer.
type Transfer struct {
	Found     bool   // otherwise it lapsed
	From, To  string // ids: the company that people leave, and the one that seeks
	Placeable int    // people in the best plan; 0 where lapsed
	Region    string // of a vacancy between the two, AMnn; empty where unknown
	by        string // the changed record, as in causeOf
}

// couples finds the pairs of companies that changed rows are part of, in the states before and after a round. Nothing
// else is kept between rounds: two companies can be coupled if and only if there is one pair that a plan may use (its
// optimum then places somebody), so the two states tell by themselves what came and went, and companies that no changed
// row has to do with are never looked at. Only people who let their profile be shared with somebody count, because
// events are read by many.
type couples struct {
	states [2]state // before and after
	found  map[pair]sighting
	new    []pair            // found and not yet compared
	unsure map[pair]struct{} // found by a row whose earlier state is not known
	guess  bool              // the row looked at is such a one
}

// sighting is where a pair of companies was found.
type sighting struct {
	by string  // the first row that did, as in causeKey
	in [2]bool // the states in which a changed row couples the two
}

// pair is a company that people leave and one that seeks.
type pair struct{ from, to string }

// state is a view on a day.
type state struct {
	view.Gathering
	coupling.Coupler
}

func newCouples(j *fit.Judge, before, after *view.Snapshot, then, today matcher.Date) *couples {
	at := func(s *view.Snapshot, day matcher.Date) state {
		return state{
			view.Gathering{Snapshot: s, Viewer: matcher.Viewer{Anyone: true}, AsOf: day},
			coupling.Coupler{Judge: j, AsOf: day, Declined: s.Firms.Declined, Bar: coupling.OtherCompany, Pause: runtime.Gosched},
		}
	}
	return &couples{states: [2]state{at(before, then), at(after, today)}, found: map[pair]sighting{}, unsure: map[pair]struct{}{}}
}

// look finds the pairs that a row is part of, and those of other supply that it touches.
func (c *couples) look(t touch) {
	c.guess = t.found
	by := causeKey(t.Kind, t.ID)
	if t.Kind == view.Vacancies {
		c.vacancy(t.ID, by)
		return
	}
	for k := range view.SupplyTouched(&c.states[0].Gathering, &c.states[1].Gathering, view.Key{Kind: t.Kind, ID: t.ID}) {
		c.supply(k, by)
	}
}

// note keeps the pairs of companies in the market that a changed row makes in a state.
func (c *couples) note(in int, m *coupling.Market, by string) {
	for _, p := range m.Pairs {
		key := pair{m.Sources[p.Source].Company, m.Sinks[p.Sink].Company}
		if key.from == "" {
			continue
		}
		if c.guess {
			c.unsure[key] = struct{}{}
		}
		was, known := c.found[key]
		if !known {
			was.by = by
			c.new = append(c.new, key)
		}
		was.in[in] = true
		c.found[key] = was
	}
}

// fresh gives the pairs that were found since it was last called and may have come or gone, in order. Two companies that
// a changed row couples in both states could be coupled and can be: most changes leave it at that.
func (c *couples) fresh() []pair {
	out := slices.DeleteFunc(c.new, func(p pair) bool {
		_, unsure := c.unsure[p]
		return !unsure && c.found[p].in == [2]bool{true, true}
	})
	c.new = nil
	slices.SortFunc(out, func(a, b pair) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	return out
}

func (c *couples) vacancy(id, by string) {
	for i := range c.states {
		g := &c.states[i]
		if row := g.Openings.Find(id); row != nil {
			c.note(i, g.Toward([]*fit.Opening{&row.Opening}, g.AllSupply()), by)
		}
	}
}

func (c *couples) supply(k view.Key, by string) {
	for i := range c.states {
		g := &c.states[i]
		if s, ok := g.Source(k); ok {
			c.note(i, g.Among([]coupling.Source{s}, g.Openings), by)
		}
	}
}

// compare holds the two states of a pair of companies against one another.
func (c *couples) compare(k pair) (t Transfer, changed bool, err error) {
	was, is := c.states[0].market(k), c.states[1].market(k)
	could, can := len(was.Pairs) > 0, len(is.Pairs) > 0
	if _, unsure := c.unsure[k]; unsure {
		could = false
	}
	if could == can {
		return t, false, nil
	}
	t = Transfer{Found: can, From: k.from, To: k.to, by: c.found[k].by}
	if !can {
		t.Region = c.states[0].region(was)
		return t, true, nil
	}
	plan, err := c.states[1].Solve(is)
	if err != nil {
		return t, false, err
	}
	t.Placeable, t.Region = plan.Totals.Placeable, c.states[1].region(is)
	return t, true, nil
}

func (s *state) market(k pair) *coupling.Market { return s.Between(s.Supply(k.from), s.Demand(k.to)) }

func (s *state) region(m *coupling.Market) string {
	return s.Judge.RegionCode(m.Sinks[m.Pairs[0].Sink].Region)
}
