package coupling

import (
	"cmp"
	"slices"

	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/place"
	"matchd/matcher/rank"
)

// Source is supply: one person, or an announced group (surplus).
type Source struct {
	*fit.Profile
	Group   bool
	Units   int         // people it stands for: 1, or the places of the group that nobody took
	Company string      // that it leaves; empty = unknown
	Work    place.Point // where the work is that is lost; zero = unknown
	// National says that the company has a national agreement (landelijke afspraak): its people are mediated beyond
	// the region.
	National bool
}

// key tells a group apart from a person of the same id.
func (s *Source) key() string {
	if s.Group {
		return "group/" + s.ID
	}
	return "person/" + s.ID
}

// kept is a source with a profile of its own, which stays as it is whatever row comes next.
func (s Source) kept() Source {
	s.Profile = new(*s.Profile)
	return s
}

// Market is supply and demand with the pairs that a plan may use. It is not changed once it is made, and safe to share.
type Market struct {
	Sources []Source       // people after groups, each by id
	Sinks   []*fit.Opening // by id
	Pairs   []Pair         // by source, then sink; none in the market of a Joint, see Of
	links   [][]link       // instead of pairs, by source
	at      []int32        // by slot of a link: the place in Sinks
}

// Pair is a source and a sink that fit: indices into a market, and of no meaning in another.
type Pair struct {
	Source, Sink int32 // of Market.Sources and Market.Sinks
	Score        int64 // millionths
	Trainable    bool  // can be made suitable (geschikt te maken), otherwise suitable as they are
}

// Coupler makes markets and plans of one day. Safe for concurrent use, as long as Declined and Bar are.
type Coupler struct {
	Judge *fit.Judge   // the one that supply and demand were compiled with
	AsOf  matcher.Date // the day that conditions and dates are judged for
	// Declined, where given, reports whether a side said no to a pair; both are ids.
	Declined func(supply, vacancy string) bool
	// Bar, where given, names what keeps a pair out besides the conditions of package fit reach and days; empty = nothing.
	Bar func(*Source, *fit.Opening) string
	// Pause, where given, makes way for others, see rank.Ask.
	Pause func()
	// Reach is how many metres somebody goes who set no limit; 0 = the model's.
	Reach int
}

// question judges pairs without asking for consent again: it is judged when supply is gathered.
func (c *Coupler) question() *fit.Question {
	q := c.Judge.Model.Plain(c.AsOf, matcher.Viewer{All: true})
	q.Openings = true
	return &q
}

// Between makes a market by looking at every pair: for two companies, or where supply and demand are few. All of both are
// in the market, with pairs or without, but sources of no units have none.
func (c *Coupler) Between(sources []Source, sinks []*fit.Opening) *Market {
	q := c.question()
	m := newMarket(sources)
	for i := range m.Sources {
		s := &m.Sources[i]
		for _, o := range sinks {
			if s.Units > 0 && c.Judge.Eligible(o, s.Profile, q) {
				t := c.Judge.Terms(o, s.Profile, q)
				m.offer(c, int32(i), o, q.Weights.Score(&t), &t)
			}
		}
	}
	return m.complete(sinks)
}

// Among makes the market of supply with all vacancies of a view that have a company, by the same bounds as ranking: it
// costs a list of vacancies a source, each cut off at the model's floor and the source's reach. Vacancies without any pair
// are left out; the pairs are those of Between.
func (c *Coupler) Among(sources []Source, all *rank.Openings) *Market {
	q := c.question()
	m, met := newMarket(sources), copies[*fit.Opening]{}
	for i := range m.Sources {
		s := &m.Sources[i]
		if s.Units <= 0 {
			continue
		}
		c.each(s, all, q, func(o *fit.Opening, t *fit.Terms) {
			score := q.Weights.Score(t)
			if trainable, ok := c.fits(s, o, score, t); ok {
				m.add(int32(i), met.of(o.ID, func() *fit.Opening { return new(*o) }), score, trainable)
			}
		})
	}
	return m.complete(nil)
}

// copies are of rows that several pairs have, one a key.
type copies[V any] map[string]V

func (c copies[V]) of(key string, made func() V) V {
	kept, known := c[key]
	if !known {
		kept = made()
		c[key] = kept
	}
	return kept
}

// each calls found for every vacancy that is eligible for a source, within its farthest reach and above the floor. What
// it is called with is good until it returns.
func (c *Coupler) each(s *Source, all *rank.Openings, q *fit.Question, found func(*fit.Opening, *fit.Terms)) {
	// The limit lets ranking pass over whole areas; it takes no part in scores.
	near := *s.Profile
	near.MaxMetres = c.farthest(s)
	rank.ForCandidate(c.Judge, all, &near, q, rank.Ask{K: 1, Floor: c.Judge.Model.Floor, Pause: c.Pause,
		// Nothing is kept, so that the threshold stays at the floor and every pair comes by.
		Keep: func(o *fit.Opening, _ *fit.Profile, t *fit.Terms) bool {
			found(o, t)
			return false
		}})
}

