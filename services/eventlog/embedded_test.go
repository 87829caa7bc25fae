package eventlog

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"matchd/schemas"
)

// fold reads all of a topic into the last value of each key.
func fold(t testing.TB, l *Log, topic string) map[string]string {
	t.Helper()
	last := make(map[string]string)
	for p := range schemas.Partitions {
		for _, r := range drained(t, l, topic, p, firstOf(t, l, topic, p)) {
			last[string(r.Key)] = string(r.Value)
		}
	}
	return last
}

func reopened(t testing.TB, c Config) *Log {
	t.Helper()
	l, err := Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func closed(t testing.TB, l *Log) {
	t.Helper()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestTheEmbeddedBrokerKeepsRecordsAndIdentityAcrossRestarts(t *testing.T) {
	c := Config{DataDir: filepath.Join(t.TempDir(), "made", "here")}
	var identity string
	for life := range 3 {
		l := reopened(t, c)
		id, err := l.Identity(t.Context(), schemas.Vacancies)
		if err != nil || (life > 0 && id != identity) {
			t.Errorf("life %d: identity %q after %q, %v", life, id, identity, err)
		}
		identity = id
		if got := fold(t, l, schemas.Vacancies); len(got) != 10*life {
			t.Errorf("life %d: %d keys, want %d", life, len(got), 10*life)
		}
		for i := range 10 {
			published(t, l, record(schemas.Vacancies, fmt.Sprint(life, "-", i), "old"), record(schemas.Vacancies, fmt.Sprint(life, "-", i), "new"))
		}
		closed(t, l)
	}
}

func TestADataDirectoryHasOneOwner(t *testing.T) {
	c := Config{DataDir: t.TempDir()}
	first := reopened(t, c)
	if _, err := Open(t.Context(), c); !errors.Is(err, ErrInUse) || !strings.Contains(err.Error(), c.DataDir) {
		t.Error(err)
	}
	closed(t, first)
	closed(t, reopened(t, c))
}

const childDir = "MATCHD_TEST_EVENTLOG_CHILD"

// TestChildPublishesUntilItIsKilled is the other process of the test below.
func TestChildPublishesUntilItIsKilled(t *testing.T) {
	dir := os.Getenv(childDir)
	if dir == "" {
		t.Skip("only runs as a child of another test")
	}
	l := reopened(t, Config{DataDir: dir})
	for i := 0; ; i++ {
		p := published(t, l, record(schemas.Vacancies, fmt.Sprint("k", i), fmt.Sprint(i)))[0]
		fmt.Println("acked", p.Partition, p.Offset, i)
	}
}

func TestWhatWasAcknowledgedOutlivesAKilledProcess(t *testing.T) {
	dir := t.TempDir()
	for range 2 {
		child := exec.Command(os.Args[0], "-test.run=^TestChildPublishesUntilItIsKilled$", "-test.v")
		child.Env = append(os.Environ(), childDir+"="+dir)
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		acked := make(map[schemas.Position]string)
		lines := bufio.NewScanner(out)
		for len(acked) < 500 && lines.Scan() {
			p, value := schemas.Position{Topic: schemas.Vacancies}, ""
			if n, _ := fmt.Sscanf(lines.Text(), "acked %d %d %s", &p.Partition, &p.Offset, &value); n == 3 {
				acked[p] = value
			}
		}
		if _, err := Open(t.Context(), Config{DataDir: dir}); !errors.Is(err, ErrInUse) {
			t.Errorf("a directory that another process uses: %v", err)
		}
		_ = child.Process.Kill()
		_ = child.Wait()
		if len(acked) < 500 {
			t.Fatalf("the other process ended after %d records", len(acked))
		}
		l := reopened(t, Config{DataDir: dir})
		found := 0
		for p := range schemas.Partitions {
			for _, r := range drained(t, l, schemas.Vacancies, p, firstOf(t, l, schemas.Vacancies, p)) {
				if acked[r.Position] == string(r.Value) {
					found++
				}
			}
		}
		if found != len(acked) {
			t.Errorf("%d of %d acknowledged records are still there", found, len(acked))
		}
		closed(t, l)
	}
}

func TestAKillDuringCompactionLosesNothing(t *testing.T) {
	c := Config{DataDir: t.TempDir()}
	l := reopened(t, c)
	for i := range 30 {
		published(t, l, record(schemas.Vacancies, fmt.Sprint("k", i%10), fmt.Sprint(i)))
	}
	want := fold(t, l, schemas.Vacancies)
	closed(t, l)
	records := filepath.Join(c.DataDir, "records")
	if err := secure(records); err != nil {
		t.Fatal(err)
	}
	segments, err := filepath.Glob(filepath.Join(records, live, "*", "*.dat"))
	if err != nil || len(segments) == 0 {
		t.Fatal(segments, err)
	}
	for _, s := range segments { // what the broker does first
		if err := os.Remove(s); err != nil {
			t.Fatal(err)
		}
	}
	l = reopened(t, c)
	if got := fold(t, l, schemas.Vacancies); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", got, want)
	}
	closed(t, l)
	if left, _ := filepath.Glob(filepath.Join(records, live+".*")); len(left) != 0 {
		t.Errorf("safety copies left behind: %v", left)
	}
}

func TestAnUnfinishedSafetyCopyIsWorthNothing(t *testing.T) {
	dir := t.TempDir()
	for _, folder := range []string{live, half} {
		if err := os.MkdirAll(filepath.Join(dir, folder, folder), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := restore(dir); err != nil {
		t.Fatal(err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*", "*")); len(left) != 1 || filepath.Base(left[0]) != live {
		t.Errorf("left: %v", left)
	}
}

func TestCompactionUnderLoadLosesNothing(t *testing.T) {
	c := Config{DataDir: t.TempDir()}
	l := reopened(t, c)
	want := make(map[string]string)
	done := make(chan error)
	go func() {
		for range 10 {
			if err := l.embedded.compact(); err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	for i := 0; ; i++ {
		key, value := fmt.Sprint("k", i%50), fmt.Sprint(i)
		published(t, l, record(schemas.Vacancies, key, value))
		want[key] = value
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			if got := fold(t, l, schemas.Vacancies); fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("got %v, want %v", got, want)
			}
			closed(t, l)
			l = reopened(t, c)
			if got := fold(t, l, schemas.Vacancies); fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("after a restart: got %v, want %v", got, want)
			}
			closed(t, l)
			return
		default:
		}
	}
}
