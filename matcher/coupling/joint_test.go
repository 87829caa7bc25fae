package coupling

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/rank"
	"matchd/matcher/transfer"
)

// moving is a small world whose records come, change and go, with the books that keep them.
type moving struct {
	*Coupler
	dice     *rand.Rand
	supply   map[string]Source
	demand   map[string]*fit.Opening
	declined map[string]bool
	people   rank.PeopleBook
	groups   rank.PeopleBook
	openings rank.OpeningsBook
	from     []Source
	to       []*fit.Opening
}

func newMoving(c *Coupler, seed uint64, sources, sinks int) *moving {
	m := &moving{
		Coupler: c, dice: rand.New(rand.NewPCG(seed, 11)), supply: map[string]Source{}, demand: map[string]*fit.Opening{}, declined: map[string]bool{},
		people: rank.NewPeopleBook(), groups: rank.NewPeopleBook(), openings: rank.NewOpeningsBook(),
	}
	m.from, m.to = c.world(seed, 2*sources, 2*sinks)
	for _, s := range m.from[:sources] {
		m.put(s)
	}
	for _, o := range m.to[:sinks] {
		m.fill(o)
	}
	return m
}

func (m *moving) book(s Source) rank.PeopleBook {
	if s.Group {
		return m.groups
	}
	return m.people
}

func (m *moving) put(s Source) {
	m.supply[s.key()] = s
	m.book(s).Change([]rank.Person{{Profile: *s.Profile}}, nil)
}

func (m *moving) fill(o *fit.Opening) {
	m.demand[o.ID] = o
	m.openings.Change([]rank.Vacancy{{Opening: *o}}, nil)
}

// world is the state as it is.
func (m *moving) state() *World {
	find := func(group bool) func(*fit.Profile) (Source, bool) {
		return func(p *fit.Profile) (Source, bool) {
			s, ok := m.supply[(&Source{Profile: p, Group: group}).key()]
			s.Profile = p
			return s, ok
		}
	}
	w := &World{Coupler: *m.Coupler, Openings: m.openings.View(), Supply: []Rows{{View: m.groups.View(), Source: find(true)}, {View: m.people.View(), Source: find(false)}}}
	w.Bar = func(s *Source, o *fit.Opening) string {
		if m.declined[s.key()+o.ID] {
			return "declined"
		}
		return OtherCompany(s, o)
	}
	return w
}

// step changes one record at random and says which.
func (m *moving) step() (supply []SupplyNow, demand []DemandNow) {
	s, o := m.from[m.dice.IntN(len(m.from))], m.to[m.dice.IntN(len(m.to))]
	switch m.dice.IntN(7) {
	case 0, 1: // a vacancy that is new, or other than it was
		changed := *o
		changed.Positions, changed.Open = 1+m.dice.IntN(5), m.dice.IntN(8) > 0
		m.fill(&changed)
		return nil, []DemandNow{m.opening(o.ID, false)}
	case 2:
		delete(m.demand, o.ID)
		m.openings.Change(nil, []string{o.ID})
		return nil, []DemandNow{{ID: o.ID}}
	case 3, 4: // a source that is new, or other than it was
		s.Company = []string{handler, hotel, care}[m.dice.IntN(3)]
		m.put(s)
	case 5:
		delete(m.supply, s.key())
		m.book(s).Change(nil, []string{s.ID})
		return []SupplyNow{{ID: s.ID, Group: s.Group}}, nil
	case 6: // another headcount, or a side says no: the record of the source stays
		if known, ok := m.supply[s.key()]; ok && s.Group {
			known.Units = 1 + m.dice.IntN(20)
			m.supply[s.key()] = known
			return []SupplyNow{m.source(s, false)}, nil
		}
		m.declined[s.key()+o.ID] = !m.declined[s.key()+o.ID]
		return []SupplyNow{m.source(s, true)}, nil
	}
	return []SupplyNow{m.source(s, false)}, nil
}

// source and opening are a record as it is now.
func (m *moving) source(s Source, again bool) SupplyNow {
	out := SupplyNow{ID: s.ID, Group: s.Group, Again: again}
	if now, ok := m.supply[s.key()]; ok {
		now.Profile = &m.book(s).View().Find(s.ID).Profile
		out.Now = &now
	}
	return out
}

