package matcher

import "strings"

// Decision is the state of one match between a person (or a group) and a vacancy, as a matcher recorded it.
type Decision struct {
	ID       string         `json:"id"` // match id
	Revision int64          `json:"revision"`
	Status   DecisionStatus `json:"status"`
	ByParty  Party          `json:"byParty,omitzero"`
	Reason   string         `json:"reason,omitempty"` // a code, no free text about a person
	Places   int            `json:"places,omitempty"` // positions taken; 0 counts as 1
}

// Taken is the number of people, and of positions, that the decision takes out of every other list and plan.
func (d *Decision) Taken() int {
	if d.Status != DecisionHired {
		return 0
	}
	return max(1, d.Places)
}

// DecisionStatus is how far a match has come.
type DecisionStatus string

// The states of a match.
const (
	DecisionProposed   DecisionStatus = "proposed"
	DecisionIntroduced DecisionStatus = "introduced"
	DecisionDeclined   DecisionStatus = "declined"
	DecisionHired      DecisionStatus = "hired"
	DecisionWithdrawn  DecisionStatus = "withdrawn"
)

// MatchSeparator stands between the two ids of a match id; no id contains it.
const MatchSeparator = "~"

// MatchID names the pair of a person (or announced group) and a vacancy.
func MatchID(supplyID, vacancyID string) string { return supplyID + MatchSeparator + vacancyID }

// SplitMatchID gives the ids of the person (or group) and of the vacancy in a match id.
func SplitMatchID(id string) (supplyID, vacancyID string, ok bool) {
	supplyID, vacancyID, ok = strings.Cut(id, MatchSeparator)
	return supplyID, vacancyID, ok && supplyID != "" && vacancyID != "" && !strings.Contains(vacancyID, MatchSeparator)
}
