// Package testkit holds what the tests of every room need and that knows nothing of matching: waiting, golden files, the
// source data beside the repository, real parts. Only tests import it, as TestRoomsImportOnlyWhatTheArchitectureAllows
// sees to. Judges of real codes are in matcher/fit/fittest, opened views in indexer/view/viewtest: rooms below those
// could not use them here, for a package cannot import in its tests what imports it.
package testkit

import (
	"encoding/csv"
	"flag"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write golden files anew, for review")

// Update says whether golden files are to be written: go test PACKAGE -update.
func Update() bool { return *update }

// Golden is the text of a reviewed file, path from the folder of the test; with -update it becomes got first.
func Golden(t testing.TB, path, got string) string {
	t.Helper()
	if Update() {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(want)
}

// Must gives v, or panics with err: for what can fail only where the test itself is wrong.
func Must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// Eventually waits, looking every 5 ms, for what another goroutine or process brings about, and ends the test when it has
// not come about within atMost.
func Eventually(t testing.TB, what string, atMost time.Duration, is func() bool) {
	t.Helper()
	for end := time.Now().Add(atMost); !is(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("not within %v: %s", atMost, what)
		}
	}
}

// SourcePath is where a file or folder of the source data lies, such as esco/official-layout: in the folder that
// MATCHD_SHARED_DATA names, or else in ../shared/data from the root of the repository. It need not be there.
func SourcePath(name string) string {
	root := os.Getenv("MATCHD_SHARED_DATA")
	if root == "" {
		for root = "."; !exists(filepath.Join(root, "go.mod")) && len(root) < 100; root = filepath.Join("..", root) {
		}
		root = filepath.Join(root, "..", "shared", "data")
	}
	return filepath.Join(root, filepath.FromSlash(name))
}

// SourceData is SourcePath for what a test cannot do without: the test is skipped where it is not there.
func SourceData(t testing.TB, name string) string {
	t.Helper()
	path := SourcePath(name)
	if !exists(path) {
		t.Skipf("%s of the source data is not here (MATCHD_SHARED_DATA names its folder)", name)
	}
	return path
}

// Table reads a file of comma-separated values: its head, and its rows, of which there is one at least.
func Table(t testing.TB, path string) (head []string, rows [][]string) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	all, err := csv.NewReader(file).ReadAll()
	if err != nil || len(all) < 2 {
		t.Fatalf("%s has %d rows: %v", path, len(all), err)
	}
	return all[0], all[1:]
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// Real is the address of a real part that a variable of the environment names, such as MATCHD_TEST_REDIS_URL; without it
// the test ends as with Absent.
func Real(t testing.TB, variable string) string {
	t.Helper()
	address := os.Getenv(variable)
	if address == "" {
		Absent(t, variable)
	}
	return address
}

// Absent skips a test that needs a real part, or fails it when MATCHD_TEST_REAL=required.
func Absent(t testing.TB, part string) {
	t.Helper()
	if os.Getenv("MATCHD_TEST_REAL") == "required" {
		t.Fatalf("needs %s, and MATCHD_TEST_REAL=required", part)
	}
	t.Skipf("needs %s", part)
}

// FreeAddress is an address of the loopback interface, host:port, where nothing listens at this moment.
func FreeAddress(t testing.TB) string {
	t.Helper()
	return net.JoinHostPort("127.0.0.1", strconv.Itoa(FreePort(t)))
}

// FreePort is the port of a FreeAddress.
func FreePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}
