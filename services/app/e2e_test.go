package app

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"matchd/loadtest/testkit"
	"matchd/schemas"
	"matchd/services/eventlog"
)

const testKey = "development-key-for-tests"

// patience is how long a test waits for what will come: under the race detector, on a machine that others use too, the
// demo has taken more than half a minute. Only a failure takes as long as this.
const patience = 3 * time.Minute

// running is a whole process under test.
type running struct {
	*Process
	api  string
	stop func()
}

// eachKind runs a test on the embedded parts, and on real ones where the environment names them.
func eachKind(t *testing.T, test func(t *testing.T, c Config)) {
	t.Helper()
	off := false
	base := Config{
		Listen: "127.0.0.1:0", AdminListen: "127.0.0.1:0", LogLevel: "warn", DevKey: testKey, Demo: &off, Source: schemas.DefaultSource,
	}
	t.Run("embedded", func(t *testing.T) {
		c := base
		c.DataDir = t.TempDir()
		test(t, c)
	})
	t.Run("real", func(t *testing.T) {
		brokers, redis := testkit.Real(t, "MATCHD_TEST_KAFKA_BROKERS"), testkit.Real(t, "MATCHD_TEST_REDIS_URL")
		c := base
		c.DataDir, c.KafkaBrokers, c.RedisURL = t.TempDir(), strings.Split(brokers, ","), redis
		c.KafkaTopicPrefix = fmt.Sprintf("e2e-%d-", time.Now().UnixNano())
		test(t, c)
	})
}

func start(t *testing.T, c Config) *running {
	t.Helper()
	return startWith(t, c, io.Discard)
}

func startWith(t *testing.T, c Config, out io.Writer) *running {
	t.Helper()
	var logs bytes.Buffer
	p, err := Open(t.Context(), c, out, &logs)
	if err != nil {
		t.Fatal(err)
	}
	r := run(t, p)
	if t.Failed() {
		t.Log(logs.String())
	}
	return r
}

// run runs a process until the test ends, and gives it when it is ready.
func run(t *testing.T, p *Process) *running {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	listening, done := make(chan string, 1), make(chan error, 1)
	go func() { done <- p.Run(ctx, func(address string) { listening <- address }) }()
	r := &running{Process: p}
	stopped := false
	r.stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		if err := <-done; err != nil {
			t.Errorf("run ended with %v", err)
		}
		if err := p.Close(context.Background()); err != nil {
			t.Errorf("close: %v", err)
		}
	}
	t.Cleanup(r.stop)
	select {
	case address := <-listening:
		r.api = "http://" + address + "/v1"
	case err := <-done:
		stopped = true
		t.Fatalf("did not start: %v", errors.Join(err, p.Close(context.Background())))
	}
	testkit.Eventually(t, "ready", patience, func() bool { return p.fold.Ready() })
	return r
}

