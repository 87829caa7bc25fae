package schemas

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"matchd/matcher"
	"matchd/matcher/coupling"
)

// EventType is the type of a CloudEvent: reverse-domain with a version, after the NL GOV profile.
type EventType string

// The types of match events.
const (
	MatchFound      EventType = "nl.matchd.match.found.v1"      // a pair came into a standing list
	MatchLapsed     EventType = "nl.matchd.match.lapsed.v1"     // a pair left it
	MatchesListed   EventType = "nl.matchd.match.listed.v1"     // a list was shown to somebody
	MatchDecision   EventType = "nl.matchd.match.decided.v1"    // a matcher decided
	TransferFound   EventType = "nl.matchd.transfer.found.v1"   // two companies can be coupled
	TransferLapsed  EventType = "nl.matchd.transfer.lapsed.v1"  // they no longer can
	TransferPlanned EventType = "nl.matchd.transfer.planned.v1" // a plan between them was shown
	UnmatchedDemand EventType = "nl.matchd.demand.unmatched.v1" // what a region's plan leaves free was shown
)

// EventTypes are all types, in the order of the contract.
func EventTypes() []EventType {
	return []EventType{MatchFound, MatchLapsed, MatchesListed, MatchDecision, TransferFound, TransferLapsed, TransferPlanned, UnmatchedDemand}
}

// Short is the type without the reverse domain and the version, such as match.found.
func (t EventType) Short() string {
	return strings.TrimSuffix(strings.TrimPrefix(string(t), "nl.matchd."), ".v1")
}

// DefaultSource names the system that events come from where no setting does; the OIN of noughts is nobody's. The
// form is that of the NL GOV profile for CloudEvents: urn:nld:oin:<OIN>:systeem:<name>.
const DefaultSource = "urn:nld:oin:00000000000000000000:systeem:matchd"

// Event is something that happened to matches, as a CloudEvent 1.0. It carries no personal data beyond ids.
type Event struct {
	ID      string
	Type    EventType
	Source  string
	Subject string    // what it is about, and the key of its record: a match id, a vacancy id, or two company ids as a match id
	Time    time.Time // when it was noted, UTC
	Regions []string  // labour-market regions that it concerns, by code
	Data    json.RawMessage
}

// EventID makes the id of an event from its type, its subject and the record that caused it: the first 160 bits of
// SHA-256 over the four, each on a line, in small base32 letters. A repeat has the same id, so that consumers can drop
// it; every event that one record causes needs a subject of its own, such as the match id; a match found again after it lapsed has another cause and so another id.
func EventID(t EventType, subject string, cause Position) string {
	sum := sha256.Sum256([]byte(fmt.Sprintf("%s\n%s\n%s\n%d/%d", t, subject, cause.Topic, cause.Partition, cause.Offset)))
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:20]))
}

// EventData is what an event may carry.
type EventData interface {
	MatchChanged | MatchListed | MatchDecided | TransferChanged | TransferShown | DemandUnmatched
}

// NewEvent makes an event that a record caused. It fails only where the data cannot be written as JSON.
func NewEvent[T EventData](t EventType, source, subject string, cause Position, at time.Time, regions []string, data T) (Event, error) {
	raw, err := json.Marshal(data)
	if err != nil {
		return Event{}, fmt.Errorf("encode event data: %w", err)
	}
	return Event{ID: EventID(t, subject, cause), Type: t, Source: source, Subject: subject, Time: at.UTC(), Regions: regions, Data: raw}, nil
}

// DataOf reads what an event carries.
func DataOf[T EventData](e Event) (T, error) {
	var data T
	if err := json.Unmarshal(e.Data, &data); err != nil {
		return data, fmt.Errorf("decode event data: %w", err)
	}
	return data, nil
}

// MatchChanged is the data of match.found and match.lapsed.
type MatchChanged struct {
	MatchID      string             `json:"matchId"`
	CandidateID  string             `json:"candidateId"`
	VacancyID    string             `json:"vacancyId"`
	Score        matcher.Millionths `json:"score"`
	Rank         int                `json:"rank"` // in the standing list, from 1; 0 = no longer in it
	ModelVersion string             `json:"modelVersion"`
	Region       string             `json:"region,omitempty"` // of the vacancy
	Reason       string             `json:"reason,omitempty"` // code: why it lapsed
}

