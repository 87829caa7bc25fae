package place

import (
	"math/rand/v2"
	"testing"
)

func TestAtLeastIsNeverAboveTheDistance(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for range 20_000 {
		spread := int32(1) << (1 + r.IntN(22))
		a := Point{Lat: 5_100_000 + r.Int32N(spread), Lon: 400_000 + r.Int32N(spread)}
		b := Point{Lat: 5_100_000 + r.Int32N(spread), Lon: 400_000 + r.Int32N(spread)}
		exact, bound := Metres(a, b), a.Vector().AtLeast(b.Vector())
		if bound > exact {
			t.Fatalf("%v to %v: at least %d m, is %d m", a, b, bound, exact)
		}
		if exact <= 200_000 && exact-bound > 10 {
			t.Fatalf("%v to %v: at least %d m, is %d m, want no more than 10 m short", a, b, bound, exact)
		}
	}
}
