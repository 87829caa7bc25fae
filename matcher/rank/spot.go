package rank

import (
	"cmp"
	"math"
	"slices"

	"matchd/matcher/fit"
	"matchd/matcher/place"
)

// group is rows in one place: [from, to).
type group struct {
	point    place.Point
	region   uint8
	from, to int32
}

func byPlace(a, b uint8, at, to place.Point) int {
	return cmp.Or(cmp.Compare(a, b), cmp.Compare(at.Lat, to.Lat), cmp.Compare(at.Lon, to.Lon))
}

// groupsOf cuts rows that are in the order of byPlace into groups.
func groupsOf(n int, at func(int) (place.Point, uint8)) []group {
	var groups []group
	for i := range n {
		point, region := at(i)
		if last := len(groups) - 1; last < 0 || groups[last].point != point || groups[last].region != region {
			groups = append(groups, group{point: point, region: region, from: int32(i)})
		}
		groups[len(groups)-1].to = int32(i + 1)
	}
	return groups
}

// spot is what a question makes of a group, worked out when it is first asked for.
type spot struct {
	adds   int64 // by distance, at the share of work from home that spotOf was given
	metres int32 // -1 = unknown
	seen   bool
	out    bool // in a region that was not asked
	far    bool // not known to lie within the distance asked
}

func (l *lens) spotOf(listed place.Point, region uint8, other place.Point, remote int16) spot {
	s := spot{seen: true, metres: -1, out: len(l.q.Regions) > 0 && !slices.Contains(l.q.Regions, region)}
	known := listed.Known() && other.Known()
	switch {
	case s.out:
		return s
	case known && l.q.Within > 0 && place.AtLeastMetres(listed, other) > int(l.q.Within):
		s.metres = math.MaxInt32
	case known:
		s.metres = int32(place.Metres(listed, other))
	}
	s.far = l.q.Within > 0 && (!known || s.metres > l.q.Within)
	s.adds = l.add(fit.Distance, l.judge.Model.Reasons[fit.Distance].Prior)
	if known {
		s.adds = l.travel(s.metres, remote)
	}
	return s
}

// travel is what distance adds at some metres when this many thousandths of the work are done from home.
func (l *lens) travel(metres int32, remote int16) int64 {
	return l.add(fit.Distance, l.judge.Model.DistanceValue(int64(metres)*int64(1000-remote)/1000))
}

// distance is what distance adds in a spot, -1 where the question rules it out. Base is the share of work from home
// that the spot was made with.
func (l *lens) distance(s *spot, base, remote int16) int64 {
	switch {
	case s.out:
		return -1
	case remote >= 1000:
		return l.limit[fit.Distance]
	case s.far:
		return -1
	case s.metres < 0 || remote == base:
		return s.adds
	}
	return l.travel(s.metres, remote)
}
