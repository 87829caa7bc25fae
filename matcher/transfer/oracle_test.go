package transfer

import (
	"fmt"
	"testing"
)

func TestTheHungarianMethodFindsTheSameValue(t *testing.T) {
	for i, m := range []market{
		{100, 100, 1, 1, 5, 10, 200_000},
		{200, 40, 1, 1, 5, 20, 200_000},
		{40, 150, 1, 1, 5, 20, 1_000},
		{60, 60, 3, 3, 4, 12, 200_000},
		{10, 50, 20, 3, 10, 30, 1},
		{80, 80, 2, 2, 1, 3, 1_000_000},
	} {
		for seed := range uint64(6) {
			t.Run(fmt.Sprintf("market %d, seed %d", i, seed), func(t *testing.T) {
				p := correlated(m, seed)
				plan := mustSolve(t, p)
				if err := Verify(p, plan); err != nil {
					t.Fatal(err)
				}
				if want := hungarianValue(p); plan.Value != want {
					t.Errorf("plan is worth %d, the Hungarian method finds %d", plan.Value, want)
				}
			})
		}
	}
}

func TestWithoutAWarmStartTheRepairsAloneFindTheSamePlan(t *testing.T) {
	for seed := range uint64(10) {
		p := correlated(market{60, 40, 3, 4, 3, 9, 50 * int(seed+1)}, seed)
		want := mustSolve(t, p)
		s, err := NewSolver(p)
		if err != nil {
			t.Fatal(err)
		}
		s.g.coldStart()
		s.changes = 1
		if got := s.Plan(); got.Value != want.Value || len(got.Flows) != len(want.Flows) {
			t.Errorf("seed %d: worth %d, want %d", seed, got.Value, want.Value)
		}
	}
}

func TestABigGroupIsPlannedWithoutTakingItApart(t *testing.T) {
	p := Problem{
		Sources: []Node{{"group-a", MaxCapacity}, {"group-b", MaxCapacity}, {"group-c", MaxCapacity}},
		Sinks:   []Node{{"post-1", MaxCapacity}, {"post-2", 700_000}, {"post-3", 5}},
		Edges:   []Edge{{0, 0, MaxValue}, {0, 1, MaxValue - 1}, {1, 0, MaxValue - 1}, {1, 1, 3}, {2, 1, 4}, {2, 2, 1}},
	}
	plan := mustSolve(t, p)
	if err := Verify(p, plan); err != nil {
		t.Fatal(err)
	}
	want := int64(700_000*(MaxValue-1) + 300_000*MaxValue + 700_000*(MaxValue-1) + 5)
	if plan.Value != want || plan.Units != 1_700_005 {
		t.Errorf("got %d units worth %d, want 1700005 worth %d", plan.Units, plan.Value, want)
	}
}
