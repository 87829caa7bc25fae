package vum

import (
	"bufio"
	"compress/gzip"
	"errors"
	"os"
	"strings"
	"testing"

	"matchd/loadtest/testkit"
	"matchd/matcher"
	"matchd/schemas"
)

// corpus opens a file of the accreditation corpus of VUM, which is not part of this repository.
func corpus(t *testing.T, name string) *bufio.Scanner {
	t.Helper()
	file, err := os.Open(testkit.SourceData(t, "vum/"+name))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = file.Close() })
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(unzipped)
	lines.Buffer(nil, schemas.MaxBytes)
	return lines
}

// tally reads every line of a file and counts the reasons of those that are refused.
func tally[T schemas.Entity](t *testing.T, name string, want int, read func([]byte, Options) (T, error)) {
	refused, all := map[string]int{}, 0
	for lines := corpus(t, name); lines.Scan(); all++ {
		v, err := read(lines.Bytes(), Options{DistanceUnitMetres: 100, Revision: 1})
		var invalid matcher.InvalidError
		switch {
		case err == nil:
			comesBack(t, v)
		case errors.As(err, &invalid):
			for _, i := range invalid {
				refused[i.Error()]++
			}
		default:
			t.Errorf("line %d: %v", all+1, err)
		}
	}
	if all != want || len(refused) > 0 {
		t.Errorf("%d lines of %d, refused for %v", all, want, refused)
	}
}

// comesBack writes a record as our own JSON and reads it again.
func comesBack[T schemas.Entity](t *testing.T, v T) {
	data, err := schemas.Encode(v)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(data), "@example") {
		t.Errorf("%s holds contact data", data)
	}
	w, warnings, err := schemas.Decode[T](data)
	if err != nil || len(warnings) > 0 || !schemas.Same(v, w) {
		t.Errorf("%s came back with %v %v", data, warnings, err)
	}
}

func TestTheWholeAccreditationCorpusIsRead(t *testing.T) {
	t.Run("profiles", func(t *testing.T) { tally(t, "werkzoekenden_corpus.jsonl.gz", 1000, Candidate) })
	t.Run("vacancies", func(t *testing.T) { tally(t, "vacatures_corpus.jsonl.gz", 485, Vacancy) })
}
