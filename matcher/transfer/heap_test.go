package transfer

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestTheHeapGivesTheNearestFirstUnderAnyMixOfPushAndPop(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var h heap
		var model []int64
		for i, d := range rapid.SliceOfN(rapid.Int64Range(-1, 20), 1, 60).Draw(t, "steps") {
			if d >= 0 {
				h.push(entry{d, int32(i)})
				model = append(model, d)
				slices.Sort(model)
				continue
			}
			if len(model) == 0 {
				continue
			}
			if got := h.pop(); got.dist != model[0] {
				t.Fatalf("got %d, want %d", got.dist, model[0])
			}
			model = model[1:]
		}
		if len(h) != len(model) {
			t.Fatalf("%d left, want %d", len(h), len(model))
		}
	})
}
