package view

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2/index/scorch"

	"matchd/matcher"
	"matchd/matcher/fit/fittest"
)

// traces says where the files of a view still hold a marker, which is lower-case letters: in raw bytes, and, since
// stored fields are compressed and terms packed, through bleve's own readers, deleted documents included.
func traces(t *testing.T, v *View, marker string) []string {
	t.Helper()
	var found []string
	for name, data := range filesOf(t, v.dir) {
		if bytes.Contains(data, []byte(marker)) {
			found = append(found, "bytes of "+filepath.Ext(name))
		}
	}
	err := v.read(func(r *scorch.IndexSnapshot) error {
		for _, s := range r.Segments() {
			for n := range s.Segment().Count() {
				if err := s.Segment().VisitStoredFields(n, func(field string, _ byte, value []byte, _ []uint64) bool {
					if strings.Contains(string(value), marker) {
						found = append(found, "stored "+field)
					}
					return true
				}); err != nil {
					return err
				}
			}
			for _, field := range s.Fields() {
				dict, err := s.Segment().Dictionary(field)
				if err != nil {
					return err
				}
				terms := dict.AutomatonIterator(nil, nil, nil)
				for entry, err := terms.Next(); entry != nil; entry, err = terms.Next() {
					if err != nil {
						return err
					}
					if strings.Contains(entry.Term, marker) {
						found = append(found, "term of "+field)
					}
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func marked(id, marker string) matcher.Candidate {
	c := fittest.Nurse(id)
	c.Presentation = strings.Repeat(marker+" ", 3)
	return c
}

func TestScrubMakesErasedBytesLeaveTheFiles(t *testing.T) {
	const marker = "kwxzqvbjaap"
	lasting := 0
	for _, c := range []struct {
		name  string
		build func(t *testing.T, v *View)
	}{
		{"an index of one file", func(t *testing.T, v *View) {
			apply(t, v, candidate(marked("c-"+marker, marker)), candidate(fittest.Nurse("d")))
		}},
		{"an index of many files", func(t *testing.T, v *View) {
			apply(t, v, candidate(marked("c-"+marker, marker)), candidate(fittest.Nurse("d")))
			for n := range 25 {
				apply(t, v, batchNumber(n)...)
			}
		}},
		{"a record that was changed before it was erased", func(t *testing.T, v *View) {
			apply(t, v, candidate(marked("c-"+marker, marker)), candidate(fittest.Nurse("d")))
			apply(t, v, candidate(marked("c-"+marker, "anders")))
		}},
		{"a second time", func(t *testing.T, v *View) {
			apply(t, v, candidate(fittest.Nurse("d")), candidate(fittest.Nurse("e")))
			apply(t, v, erase(Candidates, "e"))
			if err := v.Scrub(t.Context()); err != nil {
				t.Fatal(err)
			}
			apply(t, v, candidate(marked("c-"+marker, marker)), candidate(fittest.Nurse("f")))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := newView(t)
			c.build(t, v)
			if len(traces(t, v, marker)) == 0 {
				t.Fatal("the marker cannot be seen even before the erasure")
			}
			apply(t, v, erase(Candidates, "c-"+marker))
			before := stateOf(t, v)
			if !v.Unscrubbed() {
				t.Error("there is nothing to scrub")
			}
			if len(traces(t, v, marker)) > 0 { // unless bleve happened to merge just now
				lasting++
			}
			v = reopen(t, v)
			if !v.Unscrubbed() {
				t.Error("that there is something to scrub was forgotten")
			}
			if err := v.Scrub(t.Context()); err != nil {
				t.Fatal(err)
			}
			if left := traces(t, v, marker); len(left) != 0 {
				t.Errorf("left: %v", left)
			}
			if after := stateOf(t, v); after != before || v.Unscrubbed() {
				t.Errorf("scrubbing changed the view: %s", firstDifference(before, after))
			}
			if v = reopen(t, v); v.Unscrubbed() || len(traces(t, v, marker)) != 0 || stateOf(t, v) != before {
				t.Error("scrubbing did not last")
			}
		})
	}
	if lasting == 0 {
		t.Error("erasures alone left no trace: the test proves nothing")
	}
}

func TestScrubDoesNothingWhereNothingWasErased(t *testing.T) {
	v := newView(t)
	apply(t, v, candidate(fittest.Nurse("c")))
	before := filesOf(t, v.dir)
	if err := v.Scrub(t.Context()); err != nil || v.Unscrubbed() {
		t.Fatal(err)
	}
	for name := range filesOf(t, v.dir) {
		if _, ok := before[name]; !ok {
			t.Errorf("wrote %s", name)
		}
	}
}

func TestAScrubThatIsBrokenOffCanBeDoneAgain(t *testing.T) {
	v := newView(t)
	apply(t, v, candidate(fittest.Nurse("c")), candidate(fittest.Nurse("d")))
	apply(t, v, erase(Candidates, "c"))
	broken, cancel := context.WithCancel(t.Context())
	cancel()
	if err := v.Scrub(broken); !errors.Is(err, context.Canceled) || !v.Unscrubbed() {
		t.Errorf("got %v, unscrubbed %v", err, v.Unscrubbed())
	}
	if err := v.Scrub(t.Context()); err != nil || v.Unscrubbed() {
		t.Errorf("got %v, unscrubbed %v", err, v.Unscrubbed())
	}
	if n, err := v.Documents(); err != nil || n != 1 {
		t.Errorf("%d documents, %v", n, err)
	}
}
