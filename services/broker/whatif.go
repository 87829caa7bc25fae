package broker

import (
	"context"
	"fmt"

	"matchd/matcher"
	"matchd/matcher/coupling"
	"matchd/matcher/fit"
	"matchd/schemas"
)

// WhatIfQuestion asks what a reorganisation under consideration could come to.
type WhatIfQuestion struct {
	Query  schemas.TransferQuery
	Locale fit.Locale
}

// whatIf ranks partners for surpluses that are not stored, and plans with one of them or with all together. Nothing is
// kept: it is not cached, logged or announced, because who reorganises may not have told anybody.
func (s *Service) whatIf(_ context.Context, q Asked[WhatIfQuestion]) (schemas.TransferAnswer, error) {
	var out schemas.TransferAnswer
	ask := &q.Q.Query
	d := s.desk(q.Caller, ask.AsOf, q.Q.Locale)
	if _, known := d.Gathering.Company(ask.Partner); ask.Partner != "" && !known {
		return out, matcher.InvalidError{{Field: "partner", Reason: "is a company that nobody knows"}}
	}
	supply := make([]coupling.Source, len(ask.Surpluses))
	for i := range ask.Surpluses {
		p := d.Judge.Guest().Group(&ask.Surpluses[i])
		supply[i] = coupling.Source{Profile: &p, Group: true, Units: p.Headcount, Company: p.Employer, Work: p.Point}
		d.names[p.Employer] = &ask.Surpluses[i].Company
	}
	d.Bar = coupling.OtherCompany
	m := d.Among(supply, d.Openings)
	var err error
	if out.PartnerList, err = d.rank(m, coupling.Demand, headcount(supply), &ask.TransferOptions); err != nil {
		return out, err
	}
	if ask.Partner != "" {
		m = d.Between(supply, d.Demand(ask.Partner))
	}
	plan, err := d.Solve(m)
	if err != nil {
		return out, fmt.Errorf("plan a reorganisation: %w", err)
	}
	out.Plan = d.tell(plan)
	out.Plan.From = d.named(supply[0].Company)
	if ask.Partner != "" {
		out.Plan.To = d.named(ask.Partner)
	} else {
		out.Plan.FreeDemand = []schemas.LeftDemand{} // of the whole country: nobody asked for that
	}
	return out, nil
}
