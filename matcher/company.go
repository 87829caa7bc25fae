package matcher

// CompanyRef names a company where it occurs in another record. Records of one company need not agree on its name and
// sector; what is known of it as a whole is view.Gathering.Company.
type CompanyRef struct {
	ID     string `json:"id,omitempty"`    // KvK number (8 digits) or OIN (20 digits)
	Name   string `json:"name,omitempty"`  // for people to read; companies are told apart by id alone
	Sector Sector `json:"sector,omitzero"` // of the work there
}

// Company is what is true of a company whatever its vacancies say. The record is optional: without it a company is what
// vacancies, surpluses and profiles say of it.
type Company struct {
	ID                 string          `json:"id"`       // see ValidCompanyID
	Revision           int64           `json:"revision"` // set by the source, growing, 0 to MaxRevision
	Status             CompanyStatus   `json:"status"`
	Name               string          `json:"name,omitempty"`
	Sectors            []Sector        `json:"sectors,omitzero"` // the first is the main one
	Establishments     []Establishment `json:"establishments,omitzero"`
	Agreements         []Agreement     `json:"agreements,omitzero"`
	RecognisedTraining []Recognition   `json:"recognisedTraining,omitzero"` // where practical learning (praktijkleren) is possible
}

// CompanyStatus says whether a company still trades: vacancies of one that closed are in no list.
type CompanyStatus string

// The states of a company.
const (
	CompanyActive CompanyStatus = "active"
	CompanyClosed CompanyStatus = "closed"
)

// Establishment is a place where a company works (vestiging). The one nearest to somebody's home stands for where the work
// is that is lost, where a profile does not tell.
type Establishment struct {
	Place Place `json:"place,omitzero"`
}

// Agreement is a standing agreement (samenwerkingsafspraak) with a company.
type Agreement struct {
	Kind AgreementKind `json:"kind,omitempty"`
	With string        `json:"with,omitempty"` // the other party, for people to read
}

// AgreementKind is the reach of an agreement; a national one spans regions: people whom such a company lets go are
// coupled farther from home (fit.TransferModel.National), as the letter has national agreements with large employers.
type AgreementKind string

// The kinds of agreement.
const (
	NationalAgreement AgreementKind = "national" // the one kind that a plan depends on
	SectorAgreement   AgreementKind = "sector"   // shown beside a partner
	RegionAgreement   AgreementKind = "region"   // likewise
)

// Recognition makes a company a recognised training company (erkend leerbedrijf) for an occupation.
type Recognition struct {
	Occupation Concept `json:"occupation,omitzero"`
}

// Surplus is a company's announced surplus of staff (boventallig personeel): a group, no persons. Everybody in it is taken
// to be as the group is described. A candidate whose SurplusID names it uses one of its places, so that nobody counts
// twice. Required: id, revision, status, headcount and the company's id.
type Surplus struct {
	ID        string        `json:"id"`       // see ValidID
	Revision  int64         `json:"revision"` // set by the source, growing, 0 to MaxRevision
	Status    SurplusStatus `json:"status"`
	Company   CompanyRef    `json:"company"`   // that lets them go
	Headcount int           `json:"headcount"` // 1 to MaxHeadcount

	Occupation      Concept     `json:"occupation,omitzero"`
	Hours           *Hours      `json:"hours,omitzero"`
	Skills          []SkillHeld `json:"skills,omitzero"`
	Certificates    []Concept   `json:"certificates,omitzero"`
	Education       Education   `json:"education,omitzero"`
	Languages       []Language  `json:"languages,omitzero"`
	DrivingLicences []Licence   `json:"drivingLicences,omitzero"`
	Place           Place       `json:"place,omitzero"`          // where they work; their homes are not known
	AvailableFrom   Date        `json:"availableFrom,omitzero"`  // first day elsewhere
	AvailableUntil  Date        `json:"availableUntil,omitzero"` // last day on which the group is to be had; zero = open
	SocialPlan      *bool       `json:"socialPlan,omitempty"`    // a sociaal plan covers the group
}

// SurplusStatus says whether a group still looks for work.
type SurplusStatus string

// The states of a surplus; announced and open both count as supply.
const (
	SurplusAnnounced SurplusStatus = "announced" // aangekondigd
	SurplusOpen      SurplusStatus = "open"
	SurplusClosed    SurplusStatus = "closed"    // nobody of it is looking for work any more
	SurplusWithdrawn SurplusStatus = "withdrawn" // the company lets nobody go after all
)
