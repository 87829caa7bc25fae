package schemas

import "matchd/matcher"

// Total is how many there are in all: exact (eq), or at least that many (gte).
type Total struct {
	Value    int    `json:"value"`
	Relation string `json:"relation"`
}

// Exactly is a total that was counted to the end.
func Exactly(n int) Total { return Total{Value: n, Relation: "eq"} }

// Stamp says what an answer was computed from: equal stamps and equal questions give equal bytes.
type Stamp struct {
	Generation   string       `json:"generation"` // vector of folded offsets, equal on every replica
	AsOf         matcher.Date `json:"asOf"`       // the day that the question was answered for
	ModelVersion string       `json:"modelVersion"`
}

// MatchList is a page of ranked matches.
type MatchList struct {
	Matches []matcher.Match `json:"matches"`
	Total   Total           `json:"total"`
	Stamp
	DemandShare matcher.Millionths `json:"demandShare"` // a in score = a x demandFit + (1-a) x wishFit
	NextCursor  string             `json:"nextCursor,omitempty"`
}

// FacetCount is how many hits have a value.
type FacetCount struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// VacancyList is a page of found vacancies.
type VacancyList struct {
	Vacancies  []matcher.Vacancy       `json:"vacancies"`
	Total      Total                   `json:"total"`
	Facets     map[string][]FacetCount `json:"facets"`
	NextCursor string                  `json:"nextCursor,omitempty"`
}

// CandidateList is a page of found candidates.
type CandidateList struct {
	Candidates []matcher.Candidate     `json:"candidates"`
	Total      Total                   `json:"total"`
	Facets     map[string][]FacetCount `json:"facets"`
	NextCursor string                  `json:"nextCursor,omitempty"`
}

// SurplusList is a page of found surpluses.
type SurplusList struct {
	Surpluses  []matcher.Surplus       `json:"surpluses"`
	Total      Total                   `json:"total"`
	Facets     map[string][]FacetCount `json:"facets"`
	NextCursor string                  `json:"nextCursor,omitempty"`
}

// Accepted answers a push that the log has acknowledged.
type Accepted struct {
	ID         string            `json:"id"`
	Revision   int64             `json:"revision"`
	Searchable bool              `json:"searchable"` // the view has folded it
	Unchanged  bool              `json:"unchanged,omitempty"`
	Resolved   []Resolved        `json:"resolved,omitempty"`
	Warnings   []matcher.Warning `json:"warnings,omitempty"`
}

// Resolved says which code a text of a record is read as, or which field it fills that says nothing, so that its sender may
// send that next time.
type Resolved struct {
	Field      string             `json:"field"`           // the concept, or the title, description or skills that an occupation is read from
	Fills      string             `json:"fills,omitempty"` // the field that what was read is taken for, where it is no occupation or skill
	Code       string             `json:"code"`            // its value there
	Label      string             `json:"label"`
	Confidence matcher.Millionths `json:"confidence"`
}

// BatchOutcome is what became of one line of a batch, with the HTTP status it would have got alone.
type BatchOutcome struct {
	Line     int               `json:"line"` // from 1
	ID       string            `json:"id,omitempty"`
	Status   int               `json:"status"`
	Errors   []matcher.Invalid `json:"errors,omitempty"`
	Resolved []Resolved        `json:"resolved,omitempty"`
	Warnings []matcher.Warning `json:"warnings,omitempty"`
}

// CodeList answers a search for codes by text.
type CodeList struct {
	Hits []CodeHit `json:"hits"`
}

// CodeHit is a code that a text may mean.
type CodeHit struct {
	Code       string             `json:"code"`
	Label      string             `json:"label"`
	Confidence matcher.Millionths `json:"confidence"` // 0..1
}

// RegionList answers which labour-market regions there are.
type RegionList struct {
	Regions []RegionItem `json:"regions"`
}

// RegionItem is a labour-market region (arbeidsmarktregio).
type RegionItem struct {
	Code           string   `json:"code"` // AMnn
	Name           string   `json:"name"` // as CBS writes it, in Dutch
	Municipalities []string `json:"municipalities"`
	Neighbours     []string `json:"neighbours"`
}

// Findability says which unknown fields keep a profile out of sight, the most costly first.
type Findability struct {
	CandidateID string         `json:"candidateId"`
	Eligible    int            `json:"eligible"` // open vacancies whose conditions the profile does not fail
	AboveFloor  int            `json:"aboveFloor"`
	Unknown     []UnknownField `json:"unknown"`
	Stamp
}

// UnknownField is a field that a profile leaves open, and how many more vacancies would come above the floor if
// it were known and met what they ask.
type UnknownField struct {
	Field string `json:"field"`
	Opens int    `json:"opens"`
}

// Problem is a problem document (RFC 9457).
type Problem struct {
	Type     string            `json:"type"`
	Title    string            `json:"title"`
	Status   int               `json:"status"`
	Detail   string            `json:"detail"`
	Instance string            `json:"instance,omitempty"`
	Errors   []matcher.Invalid `json:"errors,omitempty"`
	TraceID  string            `json:"traceId,omitempty"`
}
