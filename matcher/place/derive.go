package place

import (
	"cmp"
	"maps"
	"slices"
)

// NeighbourMetres is the distance within which a postcode of one region makes
// the other region a neighbour: two regions are neighbours when any two of
// their postcodes lie at most this far apart. At 8 km that gives all pairs
// that share a border in 2021 but one across open water (Friesland and
// Noord-Holland Noord, 9 km over the Afsluitdijk), and five pairs whose
// borders almost touch.
const NeighbourMetres = 8_000

// neighbourUnits is a difference in longitude that is more than
// NeighbourMetres anywhere south of the northern bound of the tables: there one
// unit of a Point is 0.653 m or more.
const neighbourUnits = NeighbourMetres * 100 / 65

// derive computes what follows from the rows: names, sums, centres, neighbours.
func (t *Tables) derive() {
	t.named = t.names()
	centres := make([]mean, len(t.regions)) // of inhabited postcodes
	for _, p := range t.postcodes {
		i, ok := t.municipality(p.Municipality)
		if !ok {
			continue
		}
		m := &t.municipalities[i]
		m.Inhabitants += p.Inhabitants
		r, _ := t.region(m.Region)
		t.regions[r].Inhabitants += p.Inhabitants
		centres[r] = centres[r].with(p.Point, p.Inhabitants)
	}
	territories := make([]mean, len(t.regions)) // of municipalities, where nobody lives
	for _, m := range t.municipalities {
		r, _ := t.region(m.Region)
		t.regions[r].Municipalities = append(t.regions[r].Municipalities, m.Code)
		territories[r] = territories[r].with(m.Centre, 1)
	}
	for r := range t.regions {
		t.regions[r].Centre = cmp.Or(centres[r].point(), territories[r].point())
	}
	for i, near := range t.neighbours() {
		for j, is := range near {
			if is {
				t.regions[i].Neighbours = append(t.regions[i].Neighbours, t.regions[j].Code)
			}
		}
	}
}

// names maps every folded name and alias to its municipality; a name that two
// of them share belongs to neither.
func (t *Tables) names() map[string]int {
	named := make(map[string]int, len(t.municipalities))
	shared := make(map[string]bool)
	for i, m := range t.municipalities {
		for _, name := range append([]string{m.Name}, m.Aliases...) {
			name = fold(name)
			if other, taken := named[name]; taken && other != i {
				shared[name] = true
			}
			named[name] = i
		}
	}
	maps.DeleteFunc(named, func(name string, _ int) bool { return shared[name] })
	return named
}

// mean is a weighted mean of points under way. In a country as small as this
// one, the mean of coordinates is the mean place to within metres.
type mean struct{ lat, lon, weight int64 }

func (m mean) with(p Point, weight int) mean {
	if !p.Known() {
		return m
	}
	w := int64(weight)
	return mean{m.lat + int64(p.Lat)*w, m.lon + int64(p.Lon)*w, m.weight + w}
}

// point returns the mean, unknown when nothing was weighed.
func (m mean) point() Point {
	if m.weight == 0 {
		return Point{}
	}
	return Point{Lat: int32(m.lat / m.weight), Lon: int32(m.lon / m.weight)}
}

// neighbours tells of each pair of regions, by index, whether they are
// neighbours. It sweeps the postcodes from south to north and compares each
// with those that lie close enough by latitude.
func (t *Tables) neighbours() [][]bool {
	type place struct {
		point  Point
		region int
	}
	places := make([]place, 0, len(t.postcodes))
	for _, p := range t.postcodes {
		if m, ok := t.municipality(p.Municipality); ok && p.Point.Known() {
			r, _ := t.region(t.municipalities[m].Region)
			places = append(places, place{p.Point, r})
		}
	}
	slices.SortFunc(places, func(a, b place) int { return int(a.point.Lat - b.point.Lat) })
	near := make([][]bool, len(t.regions))
	for i := range near {
		near[i] = make([]bool, len(t.regions))
	}
	for i, a := range places {
		for _, b := range places[i+1:] {
			if AtLeastMetres(a.point, b.point) > NeighbourMetres {
				break
			}
			far := max(a.point.Lon-b.point.Lon, b.point.Lon-a.point.Lon) > neighbourUnits
			if !far && a.region != b.region && !near[a.region][b.region] && Metres(a.point, b.point) <= NeighbourMetres {
				near[a.region][b.region], near[b.region][a.region] = true, true
			}
		}
	}
	return near
}