// Rows are people or groups with what makes supply of one of them, or says that it is none (see view.Gathering.AllSupply).
type Rows struct {
	View    *rank.People
	Leaving bool                                // nobody is supply who has no job that may be lost
	Source  func(p *fit.Profile) (Source, bool) // which points at p, and is good as long as that
}

// Toward makes the market of some vacancies with the supply in some rows, at the cost of a list of people a vacancy. Supply
// without any pair is left out, vacancies without any stay.
func (c *Coupler) Toward(sinks []*fit.Opening, from []Rows) *Market {
	q := c.question()
	q.Openings = false
	var found []towards
	met := copies[Source]{}
	for _, o := range sinks {
		c.eachFor(o, from, q, func(s Source, t *fit.Terms) { found = append(found, towards{met.of(s.key(), s.kept), o, *t}) })
	}
	slices.SortStableFunc(found, func(a, b towards) int { return cmp.Compare(a.source.key(), b.source.key()) })
	m := &Market{}
	for i := range found {
		f := &found[i]
		if i == 0 || f.source.key() != found[i-1].source.key() {
			m.Sources = append(m.Sources, f.source)
		}
		m.offer(c, int32(len(m.Sources)-1), f.opening, q.Weights.Score(&f.terms), &f.terms)
	}
	return m.complete(sinks)
}

// eachFor calls found for all supply that is eligible for a vacancy and above the floor. What it is called with is good
// until it returns.
func (c *Coupler) eachFor(o *fit.Opening, from []Rows, q *fit.Question, found func(Source, *fit.Terms)) {
	for _, r := range from {
		rank.ForVacancy(c.Judge, r.View, o, q, rank.Ask{K: 1, Floor: c.Judge.Model.Floor, Leaving: r.Leaving, Pause: c.Pause,
			Keep: func(_ *fit.Opening, p *fit.Profile, t *fit.Terms) bool {
				if s, ok := r.Source(p); ok && s.Units > 0 && q.Weights.Score(t) >= c.Judge.Model.Floor {
					found(s, t)
				}
				return false
			}})
	}
}

// towards is a pair found from the vacancy's side.
type towards struct {
	source  Source
	opening *fit.Opening
	terms   fit.Terms
}

func newMarket(sources []Source) *Market {
	m := &Market{Sources: slices.Clone(sources)}
	slices.SortFunc(m.Sources, func(a, b Source) int { return cmp.Compare(a.key(), b.key()) })
	return m
}

// offer adds a pair that is eligible, if a plan may use it.
func (m *Market) offer(c *Coupler, source int32, o *fit.Opening, score int64, t *fit.Terms) {
	if trainable, ok := c.fits(&m.Sources[source], o, score, t); ok {
		m.add(source, o, score, trainable)
	}
}

// add adds a pair. Until complete, Sink is a place in m.Sinks as found.
func (m *Market) add(source int32, o *fit.Opening, score int64, trainable bool) {
	m.Sinks = append(m.Sinks, o)
	m.Pairs = append(m.Pairs, Pair{source, int32(len(m.Sinks) - 1), score, trainable})
}

// fits reports whether a plan may use a pair that is eligible, and whether the people can be made suitable or are.
func (c *Coupler) fits(s *Source, o *fit.Opening, score int64, t *fit.Terms) (trainable, ok bool) {
	if score < c.Judge.Model.Floor || !fillable(o) || c.barred(s, o) != "" {
		return false, false
	}
	band := c.Judge.Aptitude(o, s.Profile, t)
	return band == matcher.Trainable, band != matcher.Remote
}

// complete puts sinks in order, once each, and pairs with them; more sinks are taken in too.
func (m *Market) complete(more []*fit.Opening) *Market {
	met := m.Sinks
	m.Sinks = slices.Concat(met, more)
	slices.SortFunc(m.Sinks, func(a, b *fit.Opening) int { return cmp.Compare(a.ID, b.ID) })
	m.Sinks = slices.CompactFunc(m.Sinks, func(a, b *fit.Opening) bool { return a.ID == b.ID })
	place := make(map[string]int32, len(m.Sinks))
	for i, o := range m.Sinks {
		place[o.ID] = int32(i)
	}
	for i := range m.Pairs {
		m.Pairs[i].Sink = place[met[m.Pairs[i].Sink].ID]
	}
	slices.SortFunc(m.Pairs, func(a, b Pair) int { return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Sink, b.Sink)) })
	return m
}

// Headcount is how many people the supply stands for: the sum of units, groups counted by the places they have left.
func (m *Market) Headcount() int {
	sum := 0
	for i := range m.Sources {
		sum += max(0, m.Sources[i].Units)
	}
	return sum
}

// Positions is how many places the demand has that a plan may fill: none of closed vacancies or those of open hiring.
func (m *Market) Positions() int {
	sum := 0
	for _, o := range m.Sinks {
		sum += places(o)
	}
	return sum
}

// places is what a plan may fill of a vacancy: none of a closed one, nor of one with open hiring, where who is first
// on the waiting list gets the job.
func places(o *fit.Opening) int {
	if !o.Open || o.OpenHiring {
		return 0
	}
	return max(0, o.Positions)
}
