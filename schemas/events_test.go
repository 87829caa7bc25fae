package schemas

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"matchd/matcher"
)

func noon() time.Time { return time.Date(2026, 2, 1, 12, 0, 0, 123000000, time.UTC) }

func found(t *testing.T) Event {
	t.Helper()
	e, err := NewEvent(MatchFound, DefaultSource, "v1", Position{Vacancies, 2, 41}, noon(), []string{"AM13", "AM12"},
		MatchChanged{MatchID: "c1~v1", CandidateID: "c1", VacancyID: "v1", Score: 741250, Rank: 3, ModelVersion: "m1"})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestEventsComeBackFromTheLogAsTheyWere(t *testing.T) {
	e := found(t)
	r := e.Record()
	back, err := EventOf(&r)
	if err != nil || !reflect.DeepEqual(back, e) {
		t.Errorf("came back as %+v, %v", back, err)
	}
	if string(r.Key) != "v1" || r.Topic != MatchEvents || r.Header("ce_type") != "nl.matchd.match.found.v1" || r.Header("content-type") != "application/json" {
		t.Errorf("written as %+v", r)
	}
	data, err := DataOf[MatchChanged](back)
	if err != nil || data.Rank != 3 || data.Score != 741250 {
		t.Errorf("data %+v, %v", data, err)
	}
}

func TestEventsComeBackFromTheStreamAsTheyWere(t *testing.T) {
	e := found(t)
	data, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"specversion":"1.0","id":"` + idOfFound + `","type":"nl.matchd.match.found.v1","source":"urn:nld:oin:00000000000000000000:systeem:matchd",` +
		`"subject":"v1","time":"2026-02-01T12:00:00.123Z","regions":"AM13,AM12","datacontenttype":"application/json","data":{"matchId":"c1~v1","candidateId":"c1",` +
		`"vacancyId":"v1","score":0.74125,"rank":3,"modelVersion":"m1"}}`
	if string(data) != want {
		t.Errorf("written as %s\nwant       %s", data, want)
	}
	var back Event
	if err := json.Unmarshal(data, &back); err != nil || !reflect.DeepEqual(back, e) {
		t.Errorf("came back as %+v, %v", back, err)
	}
	if err := json.Unmarshal([]byte(`{"specversion":"0.3","id":"x"}`), &back); !errors.Is(err, ErrNoEvent) {
		t.Errorf("read an event of another version: %v", err)
	}
}

// idOfFound is the id of the event that found makes: part of the contract, so it may not change.
const idOfFound = "57qkhrzexiianeni5wugoraxotf4carb"

func TestEventIDsAreAFunctionOfTypeSubjectAndCause(t *testing.T) {
	cause := Position{Vacancies, 2, 41}
	base := EventID(MatchFound, "v1", cause)
	if base != idOfFound {
		t.Errorf("id is %s, want %s", base, idOfFound)
	}
	for name, other := range map[string]string{
		"another type":      EventID(MatchLapsed, "v1", cause),
		"another subject":   EventID(MatchFound, "v2", cause),
		"another topic":     EventID(MatchFound, "v1", Position{Candidates, 2, 41}),
		"another partition": EventID(MatchFound, "v1", Position{Vacancies, 4, 1}),
		"another offset":    EventID(MatchFound, "v1", Position{Vacancies, 2, 42}),
	} {
		if other == base {
			t.Errorf("%s has the same id", name)
		}
	}
}

func TestWhatIsNoEventIsSaidToBeNone(t *testing.T) {
	for name, spoil := range map[string]func(*Record){
		"without a version":      func(r *Record) { r.SetHeader("ce_specversion", "") },
		"of an unknown type":     func(r *Record) { r.SetHeader("ce_type", "nl.matchd.match.lost.v1") },
		"without an id":          func(r *Record) { r.SetHeader("ce_id", "") },
		"at no time":             func(r *Record) { r.SetHeader("ce_time", "noon") },
		"with data that is none": func(r *Record) { r.Value = []byte("{") },
	} {
		t.Run(name, func(t *testing.T) {
			r := found(t).Record()
			spoil(&r)
			if _, err := EventOf(&r); !errors.Is(err, ErrNoEvent) {
				t.Errorf("read it: %v", err)
			}
		})
	}
}

func TestRecordsOfEntitiesAreCloudEvents(t *testing.T) {
	v := matcher.Vacancy{ID: "v1", Revision: 4, Status: matcher.VacancyOpen}
	data, err := Encode(v)
	if err != nil {
		t.Fatal(err)
	}
	r := EntityRecord(Vacancies, KeyOf(v), v.Revision, data, DefaultSource, noon())
	if r.Header("ce_id") != "v1-4" || r.Header("ce_type") != "nl.matchd.vacancy.stored.v1" || string(r.Key) != "v1" || r.Tombstone() {
		t.Errorf("written as %+v", r)
	}
	gone := EntityRecord(Candidates, "c1", 0, nil, DefaultSource, noon())
	if !gone.Tombstone() || gone.Header("ce_type") != "nl.matchd.candidate.erased.v1" || strings.ContainsRune(gone.Header("ce_id"), '/') {
		t.Errorf("written as %+v", gone)
	}
	if EntityType(MatchEvents, false) != "" {
		t.Error("a topic without entities has a type of entity")
	}
}

func TestKeysAreIDs(t *testing.T) {
	keys := []string{KeyOf(matcher.Vacancy{ID: "v"}), KeyOf(matcher.Candidate{ID: "c"}), KeyOf(matcher.Surplus{ID: "s"}), KeyOf(matcher.Company{ID: "k"}), KeyOf(matcher.Decision{ID: "d"})}
	if got := strings.Join(keys, ""); got != "vcskd" {
		t.Errorf("keys %q", got)
	}
}

func TestDeadLettersKeepBytesPlaceAndReason(t *testing.T) {
	r := Record{Position: Position{Vacancies, 3, 99}, Key: []byte("v\xff"), Value: []byte("{\xfe"), Headers: []Header{{"traceparent", []byte("00-x")}}}
	letter := DeadLetter(&r, "status: is required", noon())
	if letter.Topic != DeadLetters || !bytes.Equal(letter.Key, r.Key) || !bytes.Equal(letter.Value, r.Value) || letter.Header("traceparent") != "00-x" {
		t.Errorf("put aside as %+v", letter)
	}
	place, reason, err := Refused(&letter)
	if err != nil || place != r.Position || reason != "status: is required" {
		t.Errorf("read %v %q %v", place, reason, err)
	}
	if letter.Header("dl_time") != "2026-02-01T12:00:00.123Z" || len(r.Headers) != 1 {
		t.Errorf("headers %v, of the original %v", letter.Headers, r.Headers)
	}
}

func TestDeadLettersOfTombstonesAreNoTombstonesAndReasonsAreShort(t *testing.T) {
	letter := DeadLetter(&Record{Position: Position{Vacancies, 3, 99}, Key: []byte("v")}, strings.Repeat("é", maxReason), noon())
	if letter.Tombstone() || len(letter.Header("dl_reason")) > maxReason+len("…") {
		t.Errorf("put aside as %.80v", letter)
	}
	if _, _, err := Refused(&Record{}); err == nil {
		t.Error("read a dead letter where there is none")
	}
}

func TestPositionsComeBackAsTheyWere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Position{rapid.StringMatching(`[a-z.-]{1,20}`).Draw(t, "topic"), rapid.IntRange(0, 99).Draw(t, "partition"), rapid.Int64Min(0).Draw(t, "offset")}
		if back, err := ParsePosition(p.String()); err != nil || back != p {
			t.Fatalf("%v came back as %v, %v", p, back, err)
		}
	})
	for _, s := range []string{"", "a/1", "/1/2", "a/-1/2", "a/1/-2", "a/1/2/3", "a/x/2"} {
		if p, err := ParsePosition(s); err == nil {
			t.Errorf("read %q as %v", s, p)
		}
	}
}

func FuzzEventJSON(f *testing.F) {
	f.Add([]byte(`{"specversion":"1.0","id":"x","type":"nl.matchd.match.found.v1","source":"urn:x","data":{"a":1}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var e Event
		if json.Unmarshal(data, &e) != nil {
			return
		}
		written, err := json.Marshal(e)
		if err != nil {
			t.Skip("a year beyond RFC 3339")
		}
		var back Event
		if err := json.Unmarshal(written, &back); err != nil || back.ID != e.ID || back.Type != e.Type {
			t.Fatalf("came back as %+v, %v", back, err)
		}
	})
}

func FuzzRefused(f *testing.F) {
	f.Add("vacancies.v1", "3", "99", "status: is required")
	f.Fuzz(func(t *testing.T, topic, partition, offset, reason string) {
		letter := Record{}
		letter.SetHeader("dl_topic", topic)
		letter.SetHeader("dl_partition", partition)
		letter.SetHeader("dl_offset", offset)
		letter.SetHeader("dl_reason", reason)
		if place, _, err := Refused(&letter); err == nil && (place.Partition < 0 || place.Offset < 0) {
			t.Errorf("read %v", place)
		}
	})
}
