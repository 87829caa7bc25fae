package fit

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"matchd/matcher"
)

// ReasonID numbers the reasons in their published order, from 0 to Reasons-1. It stands for a bit of a ReasonSet, so there
// are 32 at most.
type ReasonID int

// The reasons. A name is what queries and answers use. The first six are what the vacancy asks (demand), the next eight what
// the person wants (wish); Text is demand, and counts only where a text was typed.
const (
	Skills           ReasonID = iota // the weighted share of those asked that is had, near ones in part
	Occupation                       // how near the nearest job held is
	Experience                       // the share of the years asked, in work that is near
	Education                        // levels of NLQF, and the field
	Languages                        // levels of CEFR, spoken and written
	Certificates                     // the share of those asked
	WishedOccupation                 // how near the nearest occupation wished is
	WishedSector                     // the same of sectors
	Hours                            // how far what is offered and what is wished lie apart
	Contract                         // kind and term
	IrregularHours                   // whether the work is irregular, and wanted so
	Distance                         // by the curve of the model, work from home taken off
	Start                            // by how many days the person comes too late
	Pay                              // what is offered over what is wished
	Text                             // the share of the words typed that the record has
	Reasons                          // how many there are
)

// ReasonModel is what the model says of one reason; numbers are in millionths.
type ReasonModel struct {
	Name      string            `json:"name"`
	Direction matcher.Direction `json:"direction"`
	Weight    int64             `json:"weight"`    // share of the score; without text they sum to a million
	Prior     int64             `json:"prior"`     // fulfilment where it is unknown
	Threshold int64             `json:"threshold"` // fulfilment from which it counts as met
	Origin    string            `json:"origin"`
}

// Model is the data that scores are made with: weights, priors and curves, each with its origin, in model.json. It does not
// change once it is parsed, and is safe to share.
type Model struct {
	Floor    int64         `json:"floor"` // a score below it is not announced and not planned with
	Reasons  []ReasonModel `json:"reasons"`
	Distance [][2]int64    `json:"distance"` // kilometres, fulfilment; linear in between
	Transfer TransferModel `json:"transfer"`
	Implied  int64         `json:"implied"` // what a skill is worth that follows from an occupation held
	// ImpliedOrigin says what Implied rests on.
	ImpliedOrigin string `json:"impliedOrigin"`
	UnknownLevel  int64  `json:"unknownLevel"` // thousandths, where a level is asked and not known
	Named         int64  `json:"named"`        // how many skills that a presentation names tell as much as a list
	// NamedOrigin says what Named rests on.
	NamedOrigin string `json:"namedOrigin"`
	Bands       Bands  `json:"bands"`
	version     string
}

// Bands are the bounds between the bands, see Judge.Band. Millionths but where it says otherwise; Trainable is at most
// Suitable, and Near at most Kin.
type Bands struct {
	Suitable  int64  `json:"suitable"`  // fulfilment of skills, millionths, from which they suffice
	Trainable int64  `json:"trainable"` // and from which the rest of them can be learnt
	Kin       int64  `json:"kin"`       // fulfilment of occupation, millionths, that makes up for skills nobody listed
	Near      int64  `json:"near"`      // and after which skills can be learnt
	Closable  uint16 `json:"closable"`  // closeness in thousandths of what is held to a skill that it helps to learn
	Highest   int8   `json:"highest"`   // rank of the highest level that practical learning leads to
	Farthest  int    `json:"farthest"`  // metres beyond which work is remote for who set no limit
	Origin    string `json:"origin"`
}

// algorithm changes whenever equal records and an equal model give another answer than before. A test holds it to a
// digest of answers.
const algorithm = 12

// TransferModel is what the model says of plans between companies.
type TransferModel struct {
	Bonus    int64  `json:"bonus"`    // added to the score of every pair, millionths, 0 to 7 million
	Reach    int    `json:"reach"`    // metres over a region's border where no own limit is known
	National int    `json:"national"` // likewise of people whose company has a national agreement
	Recent   int    `json:"recent"`   // days after the last working day in which somebody counts as having just lost the job
	Origin   string `json:"origin"`
}

// maxBonus keeps a pair's worth within what the assignment takes.
const maxBonus = 7 * matcher.Million

//go:embed model.json
var modelJSON []byte

// DefaultModel is the model in model.json, parsed anew with every call. An error would be a fault of the program.
func DefaultModel() (*Model, error) { return ParseModel(modelJSON) }

// ParseModel reads a model in the form of model.json; every reason must be there, in order, and the weights without text
// must sum to a million. It fails where anything is out of range or has no origin, and says what.
func ParseModel(data []byte) (*Model, error) {
	var m Model
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, fmt.Errorf("read ranking model: %w", err)
	}
	if err := m.check(); err != nil {
		return nil, fmt.Errorf("read ranking model: %w", err)
	}
	digest := sha256.Sum256(fmt.Appendf(data[:len(data):len(data)], "algorithm %d", algorithm))
	m.version = hex.EncodeToString(digest[:6])
	return &m, nil
}

