package broker

import (
	"context"

	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/schemas"
)

// PairQuestion asks for the full explanation of one pair, also of one that no list would have.
type PairQuestion struct {
	VacancyID, CandidateID string // both stored
	// Openings explains the pair as the list of vacancies for the person has it, instead of that of people for the vacancy:
	// regions and text are those of the side that is listed.
	Openings bool
	Options  schemas.MatchOptions
	Locale   fit.Locale
}

func (s *Service) wrongPair(q Asked[PairQuestion]) []matcher.Invalid {
	return s.wrongOptions(q.at, &q.Q.Options)
}

// pair explains a pair by the same question that a list is asked with, so that it says why somebody is not in the list.
func (s *Service) pair(ctx context.Context, q Asked[PairQuestion]) (matcher.Match, error) {
	question, err := s.resolve(ctx, q.at, q.Caller, &q.Q.Options, !q.Q.Openings)
	if err != nil {
		return matcher.Match{}, err
	}
	of := MatchQuestion{VacancyID: q.Q.VacancyID, CandidateID: q.Q.CandidateID}
	o, err := of.opening(q.at)
	if err != nil {
		return matcher.Match{}, err
	}
	p, err := of.profile(q.at, q.Caller, question.AsOf)
	if err != nil {
		return matcher.Match{}, err
	}
	if q.Q.Openings {
		question.Viewer = matcher.Viewer{All: true} // as in the list: consent has been judged
	}
	j := q.at.Judge()
	m := j.Explain(&o, &p, question, detail(q.Q.Options.Explain), q.Q.Locale)
	m.Candidate, m.Vacancy = profileSummary(j, &p), openingSummary(j, &o)
	m.Decision = stage(q.at.now, m.MatchID)
	addBand(&m, &q.Q.Options)
	return m, nil
}

// addBand adds the band as a condition, where the question makes it one.
func addBand(m *matcher.Match, o *schemas.MatchOptions) {
	if o.Band == "" {
		return
	}
	c := matcher.Condition{Name: "band", State: matcher.Met, Asked: string(o.Band), Has: string(m.Band)}
	if m.Band != o.Band {
		c.State, m.Eligible = matcher.Failed, false
	}
	m.Conditions = append(m.Conditions, c)
}
