package matcher

import (
	"cmp"
	"strings"
)

// Decision is the state of one match between a person (or a group) and a vacancy, as a matcher recorded it. It is keyed
// by match id, so there is one a pair, and the newest revision replaces the others. It names people by id only; erasing
// a person leaves it, since a place that was taken stays taken.
type Decision struct {
	ID          string         `json:"id"`       // match id, see MatchID
	Revision    int64          `json:"revision"` // set by the source, growing, 0 to MaxRevision
	Status      DecisionStatus `json:"status"`
	ByParty     Party          `json:"byParty,omitzero"`
	Acceptances []Acceptance   `json:"acceptances,omitzero"` // one a side at most
	Reason      string         `json:"reason,omitempty"`     // a code in the form of an id, no free text about a person
	Places      int            `json:"places,omitempty"`     // positions taken, at most MaxPositions; 0 counts as 1
}

// Acceptance is one side's yes to a match. Which party may say it for a side is the services' to judge.
type Acceptance struct {
	Side  Side  `json:"side"`
	Party Party `json:"party,omitzero"` // who said it for the side
	At    Date  `json:"at,omitzero"`    // the day of it; 0 = not told
}

// Side is one of the two that a match needs.
type Side string

// The sides of a match.
const (
	SupplySide Side = "supply" // the person, or the company that lets the group go
	DemandSide Side = "demand" // the employer of the vacancy
)

// Sides are both sides, supply first: the order in which answers list them.
func Sides() []Side { return []Side{SupplySide, DemandSide} }

// AcceptedBy is the side's acceptance, nil where it has not said yes. It points into the decision.
func (d *Decision) AcceptedBy(s Side) *Acceptance {
	for i := range d.Acceptances {
		if d.Acceptances[i].Side == s {
			return &d.Acceptances[i]
		}
	}
	return nil
}

// Open reports whether the match is still between the sides: proposed or introduced.
func (d *Decision) Open() bool {
	return d.Status == DecisionProposed || d.Status == DecisionIntroduced
}

// Agreed reports whether the match is settled: hired, or accepted by both sides and not called off since. What is agreed
// is out of every other list and plan.
func (d *Decision) Agreed() bool {
	return d.Status == DecisionHired || d.Open() && d.AcceptedBy(SupplySide) != nil && d.AcceptedBy(DemandSide) != nil
}

// Size is how many people and positions the match is about, 1 or more.
func (d *Decision) Size() int { return max(1, d.Places) }

// Taken is the number of people, and of positions, that the decision takes out of every other list and plan: its size
// once it is agreed, before that 0.
func (d *Decision) Taken() int {
	if !d.Agreed() {
		return 0
	}
	return d.Size()
}

// Since is the day of the later acceptance: where both sides accepted, the day on which the match was agreed. 0 where no
// day is told.
func (d *Decision) Since() Date {
	var last Date
	for _, a := range d.Acceptances {
		last = max(last, a.At)
	}
	return last
}

// Before orders decisions that together take more than there is, so that what they leave does not depend on the order
// in which a log is read, which across partitions, or after compaction, says nothing: who is hired comes before who is
// accepted, then who was accepted earlier (a day that is not told comes last), then match id. It is a strict order over
// decisions of different matches.
func (d *Decision) Before(o *Decision) bool {
	late := func(day Date) int64 {
		if day == 0 {
			return 1 << 40
		}
		return int64(day)
	}
	hired := func(d *Decision) int {
		if d.Status == DecisionHired {
			return 0
		}
		return 1
	}
	return cmp.Or(cmp.Compare(hired(d), hired(o)), cmp.Compare(late(d.Since()), late(o.Since())), cmp.Compare(d.ID, o.ID)) < 0
}

// Stage is how far a match has come, as lists and plans show it: a Decision without the parties.
type Stage struct {
	Status      DecisionStatus `json:"status"`
	Accepted    []Side         `json:"accepted,omitzero"` // sides that said yes
	Reason      string         `json:"reason,omitempty"`
	Places      int            `json:"places,omitempty"`
	Conflicting bool           `json:"conflicting,omitempty"` // takes more places than there are left
}

// Stage is what a list shows of the decision. Conflicting is left to the caller, who knows what else is taken.
func (d *Decision) Stage() Stage {
	s := Stage{Status: d.Status, Reason: d.Reason, Places: d.Places}
	for _, side := range Sides() {
		if d.AcceptedBy(side) != nil {
			s.Accepted = append(s.Accepted, side)
		}
	}
	return s
}

// DecisionStatus is how far a match has come. Which state may follow which, and by whose word, is the services' to judge.
type DecisionStatus string

// The states of a match.
const (
	DecisionProposed   DecisionStatus = "proposed"   // put to both sides; agreed once both accept
	DecisionIntroduced DecisionStatus = "introduced" // the person was put to the employer (voorgesteld); agreed likewise
	DecisionDeclined   DecisionStatus = "declined"   // a side said no: no plan has the pair
	DecisionHired      DecisionStatus = "hired"      // agreed, whatever the acceptances
	DecisionWithdrawn  DecisionStatus = "withdrawn"  // taken back: people and places are free again
)

// MatchSeparator stands between the two ids of a match id; no id contains it.
const MatchSeparator = "~"

// MatchID names the pair of a person (or announced group) and a vacancy. The same pair has the same id in lists,
// decisions and events.
func MatchID(supplyID, vacancyID string) string { return supplyID + MatchSeparator + vacancyID }

// SplitMatchID gives the ids of the person (or group) and of the vacancy in a match id; false where it is not two texts
// with one separator between them. Whether they are sound ids is not looked at, see ValidID.
func SplitMatchID(id string) (supplyID, vacancyID string, ok bool) {
	supplyID, vacancyID, ok = strings.Cut(id, MatchSeparator)
	return supplyID, vacancyID, ok && supplyID != "" && vacancyID != "" && !strings.Contains(vacancyID, MatchSeparator)
}
