package api

import "net/http"

// route is one operation of the description.
type route struct {
	method, template string // as the description has them, without the version
	handle           handler
	stream           streamer // instead of handle
	open             bool     // asks for no login
	tagged           bool     // has a strong ETag, so that its bytes are never compressed
}

func get(template string, h handler) route {
	return route{method: http.MethodGet, template: template, handle: h}
}

func post(template string, h handler) route {
	return route{method: http.MethodPost, template: template, handle: h}
}

// routes are all operations.
func (s *server) routes() []route {
	b := s.Service
	all := []route{
		{method: http.MethodGet, template: "/openapi.json", handle: openAPI, open: true},
		{method: http.MethodGet, template: "/asyncapi.json", handle: asyncAPI, open: true},
		{method: http.MethodGet, template: "/match-events", stream: s.follow},

		get("/vacancies", searchBy(b.SearchVacancies, vacancyFilters())),
		get("/surpluses", searchBy(b.SearchSurpluses, surplusFilters())),
		post("/candidates/_search", s.searchCandidates),

		get("/vacancies/{id}/candidate-matches", s.candidateMatches),
		get("/candidates/{id}/vacancy-matches", s.vacancyMatches),
		post("/matches/_query", s.queryMatches),
		get("/vacancies/{id}/candidate-matches/{candidateId}", s.pair),
		get("/candidates/{id}/findability", s.findability),

		get("/companies/{id}/transfers", s.partners),
		get("/companies/{id}/transfers/{partnerId}", s.plan),
		post("/transfers/_query", s.queryTransfers),
		get("/regions/{code}/transfers", s.regionTransfers),
		get("/regions/{code}/unmatched-demand", ofRegion(b.UnmatchedDemand)),
		get("/regions/{code}/unplaced-supply", ofRegion(b.UnplacedSupply)),
		get("/regions/{code}/sector-flows", s.sectorFlows),

		get("/occupations", codes(b.Occupations)),
		get("/skills", codes(b.Skills)),
		get("/regions", s.regions),
	}
	all = append(all, entity("/vacancies/{id}", b.Vacancies)...)
	all = append(all, batched(s, "/vacancies", b.Vacancies)...)
	all = append(all, entity("/candidates/{id}", b.Candidates)...)
	all = append(all, batched(s, "/candidates", b.Candidates)...)
	all = append(all, entity("/surpluses/{id}", b.Surpluses)...)
	all = append(all, batched(s, "/surpluses", b.Surpluses)...)
	all = append(all, readWrite("/companies/{id}", b.Companies)...)
	all = append(all, batched(s, "/decisions", b.Decisions)...)
	return append(all, entity("/decisions/{matchId}", b.Decisions)...)
}
