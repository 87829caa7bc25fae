package coupling

import (
	"fmt"
	"math"
	"slices"

	"matchd/matcher/fit"
	"matchd/matcher/rank"
	"matchd/matcher/transfer"
)

// Joint is the one market of all supply and demand with its best plan, kept while records come, change and go: after
// any changes it has what NewJoint would make of the same supply and demand. One goroutine at a time; after an error it
// must be made anew. Pairs take most of its memory, 8 bytes each beside what the solver keeps; it has a copy of its own of
// every row that takes part.
type Joint struct {
	coupler  Coupler
	solver   *transfer.Solver
	held     map[string]*holding // by key of the source
	keys     []string            // of held, ascending
	list     []*holding          // of held, in the order of keys
	slots    map[string]int32    // by id of the vacancy
	ids      []string            // of slots, ascending
	openings []*fit.Opening      // by slot; nil = free
	vacant   []int32             // slots that are free
	covering []int64             // by slot: the price with which its pairs were last held covered
	region   uint8               // to which it is limited; 0 = the whole country
	since    int                 // records that changed since rows were last found anew
}

// holding is a source with its pairs, in order of slot. The list is replaced and never changed.
type holding struct {
	Source
	links    []link
	covering int64 // the price with which its pairs were last held covered; uncovered = not as they are
}

// uncovered is above every price.
const uncovered = math.MaxInt64

// NewJoint makes the market of all supply with all vacancies that a plan may fill; of one region, where that is not 0. It
// costs a list of vacancies for everybody in the supply; nothing is solved yet. An error is a market beyond the bounds of
// package transfer.
func NewJoint(w *World, region uint8) (*Joint, error) {
	j := &Joint{coupler: w.Coupler, held: map[string]*holding{}, slots: map[string]int32{}, region: region}
	for row := range w.Openings.All {
		if j.fillable(&row.Opening) {
			j.slots[row.ID] = int32(len(j.openings))
			j.ids, j.openings = append(j.ids, row.ID), append(j.openings, new(row.Opening))
		}
	}
	slices.Sort(j.ids)
	q := w.question()
	for s := range w.Sources {
		if j.has(&s) {
			j.held[s.key()] = &holding{s.kept(), j.links(&s, w.Openings, q), uncovered}
			j.keys = append(j.keys, s.key())
		}
	}
	slices.Sort(j.keys)
	for _, key := range j.keys {
		j.list = append(j.list, j.held[key])
	}
	var err error
	if j.solver, err = transfer.NewSolver(j.problem()); err != nil {
		return nil, fmt.Errorf("begin joint plan: %w", err)
	}
	return j, nil
}

// World is supply and demand at one moment: what a joint plan is made of, or brought up to.
type World struct {
	Coupler
	Openings *rank.Openings
	Supply   []Rows
}

// Sources calls yield for all supply. A source is good until the next one comes, see kept.
func (w *World) Sources(yield func(Source) bool) {
	for _, r := range w.Supply {
		for row := range r.View.All {
			if s, ok := r.Source(&row.Profile); ok && s.Units > 0 && !yield(s) {
				return
			}
		}
	}
}

// fillable reports whether the plan may fill places of a vacancy.
func (j *Joint) fillable(o *fit.Opening) bool {
	return fillable(o) && (o.Closing == 0 || j.coupler.AsOf <= o.Closing) && (j.region == 0 || o.Region == j.region)
}

// has reports whether a source takes part.
func (j *Joint) has(s *Source) bool { return s.Units > 0 && (j.region == 0 || s.Region == j.region) }

// links finds all pairs of a source.
func (j *Joint) links(s *Source, all *rank.Openings, q *fit.Question) (out []link) {
	c := &j.coupler
	c.each(s, all, q, func(o *fit.Opening, t *fit.Terms) {
		score := q.Weights.Score(t)
		slot, known := j.slots[o.ID]
		if trainable, ok := c.fits(s, o, score, t); ok && known {
			out = append(out, newLink(slot, score, trainable))
		}
	})
	slices.SortFunc(out, link.compare)
	return out
}

func (j *Joint) problem() transfer.Problem {
	var p transfer.Problem
	p.Sources, p.Sinks = j.nodes()
	place := j.places()
	for i, h := range j.list {
		for _, l := range h.links {
			p.Edges = append(p.Edges, transfer.Edge{Source: int32(i), Sink: place[l.sink], Value: j.value(l)})
		}
	}
	return p
}

// nodes are supply and demand in order of key and id.
func (j *Joint) nodes() (sources, sinks []transfer.Node) {
	sources, sinks = make([]transfer.Node, len(j.keys)), make([]transfer.Node, len(j.ids))
	for i, key := range j.keys {
		sources[i] = transfer.Node{ID: key, Capacity: j.list[i].Units}
	}
	for i, id := range j.ids {
		sinks[i] = transfer.Node{ID: id, Capacity: places(j.openings[j.slots[id]])}
	}
	return sources, sinks
}

