package schemas

import (
	"fmt"
	"strings"

	"matchd/matcher"
	"matchd/matcher/coupling"
)

// Directions of a ranking of partner companies.
const (
	Outbound = "outbound" // where a company's surplus staff could go
	Inbound  = "inbound"  // where people for its vacancies could come from
)

// TransferOptions is how a list of partners or of what is left over is cut.
type TransferOptions struct {
	Limit  int          `json:"limit,omitempty"` // 1 to 100; 0 = 20
	Cursor string       `json:"cursor,omitempty"`
	AsOf   matcher.Date `json:"asOf,omitzero"` // zero = today
	// MaxDistanceKm is how far people go who set no limit of their own; nil = as far as the model has it. The joint plan
	// of regions does not look at it, because it is one for all.
	MaxDistanceKm *float64 `json:"maxDistanceKm,omitempty"`
}

// MaxReachKm is the most that may be asked: nowhere in the country is farther from anywhere in it.
const MaxReachKm = 1000

// CheckReach says what is wrong about a distance that is to stand in for people's own limits.
func CheckReach(km *float64) []matcher.Invalid {
	if km == nil || *km > 0 && *km <= MaxReachKm {
		return nil
	}
	return []matcher.Invalid{{Field: "maxDistanceKm", Reason: fmt.Sprintf("must be more than 0 and at most %d", MaxReachKm)}}
}

// Check gives everything that is wrong about the options, none where they are sound.
func (o *TransferOptions) Check() []matcher.Invalid {
	var r rules
	r.page(o.Limit, o.Cursor)
	return append(r, CheckReach(o.MaxDistanceKm)...)
}

// PartnerList is a page of partner companies, the best first.
type PartnerList struct {
	Partners []Partner `json:"partners"`
	Decided  []Decided `json:"decided"` // of the company asked for: settled already, and so out of every plan
	Total    Total     `json:"total"`
	Stamp
	NextCursor string `json:"nextCursor,omitempty"`
}

// Partner is a company worth talking to, judged by the best plan for it alone.
type Partner struct {
	Company matcher.CompanyRef `json:"company"`
	// Score is the value of the plan over the most that the company asked for could reach: everybody (of an inbound
	// list: every position) with a perfect score. It orders the list.
	Score matcher.Millionths `json:"score"`
	coupling.Totals
	TopPairs      []TopPair           `json:"topPairs"`
	SectorsFromTo []SectorMove        `json:"sectorsFromTo"`
	Agreements    []matcher.Agreement `json:"agreements,omitzero"`         // standing agreements (samenwerkingsafspraken) with it
	Recognised    []matcher.Concept   `json:"recognisedTraining,omitzero"` // occupations that it is recognised to train for (erkend leerbedrijf)
}

// TopPair is one of the best flows of a partner's plan.
type TopPair struct {
	MatchID string             `json:"matchId"`
	Supply  string             `json:"supply"` // person or group
	From    string             `json:"from"`   // occupation that is left
	To      string             `json:"to"`     // the vacancy
	Units   int                `json:"units"`  // people
	Score   matcher.Millionths `json:"score"`  // of the pair
	Band    matcher.Band       `json:"band"`   // suitable or trainable
	// Decision is what was decided about the pair.
	Decision *matcher.Stage `json:"decision,omitempty"`
}

// SectorMove is how many people go from one sector to another.
type SectorMove struct {
	From  string `json:"from"` // section of the SBI 2008, a letter; empty = unknown
	To    string `json:"to"`
	Units int    `json:"units"`
}

// TransferPlan is the best plan between supply and demand.
type TransferPlan struct {
	From *matcher.CompanyRef `json:"from,omitempty"`
	To   *matcher.CompanyRef `json:"to,omitempty"` // absent = all companies together
	coupling.Totals
	Proof          Proof          `json:"proof"`
	Flows          []TransferFlow `json:"flows"`          // people who are suitable as they are
	Trainable      []TransferFlow `json:"trainableFlows"` // people who can be made suitable, with what they lack
	UnplacedSupply []LeftSupply   `json:"unplacedSupply"`
	FreeDemand     []LeftDemand   `json:"freeDemand"`
	Decided        []Decided      `json:"decided"` // settled already, here or elsewhere, and so out of the plan
	Stamp
}

// Proof says that no plan is worth more: under the solver's prices every pair is covered, and capacities times prices
// come to the value of the plan (duality). Both numbers are checked before an answer is given.
type Proof struct {
	Value matcher.Millionths `json:"value"` // score and bonus of everybody placed
	Dual  matcher.Millionths `json:"dual"`  // capacities times prices: an upper bound of any plan
}

// TransferFlow is people of one source who go to one vacancy: a match in brief, with what it changes for them.
type TransferFlow struct {
	matcher.Match
	Group  *matcher.Summary `json:"group,omitempty"` // instead of a candidate
	Units  int              `json:"units"`
	Change coupling.Change  `json:"change"`
	// RecognisedHere says of people who can be made suitable that the company is recognised to train for the work.
	RecognisedHere bool `json:"recognisedHere,omitempty"`
}

