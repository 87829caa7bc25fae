package coupling

import (
	"testing"

	"matchd/matcher"
	"matchd/matcher/fit"
)

func TestADeclinedPairIsInNoPlan(t *testing.T) {
	c := newCoupler(t)
	c.Declined = func(supply, vacancy string) bool { return supply == "a" && vacancy == "v" }
	people := []Source{c.person("a", handler, "kok", "3511"), c.person("b", handler, "kok", "3511")}
	plan := solve(t, c, c.Between(people, []*fit.Opening{c.opening("v", hotel, "kok", "3511", 2)}))
	if len(plan.Moves) != 1 || plan.Market.Sources[plan.Moves[0].Source].ID != "b" {
		t.Fatalf("moves %+v", plan.Moves)
	}
	if why := c.WhyUnplaced(plan.Market, 0); why.Reason != Declined {
		t.Errorf("left because of %q", why.Reason)
	}
}

func TestDaysOfAPair(t *testing.T) {
	for name, x := range map[string]struct {
		from, until, start matcher.Date // of the people, of the work; from today, 0 = unknown
		why                string       // "" = planned
		wait, late         int          // -1 = absent
	}{
		"free before the start":                           {from: 10, start: 40, wait: 30, late: -1},
		"free on the day":                                 {from: 40, start: 40, wait: 0, late: -1},
		"free a little late":                              {from: 70, start: 40, wait: -1, late: 30},
		"free as late as the slack allows":                {from: 40 + fit.StartSlack, start: 40, wait: -1, late: fit.StartSlack},
		"free a day later":                                {from: 41 + fit.StartSlack, start: 40, why: TooLate},
		"free in three years":                             {from: 1000, start: 40, why: TooLate},
		"the start is long past, and the work still open": {from: 20, start: -300, wait: -1, late: 320},
		"nobody says when the work starts":                {from: 1000, wait: -1, late: -1},
		"nobody says when the people come":                {start: 40, wait: -1, late: -1},
		"gone on the day before the start":                {from: 1, until: 39, start: 40, why: GoneBeforeStart},
		"to be had until the start":                       {from: 1, until: 40, start: 40, wait: 39, late: -1},
	} {
		t.Run(name, func(t *testing.T) {
			c := newCoupler(t)
			s, o := c.group("g", handler, "kok", "3511", 2), c.opening("v", hotel, "kok", "3511", 2)
			day := func(n matcher.Date) matcher.Date {
				if n == 0 {
					return 0
				}
				return today + n
			}
			s.From, s.Until, o.Start = day(x.from), day(x.until), day(x.start)
			plan := solve(t, c, c.Between([]Source{s}, []*fit.Opening{o}))
			if x.why != "" {
				if got := c.WhyUnplaced(plan.Market, 0).Reason; got != x.why || plan.Totals.Placeable != 0 {
					t.Errorf("%d placed, left because of %q, want %q", plan.Totals.Placeable, got, x.why)
				}
				return
			}
			if plan.Totals.Placeable != 2 {
				t.Fatalf("%d placed, want 2: %s", plan.Totals.Placeable, c.WhyUnplaced(plan.Market, 0).Reason)
			}
			change := plan.Market.Change(plan.Moves[0].Pair)
			if got := known(change.WaitDays); got != x.wait {
				t.Errorf("waits %d days, want %d", got, x.wait)
			}
			if got := known(change.LateDays); got != x.late {
				t.Errorf("is late by %d days, want %d", got, x.late)
			}
		})
	}
}

// known is a number, -1 where it is absent.
func known(n *int) int {
	if n == nil {
		return -1
	}
	return *n
}

func TestANationalAgreementReachesFarther(t *testing.T) {
	c := newCoupler(t)
	near := c.group("g", handler, "kok", "3511", 2) // Utrecht
	for name, x := range map[string]struct {
		national bool
		at       string // postcode of the work
		want     int
	}{
		"in town":                                {false, "3512", 2},
		"80 km away":                             {false, "7411", 0},
		"80 km away, under a national agreement": {true, "7411", 2},
		"160 km away, under a national agreement": {true, "9711", 0},
	} {
		t.Run(name, func(t *testing.T) {
			s := near
			s.National = x.national
			plan := solve(t, c, c.Between([]Source{s}, []*fit.Opening{c.opening("v", hotel, "kok", x.at, 2)}))
			if plan.Totals.Placeable != x.want {
				t.Errorf("%d placed, want %d", plan.Totals.Placeable, x.want)
			}
		})
	}
}

func TestTotalsTellTheFitOfBothBands(t *testing.T) {
	c := newCoupler(t)
	m := &Market{
		Sources: []Source{c.group("g", handler, "kok", "3511", 4)}, Sinks: []*fit.Opening{c.opening("v", hotel, "kok", "3511", 2), c.opening("w", hotel, "kok", "3511", 2)},
	}
	got := m.totals([]Move{{Pair{0, 0, 900_000, false}, 2}, {Pair{0, 1, 600_000, true}, 1}})
	if got.MeanFit != 800_000 || got.MeanSuitable != 900_000 || got.MeanTrainable != 600_000 {
		t.Errorf("mean fits %d, %d and %d", got.MeanFit, got.MeanSuitable, got.MeanTrainable)
	}
}
