package coupling

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/rank"
)

// drawn is a small random world.
func drawn(t *rapid.T, c *Coupler) ([]Source, []*fit.Opening, uint64) {
	seed := rapid.Uint64().Draw(t, "seed")
	supply, demand := c.world(seed, rapid.IntRange(0, 12).Draw(t, "sources"), rapid.IntRange(0, 12).Draw(t, "sinks"))
	return supply, demand, seed
}

func TestAPlanKeepsItsBounds(t *testing.T) {
	c := newCoupler(t)
	q := c.question()
	rapid.Check(t, func(t *rapid.T) {
		supply, demand, _ := drawn(t, c)
		plan, err := c.Solve(c.Between(supply, demand))
		if err != nil {
			t.Fatal(err)
		}
		given, taken := map[string]int{}, map[string]int{}
		for _, v := range plan.Moves {
			s, o := &plan.Market.Sources[v.Source], plan.Market.Sinks[v.Sink]
			given[s.key()] += v.Units
			taken[o.ID] += v.Units
			terms := c.Judge.Terms(o, s.Profile, q)
			if !c.Judge.Eligible(o, s.Profile, q) || q.Weights.Score(&terms) != v.Score || v.Score < c.Judge.Model.Floor {
				t.Errorf("%s to %s may not be planned with", s.ID, o.ID)
			}
			if band := c.Judge.Band(o, s.Profile, &terms); band == matcher.Remote || (band == matcher.Trainable) != v.Trainable {
				t.Errorf("%s to %s is %s", s.ID, o.ID, band)
			}
			if given[s.key()] > s.Units || taken[o.ID] > o.Positions {
				t.Errorf("%s or %s is used beyond its places", s.ID, o.ID)
			}
		}
		if left := sum(plan.Unplaced()); left+plan.Totals.Placeable != plan.Totals.Headcount {
			t.Errorf("%d left and %d placed of %d", left, plan.Totals.Placeable, plan.Totals.Headcount)
		}
		if left := sum(plan.Free()); left+plan.Totals.Placeable != plan.Totals.Positions {
			t.Errorf("%d free and %d filled of %d", left, plan.Totals.Placeable, plan.Totals.Positions)
		}
	})
}

func TestAnotherPositionNeverLowersTheTotal(t *testing.T) {
	c := newCoupler(t)
	rapid.Check(t, func(t *rapid.T) {
		supply, demand, _ := drawn(t, c)
		if len(demand) == 0 {
			return
		}
		before, err := c.Solve(c.Between(supply, demand))
		if err != nil {
			t.Fatal(err)
		}
		demand[rapid.IntRange(0, len(demand)-1).Draw(t, "which")].Positions++
		after, err := c.Solve(c.Between(supply, demand))
		if err != nil || after.Value < before.Value {
			t.Errorf("value fell from %d to %d (%v)", before.Value, after.Value, err)
		}
	})
}

func TestTheOrderOfTheInputChangesNothing(t *testing.T) {
	c := newCoupler(t)
	rapid.Check(t, func(t *rapid.T) {
		supply, demand, seed := drawn(t, c)
		one, err := c.Solve(c.Between(supply, demand))
		if err != nil {
			t.Fatal(err)
		}
		d := rand.New(rand.NewPCG(seed, 9))
		d.Shuffle(len(supply), func(i, j int) { supply[i], supply[j] = supply[j], supply[i] })
		d.Shuffle(len(demand), func(i, j int) { demand[i], demand[j] = demand[j], demand[i] })
		other, err := c.Solve(c.Between(supply, demand))
		if err != nil || !reflect.DeepEqual(one.Moves, other.Moves) || one.Value != other.Value {
			t.Errorf("plans differ: %v and %v (%v)", one.Moves, other.Moves, err)
		}
	})
}

// shown is a market's pairs by id.
func shown(m *Market) []string {
	var out []string
	for _, p := range m.Pairs {
		out = append(out, m.Sources[p.Source].key()+" "+m.Sinks[p.Sink].ID)
	}
	slices.Sort(out)
	return out
}

func TestTheThreeWaysToMakeAMarketAgree(t *testing.T) {
	c := newCoupler(t)
	rapid.Check(t, func(t *rapid.T) {
		supply, demand, _ := drawn(t, c)
		want := shown(c.Between(supply, demand))
		if got := shown(c.Among(supply, openings(demand))); !slices.Equal(got, want) {
			t.Errorf("among all vacancies %v, want %v", got, want)
		}
		if got := shown(c.Toward(demand, rowsOf(supply))); !slices.Equal(got, want) {
			t.Errorf("from all supply %v, want %v", got, want)
		}
	})
}

// rowsOf puts supply in views, as the fold keeps it.
func rowsOf(supply []Source) []Rows {
	byKey := map[string]Source{}
	var groups, people []rank.Person
	for _, s := range supply {
		byKey[s.ID] = s
		if s.Group {
			groups = append(groups, rank.Person{Profile: *s.Profile})
		} else {
			people = append(people, rank.Person{Profile: *s.Profile})
		}
	}
	find := func(p *fit.Profile) (Source, bool) { s, ok := byKey[p.ID]; return s, ok }
	return []Rows{{View: rank.NewPeopleBook().Change(groups, nil), Source: find}, {View: rank.NewPeopleBook().Change(people, nil), Source: find}}
}

func TestPartnersAreTheBestOfAllCompanies(t *testing.T) {
	c := newCoupler(t)
	rapid.Check(t, func(t *rapid.T) {
		supply, demand, _ := drawn(t, c)
		k := rapid.IntRange(1, 4).Draw(t, "k")
		m := c.Between(supply, demand)
		for _, side := range []Side{Demand, Supply} {
			all := brutePartners(t, c, m, side)
			var got []string
			after := After{}
			for page := 0; page < 8; page++ {
				found, total, err := c.Partners(m, side, k, after)
				if err != nil || total != len(all) || len(found) > k {
					t.Fatalf("%d found of %d, want a total of %d (%v)", len(found), total, len(all), err)
				}
				for _, p := range found {
					got = append(got, p.Company)
					after = After{p.Plan.Value, p.Company}
				}
			}
			if !slices.Equal(got, all) {
				t.Errorf("side %d: partners %v, want %v", side, got, all)
			}
		}
	})
}

// brutePartners solves every company and sorts.
func brutePartners(t *rapid.T, c *Coupler, m *Market, side Side) []string {
	byCompany := map[string][]Pair{}
	for _, p := range m.Pairs {
		byCompany[side.company(m, p)] = append(byCompany[side.company(m, p)], p)
	}
	var all []Partner
	bounds := newBounds(m, c.Judge.Model.Transfer.Bonus)
	for company, pairs := range byCompany {
		plan, err := c.Solve(m.only(pairs))
		if err != nil {
			t.Fatal(err)
		}
		if bound := bounds.of(pairs); plan.Value > bound {
			t.Errorf("%s is worth %d, above its bound %d", company, plan.Value, bound)
		}
		all = append(all, Partner{company, plan})
	}
	slices.SortFunc(all, byValue)
	var out []string
	for _, p := range all {
		out = append(out, p.Company)
	}
	return out
}
