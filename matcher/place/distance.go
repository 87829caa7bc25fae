package place

import "math"

// earthRadius is the mean radius R1 of the WGS84 ellipsoid in metres (IUGG).
const earthRadius = 6371008.8

// radians is the size of one unit of a Point in radians.
const radians = math.Pi / 180 / degree

// tenMillionthMetres is how far one unit of latitude reaches on the sphere of
// earthRadius, in 1e-7 m, rounded down: 1e-5 degree is 1.11195080… m.
const tenMillionthMetres = 11_119_508

// Metres returns the great-circle distance between two known points in whole
// metres, by the haversine formula on a sphere of radius 6,371,008.8 m. It is
// symmetric, never negative, and 0 for equal points.
//
// Error: against the WGS84 ellipsoid at Dutch latitudes the sphere is short by
// at most 0.10 % north to south and 0.34 % east to west; 0.6 % anywhere on earth.
// Rounding adds at most 0.5 m. One machine architecture always gives the same
// integer; two architectures may differ by 1 m where the exact value lies
// within 1e-6 m of a half metre, because they fuse multiplications differently.
func Metres(a, b Point) int {
	if a == b {
		return 0
	}
	lat := math.Sin(float64(b.Lat-a.Lat) * radians / 2)
	lon := math.Sin(float64(b.Lon-a.Lon) * radians / 2)
	cos := math.Cos(float64(a.Lat)*radians) * math.Cos(float64(b.Lat)*radians)
	h := lat*lat + cos*(lon*lon)
	return int(math.Round(2 * earthRadius * math.Asin(math.Sqrt(min(h, 1)))))
}

// AtLeastMetres returns the distance that the latitudes alone put between two
// points, rounded down to whole metres. It is never above [Metres] and costs
// one integer multiplication, so a scan can drop what is too far north or south
// without trigonometry.
func AtLeastMetres(a, b Point) int {
	units := int64(a.Lat) - int64(b.Lat)
	return int(max(units, -units) * tenMillionthMetres / 10_000_000)
}
