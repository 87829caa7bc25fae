package view

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestAFingerprintDependsOnEveryVersionGiven(t *testing.T) {
	if a, b := Fingerprint("x", "y"), Fingerprint("x", "z"); a == b || a != Fingerprint("x", "y") {
		t.Errorf("%s and %s", a, b)
	}
}

func TestOnlyViewsOfOtherFingerprintsAreOthersNewestFirst(t *testing.T) {
	base := t.TempDir()
	if others, err := Others(filepath.Join(base, "absent"), "mine"); err != nil || others != nil {
		t.Errorf("%v, %v", others, err)
	}
	for i, name := range []string{"view-old", "view-older", "view-mine", "view-x.set-aside-20260101T000000", "view-mine.new", "view-y.making", "something"} {
		dir := filepath.Join(base, name)
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		at := time.Unix(int64(1000-i), 0)
		if err := os.Chtimes(dir, at, at); err != nil {
			t.Fatal(err)
		}
	}
	others, err := Others(base, "mine")
	if err != nil || len(others) != 2 || others[0] != Directory(base, "old") || others[1] != Directory(base, "older") {
		t.Errorf("%v, %v", others, err)
	}
}

func TestOnlyTheNewestViewSetAsideIsKept(t *testing.T) {
	dir := Directory(t.TempDir(), "mine")
	var last string
	for day := range 3 {
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		var err error
		if last, err = SetAside(dir, time.Date(2026, 1, day+1, 0, 0, 0, 0, time.UTC)); err != nil {
			t.Fatal(err)
		}
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(dir), "*"))
	if err != nil || len(left) != 1 || left[0] != last || last != dir+".set-aside-20260103T000000" {
		t.Errorf("left %v, last %s, %v", left, last, err)
	}
	if _, err := SetAside(dir, time.Now()); err == nil {
		t.Error("setting aside what is not there must fail")
	}
}
