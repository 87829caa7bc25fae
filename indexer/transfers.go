package indexer

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/matcher/coupling"
	"matchd/matcher/fit"
	"matchd/schemas"
)

// Caps of what one batch may set off, so that a bulk load does not hold the fold up: changed people, groups and
// vacancies that are looked at, and pairs of companies that are planned. What is beyond them is logged and not announced.
const (
	maxChanged = 200
	maxCouples = 2000
)

// Transfer is two companies that can be coupled since a batch, or no longer.
type Transfer struct {
	Found     bool // otherwise it lapsed
	From, To  string
	Placeable int    // people in the best plan; 0 where lapsed
	Region    string // of a vacancy between the two, AMnn; empty where unknown
	by        string // the changed record, as in causeOf
}

// couples finds the pairs of companies that changed records are part of, in the states before and after a batch.
// Nothing is kept between batches: two companies can be coupled if and only if there is one pair that a plan may use
// (its optimum then places somebody), so the two states tell by themselves what came and went, and companies that no
// changed record has to do with are never looked at. Only people who let their profile be shared with somebody count,
// because events are read by many.
type couples struct {
	states   [2]view.Gathering // before and after
	couplers [2]coupling.Coupler
	found    map[[2]string]string
}

func newCouples(j *fit.Judge, before, after *view.Snapshot, asOf matcher.Date) *couples {
	at := func(s *view.Snapshot) view.Gathering {
		return view.Gathering{Snapshot: s, Viewer: matcher.Viewer{Anyone: true}, AsOf: asOf}
	}
	by := func(s *view.Snapshot) coupling.Coupler {
		return coupling.Coupler{Judge: j, AsOf: asOf, Declined: s.Firms.Declined, Bar: coupling.OtherCompany}
	}
	return &couples{
		states: [2]view.Gathering{at(before), at(after)}, couplers: [2]coupling.Coupler{by(before), by(after)}, found: map[[2]string]string{},
	}
}

// note keeps the pairs of companies in a market that holds a changed record.
func (c *couples) note(m *coupling.Market, by string) {
	for _, p := range m.Pairs {
		key := [2]string{m.Sources[p.Source].Company, m.Sinks[p.Sink].Company}
		if _, ok := c.found[key]; !ok && key[0] != "" {
			c.found[key] = by
		}
	}
}

func (c *couples) vacancy(id string) {
	for i := range c.states {
		g := &c.states[i]
		if row := g.Openings.Find(id); row != nil {
			c.note(c.couplers[i].Toward([]*fit.Opening{&row.Opening}, g.AllSupply()), causeKey(view.Vacancies, id))
		}
	}
}

func (c *couples) person(id string) {
	by := causeKey(view.Candidates, id)
	c.alone(id, by)
	for i := range c.states {
		if row := c.states[i].People.Find(id); row != nil {
			c.places(row.SurplusID, by) // a member uses a place of the group
			c.crowd(row.SurplusID, by)
		}
	}
}

// crowd looks at the people of a group who are within its headcount in one state only, because of others in it.
func (c *couples) crowd(group, by string) {
	was, is := c.states[0].Beyond(group), c.states[1].Beyond(group)
	for _, ids := range []map[string]bool{was, is} {
		for id := range ids {
			if was[id] != is[id] {
				c.alone(id, by)
			}
		}
	}
}

func (c *couples) alone(id, by string) {
	for i := range c.states {
		g := &c.states[i]
		if row := g.People.Find(id); row != nil {
			s, ok := g.Person(&row.Profile)
			c.source(i, s, ok, by)
		}
	}
}

// group looks at a group, and at its people where the company changed that they leave with it.
func (c *couples) group(id string) {
	by := causeKey(view.Surpluses, id)
	c.places(id, by)
	c.crowd(id, by)
	if c.companyOf(0, id) == c.companyOf(1, id) {
		return
	}
	for i := range c.states {
		for _, member := range c.states[i].Firms.Members(id) {
			c.alone(member, by)
		}
	}
}

