package population

import (
	"crypto/sha256"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"matchd/loadtest/testkit"
)

// TestFirstRecordsAreAsReviewed keeps the first records of each kind, and a digest of the first 300, as they were
// reviewed: a difference on another machine, or an unmeant one on this, shows. The taxonomy is the test's own, so
// that a better built-in one changes nothing here.
func TestFirstRecordsAreAsReviewed(t *testing.T) {
	c := Demo(asOf())
	c.Taxonomy = smallTaxonomy(t)
	p := made(t, c)
	var got strings.Builder
	for _, k := range []struct {
		name   string
		count  int
		record func(int) any
	}{
		{"company", 300, func(i int) any { return p.Company(i) }},
		{"surplus", 120, func(i int) any { return p.Surplus(i) }},
		{"vacancy", 300, func(i int) any { return p.Vacancy(i) }},
		{"candidate", 300, func(i int) any { return p.Candidate(i) }},
	} {
		digest := sha256.New()
		for i := range k.count {
			line := written(t, k.record(i))
			fmt.Fprintln(digest, line)
			if i < 3 {
				fmt.Fprintln(&got, line)
			}
		}
		fmt.Fprintf(&got, "%s 0-%d sha256 %x\n", k.name, k.count-1, digest.Sum(nil))
	}
	file := filepath.Join("testdata", "first.golden")
	wants := strings.Split(testkit.Golden(t, file, got.String()), "\n")
	for i, line := range strings.Split(got.String(), "\n") {
		if i >= len(wants) || line != wants[i] {
			t.Fatalf("line %d is\n%s\nno longer as in %s (-update accepts it)", i+1, line, file)
		}
	}
}