// ShownTo says as what somebody was shown something.
type ShownTo struct {
	Role  string            `json:"role"`
	Party matcher.PartyKind `json:"party,omitempty"`
}

// MatchListed is the data of match.listed: who was shown what, without any text of a profile. People who share their
// profile with nobody beyond the responsible party are not named, because events are read by many: in a vacancy's list
// they are counted, and of such a candidate's own list the subject is "undisclosed" and everything is.
type MatchListed struct {
	ShownTo
	SubjectKind  string        `json:"subjectKind"` // vacancy or candidate: whose list it was
	Shown        []ListedMatch `json:"shown"`
	Withheld     int           `json:"withheld,omitempty"` // lines that are left out
	ModelVersion string        `json:"modelVersion"`
}

// ListedMatch is one line of a list that was shown.
type ListedMatch struct {
	ID    string             `json:"id"`
	Score matcher.Millionths `json:"score"`
}

// MatchDecided is the data of match.decided. About a person who shares the profile with nobody beyond the responsible
// party it names the vacancy alone, and that is its subject too.
type MatchDecided struct {
	MatchID   string            `json:"matchId,omitempty"`
	VacancyID string            `json:"vacancyId"`
	ByParty   matcher.PartyKind `json:"byParty,omitempty"`
	matcher.Stage
	Taken int `json:"taken,omitempty"` // people and positions that are out of every other list and plan by it
}

// TransferChanged is the data of transfer.found and transfer.lapsed.
type TransferChanged struct {
	CompanyFrom string `json:"companyFrom"`
	CompanyTo   string `json:"companyTo"`
	Placeable   int    `json:"placeable"` // people that an optimal assignment places
	Region      string `json:"region,omitempty"`
}

// TransferShown is the data of transfer.planned: the plan between two companies that somebody was shown, without anybody
// who is in it. Its numbers are of those whom the viewer may see.
type TransferShown struct {
	ShownTo
	CompanyFrom string `json:"companyFrom"`
	CompanyTo   string `json:"companyTo"`
	coupling.Totals
	AsOf         matcher.Date `json:"asOf"`
	ModelVersion string       `json:"modelVersion"`
}

// DemandUnmatched is the data of demand.unmatched: what a region's joint plan leaves free, as somebody was shown it. Its
// subject is the region.
type DemandUnmatched struct {
	ShownTo
	Region       string             `json:"region"`
	Positions    int                `json:"positions"` // left free in all
	Vacancies    int                `json:"vacancies"` // that they belong to
	Shown        []UnmatchedVacancy `json:"shown"`     // the first page
	AsOf         matcher.Date       `json:"asOf"`
	ModelVersion string             `json:"modelVersion"`
}

// UnmatchedVacancy is one line of unmatched demand.
type UnmatchedVacancy struct {
	VacancyID string `json:"vacancyId"`
	Positions int    `json:"positions"` // left free
	Suitable  int    `json:"suitable"`  // people fit for them, of those whom the viewer may see
	Trainable int    `json:"trainable"` // people who can be made fit for them
}

// String writes a position as topic/partition/offset.
func (p Position) String() string {
	return p.Topic + "/" + strconv.Itoa(p.Partition) + "/" + strconv.FormatInt(p.Offset, 10)
}

// ParsePosition reads what String writes. It fails on any other text.
func ParsePosition(s string) (Position, error) {
	parts := strings.Split(s, "/")
	if len(parts) != 3 || parts[0] == "" {
		return Position{}, fmt.Errorf("parse position: want topic/partition/offset")
	}
	partition, errP := strconv.ParseUint(parts[1], 10, 31)
	offset, errO := strconv.ParseUint(parts[2], 10, 63)
	if errP != nil || errO != nil {
		return Position{}, fmt.Errorf("parse position: want topic/partition/offset")
	}
	return Position{Topic: parts[0], Partition: int(partition), Offset: int64(offset)}, nil
}
