package view

import (
	"bytes"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"matchd/loadtest/testkit"
	"matchd/matcher/fit/fittest"
)

// filesOf reads a folder of files.
func filesOf(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name := testkit.Must(filepath.Rel(dir, path))
		data, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) { // bleve tidies up behind a view that is open
			return nil
		}
		out[name] = data
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func writeFiles(t *testing.T, files map[string][]byte) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "view")
	for name, data := range files {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, data, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestADamagedDirectoryIsCorruptAndNeverPanics damages one file at a time. Damage to bytes that nobody reads, such as
// free pages, may go unseen, but then the view must answer as before.
func TestADamagedDirectoryIsCorruptAndNeverPanics(t *testing.T) {
	v := newView(t)
	for n := range 6 {
		apply(t, v, batchNumber(n)...)
	}
	whole := stateOf(t, v)
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	files := filesOf(t, v.dir)
	dice := rand.New(rand.NewPCG(1, 2))
	damages := map[string]func([]byte) []byte{
		"absent":             func([]byte) []byte { return nil },
		"empty":              func([]byte) []byte { return []byte{} },
		"cut short":          func(b []byte) []byte { return b[:dice.IntN(len(b))] },
		"one byte changed":   func(b []byte) []byte { b[dice.IntN(len(b))] ^= byte(1 + dice.IntN(255)); return b },
		"garbled from start": func(b []byte) []byte { return garble(dice, b, 0, min(len(b), 4096)) },
		"garbled in part":    func(b []byte) []byte { from := dice.IntN(len(b)); return garble(dice, b, from, len(b)) },
		"zeroed in part":     func(b []byte) []byte { clear(b[dice.IntN(len(b)):]); return b },
	}
	seen, unseen := 0, 0
	for name := range files {
		for kind, damage := range damages {
			for range 2 {
				hurt := filesOf(t, v.dir)
				if hurt[name] = damage(bytes.Clone(files[name])); hurt[name] == nil {
					delete(hurt, name)
				}
				switch again, err := Open(t.Context(), writeFiles(t, hurt), fittest.Judge(), nil); {
				case errors.Is(err, ErrCorrupt):
					seen++
				case err != nil:
					t.Errorf("%s %s: %v", name, kind, err)
				default:
					unseen++
					if state := stateOf(t, again); state != whole {
						t.Errorf("%s %s went unseen: %s", name, kind, firstDifference(whole, state))
					}
					if err := again.Close(); err != nil {
						t.Error(err)
					}
				}
			}
		}
	}
	if seen < 35 { // four files at least, of which each damage but those of single bytes must show
		t.Errorf("only %d damages were seen, %d not", seen, unseen)
	}
	t.Logf("%d damages seen, %d without effect", seen, unseen)
}

func garble(dice *rand.Rand, b []byte, from, to int) []byte {
	for i := from; i < to; i++ {
		b[i] = byte(dice.Uint32())
	}
	return b
}

func TestAFolderThatIsNoViewIsLeftAsItIs(t *testing.T) {
	dir := writeFiles(t, map[string][]byte{"letter.txt": []byte("dear")})
	if _, err := Open(t.Context(), dir, fittest.Judge(), nil); !errors.Is(err, ErrCorrupt) {
		t.Errorf("got %v", err)
	}
	if got := filesOf(t, dir); string(got["letter.txt"]) != "dear" {
		t.Errorf("left %v", got)
	}
}

func TestAViewThatIsOpenElsewhereIsInUseAndNotCorrupt(t *testing.T) {
	v := newView(t)
	if _, err := Open(t.Context(), v.dir, fittest.Judge(), nil); !errors.Is(err, ErrInUse) || errors.Is(err, ErrCorrupt) {
		t.Errorf("got %v", err)
	}
}

func TestAHalfMadeViewIsMadeAgain(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "view")
	if err := os.MkdirAll(filepath.Join(dir+".making", "store"), 0o700); err != nil {
		t.Fatal(err)
	}
	open(t, dir)
}
