package transfer

import (
	"errors"
	"fmt"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// drawOffers draws edges to some of the ids, with values that tie often.
func drawOffers(t *rapid.T, ids []string) []Offer {
	var offers []Offer
	most := rapid.SampledFrom([]int64{1, 4, 50, MaxValue}).Draw(t, "most")
	for _, id := range ids {
		if rapid.IntRange(0, 2).Draw(t, "linked") > 0 {
			offers = append(offers, Offer{id, rapid.Int64Range(1, most).Draw(t, "value")})
		}
	}
	return offers
}

// change applies one random change.
func change(t *rapid.T, s *Solver) error {
	node := Node{fmt.Sprint("id-", rapid.IntRange(0, 11).Draw(t, "id")), rapid.IntRange(0, 4).Draw(t, "capacity")}
	switch rapid.SampledFrom([]string{"source", "source", "sink", "sink", "drop source", "drop sink", "resize"}).Draw(t, "change") {
	case "source":
		return s.UpsertSource(node, drawOffers(t, s.sinks.ids))
	case "sink":
		return s.UpsertSink(node, drawOffers(t, s.sources.ids))
	case "drop source":
		s.RemoveSource(node.ID)
	case "drop sink":
		s.RemoveSink(node.ID)
	case "resize":
		for _, resize := range []func(string, int) error{s.ResizeSource, s.ResizeSink} {
			if err := resize(node.ID, node.Capacity); err != nil && !errors.Is(err, ErrProblem) {
				return err
			}
		}
	}
	return nil
}

func TestAfterAnySequenceOfChangesThePlanIsTheOneFromScratch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		mask := rapid.SampledFrom([]ties{0, 1, allTies}).Draw(t, "ties")
		s, err := newSolver(Problem{}, mask, rapid.SampledFrom([]int{1, 2, fewOptions}).Draw(t, "few"))
		if err != nil {
			t.Fatal(err)
		}
		for range rapid.IntRange(1, 60).Draw(t, "changes") {
			if err := change(t, s); err != nil {
				t.Fatal(err)
			}
			if rapid.IntRange(0, 2).Draw(t, "look") > 0 {
				sameFromScratch(t, s, mask)
			}
		}
		sameFromScratch(t, s, mask)
	})
}

// sameFromScratch compares everything, prices included.
func sameFromScratch(t interface{ Fatalf(string, ...any) }, s *Solver, mask ties) {
	p, got := s.Problem(), s.Plan()
	want, err := solve(p, mask)
	if err != nil {
		t.Fatalf("solve from scratch: %v", err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("got  %+v\nwant %+v\nof %+v", got, want, p)
	}
	if err := Verify(p, got); err != nil {
		t.Fatalf("%v", err)
	}
}

func TestALargeMarketStaysExactUnderALongSequenceOfSmallChanges(t *testing.T) {
	p := correlated(market{400, 250, 2, 3, 4, 12, 30_000}, 9)
	s, err := NewSolver(p)
	if err != nil {
		t.Fatal(err)
	}
	s.Plan()
	for i := range 150 {
		source, sink := p.Sources[i*37%400], p.Sinks[i*53%250]
		var offers []Offer
		for j := range 8 {
			offers = append(offers, Offer{p.Sinks[(i*11+j*29)%250].ID, int64(1_000_000 + i*j*997%90_000*20)})
		}
		switch i % 5 {
		case 0, 1:
			err = s.UpsertSource(source, offers)
		case 2:
			err = s.ResizeSink(sink.ID, i%5)
		case 3:
			s.RemoveSource(source.ID)
		case 4:
			err = s.UpsertSource(Node{fmt.Sprint("new-", i), 2}, offers)
		}
		if err != nil {
			t.Fatal(err)
		}
		if s.Plan(); i%15 == 0 {
			sameFromScratch(t, s, allTies)
		}
	}
	sameFromScratch(t, s, allTies)
}

func TestAMalformedChangeIsNamedAndChangesNothing(t *testing.T) {
	s, err := NewSolver(Problem{Sources: []Node{{"p", 1}}, Sinks: []Node{{"v", 1}}, Edges: []Edge{{0, 0, 5}}})
	if err != nil {
		t.Fatal(err)
	}
	before := s.Plan()
	for _, c := range []struct {
		name, want string
		err        error
	}{
		{"no id", "malformed transfer problem: source has no id", s.UpsertSource(Node{"", 1}, nil)},
		{"negative capacity", `malformed transfer problem: sink ("v") has capacity -1, outside 0..1000000`, s.ResizeSink("v", -1)},
		{"unknown node resized", `malformed transfer problem: source "q" is unknown`, s.ResizeSource("q", 1)},
		{"unknown partner", `malformed transfer problem: source "p" names unknown sink "w"`, s.UpsertSource(Node{"p", 1}, []Offer{{"w", 1}})},
		{"partner twice", `malformed transfer problem: sink "v" repeats source "p"`, s.UpsertSink(Node{"v", 1}, []Offer{{"p", 1}, {"p", 2}})},
		{"value zero", `malformed transfer problem: sink "v", source "p" has value 0, outside 1..8000000`, s.UpsertSink(Node{"v", 1}, []Offer{{"p", 0}})},
	} {
		if !errors.Is(c.err, ErrProblem) || c.err.Error() != c.want {
			t.Errorf("%s: got %v, want %s", c.name, c.err, c.want)
		}
	}
	if after := s.Plan(); !reflect.DeepEqual(before, after) {
		t.Errorf("the plan went from %v to %v", before, after)
	}
	if s.RemoveSink("p") || !s.RemoveSink("v") || s.RemoveSink("v") {
		t.Error("removal reports the wrong presence")
	}
	if _, err := NewSolver(Problem{Sources: []Node{{"", 1}}}); !errors.Is(err, ErrProblem) {
		t.Errorf("a malformed start gives %v", err)
	}
}

func TestEdgesThatTheNetworkDoesNotHoldAreInTheProofToo(t *testing.T) {
	for seed := range uint64(4) {
		p := correlated(market{120, 90, 3, 3, 40, 60, 200_000}, seed)
		s, err := newSolver(p, allTies, 3)
		if err != nil {
			t.Fatal(err)
		}
		s.Plan()
		sameFromScratch(t, s, allTies)
		held := 0
		for _, arcs := range s.g.arcs {
			held += len(arcs) / 2
		}
		if held > len(p.Edges)/2 {
			t.Errorf("seed %d: the network holds %d of %d edges", seed, held, len(p.Edges))
		}
	}
}
