package matcher

// Candidate is the labour-market profile (arbeidsmarktprofiel) of one person: what someone can and wants to do.
// It carries no name, address, e-mail, telephone or citizen number. Only id, revision and status are required.
//
// A list of what the person can that is nil is unknown; one that is there is taken to be complete, so that what it leaves
// out is lacking (Dutch among languages excepted). What the fields leave open is read from Presentation when the profile
// is compiled: jobs, wishes and skills, and what package reading finds in prose (fit.Vocabulary.Profile).
type Candidate struct {
	ID               string          `json:"id"`       // see ValidID; no number that names a person elsewhere
	Revision         int64           `json:"revision"` // set by the source, growing, 0 to MaxRevision
	Status           CandidateStatus `json:"status"`
	ResponsibleParty Party           `json:"responsibleParty,omitzero"` // sees the profile whatever the consent
	Place            Place           `json:"place,omitzero"`            // home
	Situation        Situation       `json:"situation,omitempty"`
	Employer         Employer        `json:"employer,omitzero"`
	SurplusID        string          `json:"surplusId,omitempty"`    // the announced group whose place this person uses
	Presentation     string          `json:"presentation,omitempty"` // in the person's own words, at most MaxText characters

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

// CandidateStatus says whether a person can be introduced to employers: only who is available is in lists and plans.
type CandidateStatus string

// The states of a candidate.
const (
	CandidateAvailable CandidateStatus = "available"
	CandidatePlaced    CandidateStatus = "placed"    // found work; one of a group has used one of its places
	CandidateWithdrawn CandidateStatus = "withdrawn" // takes no part any more: participation is voluntary
)

// Situation is a person's position on the labour market. It says who is supply of the company that lets them go, and
// changes no score.
type Situation string

// The situations.
const (
	AtRisk             Situation = "atRisk"             // threatened with dismissal (met ontslag bedreigd)
	RecentlyUnemployed Situation = "recentlyUnemployed" // just lost the job: still supply of that company
	Unemployed         Situation = "unemployed"         // werkloos
	SelfEmployed       Situation = "selfEmployed"       // zelfstandige zonder personeel, zzp
	SchoolLeaver       Situation = "schoolLeaver"       // schoolverlater
	Employed           Situation = "employed"           // and not threatened with dismissal
)

// Employer is where a person works or last worked; it is kept after dismissal, because the supply of a company includes
// those who just left it.
type Employer struct {
	CompanyRef
	Occupation Concept `json:"occupation,omitzero"` // counts as work done, beside Candidate.Experience
	Hours      *Hours  `json:"hours,omitzero"`      // of the job that is lost: what a plan compares the new hours with
	Until      Date    `json:"until,omitzero"`      // last working day, where known
}

// Wishes is what a person wants of the next job. Maxima and CrossBorder are conditions, the rest adds to the score.
type Wishes struct {
	Occupations      []Concept `json:"occupations,omitzero"` // the nearest of them counts
	Sectors          []Sector  `json:"sectors,omitzero"`     // likewise
	Hours            *Hours    `json:"hours,omitzero"`
	Contract         Contract  `json:"contract,omitzero"`
	IrregularHours   *bool     `json:"irregularHours,omitempty"`
	MaxDistanceKm    *float64  `json:"maxDistanceKm,omitempty"`    // great circle from home, 0 to MaxDistance
	MaxTravelMinutes *float64  `json:"maxTravelMinutes,omitempty"` // door to door one way, 0 to MaxTravel; needs Transport
	CrossBorder      *bool     `json:"crossBorder,omitempty"`      // work in another country than home
	StartFrom        Date      `json:"startFrom,omitzero"`         // absent = the day after Employer.Until
	Salary           *Salary   `json:"salary,omitempty"`           // the least that will do
	Interests        []string  `json:"interests,omitzero"`         // for people to talk about; no score depends on them
}

// SkillHeld is a skill that a person has. A plain string in JSON is a code or a label, see ConceptOf.
type SkillHeld struct {
	Code  string    `json:"code,omitempty"`
	Label string    `json:"label,omitempty"`
	Kind  SkillKind `json:"kind,omitempty"`
	Level *float64  `json:"level,omitempty"` // 0..1 of mastery; where one is asked, an unknown one counts in part
}

// Concept is the skill without how well it is mastered.
func (s SkillHeld) Concept() Concept { return Concept{Code: s.Code, Label: s.Label} }

// UnmarshalJSON reads an object or a plain string.
func (s *SkillHeld) UnmarshalJSON(data []byte) error {
	type plain SkillHeld
	return unmarshalNamed(data, (*plain)(s), func(c Concept) { *s = SkillHeld{Code: c.Code, Label: c.Label} })
}

// Education is a person's schooling: the highest level begun, with how far it got.
type Education struct {
	Level  EducationLevel  `json:"level,omitempty"` // counts as one level lower while ongoing and where discontinued
	Field  Concept         `json:"field,omitzero"`  // ISCED-F 2013 code or a name
	Status EducationStatus `json:"status,omitempty"`
}

// EducationStatus says how far the schooling got; empty is read as Completed.
type EducationStatus string

// The states of schooling.
const (
	Completed    EducationStatus = "completed"    // with the diploma
	Ongoing      EducationStatus = "ongoing"      // still at school
	Discontinued EducationStatus = "discontinued" // left without the diploma
)

// Experience is one job that a person has had. How long ago and how long it was counts only where a vacancy asks years.
type Experience struct {
	Occupation Concept `json:"occupation,omitzero"`
	Sector     Sector  `json:"sector,omitzero"` // no score depends on it
	From       Date    `json:"from,omitzero"`   // zero = a job of unknown length
	To         Date    `json:"to,omitzero"`     // zero with a From = still running
}

// Transport is a means of travel that a person has; the fastest counts for Wishes.MaxTravelMinutes (fit.TravelMinutes).
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

// Consent says with whom a person lets the profile be shared. Absent = with nobody but the responsible party. It is asked
// on the day of the question, so that a list never shows somebody whose consent has run out.
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
