package schemas

import (
	"matchd/matcher"
	"matchd/matcher/coupling"
)

// RegionTransfers is the joint plan of a region and a page of its best pairs of companies. In the joint plan every
// person and every position counts once, so a place is not promised to ten companies.
type RegionTransfers struct {
	Region RegionItem `json:"region"`
	// View says which pairs are listed: by what the joint plan moves (joint), or by what the two could do if they had
	// everybody and every position to themselves (independent); then of all who could, also those the plan passes over.
	View string `json:"view"`
	// Scope is whom the plan is of: the country, or, where that is too large to plan as one, the region without its
	// neighbours.
	Scope           string `json:"scope"`
	coupling.Totals        // of the joint plan: the region's people, wherever they go, and its own positions
	Outgoing        int    `json:"outgoing"` // of those placeable, who go to places in other regions, or in a region that is not known
	Incoming        int    `json:"incoming"` // people of other regions to whom the plan gives positions here
	Proof           Proof  `json:"proof"`
	Pairs           []Pair `json:"pairs"`
	// Decided is what was settled of the region's supply and vacancies, and so is out of the plan; at most 1,000.
	Decided []Decided `json:"decided"`
	Total   Total     `json:"total"`
	Stamp
	NextCursor string `json:"nextCursor,omitempty"`
}

// Views and scopes of a region's transfers.
const (
	JointView       = "joint"
	IndependentView = "independent"
	CountryScope    = "country"
	RegionScope     = "region"
)

// Pair is two companies with what the joint plan moves between them, or what they could do by themselves.
type Pair struct {
	From  matcher.CompanyRef `json:"from"`
	To    matcher.CompanyRef `json:"to"`
	Score matcher.Millionths `json:"score"` // value of the plan listed over the most that all supply of the region could reach
	coupling.Totals
	Alone         int          `json:"alone"` // people placed if the two had everybody and every position to themselves
	Joint         int          `json:"joint"` // people whom the joint plan moves from the one to the other
	TopPairs      []TopPair    `json:"topPairs"`
	SectorsFromTo []SectorMove `json:"sectorsFromTo"`
}

// FreePositions is the positions in a region that the joint plan and accepted decisions leave free.
type FreePositions struct {
	Region    RegionItem        `json:"region"`
	Positions int               `json:"positions"` // free in all
	Vacancies []UnmatchedPlaces `json:"vacancies"`
	Scarce    []ScarceSkill     `json:"scarce"` // competencies that free positions ask beyond those who are left
	Total     Total             `json:"total"`
	Stamp
	NextCursor string `json:"nextCursor,omitempty"`
}

// UnmatchedPlaces is positions of one vacancy with the competencies they ask, and how many people there are for them:
// of all whom the viewer may see, whether or not a plan has them elsewhere.
type UnmatchedPlaces struct {
	LeftDemand
	Skills    []AskedSkill `json:"skills"`
	Suitable  int          `json:"suitable"`  // people fit for it
	Trainable int          `json:"trainable"` // people who can be made fit for it
}

// AskedSkill is a competency that a vacancy asks, the weightiest first.
type AskedSkill struct {
	Code      string `json:"code,omitempty"`
	Label     string `json:"label"`
	Essential bool   `json:"essential"`
}

// ScarceSkill is a competency that more free positions ask than there are people left who have it.
type ScarceSkill struct {
	Code  string `json:"code,omitempty"`
	Label string `json:"label"`
	Asked int    `json:"asked"` // positions
	Held  int    `json:"held"`  // people
}

// UnplacedPeople is the people of a region for whom the joint plan has no place.
type UnplacedPeople struct {
	Region    RegionItem   `json:"region"`
	Headcount int          `json:"headcount"` // left in all
	Supply    []LeftSupply `json:"supply"`
	Total     Total        `json:"total"`
	Stamp
	NextCursor string `json:"nextCursor,omitempty"`
}

// SectorFlows is demand and supply of a region by sector and occupation, each by itself, and the flows of its joint
// plan, as a dashboard draws them.
type SectorFlows struct {
	Region      RegionItem        `json:"region"`
	Shrinking   []string          `json:"shrinking"` // prefixes of SBI numbers that count as shrinking
	Nodes       []SectorNode      `json:"nodes"`
	Links       []SectorLink      `json:"links"`
	Occupations []OccupationCount `json:"occupations"`
	Stamp
}

// SectorNode is one side of a sector: the people who leave it, or the positions it has.
type SectorNode struct {
	ID        string `json:"id"`                // as links name it
	Side      string `json:"side"`              // supply or demand
	Section   string `json:"section,omitempty"` // of the SBI 2008, a letter; absent = unknown
	Label     string `json:"label,omitempty"`
	Shrinking bool   `json:"shrinking"` // the part of the section that people leave, by the setting
	Growing   bool   `json:"growing"`   // the section's open vacancies grow and this part of it does not shrink
	// VacancyGrowth is by how many per cent the section's open vacancies grew in the country (CBS); absent = unknown.
	VacancyGrowth *int `json:"vacancyGrowth,omitempty"`
	Outside       bool `json:"outside"` // of other regions: only those of them who cross the region's border in the plan
	Units         int  `json:"units"`   // people, or positions; at least those of the node's links together
	// Occupations are the ten with most units, of a node in the region.
	Occupations []OccupationUnits `json:"occupations"`
}

// OccupationUnits is people or positions of one occupation.
type OccupationUnits struct {
	Code  string `json:"code,omitempty"`
	Label string `json:"label"`
	Units int    `json:"units"`
}

// SectorLink is people whom the joint plan moves from one node to another.
type SectorLink struct {
	Source string `json:"source"`
	Target string `json:"target"`
	Units  int    `json:"units"`
}

// OccupationCount is supply and demand of one occupation.
type OccupationCount struct {
	Code   string `json:"code,omitempty"`
	Label  string `json:"label"`
	Supply int    `json:"supply"` // people
	Demand int    `json:"demand"` // positions
}
