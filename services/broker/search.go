package broker

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"

	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/matcher/sector"
	"matchd/schemas"
)

func (s *Service) searchVacancies(ctx context.Context, q Asked[schemas.Search]) (schemas.VacancyList, error) {
	found, err := s.search(ctx, q, view.Vacancies)
	if err != nil {
		return schemas.VacancyList{}, err
	}
	list, err := decodeAll(found.Sources, func(*matcher.Vacancy) {})
	return schemas.VacancyList{Vacancies: list, Total: schemas.Exactly(found.Total), Facets: facets(found), NextCursor: next(found)}, err
}

func (s *Service) searchCandidates(ctx context.Context, q Asked[schemas.Search]) (schemas.CandidateList, error) {
	found, err := s.search(ctx, q, view.Candidates)
	if err != nil {
		return schemas.CandidateList{}, err
	}
	today := s.today()
	list, err := decodeAll(found.Sources, func(c *matcher.Candidate) { showCandidate(q.Caller, c, today) })
	return schemas.CandidateList{Candidates: list, Total: schemas.Exactly(found.Total), Facets: facets(found), NextCursor: next(found)}, err
}

func (s *Service) searchSurpluses(ctx context.Context, q Asked[schemas.Search]) (schemas.SurplusList, error) {
	found, err := s.search(ctx, q, view.Surpluses)
	if err != nil {
		return schemas.SurplusList{}, err
	}
	list, err := decodeAll(found.Sources, func(*matcher.Surplus) {})
	return schemas.SurplusList{Surpluses: list, Total: schemas.Exactly(found.Total), Facets: facets(found), NextCursor: next(found)}, err
}

// wrongSearch is everything that is wrong about a search whose form is sound.
func (s *Service) wrongSearch(q Asked[schemas.Search]) []matcher.Invalid {
	_, wrong := s.filters(q.at.View, &q.Q)
	if q.Q.Near != "" {
		if _, ok := q.at.Judge().Places().Locate(q.Q.Near, q.Q.Near, ""); !ok {
			wrong = append(wrong, matcher.Invalid{Field: "near", Reason: "unknown postcode or municipality"})
		}
	} else if q.Q.MaxDistanceKm != nil && *q.Q.MaxDistanceKm > 0 || sortOf(&q.Q) == view.ByDistance {
		wrong = append(wrong, matcher.Invalid{Field: "near", Reason: "is needed to count distances from"})
	}
	var ask view.Search
	if decodeCursor(q.Q.Cursor, &ask.After) != nil {
		wrong = append(wrong, wrongCursor)
	}
	return wrong
}

// search turns a question into the view's.
func (s *Service) search(ctx context.Context, q Asked[schemas.Search], kind view.Kind) (view.Found, error) {
	ask := view.Search{
		Kind: kind, Text: q.Q.Query, MinHours: q.Q.MinimumHours, MaxHours: q.Q.MaximumHours, Viewer: q.Caller.Viewer, AsOf: s.today(),
		Limit: cmp.Or(q.Q.Limit, schemas.DefaultLimit), Sort: sortOf(&q.Q),
	}
	ask.Filters, _ = s.filters(q.at.View, &q.Q)
	if own, one := q.Caller.only(); one && kind == view.Surpluses {
		ask.Filters["company"] = []string{own} // who lets people go elsewhere is not for a competitor to read
	}
	if q.Q.Near != "" {
		at, _ := q.at.Judge().Places().Locate(q.Q.Near, q.Q.Near, "")
		ask.Near = at.Point
	}
	if q.Q.MaxDistanceKm != nil {
		ask.WithinKm = *q.Q.MaxDistanceKm
	}
	if err := decodeCursor(q.Q.Cursor, &ask.After); err != nil {
		return view.Found{}, err
	}
	if q.Q.Facets == nil || *q.Q.Facets {
		ask.Facets = facetNames(kind)
	}
	return q.at.Search(ctx, ask)
}

func sortOf(q *schemas.Search) view.Sort {
	switch {
	case q.Sort != "":
		return view.Sort(q.Sort)
	case q.Query != "":
		return view.ByRelevance
	}
	return view.ByNewest
}

func facetNames(kind view.Kind) []string {
	names := []string{"region", "sector", "occupation", "educationLevel", "status"}
	switch kind {
	case view.Vacancies:
		return append(names, "contractKind", "contractTerm")
	case view.Candidates:
		return append(names, "situation")
	}
	return names
}

// filters gives the values by the view's names. Occupations may be codes or names; a code that nobody knows is wrong
// and gets suggestions, because an empty list would pass for an answer.
func (s *Service) filters(v *view.View, q *schemas.Search) (map[string][]string, matcher.InvalidError) {
	out := map[string][]string{
		"status": q.Status, "municipality": q.Municipality, "educationLevel": q.EducationLevel, "contractKind": q.ContractKind,
		"contractTerm": q.ContractTerm, "language": q.Language, "drivingLicence": q.DrivingLicence, "region": q.Region,
	}
	_, unknown := s.regions(v, q.Region)
	wrong := matcher.InvalidError(unknown)
	for i, text := range q.Occupation {
		codes, suggestions := occupationCodes(v, text)
		if codes == nil {
			wrong = append(wrong, matcher.Invalid{Field: fmt.Sprintf("occupation[%d]", i), Reason: "unknown occupation", Suggestions: suggestions})
		}
		out["occupation"] = append(out["occupation"], codes...)
	}
	for _, code := range q.Sector {
		out["sector"] = append(out["sector"], sectorDivisions(code)...)
	}
	for i, code := range q.Municipality {
		if _, ok := v.Judge().Places().Municipality(code); !ok {
			wrong = append(wrong, matcher.Invalid{Field: fmt.Sprintf("municipality[%d]", i), Reason: "unknown municipality"})
		}
	}
	return out, wrong
}

func occupationCodes(v *view.View, text string) (codes, suggestions []string) {
	if ids, known := v.Judge().Guest().Occupation(matcher.ConceptOf(text)); known {
		return []string{v.Judge().OccupationCode(ids[0])}, nil
	}
	if v.Has(text) {
		return []string{text}, nil
	}
	for _, hit := range v.Judge().Taxonomy().FindOccupations(text, 5) {
		suggestions = append(suggestions, hit.Code)
	}
	return nil, suggestions
}

// sectorDivisions are the two-digit divisions that a code stands for: its own, or all of a section's.
func sectorDivisions(code string) []string {
	if division, ok := sector.Division(code); ok {
		return []string{division}
	}
	var out []string
	for n := 1; n < 100; n++ {
		division := fmt.Sprintf("%02d", n)
		if letter, ok := sector.Section(division, sector.Edition2008); ok && letter == code {
			out = append(out, division)
		}
	}
	return out
}

func decodeAll[T any](sources [][]byte, dress func(*T)) ([]T, error) {
	out := make([]T, len(sources))
	for i, source := range sources {
		if err := json.Unmarshal(source, &out[i]); err != nil {
			return nil, fmt.Errorf("decode stored record: %w", err)
		}
		dress(&out[i])
	}
	return out, nil
}

func facets(found view.Found) map[string][]schemas.FacetCount {
	out := map[string][]schemas.FacetCount{}
	for name, counts := range found.Facets {
		list := make([]schemas.FacetCount, len(counts))
		for i, c := range counts {
			list[i] = schemas.FacetCount{Value: c.Value, Count: c.Count}
		}
		out[name] = list
	}
	return out
}

func next(found view.Found) string {
	if found.Next == nil {
		return ""
	}
	return encodeCursor(found.Next)
}
