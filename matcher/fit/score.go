package fit

import (
	"matchd/matcher"
	"matchd/matcher/place"
)

// Term is how far one reason is fulfilled, 0 to a million millionths; where it is not known, the model's prior or what
// little the record suggests. Only Value adds to a score; Known decides whether a reason made hard can fail.
type Term struct {
	Value int64
	Known bool
}

// Terms are the fulfilments of all reasons of a pair, by ReasonID, whatever they weigh.
type Terms [Reasons]Term

// Judge scores pairs. Safe for concurrent use. It is made of its two parts as they stand: two judges with the same
// Vocabulary tell the same numbers apart, and records compiled by one are nothing to a judge with another.
type Judge struct {
	*Vocabulary
	Model *Model
}

// Terms judges every reason of a pair. Most of it goes to the skills reason, which takes as long as the skills asked and
// had, and what follows from each job, multiplied; ranking finds that one by tables and calls TermsWith.
func (j *Judge) Terms(o *Opening, p *Profile, q *Question) Terms {
	return j.TermsWith(o, p, q, j.skills(&o.Asks, &p.Needs))
}

// TermsWith is Terms for a caller that has the skills reason, the costly one, already.
func (j *Judge) TermsWith(o *Opening, p *Profile, q *Question, skills Term) Terms {
	var t Terms
	t[Skills] = skills
	for id := Skills + 1; id < Reasons; id++ {
		t[id] = j.Term(id, o, p, q)
	}
	return t
}

// Term judges one reason of a pair, as it stands in Terms. An id outside the reasons is judged as Text.
func (j *Judge) Term(id ReasonID, o *Opening, p *Profile, q *Question) Term {
	a, n := &o.Asks, &p.Needs
	switch id {
	case Skills:
		return j.skills(a, n)
	case Occupation:
		return j.occupation(a, n)
	case Experience:
		return j.experience(a, n, q.AsOf)
	case Education:
		return j.education(a, n)
	case Languages:
		return j.languages(a, n)
	case Certificates:
		return j.certificatesHeld(a, n)
	case WishedOccupation:
		return j.wishedOccupation(a, n)
	case WishedSector:
		return j.wishedSector(a, n)
	case Hours:
		return j.HoursTerm(a.Hours, n.Hours)
	case Contract:
		return j.contract(a, n)
	case IrregularHours:
		return j.irregularHours(a, n)
	case Distance:
		return j.distance(a, n)
	case Start:
		return j.StartTerm(a.Start, n.From)
	case Pay:
		return j.PayTerm(a.Pay, n.Pay)
	}
	return text(o, p, q)
}

// text looks the side up that is listed, and only that: people and vacancies are numbered apart.
func text(o *Opening, p *Profile, q *Question) Term {
	if q.Openings {
		return Term{q.Texts.Of(o.Number), true}
	}
	return Term{q.Texts.Of(p.Number), true}
}

// Contribution is the part of the score that a reason adds, in whole millionths, rounded down: from 0 to the reason's
// weight. Explanations and scores both come from here, so that one adds up to the other.
func (w Weights) Contribution(id ReasonID, t Term) int64 { return w[id] * t.Value / matcher.Million }

// Score is the sum of all contributions, 0 to a million.
func (w Weights) Score(t *Terms) int64 {
	var sum int64
	for i := range t {
		sum += w.Contribution(ReasonID(i), t[i])
	}
	return sum
}

// Metres is the distance between the two along a great circle, false where a place is unknown.
func Metres(a *Asks, n *Needs) (int, bool) {
	if !a.Point.Known() || !n.Point.Known() {
		return 0, false
	}
	return place.Metres(a.Point, n.Point), true
}

func (j *Judge) prior(id ReasonID) Term { return Term{Value: j.Model.Reasons[id].Prior} }

func whole(ok bool) Term {
	if ok {
		return Term{matcher.Million, true}
	}
	return Term{0, true}
}