func (m *moving) opening(id string, again bool) DemandNow {
	out := DemandNow{ID: id, Again: again}
	if row := m.openings.View().Find(id); row != nil {
		out.Now = &row.Opening
	}
	return out
}

// TestAKeptPlanIsTheOneFromScratch holds a kept plan against a new one, and that against a market of all pairs.
func TestAKeptPlanIsTheOneFromScratch(t *testing.T) {
	c := newCoupler(t)
	rapid.Check(t, func(t *rapid.T) {
		m := newMoving(c, rapid.Uint64().Draw(t, "seed"), rapid.IntRange(1, 12).Draw(t, "sources"), rapid.IntRange(1, 12).Draw(t, "sinks"))
		j, err := NewJoint(m.state(), 0)
		if err != nil {
			t.Fatal(err)
		}
		for range rapid.IntRange(0, 12).Draw(t, "steps") {
			supply, demand := m.step()
			if err := j.Change(m.state(), supply, demand); err != nil {
				t.Fatal(err)
			}
			if rapid.Bool().Draw(t, "look") {
				sameJoint(t, j, m)
			}
		}
		sameJoint(t, j, m)
	})
}

func sameJoint(t interface{ Fatalf(string, ...any) }, j *Joint, m *moving) {
	got, err := j.Plan()
	if err != nil {
		t.Fatalf("%v", err)
	}
	w := m.state()
	again, err := NewJoint(w, 0)
	if err != nil {
		t.Fatalf("%v", err)
	}
	want, err := again.Plan()
	if err != nil {
		t.Fatalf("%v", err)
	}
	if !slices.Equal(told(got), told(want)) || got.Value != want.Value || !reflect.DeepEqual(got.Market.totals(got.Moves), want.Market.totals(want.Moves)) {
		t.Fatalf("kept    %v\nanew    %v", told(got), told(want))
	}
	if !slices.Equal(got.Best.SinkPrices, want.Best.SinkPrices) || !slices.Equal(got.Best.SourcePrices, want.Best.SourcePrices) {
		t.Fatalf("prices differ: %v and %v", got.Best, want.Best)
	}
	var sinks []*fit.Opening
	for _, o := range m.demand {
		sinks = append(sinks, o)
	}
	var supply []Source
	for s := range w.Sources {
		supply = append(supply, s.kept())
	}
	all, err := w.Solve(w.Between(supply, sinks))
	if err != nil || all.Value != got.Value || !slices.Equal(told(all), told(got)) {
		t.Fatalf("kept    %v\nall     %v (%v)", told(got), told(all), err)
	}
}

// told is the moves of a plan by id.
func told(p *Plan) (out []string) {
	for _, v := range p.Moves {
		out = append(out, fmt.Sprint(p.Market.Sources[v.Source].key(), " ", p.Market.Sinks[v.Sink].ID, " ", v.Units, v.Score, v.Trainable))
	}
	return out
}

func TestThePlansOfRegionsAddUpToTheWhole(t *testing.T) {
	c := newCoupler(t)
	for seed := range uint64(5) {
		m := newMoving(c, seed, 60, 40)
		w := m.state()
		j, err := NewJoint(w, 0)
		if err != nil {
			t.Fatal(err)
		}
		p, err := j.Plan()
		if err != nil {
			t.Fatal(err)
		}
		var value int64
		placed, incoming, free, positions := 0, 0, 0, 0
		for region := range uint8(40) {
			part := p.Part(region)
			if part.Dual != part.Plan.Value {
				t.Errorf("region %d is worth %d and proved %d", region, part.Plan.Value, part.Dual)
			}
			if got := sum(part.Unplaced) + part.Plan.Totals.Placeable; got != part.Plan.Totals.Headcount {
				t.Errorf("region %d: %d people are placed or not, of %d", region, got, part.Plan.Totals.Headcount)
			}
			value += part.Plan.Value
			placed += part.Plan.Totals.Placeable
			free += sum(part.Free)
			positions += part.Plan.Totals.Positions
			for _, v := range part.Incoming {
				incoming += v.Units
			}
		}
		if value != p.Value || placed != p.Best.Units || free+placed != positions || positions != p.Market.Positions() {
			t.Errorf("regions place %d worth %d, leave %d of %d; all together %d worth %d", placed, value, free, positions, p.Best.Units, p.Value)
		}
		if incoming == 0 && seed == 0 {
			t.Error("nobody goes over a border")
		}
	}
}

