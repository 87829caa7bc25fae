package app

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"matchd/indexer/view"
	"matchd/loadtest/population"
	"matchd/matcher"
	"matchd/schemas"
	"matchd/services/eventlog"
)

// childMark makes the test binary run the program itself instead of the tests.
const childMark = "MATCHD_TEST_CHILD"

func TestMain(m *testing.M) {
	if os.Getenv(childMark) == "" {
		os.Exit(m.Run())
	}
	if err := Main(context.Background(), nil, io.Discard, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// rounds is how often the process is killed: 50 in the long form.
func rounds() int {
	if os.Getenv("MATCHD_LONG") != "" {
		return 50
	}
	return 6
}

// TestAProcessKilledWhileFoldingEndsWithTheViewThatTheLogSays kills the whole program with SIGKILL at random moments of
// a fold of 5,000 records, starts it again, and compares what it folds in the end with a view made from the log at once.
func TestAProcessKilledWhileFoldingEndsWithTheViewThatTheLogSays(t *testing.T) {
	eachKind(t, func(t *testing.T, c Config) {
		brokers := c.KafkaBrokers
		log, err := eventlog.Open(t.Context(), eventlog.Config{Brokers: brokers, DataDir: filepath.Join(t.TempDir(), "log"), TopicPrefix: c.KafkaTopicPrefix})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { log.Close() })
		c.KafkaBrokers = log.Address()
		people := publishPopulation(t, log)
		dice := rand.New(rand.NewPCG(1, uint64(rounds())))
		dir := c.DataDir
		killed := 0
		for round := range rounds() {
			// Every round folds from an empty view or goes on with a killed one, by turns of four.
			if round%4 == 0 {
				dir = t.TempDir()
			}
			c.DataDir = dir
			if kill(t, c, time.Duration(dice.IntN(1500))*time.Millisecond) {
				killed++
			}
		}
		if killed == 0 {
			t.Fatal("no process was still folding when it was killed")
		}
		t.Logf("%d of %d processes were killed before they had caught up", killed, rounds())
		c.DataDir = dir
		equalViews(t, fold(t, c), fold(t, withData(c, t.TempDir())), people)
	})
}

func withData(c Config, dir string) Config {
	c.DataDir = dir
	return c
}

// publishPopulation writes 5,000 records, some of them twice, and erases some.
func publishPopulation(t *testing.T, log *eventlog.Log) *population.Population {
	t.Helper()
	config := population.Scaled(7, 3300, matcher.DateOf(time.Now()))
	people, err := population.New(config)
	if err != nil {
		t.Fatal(err)
	}
	var records []schemas.Record
	add := func(topic, key string, revision int64, data []byte, err error) {
		if err != nil {
			t.Fatal(err)
		}
		records = append(records, schemas.EntityRecord(topic, key, revision, data, schemas.DefaultSource, time.Now()))
	}
	for v := range people.AllVacancies() {
		data, err := schemas.Encode(v)
		add(schemas.Vacancies, v.ID, v.Revision, data, err)
	}
	for i := range people.Candidates {
		v := people.Candidate(i)
		data, err := schemas.Encode(v)
		add(schemas.Candidates, v.ID, v.Revision, data, err)
		if i%10 == 0 {
			v.Revision, v.Status = v.Revision+1, matcher.CandidateWithdrawn
			data, err := schemas.Encode(v)
			add(schemas.Candidates, v.ID, v.Revision, data, err)
		}
		if i%50 == 0 {
			add(schemas.Candidates, v.ID, 0, nil, nil)
		}
	}
	if len(records) < 5000 {
		t.Fatalf("%d records, want 5,000", len(records))
	}
	if _, err := log.Publish(t.Context(), records); err != nil {
		t.Fatal(err)
	}
	return people
}

// kill runs the program for a while and ends it with SIGKILL; false where it had ended by itself.
func kill(t *testing.T, c Config, after time.Duration) bool {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), childMark+"=1", "MATCHD_LISTEN=127.0.0.1:0", "MATCHD_ADMIN_LISTEN=127.0.0.1:0", "MATCHD_DEMO=false",
		"MATCHD_DATA_DIR="+c.DataDir, "KAFKA_BROKERS="+strings.Join(c.KafkaBrokers, ","), "KAFKA_TOPIC_PREFIX="+c.KafkaTopicPrefix,
		"REDIS_URL=", "MATCHD_LOG_LEVEL=error", "MATCHD_DEV_KEY="+testKey)
	var errors strings.Builder
	child.Stderr = &errors
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	// The program needs a moment to open; the kill comes at a random moment after it has begun to fold.
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		if found, _ := filepath.Glob(filepath.Join(c.DataDir, "view", "view-*", "store", "*.zap")); len(found) > 0 {
			break
		}
	}
	time.Sleep(after)
	if err := child.Process.Kill(); err != nil {
		t.Fatalf("the program had ended: %s", errors.String())
	}
	return child.Wait() != nil
}

// fold lets a process catch up and gives it, stopped folding but with its view open.
func fold(t *testing.T, c Config) *view.View {
	t.Helper()
	r := start(t, c)
	return r.fold.View
}

func equalViews(t *testing.T, a, b *view.View, people *population.Population) {
	t.Helper()
	countA, errA := a.Documents()
	countB, errB := b.Documents()
	if errA != nil || errB != nil || countA != countB {
		t.Errorf("%d documents and %d, %v, %v", countA, countB, errA, errB)
	}
	if a.Snapshot().Marks.Generation() != b.Snapshot().Marks.Generation() {
		t.Errorf("generations differ: %s and %s", a.Snapshot().Marks.Generation(), b.Snapshot().Marks.Generation())
	}
	for v := range people.AllVacancies() {
		sameSource(t, a, b, view.Vacancies, v.ID)
	}
	for c := range people.AllCandidates() {
		sameSource(t, a, b, view.Candidates, c.ID)
	}
	if a.Snapshot().People.Len() != b.Snapshot().People.Len() || a.Snapshot().Openings.Len() != b.Snapshot().Openings.Len() {
		t.Error("columns differ in length")
	}
}

func sameSource(t *testing.T, a, b *view.View, k view.Kind, id string) {
	t.Helper()
	x, errX := a.Source(k, id)
	y, errY := b.Source(k, id)
	if string(x) != string(y) || (errX == nil) != (errY == nil) {
		t.Errorf("%s %s differs: %v, %v", k, id, errX, errY)
	}
}
