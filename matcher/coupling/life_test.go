package coupling

import (
	"testing"

	"matchd/matcher/fit"
)

// airport is what an airport handler at Schiphol lets go: 800 people in six functions.
func airport(c *Coupler) []Source {
	return []Source{
		c.group("bagage", handler, "bagageafhandelaar", "1118", 260), c.group("platform", handler, "platformmedewerker", "1118", 180),
		c.group("schoonmaak", handler, "vliegtuigschoonmaker", "1118", 140), c.group("grond", handler, "grondsteward", "1118", 110),
		c.group("beveiliging", handler, "luchthavenbeveiliger", "1118", 80), c.group("catering", handler, "vliegtuigcateringmedewerker", "1118", 30),
	}
}

func TestAnAirportHandlerLaysOff800InSixFunctions(t *testing.T) {
	c := newCoupler(t)
	plan := solve(t, c, c.Between(airport(c), []*fit.Opening{
		c.opening("magazijn", hotel, "magazijnmedewerker", "1432", 120),
		c.opening("orders", hotel, "orderpicker", "1432", 90),
		c.opening("schoon", hotel, "schoonmaker", "1118", 60),
		c.opening("wacht", hotel, "beveiliger", "1012", 50),
		c.opening("balie", hotel, "receptionist", "1012", 12),
		c.opening("arts", hotel, "arts", "1012", 40),
	}))
	if plan.Totals.Headcount != 800 || plan.Totals.Positions != 372 {
		t.Errorf("headcount %d and positions %d, want 800 and 372", plan.Totals.Headcount, plan.Totals.Positions)
	}
	if n := plan.Totals.Placeable; n < 200 || n > 332 {
		t.Errorf("%d can be placed, want most of the 332 places for which nobody needs to be a doctor", n)
	}
	for _, v := range plan.Moves {
		if plan.Market.Sinks[v.Sink].ID == "arts" {
			t.Error("somebody is to be a doctor")
		}
	}
	for _, l := range plan.Free() {
		if o := plan.Market.Sinks[l.At]; o.ID == "arts" && (l.Units != 40 || c.WhyFree(plan.Market, l.At).Reason != BelowFloor) {
			t.Errorf("doctors: %d places free because of %q", l.Units, c.WhyFree(plan.Market, l.At).Reason)
		}
	}
	if got := plan.Totals.Placeable + sum(plan.Unplaced()); got != 800 {
		t.Errorf("%d people are placed or left, want 800", got)
	}
}

func sum(left []Left) int {
	n := 0
	for _, l := range left {
		n += l.Units
	}
	return n
}

func TestAHotelChainAndACareGroup(t *testing.T) {
	c := newCoupler(t)
	supply := []Source{
		c.group("kamers", hotel, "kamermeisje", "3511", 20), c.group("bediening", hotel, "kelner", "3511", 15),
		c.person("kok-1", hotel, "kok", "3512"), c.person("baliemens", hotel, "hotelreceptionist", "3512"),
	}
	plan := solve(t, c, c.Between(supply, []*fit.Opening{
		c.opening("huishouding", care, "schoonmaker", "3522", 8), c.opening("keuken", care, "kok", "3522", 1),
		c.opening("receptie", care, "receptionist", "3522", 2), c.opening("verpleging", care, "verpleegkundige", "3522", 10),
	}))
	got := map[string]int{}
	for _, v := range plan.Moves {
		got[plan.Market.Sources[v.Source].ID+">"+plan.Market.Sinks[v.Sink].ID] += v.Units
	}
	for flow, units := range map[string]int{"kamers>huishouding": 8, "kok-1>keuken": 1, "baliemens>receptie": 1} {
		if got[flow] != units {
			t.Errorf("%s moves %d, want %d (%v)", flow, got[flow], units, got)
		}
	}
	for flow := range got {
		if flow[len(flow)-len("verpleging"):] == "verpleging" {
			t.Errorf("%s: nobody of a hotel is a nurse", flow)
		}
	}
}

func TestWhoMovesIsToldWhatChanges(t *testing.T) {
	c := newCoupler(t)
	s := c.person("kok-1", hotel, "kok", "3511")
	s.Work = c.opening("", "", "kok", "1012", 1).Point
	m := c.Between([]Source{s}, []*fit.Opening{c.opening("keuken", care, "kok", "3522", 1)})
	if len(m.Pairs) != 1 {
		t.Fatalf("%d pairs, want 1", len(m.Pairs))
	}
	change := c.Compare(m, m.Pairs[0])
	if change.DistanceKm == nil || *change.DistanceKm > 5 {
		t.Errorf("new work is %v km from home, want a few", change.DistanceKm)
	}
	if change.DistanceGain == nil || *change.DistanceGain > -25 {
		t.Errorf("new work is %v km farther, want 25 nearer", change.DistanceGain)
	}
	if change.HoursGain == nil || *change.HoursGain != 0 {
		t.Errorf("%v hours more, want 0", change.HoursGain)
	}
	if change.OccupationFit == nil || *change.OccupationFit != 1_000_000 {
		t.Errorf("occupation fits by %v, want 1", change.OccupationFit)
	}
}

func TestOneForManyAndManyForOne(t *testing.T) {
	c := newCoupler(t)
	for name, x := range map[string]struct {
		supply []Source
		demand []*fit.Opening
		placed int
		left   string
	}{
		"a one-person firm finds the one place": {[]Source{c.person("a", handler, "kok", "3511")}, []*fit.Opening{c.opening("v", hotel, "kok", "3511", 1)}, 1, ""},
		"three cooks and one place":             {[]Source{c.group("g", handler, "kok", "3511", 3)}, []*fit.Opening{c.opening("v", hotel, "kok", "3511", 1)}, 1, PlacesFull},
		"nobody seeks a cook":                   {[]Source{c.person("a", handler, "kok", "3511")}, nil, 0, NothingYet},
		"a place that is closed":                {[]Source{c.person("a", handler, "kok", "3511")}, []*fit.Opening{closed(c)}, 0, "closingDate"},
		"a cook is no accountant":               {[]Source{c.person("a", handler, "keukenhulp", "3511")}, []*fit.Opening{c.opening("v", hotel, "accountant", "3511", 1)}, 0, BelowFloor},
		"open hiring is nobody's to plan":       {[]Source{c.person("a", handler, "kok", "3511")}, []*fit.Opening{openHiring(c)}, 0, OpenHiring},
	} {
		t.Run(name, func(t *testing.T) {
			plan := solve(t, c, c.Between(x.supply, x.demand))
			if plan.Totals.Placeable != x.placed {
				t.Errorf("%d placed, want %d", plan.Totals.Placeable, x.placed)
			}
			for _, l := range plan.Unplaced() {
				if why := c.WhyUnplaced(plan.Market, l.At); why.Reason != x.left {
					t.Errorf("left because of %q, want %q", why.Reason, x.left)
				}
			}
			if x.left != "" && len(plan.Unplaced()) == 0 {
				t.Error("nobody is left")
			}
		})
	}
}

func closed(c *Coupler) *fit.Opening {
	o := c.opening("v", hotel, "kok", "3511", 1)
	o.Closing = today - 1
	return o
}

func openHiring(c *Coupler) *fit.Opening {
	o := c.opening("v", hotel, "kok", "3511", 1)
	o.OpenHiring = true
	return o
}
