package fit

import (
	"matchd/matcher"
	"matchd/matcher/place"
)

// Term is how far one reason is fulfilled, in millionths; the prior where it is not known.
type Term struct {
	Value int64
	Known bool
}

// Terms are the fulfilments of all reasons of a pair.
type Terms [Reasons]Term

// Judge scores pairs. Safe for concurrent use.
type Judge struct {
	*Vocabulary
	Model *Model
}

// Terms judges every reason of a pair.
func (j *Judge) Terms(o *Opening, p *Profile, q *Question) Terms {
	return j.TermsWith(o, p, q, j.skills(&o.Asks, &p.Needs))
}

// TermsWith is Terms for a caller that has the skills reason, the costly one, already.
func (j *Judge) TermsWith(o *Opening, p *Profile, q *Question, skills Term) Terms {
	a, n := &o.Asks, &p.Needs
	var t Terms
	t[Skills] = skills
	t[Occupation] = j.occupation(a, n)
	t[Experience] = j.experience(a, n, q.AsOf)
	t[Education] = j.education(a, n)
	t[Languages] = j.languages(a, n)
	t[Certificates] = j.certificatesHeld(a, n)
	t[WishedOccupation] = j.wishedOccupation(a, n)
	t[WishedSector] = j.wishedSector(a, n)
	t[Hours] = j.HoursTerm(a.Hours, n.Hours)
	t[Contract] = j.contract(a, n)
	t[IrregularHours] = j.irregularHours(a, n)
	t[Distance] = j.distance(a, n)
	t[Start] = j.StartTerm(a.Start, n.From)
	t[Pay] = j.pay(a, n)
	t[Text] = text(o.ID, p.ID, q)
	return t
}

func text(openingID, profileID string, q *Question) Term {
	if v, ok := q.Texts[profileID]; ok {
		return Term{v, true}
	}
	return Term{q.Texts[openingID], true}
}

// Contribution is the part of the score that a reason adds, in whole millionths.
func (w Weights) Contribution(id ReasonID, t Term) int64 { return w[id] * t.Value / matcher.Million }

// Score is the sum of all contributions.
func (w Weights) Score(t *Terms) int64 {
	var sum int64
	for i := range t {
		sum += w.Contribution(ReasonID(i), t[i])
	}
	return sum
}

// Metres is the distance between the two, false where a place is unknown.
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
