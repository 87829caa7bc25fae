package transfer

import (
	"fmt"
	"syscall"
	"testing"
	"time"
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
}

// BenchmarkSolveAgainstDense solves 5,000 people with 1,000 positions, 20 edges and more each, and has the dense Hungarian
// method do so in the same run: ratio is the processor time of the first over that of the second.
func BenchmarkSolveAgainstDense(b *testing.B) {
	p := town()
	var sparse, dense time.Duration
	for b.Loop() {
		began := busy(b)
		plan := mustSolve(b, p)
		if err := Verify(p, plan); err != nil {
			b.Fatal(err)
		}
		solved := busy(b)
		if value := hungarianValue(p); value != plan.Value {
			b.Fatalf("the dense method finds %d, the plan is worth %d", value, plan.Value)
		}
		sparse, dense = sparse+solved-began, dense+busy(b)-solved
	}
	b.ReportMetric(float64(sparse)/float64(dense), "ratio")
	b.ReportMetric(float64(sparse.Microseconds())/1000/float64(b.N), "plan-cpu-ms/op")
	b.ReportMetric(float64(dense.Microseconds())/1000/float64(b.N), "dense-cpu-ms/op")
}

// busy gives the processor time used so far: what a benchmark took, also on a machine that others share.
func busy(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
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
			began := busy(b)
			for b.Loop() {
				i++
				if err := c.change(i); err != nil {
					b.Fatal(err)
				}
				s.Plan()
			}
			b.ReportMetric(float64((busy(b)-began).Microseconds())/1000/float64(b.N), "cpu-ms/op")
		})
	}
}
