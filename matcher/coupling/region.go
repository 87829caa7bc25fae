package coupling

import (
	"cmp"
	"maps"
	"slices"

	"matchd/matcher/fit"
)

// Part is what a region sees of a joint plan. Every move is in the plan of one region at most, that of where the people
// live, so that the regions add up to the whole: no place is promised twice.
type Part struct {
	Plan     *Plan  // the moves of the region's people, wherever they go; Positions are those of the region's vacancies
	Incoming []Move // of others, to places in the region
	Unplaced []Left // of the region's people
	Free     []Left // of the region's positions, by whomever the others are taken
	// Dual is the value of the region's moves by the prices of the whole plan: its people's, and those of the places
	// they take. It equals Plan.Value, as it does for every part of a plan that is best as a whole (complementary slackness).
	Dual int64
}

// Part cuts out what a region sees, by its number (fit.Vocabulary.Region). The market stays that of the whole plan, which it
// passes once.
func (p *Plan) Part(region uint8) *Part {
	m := p.Market
	out := &Part{Plan: &Plan{Market: m, Problem: p.Problem, Best: p.Best}}
	for i, v := range p.Moves {
		switch {
		case m.Sources[v.Source].Region == region:
			out.Plan.Moves = append(out.Plan.Moves, v)
			out.Plan.Value += int64(v.Units) * p.Best.Flows[i].Value
			out.Dual += int64(v.Units) * p.Best.SinkPrices[v.Sink]
		case m.Sinks[v.Sink].Region == region:
			out.Incoming = append(out.Incoming, v)
		}
	}
	out.Unplaced = slices.DeleteFunc(p.Unplaced(), func(l Left) bool { return m.Sources[l.At].Region != region })
	out.Free = slices.DeleteFunc(p.Free(), func(l Left) bool { return m.Sinks[l.At].Region != region })
	t := m.totals(out.Plan.Moves)
	t.Headcount, t.Positions = 0, 0
	for i := range m.Sources {
		if s := &m.Sources[i]; s.Region == region {
			t.Headcount += s.Units
			out.Dual += int64(s.Units) * p.Best.SourcePrices[i]
		}
	}
	for _, o := range m.Sinks {
		if o.Region == region {
			t.Positions += places(o)
		}
	}
	out.Plan.Totals = t
	return out
}

// Couple is two companies with what a joint plan moves between them.
type Couple struct {
	From, To string // ids of the company that lets people go and the one that takes them
	Moves    []Move
	Value    int64 // of these moves, score and bonus
}

// Couples splits a joint plan by pair of companies, the most valuable first; who leaves no known company is left out.
func (c *Coupler) Couples(p *Plan) []Couple {
	by := map[[2]string]*Couple{}
	for _, v := range p.Moves {
		key := [2]string{p.Market.Sources[v.Source].Company, p.Market.Sinks[v.Sink].Company}
		if key[0] == "" {
			continue
		}
		couple := by[key]
		if couple == nil {
			couple = &Couple{From: key[0], To: key[1]}
			by[key] = couple
		}
		couple.Moves = append(couple.Moves, v)
		couple.Value += int64(v.Units) * (v.Score + c.Judge.Model.Transfer.Bonus)
	}
	out := make([]Couple, 0, len(by))
	for _, couple := range slices.SortedFunc(maps.Values(by), byWorth) {
		out = append(out, *couple)
	}
	return out
}

func byWorth(a, b *Couple) int {
	if a.Value != b.Value {
		return cmp.Compare(b.Value, a.Value)
	}
	return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
}

// Totals are what the couple's part of the joint plan comes to; headcount and positions are those of the couple's own
// pairs.
func (m *Market) Totals(moves []Move) Totals { return m.totals(moves) }

