package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	kafkago "github.com/segmentio/kafka-go"

	"matchd/loadtest/testkit"
	"matchd/schemas"
	"matchd/services/eventlog"
)

// binaryMark names the variable in which TestMain leaves the path of the program under test.
const binaryMark = "MATCHD_TEST_BINARY"

// TestMain builds the program once for all tests.
func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "matchd-loadtest-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	binary := filepath.Join(dir, "matchd")
	build := exec.Command("go", "build", "-o", binary, "matchd/services/matchd")
	build.Stderr = os.Stderr
	code := 1
	if err := errors.Join(build.Run(), os.Setenv(binaryMark, binary)); err != nil {
		fmt.Fprintln(os.Stderr, "build matchd:", err)
	} else {
		code = m.Run()
	}
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// underTest is a running service and its log.
type underTest struct {
	*client
	log     *eventlog.Log
	brokers []string
	prefix  string
}

// eachKind runs a test against a process with everything embedded, and against one on real parts where the
// environment names them.
func eachKind(t *testing.T, test func(t *testing.T, s *underTest)) {
	t.Run("embedded", func(t *testing.T) {
		ports, err := freePorts(1)
		if err != nil {
			t.Fatal(err)
		}
		test(t, launch(t, []string{"127.0.0.1:" + ports[0]}, "", "KAFKA_BROKERS=", "REDIS_URL=", "MATCHD_KAFKA_PORT="+ports[0]))
	})
	t.Run("real", func(t *testing.T) {
		brokers, redis := testkit.Real(t, "MATCHD_TEST_KAFKA_BROKERS"), testkit.Real(t, "MATCHD_TEST_REDIS_URL")
		prefix := fmt.Sprintf("real-input-%d-", time.Now().UnixNano())
		test(t, launch(t, strings.Split(brokers, ","), prefix, "KAFKA_BROKERS="+brokers, "KAFKA_TOPIC_PREFIX="+prefix, "REDIS_URL="+redis))
	})
}

// launch starts the binary on a folder of its own and ends it with the test.
func launch(t *testing.T, brokers []string, prefix string, setting ...string) *underTest {
	t.Helper()
	p, err := spawn(os.Getenv(binaryMark), t.TempDir(), os.Stderr, setting...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.stop(); err != nil {
			t.Error(err)
		}
	})
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	if _, err := p.ready(ctx); err != nil {
		t.Fatal(err)
	}
	c, err := p.api.open()
	if err != nil {
		t.Fatal(err)
	}
	log, err := kafka{Brokers: brokers, Prefix: prefix}.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := log.Close(); err != nil {
			t.Error(err)
		}
	})
	return &underTest{c, log, brokers, prefix}
}

// accreditation reads the corpus of VUM, which is not part of this repository.
func accreditation(t *testing.T) map[kind]mapped {
	t.Helper()
	at := corpus{Data: filepath.Dir(testkit.SourceData(t, "vum")), DistanceUnit: 100}
	all := map[kind]mapped{}
	for k, read := range map[kind]func() (mapped, error){vacancies: at.vacancies, candidates: at.candidates} {
		m, err := read()
		if err != nil {
			t.Fatal(err)
		}
		if len(m.refused) > 0 {
			t.Errorf("%s that cannot be mapped: %v", k, m.refused)
		}
		all[k] = m
	}
	return all
}

