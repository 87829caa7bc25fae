package broker

import (
	"cmp"
	"context"
	"fmt"

	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/matcher/coupling"
	"matchd/matcher/fit"
	"matchd/schemas"
)

// PlanQuestion asks for the plan from one company to another.
type PlanQuestion struct {
	From, To      string       // company ids
	AsOf          matcher.Date // zero = today
	MaxDistanceKm *float64     // as in schemas.TransferOptions
	Locale        fit.Locale
}

// PartnerQuestion asks for the companies worth talking to for one company.
type PartnerQuestion struct {
	Company   string // its id
	Direction string // schemas.Outbound, also where empty, or schemas.Inbound
	Options   schemas.TransferOptions
}

// transferTopics are the topics that plans depend on.
func transferTopics() []string {
	return []string{schemas.Vacancies, schemas.Candidates, schemas.Surpluses, schemas.Companies, schemas.Decisions}
}

// transferKey names everything that an answer about transfers depends on.
func transferKey[Q any](s *Service, name string, asOf func(*Q) matcher.Date) func(Asked[Q]) string {
	return func(q Asked[Q]) string {
		return cacheKey(
			name, q.Q, cmp.Or(asOf(&q.Q), s.today()), q.Caller.Viewer, q.Caller.Regions, s.parts.Shrinking,
			q.at.now.Marks.Generation(transferTopics()...), s.modelVersion(q.at.View), s.parts.ContractVersion,
		)
	}
}

// desk is what one question about transfers is worked out with: one snapshot, one viewer, one day.
type desk struct {
	view.Gathering
	coupling.Coupler
	s     *Service
	v     *view.View
	lang  fit.Locale
	names map[string]*matcher.CompanyRef
	whole bool // why somebody is left over is told against all vacancies
}

func (s *Service) desk(at *moment, c Caller, asOf matcher.Date, lang fit.Locale) *desk {
	asOf = cmp.Or(asOf, s.today())
	now := at.now
	return &desk{
		Gathering: view.Gathering{Snapshot: now, Viewer: c.Viewer, AsOf: asOf},
		Coupler:   coupling.Coupler{Judge: at.Judge(), AsOf: asOf, Declined: now.Firms.Declined},
		s:         s, v: at.View, lang: cmp.Or(lang, fit.English), names: map[string]*matcher.CompanyRef{},
	}
}

func (d *desk) stamp() schemas.Stamp {
	return d.s.stamp(d.v, d.Snapshot, d.Gathering.AsOf, transferTopics())
}

// company is what is known of a company; an error where nobody knows it.
func (d *desk) company(id string) (*matcher.CompanyRef, error) {
	c, known := d.Gathering.Company(id)
	if !known {
		return nil, fmt.Errorf("find company: %w", matcher.ErrNotFound)
	}
	return &c, nil
}

// named is what is known of a company that occurs in an answer.
func (d *desk) named(id string) *matcher.CompanyRef {
	if id == "" {
		return nil
	}
	if d.names[id] == nil {
		c, _ := d.Gathering.Company(id)
		d.names[id] = &c
	}
	return d.names[id]
}

// goes sets how far people go who set no limit; nil = as far as the model has it.
func (d *desk) goes(km *float64) {
	if km != nil {
		d.Reach = max(1, int(*km*1000))
	}
}

// plan is the best plan from one company to another, or within one.
func (s *Service) plan(_ context.Context, q Asked[PlanQuestion]) (schemas.TransferPlan, error) {
	d := s.desk(q.at, q.Caller, q.Q.AsOf, q.Q.Locale)
	from, err := d.company(q.Q.From)
	if err != nil {
		return schemas.TransferPlan{}, err
	}
	to, err := d.company(q.Q.To)
	if err != nil {
		return schemas.TransferPlan{}, err
	}
	d.goes(q.Q.MaxDistanceKm)
	plan, err := d.Solve(d.Between(d.Supply(q.Q.From), d.Demand(q.Q.To)))
	if err != nil {
		return schemas.TransferPlan{}, err
	}
	out := d.tell(plan)
	out.From, out.To = from, to
	out.Decided = d.settled(d.visible(q.Q.From), d.Firms.Openings(q.Q.To), func(from, to string) bool { return from == q.Q.From && to == q.Q.To })
	return out, nil
}

// partners ranks the companies on the other side.
func (s *Service) partners(_ context.Context, q Asked[PartnerQuestion]) (schemas.PartnerList, error) {
	d := s.desk(q.at, q.Caller, q.Q.Options.AsOf, "")
	if _, err := d.company(q.Q.Company); err != nil {
		return schemas.PartnerList{}, err
	}
	d.goes(q.Q.Options.MaxDistanceKm)
	d.Bar = coupling.OtherCompany
	list, err := d.partnersOf(&q.Q)
	if err == nil {
		list.Decided = d.decidedOf(&q.Q)
	}
	return list, err
}

func (d *desk) partnersOf(q *PartnerQuestion) (schemas.PartnerList, error) {
	if q.Direction == schemas.Inbound {
		demand := d.Demand(q.Company)
		return d.rank(d.Toward(demand, d.AllSupply()), coupling.Supply, places(demand), &q.Options)
	}
	supply := d.Supply(q.Company)
	return d.rank(d.Among(supply, d.Openings), coupling.Demand, headcount(supply), &q.Options)
}

