package transfer

import (
	"fmt"
	"slices"
	"testing"
)

// lexicographic solves p by the first and third rule alone and writes the flows as "units source>sink".
func lexicographic(t *testing.T, p Problem) (got []string) {
	t.Helper()
	plan, err := solve(p, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range plan.Flows {
		got = append(got, fmt.Sprint(f.Units, p.Sources[f.Source].ID, ">", p.Sinks[f.Sink].ID))
	}
	return got
}

func TestEquallyGoodPlansAreDecidedById(t *testing.T) {
	all := func(p Problem, value int64) Problem {
		for i := range p.Sources {
			for j := range p.Sinks {
				p.Edges = append(p.Edges, Edge{int32(i), int32(j), value})
			}
		}
		return p
	}
	for _, c := range []struct {
		name string
		p    Problem
		want []string
	}{
		{
			"two may swap: the first person takes the first vacancy",
			all(Problem{Sources: []Node{{"b", 1}, {"a", 1}}, Sinks: []Node{{"Y", 1}, {"X", 1}}}, 5),
			[]string{"1a>X", "1b>Y"},
		},
		{
			"three in a ring move on together",
			Problem{
				Sources: []Node{{"a", 1}, {"b", 1}, {"c", 1}}, Sinks: []Node{{"X", 1}, {"Y", 1}, {"Z", 1}},
				Edges: []Edge{{0, 1, 7}, {1, 2, 7}, {2, 0, 7}, {0, 0, 7}, {1, 1, 7}, {2, 2, 7}},
			},
			[]string{"1a>X", "1b>Y", "1c>Z"},
		},
		{
			"who stays without a place is decided too",
			all(Problem{Sources: []Node{{"c", 1}, {"a", 1}, {"b", 1}}, Sinks: []Node{{"X", 2}}}, 3),
			[]string{"1a>X", "1b>X"},
		},
		{
			"which vacancy stays open is decided too",
			all(Problem{Sources: []Node{{"a", 1}}, Sinks: []Node{{"Z", 1}, {"X", 1}, {"Y", 1}}}, 3),
			[]string{"1a>X"},
		},
		{
			"groups fill the first vacancy as far as it goes",
			all(Problem{Sources: []Node{{"a", 3}, {"b", 4}}, Sinks: []Node{{"X", 2}, {"Y", 2}, {"Z", 2}}}, 9),
			[]string{"2a>X", "1a>Y", "1b>Y", "2b>Z"},
		},
		{
			"a tie never outweighs one millionth",
			Problem{Sources: []Node{{"a", 1}, {"b", 1}}, Sinks: []Node{{"X", 1}}, Edges: []Edge{{0, 0, 5}, {1, 0, 6}}},
			[]string{"1b>X"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := lexicographic(t, c.p); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestOnlyCyclesStayInTheCore(t *testing.T) {
	both := func(from, to int32) tight { return tight{from, to, 1, 1} }
	oneWay := func(from, to int32) tight { return tight{from, to, 1, 0} }
	for _, c := range []struct {
		name   string
		tights []tight
		want   []int32
	}{
		{"no tights", nil, nil},
		{"a chain there and back", []tight{both(0, 1), both(1, 2), both(2, 3)}, nil},
		{"a ring one way round with a branch", []tight{oneWay(0, 1), oneWay(1, 2), oneWay(2, 0), both(2, 3)}, []int32{0, 1, 2}},
		{"a ring that does not close", []tight{oneWay(0, 1), oneWay(1, 2), oneWay(0, 2)}, nil},
		{"two rings and a one-way road between them", []tight{both(0, 1), both(1, 2), oneWay(2, 0), oneWay(2, 3), both(3, 4), oneWay(4, 5), both(5, 3)}, []int32{0, 1, 2, 4, 5, 6}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := &residual{ground: 6, tights: c.tights}
			r.index()
			if got := r.core(); !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestAMarketOfEqualValuesHasOnePlanInEveryOrder(t *testing.T) {
	p := correlated(market{60, 40, 2, 3, 3, 6, 1}, 4)
	for i := range p.Edges {
		p.Edges[i].Value = 1
	}
	first := lexicographic(t, p)
	slices.Reverse(p.Edges)
	if second := lexicographic(t, p); len(first) == 0 || !slices.Equal(first, second) {
		t.Errorf("got %q, then %q", first, second)
	}
}
