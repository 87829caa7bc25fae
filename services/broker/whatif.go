package broker

import (
	"context"
	"fmt"
	"strings"

	"matchd/matcher"
	"matchd/matcher/coupling"
	"matchd/matcher/fit"
	"matchd/matcher/taxonomy"
	"matchd/schemas"
)

// WhatIfQuestion asks what a reorganisation under consideration could come to. It leaves no trace: no cache, no event.
type WhatIfQuestion struct {
	Query  schemas.TransferQuery
	Locale fit.Locale
}

// whatIf ranks partners for surpluses that are not stored, and plans with one of them or with all together. Nothing is
// kept: it is not cached, logged or announced, because who reorganises may not have told anybody.
func (s *Service) whatIf(_ context.Context, q Asked[WhatIfQuestion]) (schemas.TransferAnswer, error) {
	var out schemas.TransferAnswer
	ask := &q.Q.Query
	d := s.desk(q.at, q.Caller, ask.AsOf, q.Q.Locale)
	if _, known := d.Gathering.Company(ask.Partner); ask.Partner != "" && !known {
		return out, matcher.InvalidError{{Field: "partner", Reason: "is a company that nobody knows"}}
	}
	supply, err := d.considered(ask.Surpluses)
	if err != nil {
		return out, err
	}
	d.goes(ask.MaxDistanceKm)
	d.Bar = coupling.OtherCompany
	m := d.Among(supply, d.Openings)
	if out.PartnerList, err = d.rank(m, coupling.Demand, headcount(supply), &ask.TransferOptions); err != nil {
		return out, err
	}
	if ask.Partner != "" {
		m = d.Between(supply, d.Demand(ask.Partner))
	} else {
		d.whole = true
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

// considered makes supply of groups that are not stored, by the rule of those that are. Each must be one: what could
// never be placed, or is told in codes that nobody knows, is said and not left out.
func (d *desk) considered(groups []matcher.Surplus) ([]coupling.Source, error) {
	var wrong matcher.InvalidError
	out := make([]coupling.Source, len(groups))
	for i := range groups {
		for _, bad := range d.unknown(&groups[i]) {
			bad.Field = fmt.Sprintf("surpluses[%d].%s", i, bad.Field)
			wrong = append(wrong, bad)
		}
		p := d.Judge.Guest().Group(&groups[i])
		var ok bool
		if out[i], ok = d.Considered(&p, 0); !ok {
			wrong = append(wrong, matcher.Invalid{Field: fmt.Sprintf("surpluses[%d]", i), Reason: "is closed, withdrawn, or no longer to be had on the day asked for"})
		}
		d.names[p.Employer] = &groups[i].Company
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	return out, nil
}

// unknown are the codes and places of a group that nobody knows: wrong in a question, where a record has warnings.
func (d *desk) unknown(s *matcher.Surplus) []matcher.Invalid {
	var out []matcher.Invalid
	for _, w := range surplusWarnings(d.Judge.Vocabulary, s).warnings {
		bad := matcher.Invalid{Field: w.Field, Reason: "unknown code", Suggestions: w.Suggestions}
		switch {
		case strings.HasSuffix(w.Field, ".label"):
			continue // no code, and matched by itself
		case w.Field == "place":
			bad.Reason, bad.Suggestions = "unknown postcode or municipality", d.Judge.Places().SuggestMunicipalities(s.Place.Municipality)
		case w.Field == "occupation.code" && d.v.Has(s.Occupation.Code):
			continue // of no taxonomy, and some vacancy has it too
		case len(w.Suggestions) == 0 && w.Field == "occupation.code":
			bad.Suggestions = likely(s.Occupation.Code, d.Judge.Taxonomy().FindOccupations)
		}
		out = append(out, bad)
	}
	return out
}

// likely are codes that a code without a label may mean, by the words in the last part of it.
func likely(code string, find func(string, int) []taxonomy.Hit) []string {
	var out []string
	for _, hit := range find(code[strings.LastIndexAny(code, ":/")+1:], suggested) {
		out = append(out, hit.Code)
	}
	return out
}
