package rank

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestListsGiveTheRowsOfEveryNumber(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for range 50 {
		type place struct{ area, number uint32 }
		areas, want := 1+r.IntN(5), map[place][]uint16{}
		numbers := []uint32{0, 63, 64, marked - 1, marked, marked + 1, countless, silent}
		for range 40 {
			numbers = append(numbers, r.Uint32N(2000))
		}
		b := newLocalBuilder[uint16](areas, 0)
		for area := range uint32(areas) {
			for row := range uint16(r.IntN(60)) {
				n := numbers[r.IntN(len(numbers))]
				b.add(n, uint32(row))
				b.add(n, uint32(row)) // once is enough
				want[place{area, n}] = append(want[place{area, n}], row)
			}
			b.endArea()
		}
		lists := b.lists()
		for area := range uint32(areas) {
			for _, n := range append(numbers, 2001, marked+2) {
				if got := lists.of(int32(area), n); !slices.Equal(got, want[place{area, n}]) {
					t.Fatalf("area %d, number %d: %v, want %v", area, n, got, want[place{area, n}])
				}
			}
		}
	}
}
