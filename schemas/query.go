package schemas

import "matchd/matcher"

// Search is what vacancies, candidates or surpluses are searched by; of each list, any value counts.
type Search struct {
	Query          string   `json:"query,omitempty"`
	Occupation     []string `json:"occupation,omitempty"` // codes or names
	Sector         []string `json:"sector,omitempty"`     // SBI codes of any length, or section letters
	Region         []string `json:"region,omitempty"`     // AMnn
	Municipality   []string `json:"municipality,omitempty"`
	Status         []string `json:"status,omitempty"`
	EducationLevel []string `json:"educationLevel,omitempty"`
	ContractKind   []string `json:"contractKind,omitempty"`
	ContractTerm   []string `json:"contractTerm,omitempty"`
	Language       []string `json:"language,omitempty"` // ISO 639-3
	DrivingLicence []string `json:"drivingLicence,omitempty"`
	MinimumHours   *float64 `json:"minimumHours,omitempty"`
	MaximumHours   *float64 `json:"maximumHours,omitempty"`
	Near           string   `json:"near,omitempty"` // PC4 or GMnnnn, from where distances are counted
	MaxDistanceKm  *float64 `json:"maxDistanceKm,omitempty"`
	Sort           string   `json:"sort,omitempty"`  // relevance, distance, newest or id
	Limit          int      `json:"limit,omitempty"` // 1 to 100; 0 = 20
	Cursor         string   `json:"cursor,omitempty"`
	Facets         *bool    `json:"facets,omitempty"` // absent = counted
}

// MatchQuery asks for the ranking of a record that is not stored: a vacancy or a candidate, one of the two.
type MatchQuery struct {
	Vacancy   *matcher.Vacancy   `json:"vacancy,omitempty"`
	Candidate *matcher.Candidate `json:"candidate,omitempty"`
	MatchOptions
}

// MatchOptions is how a list of matches is ranked and cut.
type MatchOptions struct {
	Limit         int                `json:"limit,omitempty"` // 1 to 100; 0 = 20
	Cursor        string             `json:"cursor,omitempty"`
	MaxDistanceKm *float64           `json:"maxDistanceKm,omitempty"`
	Region        []string           `json:"region,omitempty"`  // AMnn
	Explain       string             `json:"explain,omitempty"` // full (also where absent) or brief
	Weights       map[string]float64 `json:"weights,omitempty"` // factors 0 to 10 by name of the reason
	Must          []string           `json:"must,omitempty"`    // reasons that must be met
	Exclude       []string           `json:"exclude,omitempty"` // reasons left out of the score
	Text          string             `json:"text,omitempty"`    // words that count as one more reason
	Band          matcher.Band       `json:"band,omitempty"`
	AsOf          matcher.Date       `json:"asOf,omitzero"` // zero = today
}

// ReasonNames are the published names of the reasons, in a fixed order: what weights, must and exclude speak of.
func ReasonNames() []string {
	return []string{"skills", "occupation", "experience", "education", "languages", "certificates", "wishedOccupation",
		"wishedSector", "hours", "contract", "irregularHours", "distance", "start", "pay", "text"}
}