func TestAJointPlanOfARegionAloneStaysInIt(t *testing.T) {
	c := newCoupler(t)
	m := newMoving(c, 1, 60, 40)
	w := m.state()
	region := m.from[0].Region
	j, err := NewJoint(w, region)
	if err != nil {
		t.Fatal(err)
	}
	for range 30 {
		supply, demand := m.step()
		if err := j.Change(m.state(), supply, demand); err != nil {
			t.Fatal(err)
		}
	}
	p, err := j.Plan()
	if err != nil || len(p.Moves) == 0 {
		t.Fatalf("%d moves, %v", len(p.Moves), err)
	}
	for _, v := range p.Moves {
		if p.Market.Sources[v.Source].Region != region || p.Market.Sinks[v.Sink].Region != region {
			t.Errorf("%+v crosses the border", v)
		}
	}
}

// Rows may be a step ahead of the changes that the plan is told: then the plan keeps to what it was told.
func TestAPlanCountsThePlacesThatItWasToldOf(t *testing.T) {
	m := newMoving(newCoupler(t), 1, 40, 30)
	w := m.state()
	j, err := NewJoint(w, 0)
	if err != nil {
		t.Fatal(err)
	}
	var supply []SupplyNow
	var demand []DemandNow
	for s := range w.Sources {
		now := s.kept()
		now.Units += 3
		supply = append(supply, SupplyNow{ID: s.ID, Group: s.Group, Now: &now})
	}
	for row := range w.Openings.All {
		now := row.Opening
		now.Positions += 2
		demand = append(demand, DemandNow{ID: now.ID, Now: &now})
	}
	if err := j.Change(w, supply, demand); err != nil || j.since != 0 {
		t.Fatalf("%v, %d records since rows were found anew: the test shows nothing", err, j.since)
	}
	if _, err := j.Plan(); err != nil {
		t.Error(err)
	}
}

func TestAKeptPlanIsNotTakenOnTrust(t *testing.T) {
	c := newCoupler(t)
	for name, spoil := range map[string]func(p *Plan){
		"a person's price that leaves a pair uncovered":  func(p *Plan) { p.Best.SourcePrices[p.Moves[0].Source]-- },
		"a vacancy's price that leaves a pair uncovered": func(p *Plan) { p.Best.SinkPrices[dear(p)]-- },
		"prices that leave many pairs uncovered":         func(p *Plan) { clear(p.Best.SinkPrices); clear(p.Best.SourcePrices) },
		"a flow of another value":                        func(p *Plan) { p.Best.Flows[0].Value++ },
		"a flow to a vacancy without a pair":             func(p *Plan) { p.Best.Flows[0].Sink = (p.Best.Flows[0].Sink + 1) % int32(len(p.Market.Sinks)) },
	} {
		j, err := NewJoint(newMoving(c, 1, 40, 30).state(), 0)
		if err != nil {
			t.Fatal(err)
		}
		p, err := j.Plan()
		if err != nil {
			t.Fatal(err)
		}
		p.Best.Flows = slices.Clone(p.Best.Flows)
		if spoil(p); !errors.Is(errors.Join(j.cover(p), p.moves(c.Judge.Model.Transfer.Bonus)), transfer.ErrPlan) {
			t.Errorf("%s goes by", name)
		}
	}
}

// dear is a vacancy to which somebody goes and whose places have a price.
func dear(p *Plan) int32 {
	for _, v := range p.Moves {
		if p.Best.SinkPrices[v.Sink] > 0 {
			return v.Sink
		}
	}
	return p.Moves[0].Sink
}

func TestPairsThatCameSinceAreHeldAgainstThePrices(t *testing.T) {
	c := newCoupler(t)
	j, err := NewJoint(newMoving(c, 1, 40, 30).state(), 0)
	if err != nil {
		t.Fatal(err)
	}
	p, err := j.Plan()
	if err != nil || j.cover(p) != nil {
		t.Fatal(err)
	}
	h := j.held[j.keys[p.Moves[0].Source]]
	h.links, h.covering = slices.Clone(h.links), uncovered
	for i := range h.links {
		h.links[i] = newLink(h.links[i].sink, 2*matcher.Million, false)
	}
	if err := j.cover(p); !errors.Is(err, transfer.ErrPlan) {
		t.Errorf("pairs worth more than any price go by: %v", err)
	}
}
