package api

import (
	"context"
	"slices"

	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/schemas"
	"matchd/services/broker"
)

// options reads how a list is ranked and cut.
func (q *query) options() schemas.MatchOptions {
	o := q.pairOptions()
	o.Limit, o.Cursor, o.Explain = q.limit(), q.text("cursor"), q.text("explain")
	return o
}

// pairOptions reads what a list asks of a pair, and how it is scored.
func (q *query) pairOptions() schemas.MatchOptions {
	return schemas.MatchOptions{
		Weights: q.factors("weights"), Exclude: q.list("exclude"), Text: q.text("text"), AsOf: q.date("asOf"),
		MaxDistanceKm: q.number("maxDistanceKm"), Region: q.list("region"), Must: q.list("must"), Band: matcher.Band(q.text("band")),
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
	list, err := s.Service.Matches(ctx, asking(r, ask, q.found()...))
	return spoken(list, ask.Locale), err
}

// queryMatches ranks for a record in the body.
func (s *server) queryMatches(ctx context.Context, r *request) (answer, error) {
	given, wrong, err := readBody(r, schemas.DecodeMatchQuery)
	if err != nil {
		return answer{}, err
	}
	list, err := s.Service.Matches(ctx, asking(r, broker.MatchQuestion{
		Vacancy: given.Vacancy, Candidate: given.Candidate, Options: given.MatchOptions, Locale: r.locale(),
	}, wrong...))
	return spoken(list, r.locale()), err
}

// The lists that a pair may be explained as part of.
const (
	listCandidates = "candidates" // of a vacancy
	listVacancies  = "vacancies"  // of a person
)

func (s *server) pair(ctx context.Context, r *request) (answer, error) {
	q := r.query()
	ask := broker.PairQuestion{VacancyID: r.params["id"], CandidateID: r.params["candidateId"], Options: q.pairOptions(), Locale: r.locale()}
	list := q.text("list")
	if !slices.Contains([]string{"", listCandidates, listVacancies}, list) {
		q.bad("list", "must be one of candidates, vacancies")
	}
	ask.Openings = list == listVacancies
	match, err := s.Service.Pair(ctx, asking(r, ask, q.found()...))
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
