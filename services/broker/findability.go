package broker

import (
	"cmp"
	"context"
	"slices"

	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/schemas"
)

// FindabilityQuestion asks what keeps a profile out of sight.
type FindabilityQuestion struct {
	CandidateID string
	AsOf        matcher.Date // zero = today
}

// findability counts, over all open vacancies, how many more would come above the model's floor if a reason that is
// now unknown because the profile is silent were fully met.
func (s *Service) findability(_ context.Context, q Asked[FindabilityQuestion]) (schemas.Findability, error) {
	v := s.parts.Views()
	now, j := v.Snapshot(), v.Judge()
	of := MatchQuestion{CandidateID: q.Q.CandidateID}
	question := j.Model.Plain(cmp.Or(q.Q.AsOf, s.today()), matcher.Viewer{All: true})
	question.Openings = true
	p, err := of.profile(v, now, q.Caller, question.AsOf)
	if err != nil {
		return schemas.Findability{}, err
	}
	out := schemas.Findability{CandidateID: q.Q.CandidateID, Unknown: []schemas.UnknownField{}, Stamp: s.stamp(v, now, question.AsOf)}
	silent := silentFields(&p.Needs)
	opens := make([]int, len(silent))
	for row := range now.Openings.All {
		if !j.Eligible(&row.Opening, &p, &question) {
			continue
		}
		out.Eligible++
		terms := j.Terms(&row.Opening, &p, &question)
		score := question.Weights.Score(&terms)
		if score >= j.Model.Floor {
			out.AboveFloor++
			continue
		}
		for i, f := range silent {
			t := terms[f.reason]
			if t.Known {
				continue
			}
			gain := question.Weights[f.reason] - question.Weights.Contribution(f.reason, t)
			if score+gain >= j.Model.Floor {
				opens[i]++
			}
		}
	}
	for i, f := range silent {
		out.Unknown = append(out.Unknown, schemas.UnknownField{Field: f.field, Opens: opens[i]})
	}
	slices.SortStableFunc(out.Unknown, func(a, b schemas.UnknownField) int { return cmp.Compare(b.Opens, a.Opens) })
	return out, nil
}

// silentField is a field that a profile leaves open, with the reason that it would make known.
type silentField struct {
	field  string
	reason fit.ReasonID
}

func silentFields(n *fit.Needs) []silentField {
	var out []silentField
	for _, f := range []struct {
		silent bool
		silentField
	}{
		{n.Skills == nil, silentField{"skills", fit.Skills}},
		{len(n.Held) == 0, silentField{"experience", fit.Occupation}},
		{n.Education == 0, silentField{"education.level", fit.Education}},
		{n.Languages == nil, silentField{"languages", fit.Languages}},
		{n.Certificates == nil, silentField{"certificates", fit.Certificates}},
		{len(n.Wished) == 0, silentField{"wishes.occupations", fit.WishedOccupation}},
		{len(n.WishedSectors) == 0, silentField{"wishes.sectors", fit.WishedSector}},
		{!n.Hours.Known(), silentField{"wishes.hours", fit.Hours}},
		{n.ContractKind == "" && n.ContractTerm == "", silentField{"wishes.contract", fit.Contract}},
		{n.Irregular == 0, silentField{"wishes.irregularHours", fit.IrregularHours}},
		{!n.Point.Known(), silentField{"place", fit.Distance}},
		{n.From == 0, silentField{"wishes.startFrom", fit.Start}},
		{n.Pay == 0, silentField{"wishes.salary", fit.Pay}},
	} {
		if f.silent {
			out = append(out, f.silentField)
		}
	}
	return out
}
