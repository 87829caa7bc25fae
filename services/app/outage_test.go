package app

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"matchd/loadtest/testkit"
	"matchd/services/eventlog"
)

func TestWhileKafkaIsAwayAPushIsRefusedAndNothingIsHalfDone(t *testing.T) {
	port := testkit.FreePort(t)
	dir := filepath.Join(t.TempDir(), "log")
	open := func() *eventlog.Log {
		log, err := eventlog.Open(t.Context(), eventlog.Config{DataDir: dir, Port: port})
		if err != nil {
			t.Fatal(err)
		}
		return log
	}
	log := open()
	off := false
	r := start(t, Config{
		Listen: "127.0.0.1:0", AdminListen: "127.0.0.1:0", LogLevel: "error", DevKey: testKey, Demo: &off,
		DataDir: t.TempDir(), KafkaBrokers: log.Address(), Source: "urn:nld:oin:00000000000000000000:systeem:test",
	})
	r.call(t, "PUT", "/vacancies/nurse-1", nurse("nurse-1"), waiting, http.StatusOK)
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}

	began := time.Now()
	q, err := http.NewRequestWithContext(t.Context(), "PUT", r.api+"/vacancies/nurse-2", strings.NewReader(nurse("nurse-2")))
	if err != nil {
		t.Fatal(err)
	}
	q.Header.Set("Authorization", "Bearer "+testKey)
	q.Header.Set("Content-Type", "application/json")
	a, err := http.DefaultClient.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	a.Body.Close()
	if a.StatusCode != http.StatusServiceUnavailable || a.Header.Get("Retry-After") == "" {
		t.Errorf("status %d, Retry-After %q; want 503 with a time", a.StatusCode, a.Header.Get("Retry-After"))
	}
	if took := time.Since(began); took > 15*time.Second {
		t.Errorf("the refusal took %v", took)
	}
	// What is folded is still answered from.
	r.call(t, "GET", "/vacancies/nurse-1/candidate-matches", "", nil, http.StatusOK)

	log = open()
	t.Cleanup(func() { log.Close() })
	testkit.Eventually(t, "pushed again", patience, func() bool {
		q, err := http.NewRequestWithContext(t.Context(), "PUT", r.api+"/vacancies/nurse-3", strings.NewReader(nurse("nurse-3")))
		if err != nil {
			t.Fatal(err)
		}
		q.Header = http.Header{"Authorization": {"Bearer " + testKey}, "Content-Type": {"application/json"}, "Prefer": {"wait=10"}}
		a, err := http.DefaultClient.Do(q)
		if err != nil {
			t.Fatal(err)
		}
		a.Body.Close()
		return a.StatusCode == http.StatusOK
	})
	r.call(t, "GET", "/vacancies/nurse-2", "", nil, http.StatusNotFound)
}
