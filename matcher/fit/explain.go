package fit

import (
	"math"
	"math/bits"

	"matchd/matcher"
)

// Detail is how much an explanation carries. It changes neither score nor conditions nor gaps.
type Detail int

// The details: Brief gives names and numbers, Full adds evidence and sentences.
const (
	Brief Detail = iota
	Full
)

// Explainer explains pairs to one reader. What it makes ready of an opening serves all pairs of that opening that
// follow each other, as in a list. Not safe for concurrent use.
type Explainer struct {
	judge  *Judge
	q      *Question
	detail Detail
	to     reader
	kin    kinship
	prose  prose
}

// Explainer explains what was asked in a question, in the reader's language. The question must be the one that the list was
// ranked by, or scores differ from the list's.
func (j *Judge) Explainer(q *Question, d Detail, lang Locale) *Explainer {
	return &Explainer{judge: j, q: q, detail: d, to: reader{j.Vocabulary, lang}, prose: prose{lang: lang}}
}

// Explain is Explainer.Explain of one pair alone.
func (j *Judge) Explain(o *Opening, p *Profile, q *Question, d Detail, lang Locale) matcher.Match {
	return j.Explainer(q, d, lang).Explain(o, p)
}

// account is one pair while it is explained.
type account struct {
	*Explainer
	o       *Opening
	p       *Profile
	metres  int  // between the two
	placed  bool // false where a place is unknown
	terms   Terms
	grounds grounds        // of the skills reason
	said    *[Reasons]said // once something is
}

// Explain gives a pair with its conditions, reasons and gaps; also where it is not eligible. Summaries of the two
// sides are left to the caller. The records must not change while the Explainer is in use.
func (e *Explainer) Explain(o *Opening, p *Profile) matcher.Match {
	if e.kin.asks != &o.Asks {
		e.kin.turn(e.judge.Vocabulary, &o.Asks)
	}
	x := account{Explainer: e, o: o, p: p, grounds: e.judge.grounds(&e.kin, &p.Needs)}
	x.metres, x.placed = Metres(&o.Asks, &p.Needs)
	x.terms = e.judge.TermsWith(o, p, e.q, x.grounds.term)
	m := matcher.Match{
		MatchID: matcher.MatchID(p.ID, o.ID), Eligible: e.judge.Eligible(o, p, e.q) && e.judge.Musts(&x.terms, e.q),
		Band: e.judge.Band(o, p, &x.terms), Conditions: x.conditions(), Gaps: x.gaps(),
	}
	var demand, wish int64
	m.Reasons, demand, wish = x.reasons()
	of := e.judge.Model.DemandShare(e.q.Weights)
	m.Score = matcher.Millionths(demand + wish)
	m.DemandFit, m.WishFit = share(demand, of), share(wish, matcher.Million-of)
	if x.placed {
		km := math.Round(float64(x.metres)/100) / 10
		m.DistanceKm = &km
	}
	return m
}

// conditions are those that are hard by nature, then the reasons that the question makes hard.
func (x *account) conditions() []matcher.Condition {
	all := conditions()
	out := make([]matcher.Condition, 0, len(all)+bits.OnesCount32(uint32(x.q.Must)))
	for _, c := range all {
		asked, has, short := c.words(x)
		out = append(out, matcher.Condition{Name: c.name, State: c.judge(x.o, x.p, x.q), Asked: asked, Has: has, Short: short})
	}
	for i, t := range x.terms {
		if id := ReasonID(i); x.q.Must.Has(id) {
			out = append(out, matcher.Condition{Name: "must." + x.judge.Model.Reasons[id].Name, State: x.judge.state(id, t)})
		}
	}
	return out
}

// reasons are those that weigh anything, with what each side's add up to.
func (x *account) reasons() (all []matcher.Reason, demand, wish int64) {
	all = make([]matcher.Reason, 0, Reasons)
	for i := range x.terms {
		id := ReasonID(i)
		if x.q.Weights[id] == 0 {
			continue
		}
		r := x.reason(id)
		if r.Direction == matcher.Demand {
			demand += int64(r.Contribution)
		} else {
			wish += int64(r.Contribution)
		}
		all = append(all, r)
	}
	for i, sentence := range x.prose.sentences() {
		all[i].Sentence = sentence
	}
	return all, demand, wish
}

func share(part, of int64) matcher.Millionths {
	if of == 0 {
		return 0
	}
	return matcher.Millionths((part*matcher.Million + of/2) / of)
}

func (x *account) reason(id ReasonID) matcher.Reason {
	t, model := x.terms[id], x.judge.Model
	r := matcher.Reason{
		Name: model.Reasons[id].Name, Direction: model.Reasons[id].Direction,
		Contribution: matcher.Millionths(x.q.Weights.Contribution(id, t)), Maximum: matcher.Millionths(x.q.Weights[id]),
		Known: t.Known, State: x.judge.state(id, t),
	}
	if x.detail == Full {
		r.Evidence = x.evidence(id)
		x.prose.write(id, t, r.State, r.Evidence)
	}
	return r
}
