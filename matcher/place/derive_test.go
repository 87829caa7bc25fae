package place

import (
	"math"
	"testing"
)

func TestTheSweepFindsTheNeighboursThatComparingAllPairsFinds(t *testing.T) {
	tables := builtInTables(t)
	all := tables.Postcodes()
	near := make(map[[2]string]bool)
	for i, a := range all {
		for _, b := range all[:i] {
			if max(a.Point.Lat-b.Point.Lat, b.Point.Lat-a.Point.Lat) > 8_000 || !a.Point.Known() || !b.Point.Known() {
				continue // 8,000 units are 8.9 km
			}
			if math.Hypot(float64(a.Point.Lat-b.Point.Lat), 0.6*float64(a.Point.Lon-b.Point.Lon)) > 8_000 {
				continue // likewise, with east no nearer than it can be
			}
			from, _ := tables.Municipality(a.Municipality)
			to, _ := tables.Municipality(b.Municipality)
			if from.Region != to.Region && Metres(a.Point, b.Point) <= NeighbourMetres {
				near[[2]string{from.Region, to.Region}], near[[2]string{to.Region, from.Region}] = true, true
			}
		}
	}
	found := 0
	for _, r := range tables.Regions() {
		for _, n := range r.Neighbours {
			found++
			if !near[[2]string{r.Code, n}] {
				t.Errorf("%s and %s are not near", r.Code, n)
			}
		}
	}
	if found != len(near) {
		t.Errorf("%d neighbours found, %d by comparing all pairs", found, len(near))
	}
}

func TestAMeanIsWeightedAndSkipsUnknownPoints(t *testing.T) {
	m := mean{}.with(at(51, 5), 1).with(Point{}, 100).with(at(53, 6), 3)
	if got := m.point(); got != at(52.5, 5.75) {
		t.Errorf("mean %v", got)
	}
	if (mean{}).point().Known() {
		t.Error("the mean of nothing is unknown")
	}
}

func TestFoldMakesSpellingsOfANameEqual(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"capitals", "GRONINGEN", "groningen"},
		{"diacritics", "Súdwest-Fryslân", "sudwest fryslan"},
		{"a ligature", "\u0132sselstein", "ijsselstein"},
		{"an apostrophe", "'s-Gravenhage", "s gravenhage"},
		{"punctuation at the ends", " (Bergen) ", "bergen"},
		{"runs of spaces", "De  Fryske\tMarren", "de fryske marren"},
		{"nothing but signs", "--", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := fold(c.text); got != c.want {
				t.Errorf("fold(%q) = %q, want %q", c.text, got, c.want)
			}
		})
	}
}

func TestEditsCountsChangedLetters(t *testing.T) {
	cases := []struct {
		name, a, b string
		want       int
	}{
		{"equal", "zeeland", "zeeland", 0},
		{"one left out", "zeland", "zeeland", 1},
		{"one changed", "zeelund", "zeeland", 1},
		{"nothing", "", "am", 2},
		{"runes, not bytes", "é", "e", 1},
		{"kitten", "kitten", "sitting", 3},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got, back := edits(c.a, c.b), edits(c.b, c.a); got != c.want || back != c.want {
				t.Errorf("edits = %d and %d, want %d", got, back, c.want)
			}
		})
	}
}

// ellipsoid returns the distance along a meridian or a parallel of WGS84
// between two near points, from its radii of curvature at their mean latitude.
func ellipsoid(a, b Point) float64 {
	const major, squash = 6378137.0, 0.00669437999014
	mid := float64(a.Lat+b.Lat) / 2 * radians
	w := 1 - squash*math.Sin(mid)*math.Sin(mid)
	north := major * (1 - squash) / math.Pow(w, 1.5) * float64(b.Lat-a.Lat) * radians
	east := major / math.Sqrt(w) * math.Cos(mid) * float64(b.Lon-a.Lon) * radians
	return math.Hypot(north, east)
}

func TestMetresIsWithinItsStatedErrorOfTheEllipsoid(t *testing.T) {
	for lat := 50.5; lat <= 54; lat += 0.1 {
		from := at(lat, 5)
		north, east := at(lat+0.05, 5), at(lat, 5.1)
		if short := 1 - float64(Metres(from, north))/ellipsoid(from, north); short < 0 || short > 0.0011 {
			t.Errorf("at %.1f the sphere is %.3f %% short northward", lat, 100*short)
		}
		if short := 1 - float64(Metres(from, east))/ellipsoid(from, east); short < 0 || short > 0.0034 {
			t.Errorf("at %.1f the sphere is %.3f %% short eastward", lat, 100*short)
		}
	}
}
