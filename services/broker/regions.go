package broker

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"matchd/matcher"
	"matchd/matcher/coupling"
	"matchd/matcher/fit"
	"matchd/schemas"
)

// RegionQuestion asks for something of a region's joint plan.
type RegionQuestion struct {
	Region  string // AMnn
	View    string // of transfers: schemas.JointView, also where empty, or schemas.IndependentView
	Options schemas.TransferOptions
	Locale  fit.Locale
}

// area is a region with what it sees of the joint plan of the country.
type area struct {
	*desk
	item   schemas.RegionItem
	number uint8
	view   string
	whole  *coupling.Plan
	part   *coupling.Part
	wide   bool // the plan is that of the whole country
}

// maxPairs is up to how many profiles and groups times vacancies the joint plan is that of the whole country; beyond,
// every region is planned by itself and nobody goes over a border, which promises no place twice either. The demo
// population has 15 million, ten times that population 1.5 thousand million: 5 million pairs that a plan may use.
const maxPairs = 2_000_000_000

// wrongRegion is everything that is wrong about a question on a region.
func wrongRegion(q Asked[RegionQuestion]) []matcher.Invalid {
	wrong := wrongPage(q.Q.Options.Cursor)
	j := q.at.Judge()
	if _, known := j.Region(q.Q.Region); !known {
		wrong = append(wrong, matcher.Invalid{Field: "code", Reason: "unknown labour-market region", Suggestions: j.Places().SuggestRegions(q.Q.Region)})
	}
	return wrong
}

// area finds the joint plan and cuts out the region's part.
func (s *Service) area(q Asked[RegionQuestion]) (*area, error) {
	d := s.desk(q.at, q.Caller, q.Q.Options.AsOf, q.Q.Locale)
	number, known := d.Judge.Region(q.Q.Region)
	if !known {
		return nil, matcher.InvalidError(wrongRegion(q))
	}
	if len(q.Caller.Regions) > 0 && !slices.Contains(q.Caller.Regions, q.Q.Region) {
		return nil, fmt.Errorf("region is not the caller's: %w", matcher.ErrForbidden)
	}
	r, _ := d.Judge.Places().Region(q.Q.Region)
	a := &area{desk: d, number: number, view: q.Q.View, item: schemas.RegionItem{Code: r.Code, Name: r.Name, Municipalities: r.Municipalities, Neighbours: r.Neighbours}}
	a.wide = (d.People.Len()+d.Groups.Len())*d.Openings.Len() <= maxPairs
	scope := scope{viewer: d.Viewer, day: d.Gathering.AsOf}
	if !a.wide {
		scope.region = number
	}
	var err error
	if a.whole, err = s.joints.of(scope).at(d); err != nil {
		return nil, err
	}
	a.part = a.whole.Part(number)
	d.Bar = coupling.OtherCompany // why somebody is left over is told by the same bounds as the plan has
	return a, nil
}

// here is the market of the region's people, with everything that they could fill.
func (a *area) here() *coupling.Market {
	return a.whole.Market.Of(func(s *coupling.Source) bool { return s.Region == a.number })
}

// regional answers one kind of question about a region.
func regional[R any](s *Service, answer func(*area, *schemas.TransferOptions) (R, error)) UseCase[Asked[RegionQuestion], R] {
	return func(_ context.Context, q Asked[RegionQuestion]) (R, error) {
		a, err := s.area(q)
		if err != nil {
			var none R
			return none, err
		}
		return answer(a, &q.Q.Options)
	}
}

// paged cuts a page out of a list whose order does not change between the pages of one generation.
func paged[T any](list []T, o *schemas.TransferOptions) (page []T, next string, err error) {
	var at place
	if err := decodeCursor(o.Cursor, &at); err != nil {
		return nil, "", err
	}
	from := min(max(0, at.Seen), len(list))
	to := min(from+cmp.Or(o.Limit, schemas.DefaultLimit), len(list))
	if to < len(list) {
		next = encodeCursor(place{Seen: to})
	}
	return list[from:to], next, nil
}

