package transfer

import (
	"fmt"
	"slices"
	"testing"
)

// named builds a problem from ids; values are in whole points.
func named(sources, sinks []Node, values map[string]map[string]int64) Problem {
	p := Problem{Sources: sources, Sinks: sinks}
	for i, s := range sources {
		for j, t := range sinks {
			if v := values[s.ID][t.ID]; v > 0 {
				p.Edges = append(p.Edges, Edge{int32(i), int32(j), v})
			}
		}
	}
	return p
}

func TestPlansFromLife(t *testing.T) {
	type values = map[string]map[string]int64
	for _, c := range []struct {
		name  string
		p     Problem
		value int64
		want  []string
	}{
		{
			"an airport handler lays off 800 in six functions",
			named(
				[]Node{{"baggage", 320}, {"check-in", 160}, {"cleaning", 140}, {"drivers", 90}, {"planners", 30}, {"security", 60}},
				[]Node{{"bus drivers", 70}, {"hospital reception", 50}, {"hospital cleaning", 100}, {"prison guards", 40}, {"warehouse", 250}},
				values{
					"baggage": {"warehouse": 80, "hospital cleaning": 40}, "check-in": {"hospital reception": 90, "warehouse": 20},
					"cleaning": {"hospital cleaning": 95}, "drivers": {"bus drivers": 92, "warehouse": 85},
					"planners": {"hospital reception": 60}, "security": {"prison guards": 88, "hospital reception": 70},
				}),
			70*92 + 50*90 + 100*95 + 40*88 + 20*85 + 230*80,
			[]string{
				"230 baggage > warehouse", "50 check-in > hospital reception", "100 cleaning > hospital cleaning",
				"70 drivers > bus drivers", "20 drivers > warehouse", "40 security > prison guards",
			},
		},
		{
			"a hotel chain closes and a care group hires: the best cook stays free for the kitchen",
			named(
				[]Node{{"anna, cook", 1}, {"housekeeping", 12}, {"porters", 4}},
				[]Node{{"care assistants in training", 8}, {"kitchen", 1}, {"logistics", 6}},
				values{
					"anna, cook": {"kitchen": 95, "care assistants in training": 96}, "housekeeping": {"care assistants in training": 75, "logistics": 50},
					"porters": {"logistics": 90, "kitchen": 10},
				}),
			95 + 8*75 + 4*90 + 2*50,
			[]string{"1 anna, cook > kitchen", "8 housekeeping > care assistants in training", "2 housekeeping > logistics", "4 porters > logistics"},
		},
		{
			"a company that shrinks in one place and hires in another gives and takes in one plan",
			named(
				[]Node{{"bakery: packers", 5}, {"mill: drivers", 3}},
				[]Node{{"bakery: drivers", 2}, {"mill: packers", 4}},
				values{"bakery: packers": {"mill: packers": 70}, "mill: drivers": {"bakery: drivers": 80, "mill: packers": 30}}),
			4*70 + 2*80,
			[]string{"4 bakery: packers > mill: packers", "2 mill: drivers > bakery: drivers"},
		},
		{
			"a one-person firm that stops: the one pair that suits is the plan",
			named([]Node{{"the plumber", 1}}, []Node{{"fitter", 1}, {"teacher of technique", 1}}, values{"the plumber": {"fitter": 60, "teacher of technique": 61}}),
			61,
			[]string{"1 the plumber > teacher of technique"},
		},
		{"nobody eligible: an empty plan", named([]Node{{"ann", 1}}, []Node{{"pilot", 1}}, nil), 0, nil},
		{"nothing at all: an empty plan", Problem{}, 0, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			plan := mustSolve(t, c.p)
			var got []string
			for _, f := range plan.Flows {
				got = append(got, fmt.Sprintf("%d %s > %s", f.Units, c.p.Sources[f.Source].ID, c.p.Sinks[f.Sink].ID))
			}
			if plan.Value != c.value || !slices.Equal(got, c.want) {
				t.Errorf("got %d %q, want %d %q", plan.Value, got, c.value, c.want)
			}
			if err := Verify(c.p, plan); err != nil {
				t.Error(err)
			}
		})
	}
}
