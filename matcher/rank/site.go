package rank

import (
	"cmp"
	"math"
	"slices"

	"matchd/matcher/fit"
	"matchd/matcher/place"
)

// site is what rows are sorted by first.
type site struct {
	region uint8
	remote int16 // thousandths of the work done from home
	point  place.Point
}

// cell is a rectangle of the map; rows of a cell lie together.
type cell struct{ lat, lon int32 }

// cell is about 22 km high and 20 km wide in the Netherlands, times the grain. Measured at 1,000,000 people and 500,000
// vacancies: cells half as wide cost more on both sides, wider ones cost people more within 50 km.
func (s site) cell(grain int32) cell {
	return cell{s.point.Lat / (20_000 * grain), s.point.Lon / (30_000 * grain)}
}

const (
	// cells is about how many of grain 1 the country has.
	cells = 100
	// inCell is how many rows a cell should have at least, were they spread evenly: every area costs a question some
	// hundred searches for numbers, whatever it holds. Measured at 6,000 and 60,000 rows: with 100 a list takes up to half
	// as long again, 3,000 makes no difference.
	inCell = 1000
)

// grainOf is how large the cells of a segment are, so that small segments have few: from 1 to the whole country.
func grainOf(rows int) int32 {
	grain := int32(1)
	for int(grain*grain)*rows < inCell*cells && grain < 16 {
		grain++
	}
	return grain
}

func (c cell) compare(o cell) int {
	return cmp.Or(cmp.Compare(c.lat, o.lat), cmp.Compare(c.lon, o.lon))
}

// lair is where a row lies in its segment: by cell, then by the share done from home and by occupation, because rows
// that are looked at together should lie together; key settles the rest, so that the order of input does not show.
type lair struct {
	site
	occupation fit.OccupationID
	cell       cell
	key        string
	row        int
}

func (l lair) compare(o lair) int {
	return cmp.Or(
		l.cell.compare(o.cell), cmp.Compare(l.remote, o.remote), cmp.Compare(l.occupation, o.occupation), cmp.Compare(l.key, o.key),
	)
}

// area is the rows [from, to) of one cell and one share done from home, or of a part of them; their sites are
// sites[first:last].
type area struct {
	from, to    int32
	first, last int32
	middle      place.Vector // of its sites
	reach       int          // metres within which all of them lie from there, nowhere where one is unknown
}

// nowhere is farther than anything.
const nowhere = math.MaxInt32

// areaLimit is the most rows of an area; 16 bits number them. Measured at 1,000,000 people, the largest cell has 65,000:
// cut like this, a list takes a fifth less memory and no more time; half of it loses a twentieth.
const areaLimit = 1 << 14

// grounds is the sites of a segment by area.
type grounds struct {
	areas   []area
	sites   []site
	vectors []place.Vector // of the sites
}

// settle gives the order of rows by lair and the number of each one's site, in that order.
func settle[R record](from source[R], at func(*R) lair) (order []lair, numbers []int32, g grounds) {
	order = make([]lair, from.size())
	grain := grainOf(len(order))
	for i := range order {
		row := from.at(i)
		order[i] = at(row)
		order[i].cell, order[i].key, order[i].row = order[i].site.cell(grain), (*row).Key(), i
	}
	slices.SortFunc(order, lair.compare)
	numbers = make([]int32, len(order))
	number := map[site]int32{}
	for i, l := range order {
		if i == 0 || l.cell != order[i-1].cell || l.remote != order[i-1].remote || i-int(g.areas[len(g.areas)-1].from) == areaLimit {
			g.areas = append(g.areas, area{from: int32(i), first: int32(len(g.sites))})
			clear(number)
		}
		n, ok := number[l.site]
		if !ok {
			n = int32(len(g.sites))
			number[l.site] = n
			g.sites, g.vectors = append(g.sites, l.site), append(g.vectors, l.point.Vector())
		}
		numbers[i] = n
		last := &g.areas[len(g.areas)-1]
		last.to, last.last = int32(i+1), int32(len(g.sites))
	}
	for i := range g.areas {
		g.circle(&g.areas[i])
	}
	return order, numbers, g
}

