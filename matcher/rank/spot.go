package rank

import (
	"cmp"
	"slices"

	"matchd/matcher/fit"
	"matchd/matcher/place"
)

// site is what rows are sorted by first; home says that all work is done from home.
type site struct {
	region uint8
	home   bool
	point  place.Point
}

func (s site) compare(o site) int {
	home := func(s site) int {
		if s.home {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(s.region, o.region), cmp.Compare(home(s), home(o)), cmp.Compare(s.point.Lat, o.point.Lat), cmp.Compare(s.point.Lon, o.point.Lon))
}

// inOrder gives the rows by site and then by key, so that a segment does not depend on the order of its rows.
func inOrder[R record](rows []R, at func(*R) site) []R {
	type place struct {
		site
		key string
		row int
	}
	places := make([]place, len(rows))
	for i := range rows {
		places[i] = place{at(&rows[i]), rows[i].Key(), i}
	}
	slices.SortFunc(places, func(a, b place) int {
		return cmp.Or(a.compare(b.site), cmp.Compare(a.key, b.key))
	})
	out := make([]R, len(rows))
	for i, p := range places {
		out[i] = rows[p.row]
	}
	return out
}

// group is rows of one site: [from, to).
type group struct {
	site
	from, to int32
}

// groupsOf cuts rows that are in the order of their sites into groups.
func groupsOf(n int, at func(int) site) []group {
	var groups []group
	for i := range n {
		here := at(i)
		if last := len(groups) - 1; last < 0 || groups[last].site != here {
			groups = append(groups, group{site: here, from: int32(i)})
		}
		groups[len(groups)-1].to = int32(i + 1)
	}
	return groups
}

// spot is what a question makes of a group.
type spot struct {
	adds   int64 // by distance, at the share of work from home that spotOf was given
	metres int32 // -1 = unknown
	out    bool  // in a region that was not asked
	far    bool  // not known to lie within the distance asked
}

// spots makes them of all groups, for work of which a share is done from home.
func (l *lens) spots(groups []group, other place.Point, remote int16) []spot {
	out := make([]spot, len(groups))
	for i := range groups {
		out[i] = l.spotOf(groups[i].site, other, remote)
	}
	return out
}

func (l *lens) spotOf(at site, other place.Point, remote int16) spot {
	s := spot{metres: -1, out: len(l.q.Regions) > 0 && !slices.Contains(l.q.Regions, at.region)}
	known := at.point.Known() && other.Known()
	switch {
	case s.out:
		return s
	case at.home || remote >= 1000:
		s.adds = l.limit[fit.Distance]
		return s
	case known && l.q.Within > 0 && place.AtLeastMetres(at.point, other) > int(l.q.Within):
		s.far = true
		return s
	case known:
		s.metres = int32(place.Metres(at.point, other))
	}
	s.far = l.q.Within > 0 && (!known || s.metres > l.q.Within)
	s.adds = l.prior(fit.Distance)
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
// that the spot was made with; rows with all of it at home have spots of their own.
func (l *lens) distance(s *spot, base, remote int16) int64 {
	switch {
	case s.out || s.far:
		return -1
	case s.metres < 0 || remote == base || remote >= 1000:
		return s.adds
	}
	return l.travel(s.metres, remote)
}

// span is rows [from, to).
type span struct{ from, to int32 }

// spansOf gives the rows that the question's regions and distance leave, one run a region (and another for
// work from home), with some rows between that they do not.
func spansOf(groups []group, spots []spot) []span {
	var out []span
	last := -1
	for g := range groups {
		if spots[g].out || spots[g].far {
			continue
		}
		if last < 0 || groups[g].region != groups[last].region || groups[g].home != groups[last].home {
			out = append(out, span{from: groups[g].from})
		}
		out[len(out)-1].to = groups[g].to
		last = g
	}
	return out
}

// within calls yield for the rows of an ascending list that lie in one of the ascending spans.
func within(list []int32, spans []span) func(yield func(int32) bool) {
	return func(yield func(int32) bool) {
		for _, s := range spans {
			from, _ := slices.BinarySearch(list, s.from)
			for list = list[from:]; len(list) > 0 && list[0] < s.to; list = list[1:] {
				if !yield(list[0]) {
					return
				}
			}
		}
	}
}
