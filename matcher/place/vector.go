package place

import "math"

// Vector is a point on a sphere of radius 1, from its middle; the zero value stands for an unknown point.
type Vector struct{ X, Y, Z float64 }

// Vector is where a known point lies on the sphere.
func (p Point) Vector() Vector {
	lat, lon := float64(p.Lat)*radians, float64(p.Lon)*radians
	return Vector{math.Cos(lat) * math.Cos(lon), math.Cos(lat) * math.Sin(lon), math.Sin(lat)}
}

// Plus is the vector and so much of another.
func (v Vector) Plus(o Vector, share float64) Vector {
	return Vector{v.X + share*o.X, v.Y + share*o.Y, v.Z + share*o.Z}
}

// AtLeast is a lower bound of [Metres] for the points of two vectors, without trigonometry: the length of the chord.
// It is at most a metre short up to 100 km, and 8 metres at 200 km.
func (v Vector) AtLeast(o Vector) int {
	x, y, z := v.X-o.X, v.Y-o.Y, v.Z-o.Z
	return int(earthRadius * math.Sqrt(x*x+y*y+z*z))
}