// circle finds the middle and the reach of an area.
func (g *grounds) circle(a *area) {
	sites := g.vectors[a.first:a.last]
	for _, v := range sites {
		a.middle = a.middle.Plus(v, 1/float64(len(sites)))
	}
	for i, v := range sites {
		if !g.sites[int(a.first)+i].point.Known() {
			a.reach = nowhere
		}
		a.reach = max(a.reach, a.middle.AtLeast(v)+1)
	}
}

// beyond reports whether all of an area lies farther than a limit.
func (a *area) beyond(limit int, from place.Vector) bool {
	return a.middle.AtLeast(from)-a.reach-1 > limit
}

// ruledOut is a site in a region that was not asked, not known to lie within the distance asked, or beyond the limit: so
// little that no sum with it reaches any threshold.
const ruledOut = -1 << 30

// gone is the number of a site beyond all others, where rows stand that no list may have; it is always ruled out.
func (g *grounds) gone() int32 { return int32(len(g.sites)) }

// near bounds what distance adds at each site, or says ruledOut. Remote is the share done from home of the work that is
// not listed; it is 0 where work is. Limit is the most metres that the person goes, 0 where that is unknown or persons
// are listed.
func (l *lens) near(g *grounds, other place.Point, remote int16, limit int) []int32 {
	out := l.desk.ints.zeros(len(g.sites) + 1)
	out[g.gone()] = ruledOut
	from := other.Vector()
	if asked := int(l.q.Within); limit == 0 || asked > 0 && asked < limit {
		limit = asked
	}
	for i := range g.areas {
		a := &g.areas[i]
		home := max(remote, g.sites[a.first].remote)
		if limit > 0 && home < 1000 && other.Known() && a.beyond(limit, from) {
			for site := a.first; site < a.last; site++ {
				out[site] = ruledOut
			}
			continue
		}
		for site := a.first; site < a.last; site++ {
			out[site] = l.nearSite(g, site, home, limit, other, from)
		}
	}
	return out
}

func (l *lens) nearSite(g *grounds, site int32, home int16, limit int, other place.Point, from place.Vector) int32 {
	at := &g.sites[site]
	switch {
	case len(l.q.Regions) > 0 && !slices.Contains(l.q.Regions, at.region):
		return ruledOut
	case home >= 1000:
		return int32(l.limit[fit.Distance])
	case at.point.Known() && other.Known():
		return l.nearAt(g.vectors[site].AtLeast(from), home, limit)
	case l.q.Within > 0:
		return ruledOut
	}
	return int32(l.prior(fit.Distance))
}

// step is the grain, in metres, at which the curve of distance is read for bounds.
const step = 128

// curveOf is what distance adds at every whole step, to the end of the model's curve or of the distance asked; it never
// rises.
func (l *lens) curveOf() []int32 {
	points := l.judge.Model.Distance
	end := points[len(points)-1][0] * 1000
	if asked := int64(l.q.Within); asked > 0 {
		end = min(end, asked)
	}
	out := l.desk.ints.zeros(int(end/step + 2))
	for i := range out {
		out[i] = int32(l.add(fit.Distance, l.judge.Model.DistanceValue(int64(i)*step)))
	}
	return out
}

func (l *lens) nearAt(metres int, remote int16, limit int) int32 {
	if limit > 0 && metres > limit {
		return ruledOut
	}
	return l.curve[min(metres*int(1000-remote)/1000/step, len(l.curve)-1)]
}

// span is rows [from, to) and the most that distance adds to one of them.
type span struct {
	from, to int32
	area     int32
	most     int64
}

// spans gives the areas that the question's regions and distance leave, the nearest first. An area may hold rows that
// the question rules out.
func (g *grounds) spans(near []int32, from *slab[span]) []span {
	out := from.zeros(len(g.areas))[:0]
	for i, a := range g.areas {
		if most := slices.Max(near[a.first:a.last]); most != ruledOut {
			out = append(out, span{a.from, a.to, int32(i), int64(most)})
		}
	}
	slices.SortFunc(out, func(a, b span) int { return cmp.Or(cmp.Compare(b.most, a.most), cmp.Compare(a.from, b.from)) })
	return out
}
