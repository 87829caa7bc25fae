package app

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"matchd/loadtest/testkit"
	"matchd/matcher"
	"matchd/schemas"
	"matchd/services/eventlog"
)

// child is the program in a process of its own, which can be killed.
type child struct {
	*running // only api and call
	command  *exec.Cmd
	admin    string
}

func spawn(t *testing.T, c Config, dir string) *child {
	t.Helper()
	public, admin := testkit.FreePort(t), testkit.FreePort(t)
	p := &child{running: &running{api: fmt.Sprintf("http://127.0.0.1:%d/v1", public)}, admin: fmt.Sprintf("http://127.0.0.1:%d", admin)}
	p.command = exec.CommandContext(t.Context(), os.Args[0])
	p.command.Env = append(os.Environ(), childMark+"=1", fmt.Sprintf("MATCHD_LISTEN=127.0.0.1:%d", public), fmt.Sprintf("MATCHD_ADMIN_LISTEN=127.0.0.1:%d", admin),
		"MATCHD_DEMO=false", "MATCHD_DATA_DIR="+dir, "KAFKA_BROKERS="+strings.Join(c.KafkaBrokers, ","), "KAFKA_TOPIC_PREFIX="+c.KafkaTopicPrefix,
		"REDIS_URL=", "MATCHD_LOG_LEVEL=error", "MATCHD_DEV_KEY="+testKey)
	p.command.Stderr = os.Stderr
	if err := p.command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.kill() })
	testkit.Eventually(t, "ready", patience, func() bool {
		a, err := http.Get(p.admin + "/readyz")
		if err != nil {
			return false
		}
		a.Body.Close()
		return a.StatusCode == http.StatusOK
	})
	return p
}

func (p *child) kill() {
	_ = p.command.Process.Kill()
	_ = p.command.Wait()
}

// decide has somebody proposed for a vacancy.
func (p *child) decide(t *testing.T, id string) {
	t.Helper()
	p.call(t, "PUT", "/decisions/"+id, decision(id), nil, http.StatusAccepted)
}

func decision(id string) string {
	return `{"id":"` + id + `","revision":1,"status":"introduced","byParty":{"kind":"uwv"}}`
}

// announced gives the ids of the events of one type in the log, by what they are about.
func announced(t *testing.T, log *eventlog.Log, kind schemas.EventType) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	bounds, err := log.Bounds(t.Context(), schemas.MatchEvents)
	if err != nil {
		t.Fatal(err)
	}
	for p, b := range bounds {
		for next := b.First; next < b.Next; {
			page, err := log.Fetch(t.Context(), schemas.MatchEvents, p, next, eventlog.FetchOptions{})
			if err != nil {
				t.Fatal(err)
			}
			next = page.Next
			for i := range page.Records {
				if e, err := schemas.EventOf(&page.Records[i]); err == nil && e.Type == kind {
					out[e.Subject] = append(out[e.Subject], e.ID)
				}
			}
		}
	}
	return out
}

// TestNoEventIsLostWhenTheProcessThatAnnouncesIsKilled kills the only process, which leaves its partitions with it
// until its session ends, and then one of two.
func TestNoEventIsLostWhenTheProcessThatAnnouncesIsKilled(t *testing.T) {
	eachKind(t, func(t *testing.T, c Config) {
		log, err := eventlog.Open(t.Context(), eventlog.Config{Brokers: c.KafkaBrokers, DataDir: filepath.Join(t.TempDir(), "log"), TopicPrefix: c.KafkaTopicPrefix})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { log.Close() })
		c.KafkaBrokers = log.Address()
		dir := t.TempDir()
		first := spawn(t, c, dir)
		var expected []string
		id := func(n int) string {
			expected = append(expected, matcher.MatchID("person-1", fmt.Sprintf("nurse-%d", n)))
			return expected[len(expected)-1]
		}
		first.call(t, "PUT", "/candidates/person-1", nursePerson("person-1", true), waiting, http.StatusOK)
		for n := range 20 {
			v := fmt.Sprintf("nurse-%d", n)
			first.call(t, "PUT", "/vacancies/"+v, nurse(v), waiting, http.StatusOK)
		}
		first.decide(t, id(0))
		first.kill()
		while := id(1) // written while nobody folds
		if _, err := log.Publish(t.Context(), []schemas.Record{{Position: schemas.Position{Topic: schemas.Decisions}, Key: []byte(while), Value: []byte(decision(while))}}); err != nil {
			t.Fatal(err)
		}
		second := spawn(t, c, dir)
		for n := 2; n < 9; n++ {
			second.decide(t, id(n))
		}
		third := spawn(t, c, t.TempDir())
		allAnnounced(t, log, expected)
		second.kill()
		for n := 9; n < 20; n++ {
			third.decide(t, id(n))
		}
		allAnnounced(t, log, expected)
	})
}

// allAnnounced waits until every decision is, and wants a repeat to have the id of the first.
func allAnnounced(t *testing.T, log *eventlog.Log, expected []string) {
	t.Helper()
	var missing []string
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		missing = nil
		events := announced(t, log, schemas.MatchDecision)
		for _, id := range expected {
			if len(events[id]) == 0 {
				missing = append(missing, id)
			}
			for _, e := range events[id] {
				if e != events[id][0] {
					t.Fatalf("%s is announced as %v: a repeat has another id", id, events[id])
				}
			}
		}
		if len(missing) == 0 {
			return
		}
	}
	t.Fatalf("not announced: %v", missing)
}
