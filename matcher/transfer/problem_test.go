package transfer

import (
	"errors"
	"testing"
)

func TestAMalformedProblemIsRefusedWithTheNameOfWhatIsWrong(t *testing.T) {
	people, vacancies := []Node{{"ann", 1}, {"bob", 1}}, []Node{{"cook", 2}}
	for _, c := range []struct {
		name, want string
		p          Problem
	}{
		{"negative capacity", `source 0 ("ann") has capacity -1, outside 0..1000000`, Problem{Sources: []Node{{"ann", -1}}}},
		{"capacity too large", `sink 0 ("cook") has capacity 1000001, outside 0..1000000`, Problem{Sinks: []Node{{"cook", MaxCapacity + 1}}}},
		{"missing id", "sink 0 has no id", Problem{Sinks: []Node{{"", 1}}}},
		{"repeated id", `source 1 repeats id "ann"`, Problem{Sources: []Node{{"ann", 1}, {"ann", 2}}}},
		{"dangling source", "edge 0 names source 2 of 2", Problem{people, vacancies, []Edge{{2, 0, 1}}}},
		{"negative source", "edge 0 names source -1 of 2", Problem{people, vacancies, []Edge{{-1, 0, 1}}}},
		{"dangling sink", "edge 1 names sink 1 of 1", Problem{people, vacancies, []Edge{{0, 0, 1}, {0, 1, 1}}}},
		{"value zero", "edge 0 has value 0, outside 1..8000000", Problem{people, vacancies, []Edge{{0, 0, 0}}}},
		{"value too large", "edge 0 has value 8000001, outside 1..8000000", Problem{people, vacancies, []Edge{{0, 0, MaxValue + 1}}}},
		{"repeated edge", `edge 2 repeats the pair "ann", "cook"`, Problem{people, vacancies, []Edge{{0, 0, 1}, {1, 0, 1}, {0, 0, 2}}}},
		{"too many nodes", "1048577 sources, more than 1048576", Problem{Sources: make([]Node, MaxNodes+1)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Solve(c.p)
			if !errors.Is(err, ErrProblem) || err.Error() != "malformed transfer problem: "+c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
			if err := Verify(c.p, Plan{}); !errors.Is(err, ErrProblem) {
				t.Errorf("Verify gives %v", err)
			}
		})
	}
}