func (m *Model) check() error {
	var sum int64
	if len(m.Reasons) != int(Reasons) {
		return fmt.Errorf("%d reasons, want %d", len(m.Reasons), Reasons)
	}
	for i, r := range m.Reasons {
		if ReasonID(i) != Text {
			sum += r.Weight
		}
		if r.Weight < 0 || r.Prior < 0 || r.Prior > matcher.Million || r.Origin == "" {
			return fmt.Errorf("reason %q: weight, prior or origin out of range", r.Name)
		}
	}
	if sum != matcher.Million {
		return fmt.Errorf("weights sum to %d millionths", sum)
	}
	if t := m.Transfer; t.Bonus < 0 || t.Bonus > maxBonus || t.Reach < 0 || t.National < t.Reach || t.Recent < 0 || t.Origin == "" {
		return errors.New("transfer: bonus, reach, national, recent or origin out of range")
	}
	if m.Implied < 0 || m.Implied > matcher.Million || m.ImpliedOrigin == "" || m.UnknownLevel < 0 || m.UnknownLevel > 1000 {
		return errors.New("implied, its origin or unknownLevel out of range")
	}
	if m.Named < 1 || m.Named > listLike || m.NamedOrigin == "" {
		return errors.New("named or its origin out of range")
	}
	if b := m.Bands; b.Trainable < 0 || b.Suitable < b.Trainable || b.Suitable > matcher.Million || b.Near < 0 || b.Kin < b.Near ||
		b.Kin > matcher.Million || b.Closable > 1000 || b.Highest < 0 || b.Farthest <= 0 || b.Origin == "" {
		return errors.New("bands: a bound or the origin out of range")
	}
	return m.checkDistance()
}

// checkDistance holds the curve to begin at 0 km and to fall from at most a whole.
func (m *Model) checkDistance() error {
	d := m.Distance
	if len(d) < 2 || d[0][0] != 0 || d[0][1] > matcher.Million || d[len(d)-1][1] < 0 {
		return errors.New("distance: want two points or more, from 0 km on, worth 0 to a million")
	}
	for i := 1; i < len(d); i++ {
		if d[i][0] <= d[i-1][0] || d[i][1] > d[i-1][1] {
			return fmt.Errorf("distance: point %d is not farther, or worth more, than the one before", i)
		}
	}
	return nil
}

// Version changes whenever anything in the model does, or in what is made of it: 12 hexadecimal digits of a digest of the
// data and the number of the algorithm. Answers carry it, and cached ones are kept by it.
func (m *Model) Version() string { return m.version }

// Reason finds a reason by its published name, letter by letter; false where there is none.
func (m *Model) Reason(name string) (ReasonID, bool) {
	i := slices.IndexFunc(m.Reasons, func(r ReasonModel) bool { return r.Name == name })
	return ReasonID(i), i >= 0
}

// ReasonNames are the published names in order.
func (m *Model) ReasonNames() []string {
	names := make([]string, len(m.Reasons))
	for i, r := range m.Reasons {
		names[i] = r.Name
	}
	return names
}

// Weights is the share of each reason in a score, in millionths; they sum to a million exactly, so that no score exceeds
// one. A reason of weight 0 is left out of explanations.
type Weights [Reasons]int64

// MaxFactor is the most by which a question may multiply a reason's share. With it any reason can be made to decide alone,
// and the products of Model.Weights stay within 64 bits: 10^6 of weight by 10^6 by a million is 10^18.
const MaxFactor = 1_000_000

// Weights multiplies each reason's share by its factor (1 where absent), drops the excluded ones and text where no
// text is asked, and scales what is left to a million by largest remainders, ties to the earlier reason.
// It fails with a matcher.Invalid of the field weights where a factor is outside 0 to MaxFactor, or nothing is left to
// score by.
func (m *Model) Weights(factors map[ReasonID]float64, exclude ReasonSet, text bool) (Weights, error) {
	var raw [Reasons]int64
	var sum int64
	for i, r := range m.Reasons {
		id := ReasonID(i)
		factor, given := factors[id]
		if !given {
			factor = 1
		}
		if !(factor >= 0 && factor <= MaxFactor) {
			return Weights{}, matcher.Invalid{Field: "weights", Reason: fmt.Sprintf("of %s must be from 0 to %d", r.Name, MaxFactor)}
		}
		if exclude.Has(id) || (id == Text && !text) {
			continue
		}
		raw[i] = int64(float64(r.Weight) * factor)
		sum += raw[i]
	}
	if sum == 0 {
		return Weights{}, matcher.Invalid{Field: "weights", Reason: "leave no reason to score by"}
	}
	return apportion(raw, sum), nil
}

func apportion(raw [Reasons]int64, sum int64) Weights {
	var w Weights
	var rest [Reasons]int64
	left := int64(matcher.Million)
	for i, r := range raw {
		w[i], rest[i] = r*matcher.Million/sum, r*matcher.Million%sum
		left -= w[i]
	}
	for ; left > 0; left-- {
		most := 0
		for i := range rest {
			if rest[i] > rest[most] {
				most = i
			}
		}
		w[most]++
		rest[most] = -1
	}
	return w
}

// DemandShare is a in score = a x demandFit + (1-a) x wishFit, in millionths: what the weights of the demand side add up
// to, so that whoever changes weights changes how the two sides are combined.
func (m *Model) DemandShare(w Weights) int64 {
	var share int64
	for i, r := range m.Reasons {
		if r.Direction == matcher.Demand {
			share += w[i]
		}
	}
	return share
}

// ReasonSet is a set of reasons.
type ReasonSet uint32

// With adds a reason.
func (s ReasonSet) With(id ReasonID) ReasonSet { return s | 1<<id }

// Has reports whether the reason is in the set.
func (s ReasonSet) Has(id ReasonID) bool { return s&(1<<id) != 0 }