// transfers lists the best pairs of companies.
func (a *area) transfers(o *schemas.TransferOptions) (schemas.RegionTransfers, error) {
	plan := a.part.Plan
	out := schemas.RegionTransfers{
		Region: a.item, View: cmp.Or(a.view, schemas.JointView), Scope: schemas.CountryScope, Totals: plan.Totals, Pairs: []schemas.Pair{},
		Proof:   schemas.Proof{Value: matcher.Millionths(plan.Value), Dual: matcher.Millionths(a.part.Dual)},
		Decided: a.settledHere(), Stamp: a.stamp(), Incoming: people(a.part.Incoming),
		Outgoing: people(slices.DeleteFunc(slices.Clone(plan.Moves), func(v coupling.Move) bool { return plan.Market.Sinks[v.Sink].Region == a.number })),
	}
	if !a.wide {
		out.Scope = schemas.RegionScope
	}
	if out.View == schemas.IndependentView {
		return out, a.independent(&out, o)
	}
	return out, a.jointly(&out, o)
}

func people(moves []coupling.Move) (n int) {
	for _, v := range moves {
		n += v.Units
	}
	return n
}

// jointly lists pairs by what the joint plan moves between them.
func (a *area) jointly(out *schemas.RegionTransfers, o *schemas.TransferOptions) error {
	plan := a.part.Plan
	couples := a.Couples(plan)
	page, next, err := paged(couples, o)
	if err != nil {
		return err
	}
	alone, err := a.Alone(a.here(), page)
	if err != nil {
		return err
	}
	out.Total, out.NextCursor = schemas.Exactly(len(couples)), next
	for i, couple := range page {
		part := &coupling.Plan{Market: plan.Market, Moves: couple.Moves, Totals: plan.Market.Totals(couple.Moves), Value: couple.Value}
		pair := a.pair(couple.From, couple.To, part)
		pair.Alone, pair.Joint = alone[i].Totals.Placeable, part.Totals.Placeable
		pair.Headcount, pair.Positions = alone[i].Totals.Headcount, alone[i].Totals.Positions
		out.Pairs = append(out.Pairs, pair)
	}
	return nil
}

// independent lists pairs by what they could do by themselves.
func (a *area) independent(out *schemas.RegionTransfers, o *schemas.TransferOptions) error {
	var at place
	if err := decodeCursor(o.Cursor, &at); err != nil {
		return err
	}
	limit := cmp.Or(o.Limit, schemas.DefaultLimit)
	found, total, err := a.Partners(a.here(), coupling.Both, limit+1, coupling.After{Value: at.Score, Company: at.ID})
	if err != nil {
		return err
	}
	out.Total = schemas.Exactly(total)
	if len(found) > limit {
		found = found[:limit]
		last := &found[limit-1]
		out.NextCursor = encodeCursor(place{last.Plan.Value, last.Company, at.Seen + limit})
	}
	joint := map[[2]string]int{}
	for _, couple := range a.Couples(a.part.Plan) {
		joint[[2]string{couple.From, couple.To}] = people(couple.Moves)
	}
	for i := range found {
		from, to := found[i].Couple()
		pair := a.pair(from, to, found[i].Plan)
		pair.Alone, pair.Joint = pair.Placeable, joint[[2]string{from, to}]
		out.Pairs = append(out.Pairs, pair)
	}
	return nil
}

// pair tells of two companies with the moves of a plan.
func (a *area) pair(from, to string, p *coupling.Plan) schemas.Pair {
	perfect := int64(a.part.Plan.Totals.Headcount) * (a.Judge.Model.Transfer.Bonus + matcher.Million)
	return schemas.Pair{
		From: *a.named(from), To: *a.named(to), Totals: p.Totals, Score: matcher.Millionths(p.Value / (perfect / matcher.Million)),
		TopPairs: a.topPairs(p), SectorsFromTo: a.sectorMoves(p),
	}
}