// decidedOf lists what was settled of the side that is asked about; with a partner all of it is elsewhere but the
// company's own.
func (d *desk) decidedOf(q *PartnerQuestion) []schemas.Decided {
	if q.Direction == schemas.Inbound {
		return d.settled(nil, d.Firms.Openings(q.Company), func(_, to string) bool { return to == q.Company })
	}
	return d.settled(d.visible(q.Company), nil, func(from, _ string) bool { return from == q.Company })
}

func headcount(supply []coupling.Source) int {
	sum := 0
	for i := range supply {
		sum += supply[i].Units
	}
	return sum
}

func places(demand []*fit.Opening) int {
	sum := 0
	for _, o := range demand {
		sum += o.Positions
	}
	return sum
}

// rank lists a page of partners; most is how many the company asked for could place at best.
func (d *desk) rank(m *coupling.Market, side coupling.Side, most int, o *schemas.TransferOptions) (schemas.PartnerList, error) {
	var at place
	if err := decodeCursor(o.Cursor, &at); err != nil {
		return schemas.PartnerList{}, err
	}
	limit := cmp.Or(o.Limit, schemas.DefaultLimit)
	found, total, err := d.Partners(m, side, limit+1, coupling.After{Value: at.Score, Company: at.ID})
	if err != nil {
		return schemas.PartnerList{}, err
	}
	out := schemas.PartnerList{Partners: []schemas.Partner{}, Decided: []schemas.Decided{}, Total: schemas.Exactly(total), Stamp: d.stamp()}
	if len(found) > limit {
		found = found[:limit]
		last := found[limit-1]
		out.NextCursor = encodeCursor(place{last.Plan.Value, last.Company, at.Seen + limit})
	}
	for i := range found {
		out.Partners = append(out.Partners, d.partner(&found[i], side, most))
	}
	return out, nil
}

// topPairs is how many flows a partner shows.
const topPairs = 3

func (d *desk) partner(p *coupling.Partner, side coupling.Side, most int) schemas.Partner {
	out := schemas.Partner{
		Company: *d.named(p.Company), Totals: p.Plan.Totals, TopPairs: d.topPairs(p.Plan), SectorsFromTo: d.sectorMoves(p.Plan),
	}
	record, _ := d.Firms.Record(p.Company)
	out.Agreements, out.Recognised = record.Agreements, record.Recognised
	perfect := int64(most) * (d.Judge.Model.Transfer.Bonus + matcher.Million)
	if perfect > 0 {
		out.Score = matcher.Millionths(p.Plan.Value / (perfect / matcher.Million))
	}
	// The other side as a whole, those without a pair too: the plan's market holds only who has one.
	if side == coupling.Demand {
		out.Headcount, out.Positions = most, places(d.Demand(p.Company))
	} else {
		out.Headcount, out.Positions = headcount(d.Supply(p.Company)), most
	}
	return out
}

// topPairs are the best flows of a plan.
func (d *desk) topPairs(p *coupling.Plan) []schemas.TopPair {
	out := []schemas.TopPair{}
	for _, v := range p.Top(topPairs) {
		s, o := &p.Market.Sources[v.Source], p.Market.Sinks[v.Sink]
		out = append(out, schemas.TopPair{
			MatchID: matcher.MatchID(s.ID, o.ID), Supply: supplyKind(s), From: profileSummary(d.Judge, s.Profile).Label,
			To: openingSummary(d.Judge, o).Label, Units: v.Units, Score: matcher.Millionths(v.Score), Band: band(v.Pair),
			Decision: stage(d.Snapshot, matcher.MatchID(s.ID, o.ID)),
		})
	}
	return out
}

func supplyKind(s *coupling.Source) string {
	if s.Group {
		return "group"
	}
	return "person"
}

func band(p coupling.Pair) matcher.Band {
	if p.Trainable {
		return matcher.Trainable
	}
	return matcher.Suitable
}

// wireTransfers wires the use cases of the broker function (makelaarsfunctie).
func (s *Service) wireTransfers(watch cacheObserver) {
	plan := cached(s, watch, transferKey(s, "plan", func(q *PlanQuestion) matcher.Date { return q.AsOf }), s.plan)
	partners := cached(s, watch, transferKey(s, "partners", func(q *PartnerQuestion) matcher.Date { return q.Options.AsOf }), s.partners)
	s.Plan = authorised(announced(s, pinned(s, owned(plan, func(q *PlanQuestion) []string { return []string{q.From, q.To} })), planned), Matcher, Employer)
	s.Partners = authorised(pinned(s, owned(checked(wrongPartners, partners), func(q *PartnerQuestion) []string { return []string{q.Company} })), Matcher, Employer)
	s.WhatIf = authorised(pinned(s, owned(s.whatIf, func(q *WhatIfQuestion) []string { return q.Query.Companies() })), Matcher, Employer)
	s.RegionTransfers = wireRegion(s, watch, "transfers", (*area).transfers)
	s.UnmatchedDemand = announced(s, wireRegion(s, watch, "unmatched", (*area).unmatched), unmatchedShown)
	s.UnplacedSupply = wireRegion(s, watch, "unplaced", (*area).unplacedHere)
	s.SectorFlows = wireRegion(s, watch, "flows", (*area).flows, Dashboard)
}

func wireRegion[R any](s *Service, watch cacheObserver, name string, answer func(*area, *schemas.TransferOptions) (R, error), more ...Role) UseCase[Asked[RegionQuestion], R] {
	key := transferKey(s, name, func(q *RegionQuestion) matcher.Date { return q.Options.AsOf })
	return authorised(pinned(s, checked(wrongRegion, cached(s, watch, key, regional(s, answer)))), append(more, Matcher, Employer)...)
}
