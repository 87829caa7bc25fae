package view

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"matchd/loadtest/testkit"
	"matchd/matcher/fit/fittest"
)

// childFolder is the variable that makes a run of this test binary apply batches until it is killed.
const childFolder = "MATCHD_VIEW_CHILD"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childFolder); dir != "" {
		if err := applyForEver(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// applyForEver goes on with the script of batches where the view's own positions say it left off.
func applyForEver(dir string) error {
	v, err := Open(context.Background(), dir, fittest.Judge(), nil)
	if err != nil {
		return err
	}
	fmt.Println("begin")
	for n := batchesIn(v); ; n++ {
		due := func(_, _ *Snapshot, _ Touched) []byte { return fmt.Append(nil, n) }
		if err := v.Apply(batchNumber(n), marksAt(int64(n+1)), due); err != nil {
			return err
		}
		fmt.Println("applied")
	}
}

func batchesIn(v *View) int {
	for _, mark := range v.Snapshot().Marks {
		return int(mark.Next[0])
	}
	return 0
}

// killAfter runs a child on dir and kills it a random moment after it said something this many times.
func killAfter(t *testing.T, dir string, lines int) {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run=^$")
	child.Env = append(os.Environ(), childFolder+"="+dir)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	said := bufio.NewReader(out)
	for range lines {
		if line, err := said.ReadString('\n'); err != nil {
			t.Fatalf("child ended by itself: %q, %v", line, err)
		}
	}
	time.Sleep(rand.N(20 * time.Millisecond)) // the moments of a commit lie within
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := child.Wait(); child.ProcessState.Exited() {
		t.Fatalf("child ended by itself: %v", err)
	}
}

func TestRecordsPositionsAndWhatIsKeptAgreeAfterKillsAtAnyMoment(t *testing.T) {
	rounds := 10
	if os.Getenv("MATCHD_LONG") == "1" {
		rounds = 50
	}
	dir := filepath.Join(t.TempDir(), "view")
	fresh := newView(t)
	applied := 0
	for round := range rounds {
		killAfter(t, dir, 1+rand.IntN(5))
		v := open(t, dir)
		for n := batchesIn(v); applied < n; applied++ {
			apply(t, fresh, batchNumber(applied)...)
		}
		if want, got := stateOf(t, fresh), stateOf(t, v); want != got {
			t.Fatalf("round %d, %d batches: %s", round, applied, firstDifference(want, got))
		}
		names := testkit.Must(v.Kept())
		if len(names) != applied {
			t.Fatalf("round %d: %d batches keep something of %d", round, len(names), applied)
		}
		for n, name := range names {
			if got := string(testkit.Must(v.ReadKept(name))); got != fmt.Sprint(n) {
				t.Fatalf("round %d: batch %d keeps %q", round, n, got)
			}
		}
		if err := v.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if applied == 0 {
		t.Errorf("only %d batches in %d rounds", applied, rounds)
	}
	t.Logf("%d kills, %d batches", rounds, applied)
}
