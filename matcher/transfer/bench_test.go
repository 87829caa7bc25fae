package transfer

import (
	"fmt"
	"testing"
)

func mustSolve(tb testing.TB, p Problem) Plan {
	tb.Helper()
	plan, err := Solve(p)
	if err != nil {
		tb.Fatal(err)
	}
	return plan
}

func BenchmarkSolve(b *testing.B) {
	for _, c := range []struct {
		name string
		p    Problem
	}{{"town-5000x1000", town()}, {"region-20000x15000", region()}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				mustSolve(b, c.p)
			}
		})
	}
	b.Run("town-5000x1000-dense-hungarian", func(b *testing.B) {
		p := town()
		for b.Loop() {
			hungarianValue(p)
		}
	})
}

func BenchmarkVerify(b *testing.B) {
	p := region()
	plan := mustSolve(b, p)
	for b.Loop() {
		if err := Verify(p, plan); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPlanAfterOneChange(b *testing.B) {
	p := region()
	s, err := NewSolver(p)
	if err != nil {
		b.Fatal(err)
	}
	s.Plan()
	offers := make([][]Offer, len(p.Sources))
	for _, e := range p.Edges {
		offers[e.Source] = append(offers[e.Source], Offer{p.Sinks[e.Sink].ID, e.Value})
	}
	i := 0
	for _, c := range []struct {
		name   string
		change func(i int) error
	}{
		{"edges-of-a-person-replaced", func(i int) error {
			return s.UpsertSource(p.Sources[i%len(offers)], offers[(i+1)%len(offers)])
		}},
		{"person-leaves-or-returns", func(i int) error {
			x := i / 2 % len(offers)
			if i%2 == 0 {
				s.RemoveSource(p.Sources[x].ID)
				return nil
			}
			return s.UpsertSource(p.Sources[x], offers[x])
		}},
		{"positions-of-a-vacancy-changed", func(i int) error {
			return s.ResizeSink(p.Sinks[i%len(p.Sinks)].ID, i%4)
		}},
		{"new-vacancy", func(i int) error {
			wanted := []Offer{}
			for j := range 30 {
				wanted = append(wanted, Offer{p.Sources[(i*31+j*7)%len(p.Sources)].ID, int64(1_500_000 + 50_000*j)})
			}
			return s.UpsertSink(Node{fmt.Sprint("new-", i), 2}, wanted)
		}},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				i++
				if err := c.change(i); err != nil {
					b.Fatal(err)
				}
				s.Plan()
			}
		})
	}
}