// send asks the API.
func (r *running) send(t *testing.T, method, path, body string, header map[string]string) (status int, answer []byte) {
	t.Helper()
	q, err := http.NewRequestWithContext(t.Context(), method, r.api+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	q.Header.Set("Authorization", "Bearer "+testKey)
	if body != "" {
		q.Header.Set("Content-Type", "application/json")
	}
	for k, v := range header {
		q.Header.Set(k, v)
	}
	a, err := http.DefaultClient.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	data, err := io.ReadAll(a.Body)
	if err != nil {
		t.Fatal(err)
	}
	return a.StatusCode, data
}

// call asks the API and decodes the answer.
func (r *running) call(t *testing.T, method, path, body string, header map[string]string, want int) map[string]any {
	t.Helper()
	status, data := r.send(t, method, path, body, header)
	if status != want {
		t.Fatalf("%s %s: status %d, want %d: %s", method, path, status, want, data)
	}
	var out map[string]any
	if len(data) > 0 {
		if err := json.Unmarshal(data, &out); err != nil {
			t.Fatalf("%s %s: %v: %s", method, path, err, data)
		}
	}
	return out
}

var waiting = map[string]string{"Prefer": "wait=20"}

func nurse(id string) string {
	return `{"id":"` + id + `","revision":1,"status":"open","title":"Verpleegkundige nachtdienst","company":{"id":"90000017","name":"Zorggroep De Linde"},
	"occupation":{"code":"urn:matchd:occupation:verpleegkundige"},"place":{"postcode":"3511"},"hours":{"min":24,"max":36}}`
}

func nursePerson(id string, consent bool) string {
	c := ""
	if consent {
		c = `,"consent":{"sharedWith":["uwv"]}`
	}
	return `{"id":"` + id + `","revision":1,"status":"available","responsibleParty":{"kind":"uwv"},"place":{"postcode":"3512"},
	"experience":[{"occupation":{"label":"verpleegkundige"},"from":"2015-01-01"}],"wishes":{"occupations":[{"label":"verpleegkundige"}],"hours":{"min":32,"max":32}}` + c + `}`
}

func TestAPushIsSearchableRankedExplainedAndAnnounced(t *testing.T) {
	eachKind(t, func(t *testing.T, c Config) {
		r := start(t, c)
		events := r.follow(t, "")
		r.call(t, "PUT", "/vacancies/nurse-1", nurse("nurse-1"), waiting, http.StatusOK)
		r.call(t, "PUT", "/candidates/person-1", nursePerson("person-1", true), waiting, http.StatusOK)
		r.call(t, "PUT", "/candidates/person-2", nursePerson("person-2", false), waiting, http.StatusOK)

		found := r.call(t, "GET", "/vacancies?query=verpleegkundigen", "", nil, http.StatusOK)
		if n := len(found["vacancies"].([]any)); n != 1 {
			t.Errorf("found %d vacancies by a Dutch plural, want 1", n)
		}
		list := r.call(t, "GET", "/vacancies/nurse-1/candidate-matches", "", nil, http.StatusOK)
		matches := list["matches"].([]any)
		if len(matches) != 2 {
			t.Fatalf("%d matches, want 2", len(matches))
		}
		first := matches[0].(map[string]any)
		var sum float64
		for _, reason := range first["reasons"].([]any) {
			sum += reason.(map[string]any)["contribution"].(float64)
		}
		if diff := sum - first["score"].(float64); diff > 1e-9 || diff < -1e-9 {
			t.Errorf("contributions add up to %v, the score is %v", sum, first["score"])
		}
		again := r.call(t, "GET", "/vacancies/nurse-1/candidate-matches", "", nil, http.StatusOK)
		if fmt.Sprint(again) != fmt.Sprint(list) {
			t.Error("the same question had another answer")
		}
		e := events.next(t, "nl.matchd.match.found.v1")
		if e["subject"] != "person-1~nurse-1" {
			t.Errorf("announced %v, want the person who consented", e["subject"])
		}
		r.call(t, "PUT", "/decisions/person-1~nurse-1", `{"id":"person-1~nurse-1","revision":1,"status":"hired","byParty":{"kind":"uwv"}}`, waiting, http.StatusOK)
		events.next(t, "nl.matchd.match.lapsed.v1")
		events.next(t, "nl.matchd.match.decided.v1")
		list = r.call(t, "GET", "/vacancies/nurse-1/candidate-matches", "", nil, http.StatusOK)
		if n := len(list["matches"].([]any)); n != 0 {
			t.Errorf("%d matches for a vacancy whose one place is taken", n)
		}
		r.call(t, "DELETE", "/candidates/person-1", "", waiting, http.StatusOK)
		r.call(t, "GET", "/candidates/person-1", "", nil, http.StatusNotFound)
	})
}

// stream is a running server-sent event stream.
type stream struct {
	lines *bufio.Scanner
	last  string
}

func (r *running) follow(t *testing.T, last string) *stream {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	q, err := http.NewRequestWithContext(ctx, "GET", r.api+"/match-events", nil)
	if err != nil {
		t.Fatal(err)
	}
	q.Header.Set("Authorization", "Bearer "+testKey)
	if last != "" {
		q.Header.Set("Last-Event-ID", last)
	}
	a, err := http.DefaultClient.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	if a.StatusCode != http.StatusOK {
		t.Fatalf("events: status %d", a.StatusCode)
	}
	t.Cleanup(func() { a.Body.Close() })
	return &stream{lines: bufio.NewScanner(a.Body)}
}

// next is the next event of a type.
func (s *stream) next(t *testing.T, kind string) map[string]any {
	t.Helper()
	for s.lines.Scan() {
		line := s.lines.Text()
		if id, ok := strings.CutPrefix(line, "id:"); ok {
			s.last = strings.TrimSpace(id)
		}
		data, ok := strings.CutPrefix(line, "data:")
		if !ok {
			continue
		}
		var e map[string]any
		if err := json.Unmarshal([]byte(data), &e); err != nil {
			t.Fatal(err)
		}
		if e["type"] == kind {
			return e
		}
	}
	t.Fatalf("the stream ended before a %s: %v", kind, s.lines.Err())
	return nil
}

func TestAnEventStreamResumesWhereItStopped(t *testing.T) {
	eachKind(t, func(t *testing.T, c Config) {
		r := start(t, c)
		first := r.follow(t, "")
		r.call(t, "PUT", "/vacancies/nurse-1", nurse("nurse-1"), waiting, http.StatusOK)
		r.call(t, "PUT", "/candidates/person-1", nursePerson("person-1", true), waiting, http.StatusOK)
		first.next(t, "nl.matchd.match.found.v1")
		r.call(t, "PUT", "/candidates/person-2", nursePerson("person-2", true), waiting, http.StatusOK)
		if e := r.follow(t, first.last).next(t, "nl.matchd.match.found.v1"); e["subject"] != "person-2~nurse-1" {
			t.Errorf("resumed with %v, want what came after the last event", e["subject"])
		}
	})
}

func TestARestartKeepsEverything(t *testing.T) {
	eachKind(t, func(t *testing.T, c Config) {
		r := start(t, c)
		r.call(t, "PUT", "/vacancies/nurse-1", nurse("nurse-1"), waiting, http.StatusOK)
		r.call(t, "PUT", "/candidates/person-1", nursePerson("person-1", true), waiting, http.StatusOK)
		before := r.call(t, "GET", "/vacancies/nurse-1/candidate-matches", "", nil, http.StatusOK)
		r.stop()
		r = start(t, c)
		after := r.call(t, "GET", "/vacancies/nurse-1/candidate-matches", "", nil, http.StatusOK)
		if fmt.Sprint(before) != fmt.Sprint(after) {
			t.Errorf("after a restart the answer is\n%v\nbefore it was\n%v", after, before)
		}
	})
}

func TestADamagedViewIsSetAsideAndMadeAnew(t *testing.T) {
	eachKind(t, func(t *testing.T, c Config) {
		r := start(t, c)
		r.call(t, "PUT", "/vacancies/nurse-1", nurse("nurse-1"), waiting, http.StatusOK)
		dir := r.viewFolder()
		r.stop()
		entries, err := os.ReadDir(dir)
		if err != nil || len(entries) != 1 {
			t.Fatalf("%d views below %s: %v", len(entries), dir, err)
		}
		if err := os.WriteFile(dir+"/"+entries[0].Name()+"/index_meta.json", []byte("{damaged"), 0o600); err != nil {
			t.Fatal(err)
		}
		r = start(t, c)
		r.call(t, "GET", "/vacancies/nurse-1", "", nil, http.StatusOK)
	})
}

func TestRecordsWrittenStraightToKafkaAreFoldedAndBadOnesSetAside(t *testing.T) {
	eachKind(t, func(t *testing.T, c Config) {
		r := start(t, c)
		log, err := eventlog.Open(t.Context(), eventlog.Config{Brokers: r.log.Address(), TopicPrefix: c.KafkaTopicPrefix})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { log.Close() })
		write := func(key, value string) {
			t.Helper()
			record := schemas.Record{Position: schemas.Position{Topic: schemas.Vacancies}, Key: []byte(key), Value: []byte(value)}
			if _, err := log.Publish(t.Context(), []schemas.Record{record}); err != nil {
				t.Fatal(err)
			}
		}
		write("broken", "{not json")
		write("long", "{too long"+strings.Repeat("x", 999_900)) // with the headers of a letter it is above the limit of other topics
		write("other", nurse("nurse-9"))
		write("nurse-2", nurse("nurse-2"))
		testkit.Eventually(t, "folded", patience, func() bool {
			_, err := r.fold.View.Vacancy("nurse-2")
			return err == nil
		})
		reasons := map[string]string{}
		testkit.Eventually(t, "set aside", patience, func() bool {
			for p := range schemas.Partitions {
				b, err := log.Fetch(t.Context(), schemas.DeadLetters, p, 0, eventlog.FetchOptions{MaxWait: 10 * time.Millisecond})
				if err != nil {
					continue
				}
				for i := range b.Records {
					_, reason, err := schemas.Refused(&b.Records[i])
					if err != nil {
						t.Fatal(err)
					}
					reasons[string(b.Records[i].Key)+" "+string(b.Records[i].Value)[:9]] = reason
				}
			}
			return len(reasons) == 3
		})
		if _, ok := reasons["broken {not json"]; !ok {
			t.Errorf("dead letters are %v, want the broken record's own bytes", reasons)
		}
	})
}
