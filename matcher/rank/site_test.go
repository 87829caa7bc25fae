package rank

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"matchd/matcher/fit"
	"matchd/matcher/place"
)

// Rows of an area are numbered by 16 bits, and what distance adds to an area at most is read from its own sites.
func TestACrowdedCellIsCutIntoAreasThatEachKnowTheirSites(t *testing.T) {
	t.Parallel()
	rows := make([]Vacancy, areaLimit+5_000)
	for i := range rows {
		rows[i] = Vacancy{fit.Opening{ID: fmt.Sprint(i), Asks: fit.Asks{Region: uint8(i % 3), Point: place.Point{Lat: 5_200_000, Lon: 500_000}}}}
	}
	_, sites, g := settle(given[Vacancy](rows), lairOfVacancy)
	if len(g.areas) != 2 {
		t.Fatalf("%d areas, want 2", len(g.areas))
	}
	for _, in := range g.areas {
		if n := in.to - in.from; n > areaLimit {
			t.Errorf("an area of %d rows, want %d at most", n, areaLimit)
		}
		for _, site := range sites[in.from:in.to] {
			if site < in.first || site >= in.last {
				t.Fatalf("site %d, want one of [%d, %d)", site, in.first, in.last)
			}
		}
	}
}

func TestAnAreaBeyondALimitHasNoSiteWithin(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(4, 4))
	anywhere := func() place.Point {
		return place.Point{Lat: 5_080_000 + r.Int32N(260_000), Lon: 340_000 + r.Int32N(380_000)}
	}
	rows := make([]Vacancy, 120_000)
	for i := range rows {
		rows[i] = Vacancy{fit.Opening{ID: fmt.Sprint(i), Asks: fit.Asks{Point: anywhere()}}}
	}
	rows[0].Point = place.Point{}
	_, _, g := settle(given[Vacancy](rows), lairOfVacancy)
	beyond := 0
	for range 100 {
		from, limit := anywhere().Vector(), r.IntN(100_000)
		for _, a := range g.areas {
			if !a.beyond(limit, from) {
				continue
			}
			beyond++
			for site := a.first; site < a.last; site++ {
				if at := g.sites[site].point; !at.Known() || g.vectors[site].AtLeast(from) <= limit {
					t.Fatalf("%v lies within %d m of %v", at, limit, from)
				}
			}
		}
	}
	if beyond == 0 {
		t.Fatal("no area was beyond any limit")
	}
}
