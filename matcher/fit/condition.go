package fit

import (
	"slices"

	"matchd/matcher"
)

// condition is something hard by nature: where it fails, the pair is not shown in a list.
type condition struct {
	name  string
	judge func(o *Opening, p *Profile, q *Question) matcher.State
	words func(x *account) (asked, has, short string)
}

// conditions are judged in this order; cheap ones first, because a list stops at the first that fails.
func conditions() [9]condition {
	return [...]condition{
		{"status", status, statusWords},
		{"closingDate", closingDate, closingWords},
		{"consent", consent, consentWords},
		{"drivingLicences", drivingLicences, licenceWords},
		{"region", inRegions, regionWords},
		{"maxDistance", ownDistance, distanceWords},
		{"within", within, withinWords},
		{"maxTravelMinutes", travelTime, travelWords},
		{"crossBorder", crossBorder, borderWords},
	}
}

// ConditionNames are the published names in order: the order in which an explanation lists them and in which they are tried.
func ConditionNames() []string {
	var names []string
	for _, c := range conditions() {
		names = append(names, c.name)
	}
	return names
}

// Eligible reports whether no condition of the pair fails, the question's own ones included; what is unknown does
// not fail. Reasons made hard by Question.Must are judged apart, by Musts. A list asks it only of rows whose score may get
// in, so that those that fail and score low cost nothing.
func (j *Judge) Eligible(o *Opening, p *Profile, q *Question) bool {
	return status(o, p, q) != matcher.Failed && closingDate(o, p, q) != matcher.Failed &&
		consent(o, p, q) != matcher.Failed && drivingLicences(o, p, q) != matcher.Failed &&
		inRegions(o, p, q) != matcher.Failed && ownDistance(o, p, q) != matcher.Failed &&
		within(o, p, q) != matcher.Failed && travelTime(o, p, q) != matcher.Failed &&
		crossBorder(o, p, q) != matcher.Failed
}

// Failing is the name of the first condition that fails, in published order; empty where the pair is eligible. Eligible is
// the faster of the two.
func (j *Judge) Failing(o *Opening, p *Profile, q *Question) string {
	for _, c := range conditions() {
		if c.judge(o, p, q) == matcher.Failed {
			return c.name
		}
	}
	return ""
}

// Musts reports whether every reason that the question makes hard is met or unknown: met is a fulfilment from the reason's
// Threshold on.
func (j *Judge) Musts(t *Terms, q *Question) bool {
	for id := range t {
		if q.Must.Has(ReasonID(id)) && j.state(ReasonID(id), t[id]) == matcher.Failed {
			return false
		}
	}
	return true
}

func (j *Judge) state(id ReasonID, t Term) matcher.State {
	switch {
	case !t.Known:
		return matcher.Unknown
	case t.Value >= j.Model.Reasons[id].Threshold:
		return matcher.Met
	}
	return matcher.Failed
}

func state(ok bool) matcher.State {
	if ok {
		return matcher.Met
	}
	return matcher.Failed
}

func status(o *Opening, p *Profile, _ *Question) matcher.State { return state(o.Open && p.Available) }

func closingDate(o *Opening, _ *Profile, q *Question) matcher.State {
	if o.Closing == 0 {
		return matcher.Unknown
	}
	return state(q.AsOf <= o.Closing)
}

// consent: a group has no persons in it and needs none.
func consent(_ *Opening, p *Profile, q *Question) matcher.State {
	if q.Viewer.All || p.Headcount > 1 {
		return matcher.Met
	}
	c := matcher.Candidate{ResponsibleParty: p.Responsible, Consent: p.Consent}
	return state(q.Viewer.Sees(&c, q.AsOf))
}

func drivingLicences(o *Opening, p *Profile, _ *Question) matcher.State {
	if o.Licences&^knownSet == 0 {
		return matcher.Met
	}
	if p.Licences.Lacks(o.Licences) == 0 {
		return matcher.Met
	}
	if !p.Licences.Known() {
		return matcher.Unknown
	}
	return matcher.Failed
}

// inRegions holds for the side that is listed, which is the one whose region the question names.
func inRegions(o *Opening, p *Profile, q *Question) matcher.State {
	if len(q.Regions) == 0 {
		return matcher.Met
	}
	if q.Openings {
		return state(slices.Contains(q.Regions, o.Region))
	}
	return state(slices.Contains(q.Regions, p.Region))
}

func ownDistance(o *Opening, p *Profile, _ *Question) matcher.State {
	if p.MaxMetres == 0 {
		return matcher.Unknown
	}
	return withinMetres(o, p, int(p.MaxMetres), matcher.Unknown)
}

func within(o *Opening, p *Profile, q *Question) matcher.State {
	if q.Within == 0 {
		return matcher.Met
	}
	return withinMetres(o, p, int(q.Within), matcher.Failed)
}

func withinMetres(o *Opening, p *Profile, limit int, unknown matcher.State) matcher.State {
	if o.Remote >= 1000 {
		return matcher.Met
	}
	metres, known := Metres(&o.Asks, &p.Needs)
	if !known {
		return unknown
	}
	return state(metres <= limit)
}

func travelTime(o *Opening, p *Profile, _ *Question) matcher.State {
	if p.MaxMinutes == 0 || !p.Transport.Known() {
		return matcher.Unknown
	}
	if o.Remote >= 1000 {
		return matcher.Met
	}
	metres, known := Metres(&o.Asks, &p.Needs)
	if !known {
		return matcher.Unknown
	}
	return state(TravelMinutes(metres, p.Transport) <= int(p.MaxMinutes))
}

// TravelMinutes estimates door-to-door travel over a great-circle distance with the fastest means someone has: roads
// are taken as 1.3 times as long; speeds in km/h and minutes lost at both ends are car and motorcycle 50 and 5, moped
// 30 and 5, bicycle 16 and 2, public transport 30 and 15, other 5 and 0 (walking). The estimate is ours: KiM's key
// figures give 26 minutes for the mean commute of 19 km by road, for which the car row has 27. By is a Needs.Transport;
// with nothing in it people walk.
func TravelMinutes(metres int, by Set) int {
	speeds := [...]struct{ kmh, lost int }{{50, 5}, {50, 5}, {30, 5}, {16, 2}, {30, 15}, {5, 0}}
	best := 0
	for i, s := range speeds {
		if !by.Has(i) {
			continue
		}
		minutes := s.lost + metres*13*60/(s.kmh*10_000)
		if best == 0 || minutes < best {
			best = max(1, minutes)
		}
	}
	if best == 0 {
		return metres * 13 * 60 / (5 * 10_000)
	}
	return best
}

func crossBorder(o *Opening, p *Profile, _ *Question) matcher.State {
	if o.Abroad == p.Abroad || o.Remote >= 1000 {
		return matcher.Met
	}
	switch p.CrossBorder {
	case Yes:
		return matcher.Met
	case No:
		return matcher.Failed
	}
	return matcher.Unknown
}
