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

// patience is how many vacancies are looked at before asking again whether the caller still waits.
const patience = 1024

// findability counts, over all open vacancies, how many more would come above the model's floor if a field on which
// the profile is silent were filled in with what the vacancy asks. A vacancy that asks nothing of the field opens
// nothing.
func (s *Service) findability(ctx context.Context, q Asked[FindabilityQuestion]) (schemas.Findability, error) {
	now, j := q.at.now, q.at.Judge()
	of := MatchQuestion{CandidateID: q.Q.CandidateID}
	question := j.Model.Plain(cmp.Or(q.Q.AsOf, s.today()), matcher.Viewer{All: true})
	question.Openings = true
	p, err := of.profile(q.at, q.Caller, question.AsOf)
	if err != nil {
		return schemas.Findability{}, err
	}
	out := schemas.Findability{CandidateID: q.Q.CandidateID, Unknown: []schemas.UnknownField{}, Stamp: s.stamp(q.at.View, now, question.AsOf, matchTopics())}
	silences := fit.Silences(&p.Needs)
	opens := make([]int, len(silences))
	looked := 0
	for row := range now.Openings.All {
		if looked++; looked%patience == 0 && ctx.Err() != nil {
			return schemas.Findability{}, ctx.Err()
		}
		if !j.Eligible(&row.Opening, &p, &question) {
			continue
		}
		out.Eligible++
		terms := j.Terms(&row.Opening, &p, &question)
		if question.Weights.Score(&terms) >= j.Model.Floor {
			out.AboveFloor++
			continue
		}
		for i := range silences {
			if j.Opens(&silences[i], &row.Opening, &p, &question, &terms) {
				opens[i]++
			}
		}
	}
	for i, f := range silences {
		out.Unknown = append(out.Unknown, schemas.UnknownField{Field: f.Field, Opens: opens[i]})
	}
	slices.SortStableFunc(out.Unknown, func(a, b schemas.UnknownField) int { return cmp.Compare(b.Opens, a.Opens) })
	return out, nil
}
