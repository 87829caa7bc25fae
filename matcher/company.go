package matcher

// CompanyRef names a company where it occurs in another record.
type CompanyRef struct {
	ID     string `json:"id,omitempty"` // KvK number (8 digits) or OIN (20 digits)
	Name   string `json:"name,omitempty"`
	Sector Sector `json:"sector,omitzero"`
}

// Company is what is true of a company whatever its vacancies say.
type Company struct {
	ID                 string          `json:"id"`
	Revision           int64           `json:"revision"`
	Status             CompanyStatus   `json:"status"`
	Name               string          `json:"name,omitempty"`
	Sectors            []Sector        `json:"sectors,omitzero"`
	Establishments     []Establishment `json:"establishments,omitzero"`
	Agreements         []Agreement     `json:"agreements,omitzero"`
	RecognisedTraining []Recognition   `json:"recognisedTraining,omitzero"`
}

// CompanyStatus says whether a company still trades.
type CompanyStatus string

// The states of a company.
const (
	CompanyActive CompanyStatus = "active"
	CompanyClosed CompanyStatus = "closed"
)

// Establishment is a place where a company works (vestiging).
type Establishment struct {
	Place Place `json:"place,omitzero"`
}

// Agreement is a standing agreement (samenwerkingsafspraak) with a company.
type Agreement struct {
	Kind AgreementKind `json:"kind,omitempty"`
	With string        `json:"with,omitempty"`
}

// AgreementKind is the reach of an agreement; a national one spans regions.
type AgreementKind string

// The kinds of agreement.
const (
	NationalAgreement AgreementKind = "national"
	SectorAgreement   AgreementKind = "sector"
	RegionAgreement   AgreementKind = "region"
)

// Recognition makes a company a recognised training company (erkend leerbedrijf) for an occupation.
type Recognition struct {
	Occupation Concept `json:"occupation,omitzero"`
}

// Surplus is a company's announced surplus of staff (boventallig personeel): a group, no persons.
type Surplus struct {
	ID        string        `json:"id"`
	Revision  int64         `json:"revision"`
	Status    SurplusStatus `json:"status"`
	Company   CompanyRef    `json:"company"`
	Headcount int           `json:"headcount"`

	Occupation      Concept     `json:"occupation,omitzero"`
	Hours           *Hours      `json:"hours,omitzero"`
	Skills          []SkillHeld `json:"skills,omitzero"`
	Certificates    []Concept   `json:"certificates,omitzero"`
	Education       Education   `json:"education,omitzero"`
	Languages       []Language  `json:"languages,omitzero"`
	DrivingLicences []Licence   `json:"drivingLicences,omitzero"`
	Place           Place       `json:"place,omitzero"`
	AvailableFrom   Date        `json:"availableFrom,omitzero"`
	AvailableUntil  Date        `json:"availableUntil,omitzero"`
	SocialPlan      *bool       `json:"socialPlan,omitempty"` // a sociaal plan covers the group
}

// SurplusStatus says whether a group still looks for work.
type SurplusStatus string

// The states of a surplus; announced and open both count as supply.
const (
	SurplusAnnounced SurplusStatus = "announced"
	SurplusOpen      SurplusStatus = "open"
	SurplusClosed    SurplusStatus = "closed"
	SurplusWithdrawn SurplusStatus = "withdrawn"
)