// Alone are the best plans of couples if each had its people and places to itself: what the couple could do, beside
// what the joint plan has for it. By the order of couples; it solves a small problem for each, and needs a market with
// pairs (Market.Of).
func (c *Coupler) Alone(m *Market, couples []Couple) ([]*Plan, error) {
	wanted := map[[2]string]int{}
	for i, couple := range couples {
		wanted[[2]string{couple.From, couple.To}] = i
	}
	pairs := make([][]Pair, len(couples))
	for _, p := range m.Pairs {
		if i, ok := wanted[[2]string{m.Sources[p.Source].Company, m.Sinks[p.Sink].Company}]; ok {
			pairs[i] = append(pairs[i], p)
		}
	}
	out := make([]*Plan, len(couples))
	for i := range couples {
		var err error
		if out[i], err = c.Solve(m.only(pairs[i])); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Scarce is a skill that free places ask, against who is left and has it.
type Scarce struct {
	Skill fit.SkillID
	Name  string // the taxonomy's, or of those that the vacancies use the first in the alphabet
	Asked int    // positions left free that ask it
	Held  int    // people left who have it
}

// Scarcest lists the n skills that most free positions lack people for: by asked less held, then asked, then label.
func (c *Coupler) Scarcest(m *Market, free, unplaced []Left, n int) []Scarce {
	by := map[fit.SkillID]*Scarce{}
	for _, l := range free {
		for _, s := range m.Sinks[l.At].Skills {
			name := c.Judge.SkillName(s.Skill, m.Sinks[l.At].Words)
			if by[s.Skill] == nil {
				by[s.Skill] = &Scarce{Skill: s.Skill, Name: name}
			}
			by[s.Skill].Name = min(by[s.Skill].Name, name)
			by[s.Skill].Asked += l.Units
		}
	}
	for _, l := range unplaced {
		for _, s := range m.Sources[l.At].Skills {
			if by[s.Skill] != nil {
				by[s.Skill].Held += l.Units
			}
		}
	}
	var out []Scarce
	for _, s := range by {
		if s.Asked > s.Held {
			out = append(out, *s)
		}
	}
	slices.SortFunc(out, func(a, b Scarce) int {
		return cmp.Or(cmp.Compare(b.Asked-b.Held, a.Asked-a.Held), cmp.Compare(b.Asked, a.Asked),
			cmp.Compare(a.Name, b.Name), cmp.Compare(a.Held, b.Held))
	})
	return out[:min(n, len(out))]
}

// Trade is supply and demand of one occupation.
type Trade struct {
	Occupation     fit.OccupationID
	Name           string // the taxonomy's, or of those that vacancies and groups use the first in the alphabet
	Supply, Demand int    // people, positions
}

// Trades sums supply and demand by occupation, the largest first. What only persons call their work is left out: it is
// their own text.
func (c *Coupler) Trades(supply []Source, demand []*fit.Opening) []Trade {
	by := map[fit.OccupationID]*Trade{}
	at := func(id fit.OccupationID, name string) *Trade {
		t := by[id]
		if t == nil {
			t = &Trade{Occupation: id, Name: name}
			by[id] = t
		}
		if t.Name == "" || name != "" && name < t.Name {
			t.Name = name
		}
		return t
	}
	for i := range supply {
		if s := &supply[i]; len(s.Held) > 0 {
			id := s.Held[0].Occupation
			name := c.Judge.OccupationLabel(id)
			if s.Group {
				name = c.Judge.OccupationName(id, s.Words)
			}
			at(id, name).Supply += s.Units
		}
	}
	for _, o := range demand {
		if len(o.Occupations) > 0 {
			at(o.Occupations[0], c.Judge.OccupationName(o.Occupations[0], o.Words)).Demand += o.Positions
		}
	}
	maps.DeleteFunc(by, func(_ fit.OccupationID, t *Trade) bool { return t.Name == "" })
	return slices.SortedFunc(values(maps.Values(by)), func(a, b Trade) int {
		return cmp.Or(cmp.Compare(b.Supply+b.Demand, a.Supply+a.Demand),
			cmp.Compare(a.Name, b.Name), cmp.Compare(a.Demand, b.Demand))
	})
}

// values follows pointers.
func values[T any](of func(func(*T) bool)) func(func(T) bool) {
	return func(yield func(T) bool) {
		of(func(v *T) bool { return yield(*v) })
	}
}
