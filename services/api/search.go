package api

import (
	"context"
	"slices"

	"matchd/matcher"
	"matchd/schemas"
	"matchd/services/broker"
)

// filters are what differs between the searches by query.
type filters struct {
	states    []string
	contracts bool // whether there are contracts to ask for
}

func vacancyFilters() filters {
	return filters{[]string{string(matcher.VacancyOpen), string(matcher.VacancyFilled), string(matcher.VacancyWithdrawn)}, true}
}

func surplusFilters() filters {
	return filters{[]string{
		string(matcher.SurplusAnnounced), string(matcher.SurplusOpen), string(matcher.SurplusClosed), string(matcher.SurplusWithdrawn),
	}, false}
}

// searchBy searches by what stands in the query.
func searchBy[R any](search broker.UseCase[broker.Asked[schemas.Search], R], f filters) handler {
	return func(ctx context.Context, r *request) (answer, error) {
		q := r.query()
		ask := q.search(f)
		found, err := search(ctx, asking(r, ask, q.found(ask.Check(f.states...)...)...))
		return ok(found), err
	}
}

func (q *query) search(f filters) schemas.Search {
	s := schemas.Search{
		Query: q.text("query"), Occupation: slices.Clone(q.phrases("occupation")), Sector: q.list("sector"), Region: q.list("region"),
		Municipality: q.list("municipality"), Status: q.list("status"), EducationLevel: q.list("educationLevel"),
		Language: q.list("language"), DrivingLicence: q.list("drivingLicence"),
		MinimumHours: q.number("minimumHours"), MaximumHours: q.number("maximumHours"),
		Near: q.text("near"), MaxDistanceKm: q.number("maxDistanceKm"), Sort: q.text("sort"),
		Limit: q.limit(), Cursor: q.text("cursor"), Facets: q.boolean("facets"),
	}
	if f.contracts {
		s.ContractKind, s.ContractTerm = q.list("contractKind"), q.list("contractTerm")
	}
	return s
}

// searchCandidates searches by a body: what is asked about people does not stand in URLs.
func (s *server) searchCandidates(ctx context.Context, r *request) (answer, error) {
	ask, wrong, err := readBody(r, schemas.DecodeCandidateSearch)
	if err != nil {
		return answer{}, err
	}
	found, err := s.Service.SearchCandidates(ctx, asking(r, ask, wrong...))
	return ok(found), err
}
