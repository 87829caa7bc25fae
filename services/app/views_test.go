package app

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"matchd/loadtest/testkit"
	"matchd/schemas"
)

// otherCodes is a taxonomy of another version, with which a view is another one.
const otherCodes = "../../matcher/fit/testdata/taxonomy"

// filled leaves a data folder with one vacancy in its log and a view that is whole, and gives the settings to go on with.
func filled(t *testing.T) Config {
	t.Helper()
	c := embeddedConfig(t)
	r := start(t, c)
	r.call(t, "PUT", "/vacancies/nurse-1", nurse("nurse-1"), waiting, http.StatusOK)
	testkit.Eventually(t, "noted as whole", patience, func() bool { _, err := os.Stat(r.wholeFile()); return err == nil })
	r.stop()
	return c
}

// views are the folders of views that are there.
func views(t *testing.T, c Config) []string {
	t.Helper()
	dirs, err := filepath.Glob(filepath.Join(c.DataDir, "view", "view-*"))
	if err != nil {
		t.Fatal(err)
	}
	return dirs
}

func TestAnOlderViewAnswersWhileTheNewOneIsMade(t *testing.T) {
	c := filled(t)
	c.Taxonomy = otherCodes
	for _, crash := range []string{"before anything is folded", "after all was folded, and before it is served"} {
		p := prepared(t, c, io.Discard)
		if err := p.openFold(t.Context()); err != nil {
			t.Fatal(err)
		}
		older := p.serving.Load()
		if older == p.fold.View || !p.answers() {
			t.Fatalf("%s: no older view answers", crash)
		}
		if _, err := older.Vacancy("nurse-1"); err != nil {
			t.Errorf("%s: the older view does not have the vacancy: %v", crash, err)
		}
		if strings.HasPrefix(crash, "after") {
			if err := foldUntilReady(t.Context(), p.fold); err != nil {
				t.Fatal(err)
			}
		}
		if err := p.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
	}

	p, err := Open(t.Context(), c, io.Discard, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	p.grace = 0
	r := run(t, p)
	testkit.Eventually(t, "served from the new view, and rid of the older", patience, func() bool {
		return r.serving.Load() == r.fold.View && len(views(t, c)) == 1
	})
	r.call(t, "GET", "/vacancies/nurse-1", "", nil, http.StatusOK)
}

func TestAViewThatIsServedNoMoreIsClosed(t *testing.T) {
	c := filled(t)
	c.Taxonomy = otherCodes
	p := prepared(t, c, io.Discard)
	p.grace = 0
	if err := p.openFold(t.Context()); err != nil {
		t.Fatal(err)
	}
	older := p.serving.Load()
	waiting, cancel := context.WithCancel(t.Context())
	at := schemas.Position{Topic: schemas.Vacancies, Partition: schemas.PartitionOf([]byte("nurse-1"), schemas.Partitions)}
	if err := foldUntilReady(t.Context(), p.fold); err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := p.waitFor(waiting, at); err == nil {
		t.Error("a record counts as searchable that the view which is served does not have")
	}
	if err := p.swap(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := p.waitFor(t.Context(), at); err != nil {
		t.Error(err)
	}
	if _, err := older.Documents(); err == nil {
		t.Error("the older view is still open")
	}
	if dirs := views(t, c); len(dirs) != 1 || len(p.erased) != 1 {
		t.Errorf("views are %v; the cache is to be emptied %d times", dirs, len(p.erased))
	}
}

func TestAHalfMadeViewIsNeverServed(t *testing.T) {
	c := filled(t)
	other := c
	other.Taxonomy = otherCodes
	p := prepared(t, other, io.Discard)
	if err := p.openFold(t.Context()); err != nil { // makes the other view, and is gone before it has folded
		t.Fatal(err)
	}
	if err := p.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	p = prepared(t, c, io.Discard) // back to the first codes
	if err := p.openFold(t.Context()); err != nil {
		t.Fatal(err)
	}
	if p.serving.Load() != p.fold.View || p.answers() {
		t.Error("the view that was begun with other codes is served")
	}
}

func TestARebuildMakesTheViewAnewAndKeepsOthersOut(t *testing.T) {
	t.Setenv("KAFKA_BROKERS", "") // the command reads the environment, and this log is embedded
	c := filled(t)
	r := start(t, c)
	for command, err := range map[string]error{
		"rebuild": Main(t.Context(), []string{"rebuild", "--data-dir=" + c.DataDir, "--demo=false"}, io.Discard, io.Discard),
		"with another Kafka": Main(t.Context(), []string{"rebuild", "--data-dir=" + c.DataDir,
			"--kafka-brokers=" + strings.Join(r.log.Address(), ",")}, io.Discard, io.Discard),
	} {
		if !errors.Is(err, errInUse) {
			t.Errorf("%s beside a running service: %v", command, err)
		}
	}
	r.stop()
	dir := views(t, c)[0]
	if err := os.WriteFile(filepath.Join(dir, "index_meta.json"), []byte("{damaged"), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := Main(t.Context(), []string{"rebuild", "--data-dir=" + c.DataDir, "--log-level=error"}, &out, io.Discard); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "view made anew: 0 candidates, 1 vacancies") || len(views(t, c)) != 1 {
		t.Errorf("it says %q, and there are %v", out.String(), views(t, c))
	}
	r = start(t, c)
	r.call(t, "GET", "/vacancies/nurse-1", "", nil, http.StatusOK)
}

func TestAnErasureEmptiesTheCacheWhoeverWroteIt(t *testing.T) {
	eachKind(t, func(t *testing.T, c Config) {
		r := start(t, c)
		r.call(t, "PUT", "/vacancies/nurse-1", nurse("nurse-1"), waiting, http.StatusOK)
		r.call(t, "PUT", "/candidates/person-1", nursePerson("person-1", true), waiting, http.StatusOK)
		r.call(t, "GET", "/vacancies/nurse-1/candidate-matches", "", nil, http.StatusOK)
		if err := r.cache.Set(t.Context(), "what was answered", []byte("{}"), time.Hour); err != nil {
			t.Fatal(err)
		}
		tombstone := schemas.EntityRecord(schemas.Candidates, "person-1", 0, nil, schemas.DefaultSource, time.Now())
		if _, err := r.log.Publish(t.Context(), []schemas.Record{tombstone}); err != nil {
			t.Fatal(err)
		}
		testkit.Eventually(t, "forgotten", patience, func() bool {
			_, kept, err := r.cache.Get(t.Context(), "what was answered")
			return err == nil && !kept
		})
	})
}

func TestInstallationsDoNotShareTheirAnswers(t *testing.T) {
	c := embeddedConfig(t)
	rooms := map[string]string{}
	for name, change := range map[string]func(*Config){
		"one": func(*Config) {}, "another prefix": func(c *Config) { c.KafkaTopicPrefix = "other-" },
		"topics that were made anew": func(c *Config) { c.DataDir = t.TempDir() },
	} {
		its := c
		change(&its)
		p := prepared(t, its, io.Discard)
		room, err := p.cacheRoom(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if again, err := p.cacheRoom(t.Context()); err != nil || again != room {
			t.Errorf("%s: asked again the room is %s instead of %s: %v", name, again, room, err)
		}
		if other, taken := rooms[room]; taken {
			t.Errorf("%s and %s have one room", name, other)
		}
		rooms[room] = name
		if err := p.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAProcessTellsThatItLivesBeforeItIsReady(t *testing.T) {
	c := embeddedConfig(t)
	c.AdminListen = testkit.FreeAddress(t)
	p, err := Open(t.Context(), c, io.Discard, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	run(t, p)
	for path, want := range map[string]int{"/healthz": http.StatusOK, "/readyz": http.StatusOK} {
		testkit.Eventually(t, path, patience, func() bool {
			a, err := http.Get("http://" + c.AdminListen + path)
			if err != nil {
				return false
			}
			_ = a.Body.Close()
			return a.StatusCode == want
		})
	}
	if idle := (&Process{}); idle.answers() {
		t.Error("a process without a view answers")
	}
}