func (c *couples) companyOf(state int, group string) string {
	if row := c.states[state].Groups.Find(group); row != nil {
		return row.Employer
	}
	return ""
}

func (c *couples) places(id, by string) {
	for i := range c.states {
		g := &c.states[i]
		if row := g.Groups.Find(id); row != nil {
			s, ok := g.Group(&row.Profile)
			c.source(i, s, ok, by)
		}
	}
}

func (c *couples) source(state int, s coupling.Source, ok bool, by string) {
	if ok {
		c.note(c.couplers[state].Among([]coupling.Source{s}, c.states[state].Openings), by)
	}
}

// changes compares the two states of every pair of companies that is ours, by company left, then company found.
func (c *couples) changes(ours func(subject string) bool) (out []Transfer, beyond int, err error) {
	keys := slices.SortedFunc(maps.Keys(c.found), func(a, b [2]string) int {
		return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	})
	keys = slices.DeleteFunc(keys, func(k [2]string) bool { return !ours(matcher.MatchID(k[0], k[1])) })
	beyond = max(0, len(keys)-maxCouples)
	for _, k := range keys[:len(keys)-beyond] {
		was, is := c.market(0, k), c.market(1, k)
		if (len(was.Pairs) > 0) == (len(is.Pairs) > 0) {
			continue
		}
		t := Transfer{Found: len(is.Pairs) > 0, From: k[0], To: k[1], by: c.found[k], Region: c.region(was)}
		if t.Found {
			plan, err := c.couplers[1].Solve(is)
			if err != nil {
				return nil, 0, err
			}
			t.Placeable, t.Region = plan.Totals.Placeable, c.region(is)
		}
		out = append(out, t)
	}
	return out, beyond, nil
}

func (c *couples) market(state int, k [2]string) *coupling.Market {
	g := &c.states[state]
	return c.couplers[state].Between(g.Supply(k[0]), g.Demand(k[1]))
}

func (c *couples) region(m *coupling.Market) string {
	if len(m.Pairs) == 0 {
		return ""
	}
	return c.couplers[0].Judge.RegionCode(m.Sinks[m.Pairs[0].Sink].Region)
}

// transferred gives an event for every two companies that a batch coupled or uncoupled and that are ours to announce.
func (f *Fold) transferred(b *batch, before, after *view.Snapshot, touched view.Touched, at time.Time) ([]letter, error) {
	c := newCouples(f.View.Judge(), before, after, matcher.DateOf(at))
	left := maxChanged
	for _, part := range []struct {
		ids  []string
		look func(id string)
	}{
		{touched.Groups, c.group}, {touched.Openings, c.vacancy}, {touched.People, c.person},
	} {
		for _, id := range part.ids[:min(left, len(part.ids))] {
			part.look(id)
		}
		left -= min(left, len(part.ids))
	}
	changes, beyond, err := c.changes(f.Standing.Owns)
	if err != nil {
		return nil, err
	}
	if over := len(touched.Groups) + len(touched.Openings) + len(touched.People) - maxChanged; over > 0 || beyond > 0 {
		f.Logger.Warn("transfers of a large batch are not all announced", "records", max(0, over), "pairs", beyond)
	}
	cause := causes(b.changes)
	var out []letter
	for _, t := range changes {
		by := cause.record(t.by)
		e, err := f.transferEvent(t, by, at)
		if err != nil {
			return nil, err
		}
		out = append(out, letter{e, b.traces[by]})
	}
	return out, nil
}

func (f *Fold) transferEvent(t Transfer, cause schemas.Position, at time.Time) (schemas.Event, error) {
	kind := schemas.TransferLapsed
	if t.Found {
		kind = schemas.TransferFound
	}
	return schemas.NewEvent(kind, f.Source, matcher.MatchID(t.From, t.To), cause, at, regions(t.Region), schemas.TransferChanged{
		CompanyFrom: t.From, CompanyTo: t.To, Placeable: t.Placeable, Region: t.Region,
	})
}
