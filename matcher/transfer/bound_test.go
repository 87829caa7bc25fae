package transfer

import (
	"math"
	"testing"
)

func TestBoundOfSmallMarkets(t *testing.T) {
	for _, c := range []struct {
		name           string
		sources, sinks []Best
		want           int64
	}{
		{"nothing on one side", []Best{{3, 10}}, nil, 0},
		{"one pair is bounded by the lesser value", []Best{{1, 10}}, []Best{{1, 7}}, 7},
		{"the best of many for few positions", []Best{{1, 3}, {1, 9}, {1, 5}}, []Best{{2, 9}}, 14},
		{"groups share out over both sides", []Best{{4, 10}, {2, 20}}, []Best{{3, 15}, {9, 5}}, 2*15 + 10 + 3*5},
		{"what cannot move counts as zero", []Best{{-1, 10}, {1, -5}, {1, 4}}, []Best{{0, 9}, {2, 9}}, 4},
		{"too large for 64 bits", []Best{{math.MaxInt, math.MaxInt64}}, []Best{{3, math.MaxInt64}}, math.MaxInt64},
		{"too large in sum", []Best{{1, math.MaxInt64}, {1, 1}}, []Best{{2, math.MaxInt64}}, math.MaxInt64},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Bound(c.sources, c.sinks); got != c.want {
				t.Errorf("got %d, want %d", got, c.want)
			}
			if got := Bound(c.sinks, c.sources); got != c.want {
				t.Errorf("with the sides swapped %d, want %d", got, c.want)
			}
		})
	}
}
