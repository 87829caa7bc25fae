package fit

import (
	"math"

	"matchd/matcher"
)

// Detail is how much an explanation carries.
type Detail int

// The details: Brief gives names and numbers, Full adds evidence and sentences.
const (
	Brief Detail = iota
	Full
)

// Explain gives a pair with its conditions, reasons and gaps; also where it is not eligible. Summaries of the two
// sides are left to the caller.
func (j *Judge) Explain(o *Opening, p *Profile, q *Question, d Detail, lang Locale) matcher.Match {
	t, to := j.Terms(o, p, q), reader{j.Vocabulary, lang}
	m := matcher.Match{
		MatchID: matcher.MatchID(p.ID, o.ID), Eligible: j.Eligible(o, p, q) && j.Musts(&t, q),
		Band: j.Band(o, p, &t), Reasons: make([]matcher.Reason, 0, Reasons), Gaps: []matcher.Gap{},
	}
	all := conditions()
	m.Conditions = make([]matcher.Condition, 0, len(all))
	for _, c := range all {
		asked, has, short := c.words(to, o, p, q)
		m.Conditions = append(m.Conditions, matcher.Condition{Name: c.name, State: c.judge(o, p, q), Asked: asked, Has: has, Short: short})
	}
	var demand, wish int64
	for i := range t {
		id := ReasonID(i)
		if q.Must.Has(id) {
			m.Conditions = append(m.Conditions, matcher.Condition{Name: "must." + j.Model.Reasons[id].Name, State: j.state(id, t[id])})
		}
		if q.Weights[id] == 0 {
			continue
		}
		r := j.reason(o, p, q, id, t[id], d, lang)
		if r.Direction == matcher.Demand {
			demand += int64(r.Contribution)
		} else {
			wish += int64(r.Contribution)
		}
		m.Reasons = append(m.Reasons, r)
	}
	a := j.Model.DemandShare(q.Weights)
	m.Score = matcher.Millionths(demand + wish)
	m.DemandFit, m.WishFit = share(demand, a), share(wish, matcher.Million-a)
	m.Gaps = append(m.Gaps, j.gaps(o, p, q, &t, to)...)
	if metres, known := Metres(&o.Asks, &p.Needs); known {
		km := math.Round(float64(metres)/100) / 10
		m.DistanceKm = &km
	}
	return m
}

func share(part, of int64) matcher.Millionths {
	if of == 0 {
		return 0
	}
	return matcher.Millionths((part*matcher.Million + of/2) / of)
}

func (j *Judge) reason(o *Opening, p *Profile, q *Question, id ReasonID, t Term, d Detail, lang Locale) matcher.Reason {
	r := matcher.Reason{
		Name: j.Model.Reasons[id].Name, Direction: j.Model.Reasons[id].Direction,
		Contribution: matcher.Millionths(q.Weights.Contribution(id, t)), Maximum: matcher.Millionths(q.Weights[id]),
		Known: t.Known, State: j.state(id, t),
	}
	if d == Full {
		r.Evidence = j.evidence(o, p, q, id, t, reader{j.Vocabulary, lang})
		r.Sentence = sentence(lang, id, t, r.State, r.Evidence)
	}
	return r
}