// LeftSupply is people whom a plan has no place for.
type LeftSupply struct {
	Candidate *matcher.Summary    `json:"candidate,omitempty"`
	Group     *matcher.Summary    `json:"group,omitempty"`
	Company   *matcher.CompanyRef `json:"company,omitempty"`
	Units     int                 `json:"units"`
	Why       coupling.Why        `json:"why"`
}

// LeftDemand is positions that a plan leaves free.
type LeftDemand struct {
	Vacancy *matcher.Summary `json:"vacancy"`
	Units   int              `json:"units"`
	Why     coupling.Why     `json:"why"`
}

// Decided is a match that was settled: hired, or accepted by both sides. Its people and places are out of every plan.
type Decided struct {
	MatchID     string                 `json:"matchId,omitempty"` // absent where the person is not for the viewer to see
	VacancyID   string                 `json:"vacancyId"`
	Status      matcher.DecisionStatus `json:"status"`
	Places      int                    `json:"places"`
	From        *matcher.CompanyRef    `json:"from,omitempty"` // that is left; absent where unknown, or not to be seen
	To          *matcher.CompanyRef    `json:"to,omitempty"`   // of the vacancy
	Elsewhere   bool                   `json:"elsewhere"`      // one of the two is not what was asked for
	Conflicting bool                   `json:"conflicting,omitempty"`
}

// TransferQuery asks for the partners and the plan of a surplus that is not stored: a reorganisation under
// consideration. Nothing of it is kept.
type TransferQuery struct {
	Surpluses []matcher.Surplus `json:"surpluses"`
	Partner   string            `json:"partner,omitempty"` // plan with this company; absent = with all together
	TransferOptions
}

// TransferAnswer is what a reorganisation under consideration could come to.
type TransferAnswer struct {
	PartnerList
	Plan TransferPlan `json:"plan"`
}

// MaxSurpluses is how many surpluses one question may hold.
const MaxSurpluses = 100

// DecodeTransferQuery reads the question. Surpluses get ids, the status and the company that count where they have
// none; they are all of one company. The error is a matcher.InvalidError with every wrong field.
func DecodeTransferQuery(data []byte) (TransferQuery, error) {
	q, warnings, invalid := decode[TransferQuery](data)
	if len(invalid) > 0 && invalid[0].Field == "" {
		return TransferQuery{}, matcher.InvalidError(invalid)
	}
	for _, w := range warnings {
		if !strings.HasPrefix(w.Field, "surpluses[") {
			invalid = append(invalid, matcher.Invalid{Field: w.Field, Reason: "unknown field"})
		}
	}
	invalid = merge(merge(invalid, q.groups()), q.TransferOptions.Check())
	if len(invalid) > 0 {
		return TransferQuery{}, matcher.InvalidError(invalid)
	}
	return q, nil
}

// nobody stands for the company of a reorganisation that tells none: a number that the trade register never gives out.
const nobody = "00000000"

// groups completes and checks the surpluses of the question.
func (q *TransferQuery) groups() []matcher.Invalid {
	var wrong []matcher.Invalid
	if n := len(q.Surpluses); n == 0 || n > MaxSurpluses {
		return []matcher.Invalid{{Field: "surpluses", Reason: fmt.Sprintf("must have 1 to %d items", MaxSurpluses)}}
	}
	if q.Partner != "" && !matcher.ValidCompanyID(q.Partner) {
		wrong = append(wrong, matcher.Invalid{Field: "partner", Reason: "must be a KvK number of 8 digits or an OIN of 20"})
	}
	seen, company := map[string]bool{}, q.company()
	for i := range q.Surpluses {
		s, field := &q.Surpluses[i], fmt.Sprintf("surpluses[%d]", i)
		s.ID, s.Status, s.Company.ID = or(s.ID, fmt.Sprintf("%s-%d", placeholder, i)), or(s.Status, matcher.SurplusAnnounced), or(s.Company.ID, company)
		wrong = append(wrong, below(field, s.Check())...)
		if seen[s.ID] {
			wrong = append(wrong, matcher.Invalid{Field: field + ".id", Reason: "must not repeat another"})
		}
		if seen[s.ID] = true; s.Company.ID != company {
			wrong = append(wrong, matcher.Invalid{Field: field + ".company.id", Reason: "must be the company of the other surpluses: a question is about one reorganisation"})
		}
	}
	return wrong
}

// Companies is the company that the question is about; none where it tells none.
func (q *TransferQuery) Companies() []string {
	if c := q.company(); c != nobody {
		return []string{c}
	}
	return nil
}

// company is the one company of the surpluses, as the first has it that tells one.
func (q *TransferQuery) company() string {
	for i := range q.Surpluses {
		if id := q.Surpluses[i].Company.ID; id != "" {
			return id
		}
	}
	return nobody
}
