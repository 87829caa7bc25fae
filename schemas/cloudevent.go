package schemas

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"matchd/matcher"
)

// The attributes of CloudEvents 1.0 as headers of the Kafka binary binding, and our one extension.
const (
	headerSpec    = "ce_specversion"
	headerID      = "ce_id"
	headerType    = "ce_type"
	headerSource  = "ce_source"
	headerSubject = "ce_subject"
	headerTime    = "ce_time"
	headerRegions = "ce_regions" // codes, separated by commas
	headerContent = "content-type"

	specVersion = "1.0"
	contentJSON = "application/json"
)

// ErrNoEvent says that a record is no CloudEvent of ours.
var ErrNoEvent = errors.New("not a match event")

// Record writes the event as a record of the topic of match events, in the Kafka binary binding: attributes in the
// headers, data as the value, keyed by its subject.
func (e Event) Record() Record {
	r := Record{Position: Position{Topic: MatchEvents}, Key: []byte(e.Subject), Value: e.Data, Time: e.Time}
	for _, h := range [][2]string{
		{headerSpec, specVersion}, {headerID, e.ID}, {headerType, string(e.Type)}, {headerSource, e.Source}, {headerSubject, e.Subject},
		{headerTime, e.Time.UTC().Format(time.RFC3339Nano)}, {headerRegions, strings.Join(e.Regions, ",")}, {headerContent, contentJSON},
	} {
		if h[1] != "" {
			r.Headers = append(r.Headers, Header{Key: h[0], Value: []byte(h[1])})
		}
	}
	return r
}

// EventOf reads an event from a record. It fails with ErrNoEvent where attributes are missing or unknown, or the value
// is no JSON.
func EventOf(r *Record) (Event, error) {
	e := Event{ID: r.Header(headerID), Type: EventType(r.Header(headerType)), Source: r.Header(headerSource), Subject: r.Header(headerSubject), Data: r.Value}
	if regions := r.Header(headerRegions); regions != "" {
		e.Regions = strings.Split(regions, ",")
	}
	if r.Header(headerSpec) != specVersion || e.ID == "" || e.Source == "" || !slices.Contains(EventTypes(), e.Type) {
		return Event{}, fmt.Errorf("read attributes of event: %w", ErrNoEvent)
	}
	if !json.Valid(r.Value) {
		return Event{}, fmt.Errorf("read data of event: %w", ErrNoEvent)
	}
	at, err := time.Parse(time.RFC3339Nano, r.Header(headerTime))
	if err != nil {
		return Event{}, fmt.Errorf("read time of event: %w", ErrNoEvent)
	}
	e.Time = at.UTC()
	return e, nil
}

// cloudEvent is the JSON form of CloudEvents 1.0.
type cloudEvent struct {
	SpecVersion string          `json:"specversion"`
	ID          string          `json:"id"`
	Type        EventType       `json:"type"`
	Source      string          `json:"source"`
	Subject     string          `json:"subject,omitempty"`
	Time        time.Time       `json:"time,omitzero"`
	Regions     string          `json:"regions,omitempty"`
	ContentType string          `json:"datacontenttype"`
	Data        json.RawMessage `json:"data,omitempty"`
}

// MarshalJSON writes the event in the JSON form of CloudEvents, as the stream of server-sent events shows it.
func (e Event) MarshalJSON() ([]byte, error) {
	return json.Marshal(cloudEvent{specVersion, e.ID, e.Type, e.Source, e.Subject, e.Time.UTC(), strings.Join(e.Regions, ","), contentJSON, e.Data})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (e *Event) UnmarshalJSON(data []byte) error {
	var c cloudEvent
	if err := json.Unmarshal(data, &c); err != nil {
		return err
	}
	if c.SpecVersion != specVersion || c.ID == "" || c.Source == "" || c.Type == "" {
		return fmt.Errorf("read attributes of event: %w", ErrNoEvent)
	}
	*e = Event{ID: c.ID, Type: c.Type, Source: c.Source, Subject: c.Subject, Time: c.Time.UTC(), Data: c.Data}
	if c.Regions != "" {
		e.Regions = strings.Split(c.Regions, ",")
	}
	return nil
}

// EntityType is the type of the CloudEvent that a change of a record is, by its topic: an upsert, or where the record
// is a tombstone an erasure; empty for other topics.
func EntityType(topic string, erased bool) EventType {
	name, ok := map[string]string{Vacancies: "vacancy", Candidates: "candidate", Surpluses: "surplus", Companies: "company", Decisions: "decision"}[topic]
	switch {
	case !ok:
		return ""
	case erased:
		return EventType("nl.matchd." + name + ".erased.v1")
	}
	return EventType("nl.matchd." + name + ".stored.v1")
}

// EntityRecord writes one revision of a record for its topic, with the attributes of a CloudEvent; nil data erases the
// key. The id of the event is the key and the revision, so that a repeat is the same event.
func EntityRecord(topic, key string, revision int64, data []byte, source string, at time.Time) Record {
	r := Record{Position: Position{Topic: topic}, Key: []byte(key), Value: data, Time: at}
	id := fmt.Sprintf("%s-%d", key, revision)
	if data == nil {
		id = fmt.Sprintf("%s-erased-%d", key, at.UnixNano())
	}
	for _, h := range [][2]string{
		{headerSpec, specVersion}, {headerID, id}, {headerType, string(EntityType(topic, data == nil))}, {headerSource, source},
		{headerSubject, key}, {headerTime, at.UTC().Format(time.RFC3339Nano)}, {headerContent, contentJSON},
	} {
		r.Headers = append(r.Headers, Header{Key: h[0], Value: []byte(h[1])})
	}
	return r
}

// KeyOf is the key under which a record lies in its topic: its id.
func KeyOf[T Entity](v T) string {
	switch v := any(v).(type) {
	case matcher.Vacancy:
		return v.ID
	case matcher.Candidate:
		return v.ID
	case matcher.Surplus:
		return v.ID
	case matcher.Company:
		return v.ID
	case matcher.Decision:
		return v.ID
	}
	return ""
}