// places is the place in order of id by slot; -1 of a slot that is free.
func (j *Joint) places() []int32 {
	out := slices.Repeat([]int32{-1}, len(j.openings))
	for i, id := range j.ids {
		out[j.slots[id]] = int32(i)
	}
	return out
}

func (j *Joint) value(l link) int64 { return l.score() + j.coupler.Judge.Model.Transfer.Bonus }

// Plan solves what changed and gives the plan with its market, which later changes leave alone. It checks the
// certificate: that the prices cover all pairs. Totals are left to Part.
func (j *Joint) Plan() (*Plan, error) {
	best := j.solver.Plan()
	p := &Plan{Market: j.market(), Value: best.Value, Best: best}
	p.Problem.Sources, p.Problem.Sinks = j.nodes()
	if err := transfer.VerifySums(p.Problem.Sources, p.Problem.Sinks, best); err != nil {
		return nil, fmt.Errorf("check joint plan: %w", err)
	}
	if err := j.cover(p); err != nil {
		return nil, fmt.Errorf("check joint plan: %w", err)
	}
	if err := p.moves(j.coupler.Judge.Model.Transfer.Bonus); err != nil {
		return nil, fmt.Errorf("check joint plan: %w", err)
	}
	return p, nil
}

// fewFallen is how many vacancies whose price fell are looked up one by one in the pairs of every source; of more, every
// pair is passed in turn.
const fewFallen = 8

// cover holds the pairs against the prices. A pair that did not change, and neither of whose prices fell since it was
// last held against them, is covered still, so only the others are looked at.
func (j *Joint) cover(p *Plan) error {
	prices := make([]int64, len(p.Market.at))
	var fallen []int32
	for slot, i := range p.Market.at {
		if i < 0 {
			continue
		}
		prices[slot] = p.Best.SinkPrices[i]
		if slot < len(j.covering) && prices[slot] < j.covering[slot] {
			fallen = append(fallen, int32(slot))
		}
	}
	for i, h := range j.list {
		price := p.Best.SourcePrices[i]
		covered := false
		if price < h.covering || len(fallen) > fewFallen {
			covered = j.covers(h.links, price, prices)
		} else {
			covered = j.coversAt(h.links, price, prices, fallen)
		}
		if !covered {
			return fmt.Errorf("%w: prices do not cover all pairs of source %d", transfer.ErrPlan, i)
		}
		h.covering = price
	}
	j.covering = prices
	return nil
}

// covers reports whether prices cover all pairs of a source.
func (j *Joint) covers(list []link, price int64, prices []int64) bool {
	least := price - j.coupler.Judge.Model.Transfer.Bonus
	for _, l := range list {
		// No price is negative, so most pairs are covered by the source's alone.
		if score := l.score(); score > least && score > least+prices[l.sink] {
			return false
		}
	}
	return true
}

// coversAt is covers for the pairs with some vacancies only.
func (j *Joint) coversAt(list []link, price int64, prices []int64, slots []int32) bool {
	for _, slot := range slots {
		at, found := slices.BinarySearchFunc(list, link{sink: slot}, link.compare)
		if found && j.value(list[at]) > price+prices[slot] {
			return false
		}
	}
	return true
}

// moves finds the pair of every flow.
func (p *Plan) moves(bonus int64) error {
	m := p.Market
	slots := make([]int32, len(m.Sinks))
	for slot, i := range m.at {
		if i >= 0 {
			slots[i] = int32(slot)
		}
	}
	p.Moves = make([]Move, len(p.Best.Flows))
	for i, f := range p.Best.Flows {
		list := m.links[f.Source]
		at, found := slices.BinarySearchFunc(list, link{sink: slots[f.Sink]}, link.compare)
		if !found || list[at].score()+bonus != f.Value {
			return fmt.Errorf("%w: flow %d is not on a pair of its value", transfer.ErrPlan, i)
		}
		p.Moves[i] = Move{Pair{f.Source, f.Sink, list[at].score(), list[at].trainable()}, f.Units}
	}
	return nil
}

func (j *Joint) market() *Market {
	m := &Market{at: j.places(), links: make([][]link, len(j.keys)), Sources: make([]Source, len(j.keys)), Sinks: make([]*fit.Opening, len(j.ids))}
	for i, h := range j.list {
		m.Sources[i], m.links[i] = h.Source, h.links
	}
	for slot, i := range m.at {
		if i >= 0 {
			m.Sinks[i] = j.openings[slot]
		}
	}
	return m
}
