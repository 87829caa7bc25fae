package transfer

import (
	"fmt"
	"math/rand/v2"
)

// market describes a synthetic problem whose values are correlated: good people are wanted by all.
type market struct {
	sources, sinks         int
	headcount, positions   int // capacities are drawn from 1 up to these
	fewestEdges, mostEdges int // per source
	noise                  int // spread of the part of the value that is the pair's own, in millionths
}

// correlated draws a problem: value = bonus + quality of the person + quality of the vacancy + noise.
func correlated(m market, seed uint64) Problem {
	r := rand.New(rand.NewPCG(seed, 7))
	var p Problem
	quality := func() int64 { return int64(r.IntN(1_000_000)) }
	var person, vacancy []int64
	for i := range m.sources {
		p.Sources = append(p.Sources, Node{fmt.Sprintf("person-%06d", i), 1 + r.IntN(m.headcount)})
		person = append(person, quality())
	}
	for i := range m.sinks {
		p.Sinks = append(p.Sinks, Node{fmt.Sprintf("vacancy-%06d", i), 1 + r.IntN(m.positions)})
		vacancy = append(vacancy, quality())
	}
	for s := range m.sources {
		seen := map[int]bool{}
		for degree := m.fewestEdges + r.IntN(m.mostEdges-m.fewestEdges+1); len(seen) < degree; {
			t := r.IntN(m.sinks)
			if seen[t] {
				continue
			}
			seen[t] = true
			p.Edges = append(p.Edges, Edge{int32(s), int32(t), 1_000_000 + person[s] + vacancy[t] + int64(r.IntN(m.noise))})
		}
	}
	return p
}

// towns is one company's surplus against another's vacancies; region is a labour-market region as a whole.
func town() Problem { return correlated(market{5000, 1000, 1, 1, 20, 24, 200_000}, 1) }

func region() Problem { return correlated(market{20_000, 15_000, 1, 2, 20, 40, 200_000}, 1) }