func TestEveryRecordOfTheCorpusOfVUMCanBeFound(t *testing.T) {
	all := accreditation(t)
	eachKind(t, func(t *testing.T, s *underTest) {
		want := map[kind]int{}
		for k, m := range all {
			done, err := s.pushAll(t.Context(), k, m.bodies)
			if err != nil {
				t.Fatal(err)
			}
			if done.Status[http.StatusAccepted] != m.lines {
				t.Errorf("%s: %d lines, by status %v, refused %v", k, m.lines, done.Status, done.Refused)
			}
			want[k] = m.lines
		}
		have, err := s.awaitTotals(t.Context(), want, time.Minute)
		if err != nil {
			t.Fatal(err)
		}
		if have[vacancies] != 485 || have[candidates] != 1000 {
			t.Errorf("found %v, want 485 vacancies and 1000 candidates", have)
		}
		for k, state := range map[kind]string{vacancies: "open", candidates: "available"} {
			if n, err := s.total(t.Context(), k, "", state); err != nil || n != want[k] {
				t.Errorf("found %d %s that are %s, want %d; %v", n, k, state, want[k], err)
			}
		}
		for k, m := range all {
			for i := 0; i < len(m.ids); i += 97 {
				if status, _, err := s.call(t.Context(), http.MethodGet, k.path()+"/"+m.ids[i], nil); err != nil || status != http.StatusOK {
					t.Errorf("%s %s: status %d, %v", k, m.ids[i], status, err)
				}
			}
		}
		letters, err := deadLetters(t.Context(), s.log)
		if err != nil || len(letters) > 0 {
			t.Errorf("dead letters %v, %v; want none", letters, err)
		}
	})
}

// write appends a record to a partition of the writer's own choice, as a careless client does.
func (s *underTest) write(t *testing.T, partition int, key, value string) {
	t.Helper()
	w := &kafkago.Writer{
		Addr: kafkago.TCP(s.brokers...), Topic: s.prefix + schemas.Vacancies, RequiredAcks: kafkago.RequireAll, BatchTimeout: time.Millisecond,
		Balancer: kafkago.BalancerFunc(func(kafkago.Message, ...int) int { return partition }),
	}
	if err := w.WriteMessages(t.Context(), kafkago.Message{Key: []byte(key), Value: []byte(value)}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestRecordsOfACarelessClientAreSetAsideWithTheirReasonAndTheFoldGoesOn(t *testing.T) {
	vacancy := func(id string) string {
		return `{"id":"` + id + `","revision":1,"status":"open","title":"Bakker"}`
	}
	own := func(key string) int { return schemas.PartitionOf([]byte(key), schemas.Partitions) }
	wrong := []struct {
		name, key, value, reason string
		partition                int
	}{
		{"a partition that is not the key's", "stray", vacancy("stray"), "partition", (own("stray") + 1) % schemas.Partitions},
		{"bytes that are no JSON", "noise", "\xff\xfe{", "JSON", own("noise")},
		{"JSON that breaks off", "broken", `{"id":"broken","revision":`, "JSON", own("broken")},
		{"a key that is not the id", "key", vacancy("other"), "key", own("key")},
		{"a required field that is absent", "bare", `{"id":"bare"}`, "revision", own("bare")},
	}
	eachKind(t, func(t *testing.T, s *underTest) {
		for _, w := range wrong {
			s.write(t, w.partition, w.key, w.value)
		}
		for partition := range schemas.Partitions {
			// One sound record behind the bad ones in every partition shows that none of them holds up the fold.
			id := keyIn(partition)
			s.write(t, partition, id, vacancy(id))
		}
		if _, err := s.awaitTotals(t.Context(), map[kind]int{vacancies: schemas.Partitions}, 30*time.Second); err != nil {
			t.Fatal(err)
		}
		letters, err := deadLetters(t.Context(), s.log)
		if err != nil {
			t.Fatal(err)
		}
		if len(letters) != len(wrong) {
			t.Errorf("%d dead letters, want %d: %v", len(letters), len(wrong), letters)
		}
		byKey := map[string]letter{}
		for _, l := range letters {
			byKey[l.key] = l
		}
		for _, w := range wrong {
			got := byKey[w.key]
			if got.value != w.value || got.place.Topic != schemas.Vacancies || got.place.Partition != w.partition || !strings.Contains(got.reason, w.reason) {
				t.Errorf("%s: set aside as %+v, want its own bytes, its place and a reason that says %q", w.name, got, w.reason)
			}
		}
	})
}

// keyIn is a key that belongs to a partition.
func keyIn(partition int) string {
	for i := 0; ; i++ {
		if key := fmt.Sprintf("sound-%d", i); schemas.PartitionOf([]byte(key), schemas.Partitions) == partition {
			return key
		}
	}
}
