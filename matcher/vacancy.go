package matcher

// Vacancy is a job that an employer offers (vacature), one or more positions of the same kind. Only id, revision and
// status are required. What its fields leave open is read from title and description when it is compiled: occupation and
// skills, and what package reading finds in prose (fit.Vocabulary.Opening).
type Vacancy struct {
	ID       string        `json:"id"`       // see ValidID
	Revision int64         `json:"revision"` // set by the source, growing, 0 to MaxRevision
	Status   VacancyStatus `json:"status"`
	Company  CompanyRef    `json:"company,omitzero"` // without its id the vacancy is ranked, but takes no part in transfers

	Title       string `json:"title,omitempty"`       // at most MaxLabel characters
	Description string `json:"description,omitempty"` // at most MaxText characters

	Occupation      Concept         `json:"occupation,omitzero"`
	Skills          []SkillAsked    `json:"skills,omitzero"`
	Experience      []ExperienceAsk `json:"experience,omitzero"`
	Certificates    []Concept       `json:"certificates,omitzero"`
	Education       EducationAsk    `json:"education,omitzero"`
	Languages       []Language      `json:"languages,omitzero"`
	DrivingLicences []Licence       `json:"drivingLicences,omitzero"`

	Hours          *Hours   `json:"hours,omitzero"`
	IrregularHours *bool    `json:"irregularHours,omitempty"`
	Contract       Contract `json:"contract,omitzero"`
	// OpenHiring means that who is first on the waiting list gets the job, without selection: no plan between companies
	// fills such a vacancy, and the audit of fairness leaves it out. Lists of matches have it as any other.
	OpenHiring  *bool    `json:"openHiring,omitempty"`
	Place       Place    `json:"place,omitzero"`
	RemoteShare *float64 `json:"remoteShare,omitempty"` // 0 = all on site, 1 = all from home
	StartDate   Date     `json:"startDate,omitzero"`    // first day of work
	ClosingDate Date     `json:"closingDate,omitzero"`  // last day on which it can be applied for
	Positions   int      `json:"positions,omitempty"`   // 0 = unknown, counted as 1
	Salary      *Salary  `json:"salary,omitempty"`
}

// Places is the number of people the vacancy has room for: its positions, one where that is unknown.
func (v *Vacancy) Places() int { return max(1, v.Positions) }

// VacancyStatus says whether a vacancy still looks for people: only an open one is in lists and plans.
type VacancyStatus string

// The states of a vacancy.
const (
	VacancyOpen      VacancyStatus = "open"
	VacancyFilled    VacancyStatus = "filled"    // the employer says that somebody was found
	VacancyWithdrawn VacancyStatus = "withdrawn" // the employer took it back
)

// SkillAsked is a skill that a vacancy asks. A plain string in JSON is a code or a label, see ConceptOf.
type SkillAsked struct {
	Code       string     `json:"code,omitempty"`
	Label      string     `json:"label,omitempty"`
	Kind       SkillKind  `json:"kind,omitempty"`
	Importance Importance `json:"importance,omitempty"` // unknown counts as important
	Level      *float64   `json:"level,omitempty"`      // 0..1 of mastery; nil or 0 = any will do
}

// Concept is the skill without how it is asked.
func (s SkillAsked) Concept() Concept { return Concept{Code: s.Code, Label: s.Label} }

// UnmarshalJSON reads an object or a plain string.
func (s *SkillAsked) UnmarshalJSON(data []byte) error {
	type plain SkillAsked
	return unmarshalNamed(data, (*plain)(s), func(c Concept) { *s = SkillAsked{Code: c.Code, Label: c.Label} })
}

// Importance is how much a vacancy needs what it asks (CompetentNL: essential, important, somewhat). In the skills reason
// they weigh 1 : 0.6 : 0.3, and an essential skill that nothing comes near keeps somebody from being suitable.
type Importance string

// The degrees of importance.
const (
	Essential Importance = "essential"
	Important Importance = "important"
	Useful    Importance = "useful"
)

// ExperienceAsk is work experience that a vacancy asks. Without years it asks nothing.
type ExperienceAsk struct {
	Occupation   Concept  `json:"occupation,omitzero"`    // absent = that of the vacancy
	MinimumYears *float64 `json:"minimumYears,omitempty"` // 0..60, of 365.25 days; time in an occupation near it counts in part
}

// EducationAsk is the schooling that a vacancy asks: a level, and a field where that matters.
type EducationAsk struct {
	MinimumLevel EducationLevel `json:"minimumLevel,omitempty"`
	Field        Concept        `json:"field,omitzero"` // ISCED-F 2013 code or a name
}

// Contract is the kind of contract that is offered or wished; kind and term each count for half of the reason.
type Contract struct {
	Kind ContractKind `json:"kind,omitempty"`
	Term ContractTerm `json:"term,omitempty"`
}

// ContractKind tells ordinary work from learning and voluntary work.
type ContractKind string

// The kinds of contract.
const (
	Regular        ContractKind = "regular"        // paid work
	Apprenticeship ContractKind = "apprenticeship" // leerbaan
	WorkExperience ContractKind = "workExperience" // werkervaringsplaats
	Volunteer      ContractKind = "volunteer"      // vrijwilligerswerk
)

// ContractTerm tells permanent from temporary work. Who wishes temporary work is not worse off with a permanent job.
type ContractTerm string

// The terms of a contract.
const (
	Permanent ContractTerm = "permanent" // vast
	Temporary ContractTerm = "temporary" // tijdelijk
)
