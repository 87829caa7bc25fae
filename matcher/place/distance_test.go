package place

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestKnownCityPairsAreTheirPublishedDistanceApart(t *testing.T) {
	// Great-circle distances between the city centres, in kilometres, from their
	// published coordinates on the WGS84 ellipsoid.
	amsterdam, rotterdam := at(52.37403, 4.88969), at(51.92250, 4.47917)
	groningen, maastricht := at(53.21917, 6.56667), at(50.84833, 5.68889)
	utrecht, middelburg := at(52.09083, 5.12222), at(51.50000, 3.61389)
	pairs := []struct {
		name string
		a, b Point
		km   float64
	}{
		{"Amsterdam and Rotterdam", amsterdam, rotterdam, 57.6},
		{"Amsterdam and Utrecht", amsterdam, utrecht, 35.3},
		{"Amsterdam and Groningen", amsterdam, groningen, 147.0},
		{"Groningen and Maastricht", groningen, maastricht, 270.5},
		{"Maastricht and Middelburg", maastricht, middelburg, 162.3},
		{"one degree of latitude", at(52, 5), at(53, 5), 111.27},
		{"one degree of longitude at 52 north", at(52, 5), at(52, 6), 68.68},
	}
	for _, p := range pairs {
		t.Run(p.name, func(t *testing.T) {
			if km := float64(Metres(p.a, p.b)) / 1000; math.Abs(km-p.km) > p.km*0.02 {
				t.Errorf("%.1f km, want %.1f within 2 %%", km, p.km)
			}
		})
	}
}

func TestMetresAtTheEdges(t *testing.T) {
	half := int(math.Round(math.Pi * earthRadius))
	cases := []struct {
		name string
		a, b Point
		want int
	}{
		{"a point is nowhere from itself", at(52, 5), at(52, 5), 0},
		{"the smallest step north is a metre", Point{Lat: 5_200_000, Lon: 1}, Point{Lat: 5_200_001, Lon: 1}, 1},
		{"the poles are half the earth apart", at(90, 0), at(-90, 0), half},
		{"antipodes on the equator are half the earth apart", at(0, 0), at(0, 180), half},
		{"all longitudes meet at the pole", at(90, 10), at(90, 170), 0},
		{"the date line is no border", at(0, 179.5), at(0, -179.5), 111195},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := Metres(c.a, c.b); got != c.want {
				t.Errorf("Metres = %d, want %d", got, c.want)
			}
		})
	}
}

// drawPoint draws a point in the Netherlands, or every other time anywhere on earth.
func drawPoint(t *rapid.T, name string) Point {
	lat, lon := rapid.Int32Range(5_050_000, 5_400_000), rapid.Int32Range(300_000, 750_000)
	if rapid.Bool().Draw(t, name+" anywhere") {
		lat, lon = rapid.Int32Range(-90*degree, 90*degree), rapid.Int32Range(-180*degree, 180*degree)
	}
	return Point{Lat: lat.Draw(t, name+" lat"), Lon: lon.Draw(t, name+" lon")}
}

func TestMetresIsADistanceThatTheLowerBoundNeverExceeds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := drawPoint(t, "a"), drawPoint(t, "b"), drawPoint(t, "c")
		ab := Metres(a, b)
		if ab != Metres(b, a) {
			t.Fatalf("not symmetric: %d and %d", ab, Metres(b, a))
		}
		if low := AtLeastMetres(a, b); low > ab || low < 0 || low != AtLeastMetres(b, a) {
			t.Fatalf("lower bound %d of %d", low, ab)
		}
		if ab > Metres(a, c)+Metres(c, b)+2 { // 2 for three roundings
			t.Fatalf("a detour is shorter: %d > %d + %d", ab, Metres(a, c), Metres(c, b))
		}
	})
}

func TestTheLowerBoundIsTightDueNorth(t *testing.T) {
	for units := int32(1); units < 400_000; units += 37 {
		a := Point{Lat: 5_000_000, Lon: 500_000}
		b := Point{Lat: 5_000_000 + units, Lon: 500_000}
		if d := Metres(a, b) - AtLeastMetres(a, b); d < 0 || d > 1 {
			t.Fatalf("%d units: bound %d below %d", units, AtLeastMetres(a, b), Metres(a, b))
		}
	}
}

func TestAnUnknownPointIsTheZeroPoint(t *testing.T) {
	if (Point{}).Known() || !at(52, 5).Known() || !(Point{Lat: 1}).Known() {
		t.Error("only the zero point is unknown")
	}
}

func BenchmarkMetres(b *testing.B) {
	from, to := at(52.37403, 4.88969), at(51.92250, 4.47917)
	for b.Loop() {
		to.Lon = int32(Metres(from, to)) // depends on the last, so nothing is hoisted
	}
}

func BenchmarkAtLeastMetres(b *testing.B) {
	from, to := at(52.37403, 4.88969), at(51.92250, 4.47917)
	for b.Loop() {
		to.Lat = int32(AtLeastMetres(from, to))
	}
}
