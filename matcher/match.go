package matcher

import (
	"fmt"
	"math"
	"strconv"
)

// Million is the scale of every score, share and contribution: whole millionths. Sums of whole numbers do not depend on
// their order, which is what lets lists found by bounds equal those of scoring every pair.
const Million = 1_000_000

// Millionths is a number of whole millionths, written in JSON as a decimal fraction with up to six places: 750000 is
// 0.75. Scores lie between 0 and 1.
type Millionths int64

// MarshalJSON writes the exact decimal fraction.
func (m Millionths) MarshalJSON() ([]byte, error) { return m.append(nil), nil }

// UnmarshalJSON reads a decimal number, rounded to whole millionths; what is no number is an error.
func (m *Millionths) UnmarshalJSON(data []byte) error {
	f, err := strconv.ParseFloat(string(data), 64)
	if err != nil {
		return fmt.Errorf("read a number of millionths: %w", err)
	}
	*m = Millionths(math.Round(f * Million))
	return nil
}

func (m Millionths) append(b []byte) []byte {
	if m < 0 {
		return (-m).append(append(b, '-'))
	}
	b = strconv.AppendInt(b, int64(m)/Million, 10)
	rest := int64(m) % Million
	if rest == 0 {
		return b
	}
	b = append(b, '.')
	for unit := int64(Million / 10); rest > 0; unit /= 10 {
		b = append(b, byte('0'+rest/unit))
		rest %= unit
	}
	return b
}

// State is three-valued: what is unknown neither passes for met nor counts as failed. A condition that is unknown leaves
// a pair in the list.
type State string

// The states of a condition.
const (
	Met     State = "met"
	Failed  State = "failed"
	Unknown State = "unknown"
)

// Condition is one thing that must not fail for a pair to be shown. The texts are in the reader's language, with units.
type Condition struct {
	Name  string `json:"name"` // one of fit.ConditionNames, or must. and the name of a reason that the question makes hard
	State State  `json:"state"`
	Asked string `json:"asked,omitempty"` // by either side or the question
	Has   string `json:"has,omitempty"`   // what is held against it
	Short string `json:"short,omitempty"` // by how much it fails
}

// Direction tells whose question a reason answers. The weights of a direction's reasons together are its share of the
// score, see fit.Model.DemandShare.
type Direction string

// The directions.
const (
	Demand Direction = "demand" // what the vacancy asks of the person
	Wish   Direction = "wish"   // what the person wants of the vacancy
)

// Reason is one named part of a score. The contributions of all reasons add up to the score exactly; those that the
// question gives no weight are left out.
type Reason struct {
	Name         string     `json:"name"` // as queries name it too, see fit.Model.ReasonNames
	Direction    Direction  `json:"direction"`
	Contribution Millionths `json:"contribution"` // 0 to Maximum
	Maximum      Millionths `json:"maximum"`      // its weight in this question; over all reasons they sum to 1
	Known        bool       `json:"known"`        // false: the contribution is the documented prior of the unknown
	State        State      `json:"state"`        // against the reason's threshold; what must= asks
	Evidence     *Evidence  `json:"evidence,omitempty"`
	Sentence     string     `json:"sentence,omitempty"` // in the language of the reader
}

// Evidence is what a reason rests on, in labels that people read. Which lists are filled depends on the reason; a skill
// asked stands in one of Matched, Close, Missing, Unknown and Follows.
type Evidence struct {
	Asked   []string `json:"asked,omitempty"`
	Has     []string `json:"has,omitempty"`
	Matched []string `json:"matched,omitempty"` // asked and had
	Close   []Close  `json:"close,omitempty"`   // asked, and something near it is had
	Missing []string `json:"missing,omitempty"`
	Unknown []string `json:"unknown,omitempty"` // asked, and not told of by who listed nothing
	Follows []Close  `json:"follows,omitempty"` // asked and not listed: it follows from work, which has names, so surely
	Implied bool     `json:"implied,omitempty"` // something follows
}

// Close is something asked that is met by something near it.
type Close struct {
	Asked     string     `json:"asked"`
	Has       string     `json:"has"`
	Closeness Millionths `json:"closeness"` // of the taxonomy, in steps of a thousandth; 1 = the same
}

// Gap is something asked that a person is known to lack, or a wish that the vacancy is known not to meet. What is unknown
// is no gap.
type Gap struct {
	Kind     string `json:"kind"`            // name of the reason or condition
	Asked    string `json:"asked"`           // in the reader's language
	Has      string `json:"has,omitempty"`   // the nearest to it that there is
	Closable bool   `json:"closable"`        // by the documented rules of what can be made suitable
	By       string `json:"by,omitempty"`    // what would close it
	Opens    int    `json:"opens,omitempty"` // vacancies it would open, in findability
}

// Band groups matches by what stands between the person and the job. The rules, with what of the letter they rest on,
// are in matcher/fit/band.go, their bounds in its model. A band says nothing of the place in a list.
type Band string

// The bands.
const (
	Suitable  Band = "suitable"  // nothing that training is needed for
	Trainable Band = "trainable" // can be made suitable (geschikt te maken)
	Remote    Band = "remote"    // far off
)

// Match is one ranked pair, with why it stands where it stands. Lists are ordered by Score, descending, and then by the
// id of the side that is listed.
type Match struct {
	MatchID    string      `json:"matchId"`
	Candidate  *Summary    `json:"candidate,omitempty"` // where people are listed
	Vacancy    *Summary    `json:"vacancy,omitempty"`   // where vacancies are listed
	Score      Millionths  `json:"score"`               // 0 to 1, the sum of all contributions
	DemandFit  Millionths  `json:"demandFit"`           // 0 to 1: the share of its weight that the demand side reaches, rounded
	WishFit    Millionths  `json:"wishFit"`             // likewise of the wishes
	Band       Band        `json:"band"`
	Eligible   bool        `json:"eligible"`           // no condition failed; in lists always
	Decision   *Stage      `json:"decision,omitempty"` // what was decided about the pair
	Conditions []Condition `json:"conditions"`
	Reasons    []Reason    `json:"reasons"`
	Gaps       []Gap       `json:"gaps"`
	DistanceKm *float64    `json:"distanceKm,omitempty"` // great circle, to 100 m
}

// Summary is the little of a record that a list shows: never free text about a person, nor what must not matter in a list.
type Summary struct {
	ID           string      `json:"id"`
	Label        string      `json:"label,omitempty"` // title of the vacancy, occupation of the person
	Occupation   *Concept    `json:"occupation,omitempty"`
	Company      *CompanyRef `json:"company,omitempty"`
	Municipality string      `json:"municipality,omitempty"`
	Region       string      `json:"region,omitempty"`
	Hours        *Hours      `json:"hours,omitempty"`
	Positions    int         `json:"positions,omitempty"`
}
