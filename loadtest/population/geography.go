package population

import (
	"cmp"
	"errors"
	"slices"

	"matchd/matcher"
	"matchd/matcher/place"
)

// geography is where people live, region by region. It keeps copies of what it needs of the tables, sorted so that
// every region and every municipality is one span, in which a place is drawn by its inhabitants.
type geography struct {
	homes   []home // by region, then postcode
	people  weighted
	regions map[string]span     // region -> its homes
	towns   map[string]span     // municipality -> its homes, in byTown
	byTown  []int               // homes by municipality, then postcode
	near    map[string][]string // region -> its neighbours
	names   map[string]string   // municipality -> name
}

// home is an inhabited postcode that lies in a known municipality and so in a region.
type home struct {
	postcode, municipality, region string
	inhabitants                    int
}

// span is a range of places, first included, last not.
type span struct{ first, last int }

// newGeography fails where nobody lives anywhere.
func newGeography(t *place.Tables) (*geography, error) {
	g := &geography{regions: map[string]span{}, towns: map[string]span{}, near: map[string][]string{}, names: map[string]string{}}
	for _, r := range t.Regions() {
		g.near[r.Code] = r.Neighbours
	}
	region := map[string]string{}
	for _, m := range t.Municipalities() {
		region[m.Code], g.names[m.Code] = m.Region, m.Name
	}
	for _, p := range t.Postcodes() {
		if r := region[p.Municipality]; r != "" && p.Inhabitants > 0 {
			g.homes = append(g.homes, home{p.Code, p.Municipality, r, p.Inhabitants})
		}
	}
	if len(g.homes) == 0 {
		return nil, errors.New("population needs places with inhabitants")
	}
	g.index()
	return g, nil
}

// index sorts the homes and notes where regions and municipalities begin and end.
func (g *geography) index() {
	slices.SortFunc(g.homes, func(a, b home) int {
		return cmp.Or(cmp.Compare(a.region, b.region), cmp.Compare(a.postcode, b.postcode))
	})
	for i, h := range g.homes {
		g.people.add(h.inhabitants)
		g.byTown = append(g.byTown, i)
		extend(g.regions, h.region, i)
	}
	slices.SortStableFunc(g.byTown, func(a, b int) int {
		return cmp.Compare(g.homes[a].municipality, g.homes[b].municipality)
	})
	for i, h := range g.byTown {
		extend(g.towns, g.homes[h].municipality, i)
	}
}

// extend makes the span of a key reach place i; a key that is new begins there.
func extend(spans map[string]span, key string, i int) {
	s, ok := spans[key]
	if !ok {
		s.first = i
	}
	spans[key] = span{s.first, i + 1}
}

// anywhere draws a home by inhabitants.
func (g *geography) anywhere(d dice) int { return g.people.pick(d) }

// inRegion draws a home of a region by inhabitants.
func (g *geography) inRegion(d dice, region string) int {
	s := g.regions[region]
	return g.people.pickWithin(d, s.first, s.last)
}

// nearby draws a home in the region, or, a quarter of the time, in a neighbouring one.
func (g *geography) nearby(d dice, region string) int {
	if around := g.near[region]; len(around) > 0 && d.chance(25) {
		if other := pick(d, around); g.regions[other].last > 0 {
			return g.inRegion(d, other)
		}
	}
	return g.inRegion(d, region)
}

// inTown draws a home of one of the municipalities, each postcode as likely; false where the tables have none.
func (g *geography) inTown(d dice, towns []string) (int, bool) {
	if len(towns) == 0 {
		return 0, false
	}
	s, ok := g.towns[pick(d, towns)]
	if !ok {
		return 0, false
	}
	return g.byTown[d.between(s.first, s.last-1)], true
}

// place is a home as records give it: mostly the postcode, sometimes the municipality by code or by name.
func (g *geography) place(d dice, at int) matcher.Place {
	h := g.homes[at]
	switch n := d.IntN(100); {
	case n < 70:
		return matcher.Place{Postcode: h.postcode}
	case n < 85:
		return matcher.Place{Postcode: h.postcode, Municipality: h.municipality}
	case n < 93:
		return matcher.Place{Municipality: h.municipality}
	}
	return matcher.Place{Municipality: g.names[h.municipality]}
}
