package matcher

// Candidate is the labour-market profile (arbeidsmarktprofiel) of one person: what someone can and wants to do.
// It carries no name, address, e-mail, telephone or citizen number.
type Candidate struct {
	ID               string          `json:"id"`
	Revision         int64           `json:"revision"`
	Status           CandidateStatus `json:"status"`
	ResponsibleParty Party           `json:"responsibleParty,omitzero"`
	Place            Place           `json:"place,omitzero"`
	Situation        Situation       `json:"situation,omitempty"`
	Employer         Employer        `json:"employer,omitzero"`
	SurplusID        string          `json:"surplusId,omitempty"` // the announced group whose place this person uses
	Presentation     string          `json:"presentation,omitempty"`

	Wishes          Wishes       `json:"wishes,omitzero"`
	Skills          []SkillHeld  `json:"skills,omitzero"`
	Certificates    []Concept    `json:"certificates,omitzero"`
	Education       Education    `json:"education,omitzero"`
	Languages       []Language   `json:"languages,omitzero"`
	DrivingLicences []Licence    `json:"drivingLicences,omitzero"`
	Experience      []Experience `json:"experience,omitzero"`
	Transport       []Transport  `json:"transport,omitzero"`

	Consent    Consent     `json:"consent,omitzero"`
	Restricted *Restricted `json:"restricted,omitempty"`
}

// CandidateStatus says whether a person can be introduced to employers.
type CandidateStatus string

// The states of a candidate.
const (
	CandidateAvailable CandidateStatus = "available"
	CandidatePlaced    CandidateStatus = "placed"
	CandidateWithdrawn CandidateStatus = "withdrawn"
)

// Situation is a person's position on the labour market.
type Situation string

// The situations.
const (
	AtRisk             Situation = "atRisk" // threatened with dismissal (met ontslag bedreigd)
	RecentlyUnemployed Situation = "recentlyUnemployed"
	Unemployed         Situation = "unemployed"
	SelfEmployed       Situation = "selfEmployed"
	SchoolLeaver       Situation = "schoolLeaver"
	Employed           Situation = "employed"
)

// Employer is where a person works or last worked; it is kept after dismissal.
type Employer struct {
	CompanyRef
	Occupation Concept `json:"occupation,omitzero"`
	Hours      *Hours  `json:"hours,omitzero"`
	Until      Date    `json:"until,omitzero"` // last working day, where known
}

// Wishes is what a person wants of the next job.
type Wishes struct {
	Occupations      []Concept `json:"occupations,omitzero"`
	Sectors          []Sector  `json:"sectors,omitzero"`
	Hours            *Hours    `json:"hours,omitzero"`
	Contract         Contract  `json:"contract,omitzero"`
	IrregularHours   *bool     `json:"irregularHours,omitempty"`
	MaxDistanceKm    *float64  `json:"maxDistanceKm,omitempty"`
	MaxTravelMinutes *float64  `json:"maxTravelMinutes,omitempty"`
	CrossBorder      *bool     `json:"crossBorder,omitempty"`
	StartFrom        Date      `json:"startFrom,omitzero"`
	Salary           *Salary   `json:"salary,omitempty"`
	Interests        []string  `json:"interests,omitzero"`
}

// SkillHeld is a skill that a person has.
type SkillHeld struct {
	Code  string    `json:"code,omitempty"`
	Label string    `json:"label,omitempty"`
	Kind  SkillKind `json:"kind,omitempty"`
	Level *float64  `json:"level,omitempty"` // 0..1 of mastery
}

// Concept is the skill without how well it is mastered.
func (s SkillHeld) Concept() Concept { return Concept{Code: s.Code, Label: s.Label} }

// UnmarshalJSON reads an object or a plain string.
func (s *SkillHeld) UnmarshalJSON(data []byte) error {
	type plain SkillHeld
	return unmarshalNamed(data, (*plain)(s), func(c Concept) { *s = SkillHeld{Code: c.Code, Label: c.Label} })
}

// Education is a person's schooling.
type Education struct {
	Level  EducationLevel  `json:"level,omitempty"`
	Field  Concept         `json:"field,omitzero"` // ISCED-F 2013 code or a name
	Status EducationStatus `json:"status,omitempty"`
}

// EducationStatus says how far the schooling got.
type EducationStatus string

// The states of schooling.
const (
	Completed    EducationStatus = "completed"
	Ongoing      EducationStatus = "ongoing"
	Discontinued EducationStatus = "discontinued"
)

// Experience is one job that a person has had.
type Experience struct {
	Occupation Concept `json:"occupation,omitzero"`
	Sector     Sector  `json:"sector,omitzero"`
	From       Date    `json:"from,omitzero"`
	To         Date    `json:"to,omitzero"` // zero with a From = still running
}

// Transport is a means of travel that a person has.
type Transport string

// The means of travel.
const (
	Car             Transport = "car"
	Motorcycle      Transport = "motorcycle"
	Moped           Transport = "moped"
	Bicycle         Transport = "bicycle"
	PublicTransport Transport = "publicTransport"
	OtherTransport  Transport = "other"
)

// Consent says with whom a person lets the profile be shared. Absent = with nobody but the responsible party.
type Consent struct {
	SharedWith []string `json:"sharedWith,omitzero"` // kinds of party, or names of organisations
	Until      Date     `json:"until,omitzero"`      // last day on which it holds; zero = until withdrawn
}

// Restricted is special-category data (bijzondere persoonsgegevens) and birth year. Only the responsible party
// reads it; ranking cannot reach it, because Profile, which ranking works on, has no place for it.
type Restricted struct {
	Banenafspraak  *bool  `json:"banenafspraak,omitempty"`
	WorkplaceNeeds string `json:"workplaceNeeds,omitempty"`
	SupportNeeds   string `json:"supportNeeds,omitempty"`
	BirthYear      int    `json:"birthYear,omitempty"`
}
