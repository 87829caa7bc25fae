package api

import (
	"context"

	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/schemas"
	"matchd/services/broker"
)

// options reads how a list is ranked and cut.
func (q *query) options() schemas.MatchOptions {
	o := q.pairOptions()
	o.Limit, o.Cursor = q.limit(), q.text("cursor")
	o.MaxDistanceKm, o.Region = q.number("maxDistanceKm"), q.list("region")
	o.Explain, o.Must, o.Band = q.text("explain"), q.list("must"), matcher.Band(q.text("band"))
	return o
}

// pairOptions reads how one pair is scored.
func (q *query) pairOptions() schemas.MatchOptions {
	return schemas.MatchOptions{
		Weights: q.factors("weights"), Exclude: q.list("exclude"), Text: q.text("text"), AsOf: q.date("asOf"),
	}
}

// spoken is an answer with sentences.
func spoken(body any, in fit.Locale) answer {
	a := ok(body)
	a.header = map[string]string{"Content-Language": string(in), "Vary": "Accept-Language"}
	return a
}

func (s *server) candidateMatches(ctx context.Context, r *request) (answer, error) {
	return s.matches(ctx, r, broker.MatchQuestion{VacancyID: r.params["id"]})
}

func (s *server) vacancyMatches(ctx context.Context, r *request) (answer, error) {
	return s.matches(ctx, r, broker.MatchQuestion{CandidateID: r.params["id"]})
}

func (s *server) matches(ctx context.Context, r *request, ask broker.MatchQuestion) (answer, error) {
	q := r.query()
	ask.Options, ask.Locale = q.options(), r.locale()
	if err := q.err(ask.Options.Check()...); err != nil {
		return answer{}, err
	}
	list, err := s.Service.Matches(ctx, asking(r, ask))
	return spoken(list, ask.Locale), err
}

// queryMatches ranks for a record in the body.
func (s *server) queryMatches(ctx context.Context, r *request) (answer, error) {
	if err := r.query().err(); err != nil {
		return answer{}, err
	}
	body, err := r.json()
	if err != nil {
		return answer{}, err
	}
	given, err := schemas.DecodeMatchQuery(body)
	if err != nil {
		return answer{}, err
	}
	list, err := s.Service.Matches(ctx, asking(r, broker.MatchQuestion{
		Vacancy: given.Vacancy, Candidate: given.Candidate, Options: given.MatchOptions, Locale: r.locale(),
	}))
	return spoken(list, r.locale()), err
}

func (s *server) pair(ctx context.Context, r *request) (answer, error) {
	q := r.query()
	ask := broker.PairQuestion{VacancyID: r.params["id"], CandidateID: r.params["candidateId"], Options: q.pairOptions(), Locale: r.locale()}
	if err := q.err(ask.Options.Check()...); err != nil {
		return answer{}, err
	}
	match, err := s.Service.Pair(ctx, asking(r, ask))
	return spoken(match, ask.Locale), err
}

func (s *server) findability(ctx context.Context, r *request) (answer, error) {
	q := r.query()
	ask := broker.FindabilityQuestion{CandidateID: r.params["id"], AsOf: q.date("asOf")}
	if err := q.err(); err != nil {
		return answer{}, err
	}
	found, err := s.Service.Findability(ctx, asking(r, ask))
	return ok(found), err
}
