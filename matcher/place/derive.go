package place

import (
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

// derive computes what follows from the rows: names, sums, centres, neighbours.
func (t *Tables) derive() {
	t.named = t.names()
	municipality := make(map[string]*Municipality, len(t.municipalities))
	for i := range t.municipalities {
		municipality[t.municipalities[i].Code] = &t.municipalities[i]
	}
	region := make(map[string]*Region, len(t.regions))
	for i := range t.regions {
		region[t.regions[i].Code] = &t.regions[i]
	}
	centres := make(map[string]mean, len(t.regions))
	for _, p := range t.postcodes {
		m, ok := municipality[p.Municipality]
		if !ok {
			continue
		}
		m.Inhabitants += p.Inhabitants
		region[m.Region].Inhabitants += p.Inhabitants
		centres[m.Region] = centres[m.Region].with(p.Point, p.Inhabitants)
	}
	for _, m := range t.municipalities {
		r := region[m.Region]
		r.Municipalities = append(r.Municipalities, m.Code)
		if centres[m.Region].weight == 0 { // no inhabited postcode: all centres count alike
			r.Centre = mean{}.with(r.Centre, len(r.Municipalities)-1).with(m.Centre, 1).point()
		}
	}
	for code, c := range centres {
		if c.weight > 0 {
			region[code].Centre = c.point()
		}
	}
	for code, near := range t.neighbours() {
		region[code].Neighbours = slices.Sorted(maps.Keys(near))
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

func (m mean) point() Point {
	return Point{Lat: int32(m.lat / m.weight), Lon: int32(m.lon / m.weight)}
}

// neighbours sweeps the postcodes from south to north and compares each with
// those that lie close enough by latitude.
func (t *Tables) neighbours() map[string]map[string]bool {
	type place struct {
		point  Point
		region string
	}
	var places []place
	near := make(map[string]map[string]bool, len(t.regions))
	for _, p := range t.postcodes {
		if m, ok := t.municipality(p.Municipality); ok && p.Point.Known() {
			places = append(places, place{p.Point, t.municipalities[m].Region})
		}
	}
	for _, r := range t.regions {
		near[r.Code] = make(map[string]bool)
	}
	slices.SortFunc(places, func(a, b place) int { return int(a.point.Lat - b.point.Lat) })
	for i, a := range places {
		for _, b := range places[i+1:] {
			if AtLeastMetres(a.point, b.point) > NeighbourMetres {
				break
			}
			if a.region != b.region && !near[a.region][b.region] && Metres(a.point, b.point) <= NeighbourMetres {
				near[a.region][b.region], near[b.region][a.region] = true, true
			}
		}
	}
	return near
}
