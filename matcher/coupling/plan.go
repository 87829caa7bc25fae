package coupling

import (
	"fmt"

	"matchd/matcher"
	"matchd/matcher/transfer"
)

// Plan is the best there is for a market, with its proof. There is only one for a market, whatever the order of its input.
type Plan struct {
	Market  *Market
	Moves   []Move // by source, then sink
	Value   int64  // sum over everybody placed of score and bonus, millionths
	Totals  Totals
	Problem transfer.Problem // what was solved; sources and sinks stand as in the market
	Best    transfer.Plan    // its certificate: transfer.Verify(Problem, Best)
}

// Move is people of one source who go to one vacancy.
type Move struct {
	Pair
	Units int // 1 or more
}

// Totals are what a plan comes to; means are per person placed and leave out what is unknown.
type Totals struct {
	Placeable      int                `json:"placeable"`                  // people placed
	Suitable       int                `json:"suitable"`                   // of whom suitable as they are
	Trainable      int                `json:"trainable"`                  // of whom can be made suitable
	Headcount      int                `json:"headcount"`                  // of the market's supply, placed or not
	Positions      int                `json:"positions"`                  // of its demand, filled or not
	MeanFit        matcher.Millionths `json:"meanFit"`                    // score of those placed, without the bonus
	MeanSuitable   matcher.Millionths `json:"meanFitSuitable,omitempty"`  // of those suitable
	MeanTrainable  matcher.Millionths `json:"meanFitTrainable,omitempty"` // of those who can be made suitable
	MeanDistanceKm *float64           `json:"meanDistanceKm,omitempty"`
	MeanWaitDays   *float64           `json:"meanWaitDays,omitempty"` // from the day somebody is available to the start
	MeanLateDays   *float64           `json:"meanLateDays,omitempty"` // of those who come free after the start
}

// Solve plans a market. It checks the certificate of what the solver gives; an error is a fault of the program, or a
// market beyond the bounds of package transfer (transfer.ErrProblem, transfer.ErrPlan). Its cost is that of transfer.Solve.
func (c *Coupler) Solve(m *Market) (*Plan, error) {
	p, err := c.best(m)
	if err == nil {
		p.sum()
	}
	return p, err
}

// best is Solve without moves and totals, for a caller that may not need them.
func (c *Coupler) best(m *Market) (*Plan, error) {
	p := &Plan{Market: m, Problem: c.problem(m)}
	var err error
	if p.Best, err = transfer.Solve(p.Problem); err != nil {
		return nil, fmt.Errorf("solve transfers: %w", err)
	}
	if err := transfer.Verify(p.Problem, p.Best); err != nil {
		return nil, fmt.Errorf("check transfers: %w", err)
	}
	p.Value = p.Best.Value
	return p, nil
}

func (p *Plan) sum() {
	p.Moves = p.Market.moves(p.Best.Flows)
	p.Totals = p.Market.totals(p.Moves)
}

func (c *Coupler) problem(m *Market) transfer.Problem {
	bonus := c.Judge.Model.Transfer.Bonus
	p := transfer.Problem{
		Sources: make([]transfer.Node, len(m.Sources)), Sinks: make([]transfer.Node, len(m.Sinks)),
		Edges: make([]transfer.Edge, len(m.Pairs)),
	}
	for i := range m.Sources {
		p.Sources[i] = transfer.Node{ID: m.Sources[i].key(), Capacity: max(0, m.Sources[i].Units)}
	}
	for i, o := range m.Sinks {
		p.Sinks[i] = transfer.Node{ID: o.ID, Capacity: places(o)}
	}
	for i, e := range m.Pairs {
		p.Edges[i] = transfer.Edge{Source: e.Source, Sink: e.Sink, Value: e.Score + bonus}
	}
	return p
}

// moves gives flows their pairs back. Both stand in order of source and sink.
func (m *Market) moves(flows []transfer.Flow) []Move {
	out := make([]Move, 0, len(flows))
	at := 0
	for _, f := range flows {
		for m.Pairs[at].Source != f.Source || m.Pairs[at].Sink != f.Sink {
			at++
		}
		out = append(out, Move{m.Pairs[at], f.Units})
	}
	return out
}

func (m *Market) totals(moves []Move) Totals {
	t := Totals{Headcount: m.Headcount(), Positions: m.Positions()}
	var suitable, trainable int64
	var distance, wait, late mean
	for _, v := range moves {
		t.Placeable += v.Units
		if v.Trainable {
			t.Trainable += v.Units
			trainable += v.Score * int64(v.Units)
		} else {
			t.Suitable += v.Units
			suitable += v.Score * int64(v.Units)
		}
		change := m.Change(v.Pair)
		distance.add(change.DistanceKm, v.Units)
		wait.add(days(change.WaitDays), v.Units)
		late.add(days(change.LateDays), v.Units)
	}
	t.MeanFit, t.MeanSuitable, t.MeanTrainable = each(suitable+trainable, t.Placeable), each(suitable, t.Suitable), each(trainable, t.Trainable)
	t.MeanDistanceKm, t.MeanWaitDays, t.MeanLateDays = distance.value(), wait.value(), late.value()
	return t
}

// each is a sum's share of one person, 0 of nobody.
func each(sum int64, people int) matcher.Millionths {
	return matcher.Millionths(sum / int64(max(1, people)))
}

// mean of what is known, in tenths so that it does not depend on the order.
type mean struct{ sum, count int64 }

func (m *mean) add(v *float64, units int) {
	if v != nil {
		m.sum += tenths(*v) * int64(units)
		m.count += int64(units)
	}
}

func (m *mean) value() *float64 {
	if m.count == 0 {
		return nil
	}
	v := float64((m.sum+m.count/2)/m.count) / 10
	return &v
}

func days(n *int) *float64 {
	if n == nil {
		return nil
	}
	v := float64(*n)
	return &v
}
