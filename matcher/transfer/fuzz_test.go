package transfer

import (
	"errors"
	"testing"
)

// fromBytes reads a problem from arbitrary bytes, malformed ones included: counts, capacities, then edges of three bytes.
func fromBytes(data []byte) Problem {
	next := func() byte {
		if len(data) == 0 {
			return 0
		}
		b := data[0]
		data = data[1:]
		return b
	}
	var p Problem
	ns, nt := next()%8, next()%8
	for i := range ns {
		p.Sources = append(p.Sources, Node{string(rune('a' + (i^next()>>7)%26)), int(int8(next())) / 8})
	}
	for i := range nt {
		p.Sinks = append(p.Sinks, Node{string(rune('A' + i)), int(next()) / 16})
	}
	for len(data) > 0 {
		p.Edges = append(p.Edges, Edge{int32(next() % 9), int32(next() % 9), int64(int8(next()))})
	}
	return p
}

func FuzzSolve(f *testing.F) {
	f.Add([]byte{2, 2, 0, 8, 0, 16, 16, 32, 0, 0, 5, 0, 1, 5, 1, 0, 5, 1, 1, 5})
	f.Add([]byte{3, 1, 0, 127, 0, 127, 0, 0, 255, 0, 0, 9, 1, 0, 9, 2, 0, 9})
	f.Add([]byte{1, 1, 0, 128, 16, 0, 0, 1})
	f.Fuzz(func(t *testing.T, data []byte) {
		p := fromBytes(data)
		for _, mask := range []ties{0, allTies} {
			plan, err := solve(p, mask)
			if errors.Is(err, ErrProblem) {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if err := Verify(p, plan); err != nil {
				t.Fatalf("%v\n%+v\n%+v", err, p, plan)
			}
		}
		plan := mustSolve(t, p)
		if want := hungarianValue(p); plan.Value != want {
			t.Fatalf("worth %d, want %d: %+v", plan.Value, want, p)
		}
	})
}
