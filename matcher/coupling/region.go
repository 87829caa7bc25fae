package coupling

import (
	"cmp"
	"maps"
	"slices"

	"matchd/matcher/fit"
	"matchd/matcher/place"
	"matchd/matcher/rank"
)

// Joint makes the one market of all supply in a region: with the vacancies in the region, and with those beyond its
// border that somebody's own distance or travel limit reaches. Who set no limit is taken to go no farther over the
// border than the model's reach. All vacancies of the region are in the market, also those without a pair. A company's
// own vacancies are no partner for the people who leave it.
func (c *Coupler) Joint(region uint8, supply []Source, all *rank.Openings) *Market {
	near := c.around(supply)
	var pool []rank.Vacancy
	var inside []*fit.Opening
	for row := range all.All {
		o := &row.Opening
		if places(o) == 0 || o.Company == "" || o.Closing != 0 && o.Closing < c.AsOf {
			continue
		}
		if o.Region == region {
			inside = append(inside, o)
		} else if !near.holds(o) {
			continue
		}
		pool = append(pool, *row)
	}
	joint := *c
	joint.Bar = Within(c, region)
	m := joint.Among(supply, rank.NewOpeningsBook().Change(pool, nil))
	return m.complete(inside)
}

// Within bars what a region's joint plan does not hold: a company's own vacancies, and those out of reach.
func Within(c *Coupler, region uint8) func(*Source, *fit.Opening) string {
	return func(s *Source, o *fit.Opening) string {
		if o.Region != region && !c.overBorder(s, o) {
			return OutOfReach
		}
		return OtherCompany(s, o)
	}
}

// overBorder asks of those without a limit that a place over the border is known to be within reach. A national
// agreement of either company lifts the border: its people, or its vacancies, are in view of every region.
func (c *Coupler) overBorder(s *Source, o *fit.Opening) bool {
	_, known := fit.Metres(&o.Asks, &s.Needs)
	return o.Remote >= 1000 || limited(s) || known || s.National || c.National != nil && c.National(o.Company)
}

// box is a part of the map; a vacancy outside it is out of everybody's reach.
type box struct{ south, north, west, east int32 }

// Metres in a hundred-thousandth of a degree: at least of latitude anywhere, and of longitude up to 54 degrees north.
const (
	latitudeUnit  = 1.11
	longitudeUnit = 0.65
)

// around is the box that all supply can reach.
func (c *Coupler) around(supply []Source) box {
	b := box{south: 1 << 30, north: -1 << 30, west: 1 << 30, east: -1 << 30}
	for i := range supply {
		s := &supply[i]
		if !s.Point.Known() {
			continue
		}
		reach := float64(c.farthest(s))
		dLat, dLon := int32(reach/latitudeUnit)+1, int32(reach/longitudeUnit)+1
		b.south, b.north = min(b.south, s.Point.Lat-dLat), max(b.north, s.Point.Lat+dLat)
		b.west, b.east = min(b.west, s.Point.Lon-dLon), max(b.east, s.Point.Lon+dLon)
	}
	return b
}

func (b box) holds(o *fit.Opening) bool {
	return o.Remote >= 1000 || !o.Point.Known() || b.inside(o.Point)
}

func (b box) inside(p place.Point) bool {
	return p.Lat >= b.south && p.Lat <= b.north && p.Lon >= b.west && p.Lon <= b.east
}

// Couple is two companies with what a joint plan moves between them.
type Couple struct {
	From, To string
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
		if by[key] == nil {
			by[key] = &Couple{From: key[0], To: key[1]}
		}
		by[key].Moves = append(by[key].Moves, v)
		by[key].Value += int64(v.Units) * (v.Score + c.Judge.Model.Transfer.Bonus)
	}
	out := make([]Couple, 0, len(by))
	for _, couple := range by {
		out = append(out, *couple)
	}
	slices.SortFunc(out, func(a, b Couple) int {
		return cmp.Or(cmp.Compare(b.Value, a.Value), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	return out
}

// Totals are what the couple's part of the joint plan comes to; headcount and positions are those of the couple's own
// pairs.
func (m *Market) Totals(moves []Move) Totals { return m.totals(moves) }

// Alone are the best plans of couples if each had its people and places to itself: what the couple could do, beside
// what the joint plan has for it.
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

// Trades sums a market by occupation, the largest first; of demand only what keep holds, which may be nil. What only
// persons call their work is left out: it is their own text.
func (c *Coupler) Trades(m *Market, keep func(*fit.Opening) bool) []Trade {
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
	for i := range m.Sources {
		if s := &m.Sources[i]; len(s.Held) > 0 {
			id := s.Held[0].Occupation
			name := c.Judge.OccupationLabel(id)
			if s.Group {
				name = c.Judge.OccupationName(id, s.Words)
			}
			at(id, name).Supply += s.Units
		}
	}
	for _, o := range m.Sinks {
		if len(o.Occupations) > 0 && (keep == nil || keep(o)) {
			at(o.Occupations[0], c.Judge.OccupationName(o.Occupations[0], o.Words)).Demand += places(o)
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
