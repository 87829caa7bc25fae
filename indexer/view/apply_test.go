package view

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"matchd/loadtest/testkit"
	"matchd/matcher"
	"matchd/matcher/fit/fittest"
	"matchd/schemas"
)

func TestAnEmptyViewOpensAndStaysEmptyWhenItIsOpenedAgain(t *testing.T) {
	v := newView(t)
	if s := v.Snapshot(); s.People.Len()+s.Openings.Len() != 0 || s.Batch != 0 || len(s.Marks) != 0 {
		t.Errorf("a new view has %+v", s)
	}
	v = reopen(t, v)
	if n, err := v.Documents(); err != nil || n != 0 {
		t.Errorf("reopened with %d documents, %v", n, err)
	}
	if _, err := v.Candidate("c"); !errors.Is(err, matcher.ErrNotFound) {
		t.Errorf("want not found, got %v", err)
	}
}

func TestAReopenedViewEqualsTheOneThatWasClosed(t *testing.T) {
	v := newView(t)
	for n := range 30 {
		apply(t, v, batchNumber(n)...)
	}
	found := searchAll(t, v)
	before := stateOf(t, v)
	v = reopen(t, v)
	if after := stateOf(t, v); after != before {
		t.Errorf("state differs: %s", firstDifference(before, after))
	}
	if again := searchAll(t, v); again != found {
		t.Errorf("search results differ: %s", firstDifference(found, again))
	}
	if v.Snapshot().Batch != 30 {
		t.Errorf("batch %d, want 30", v.Snapshot().Batch)
	}
}

func TestTheLastRecordOfAnIDInABatchWins(t *testing.T) {
	v := newView(t)
	old, renewed := fittest.Nurse("c"), fittest.Nurse("c")
	old.Presentation, renewed.Presentation = "timmerman", "lasser"
	apply(t, v, candidate(old), candidate(renewed), candidate(fittest.Nurse("gone")), erase(Candidates, "gone"), erase(Candidates, "back"), candidate(fittest.Nurse("back")))
	if c := testkit.Must(v.Candidate("c")); c.Presentation != "lasser" {
		t.Errorf("presentation %q", c.Presentation)
	}
	if got := ids(t, v, Search{Kind: Candidates, Sort: ByID}); got != "back c" {
		t.Errorf("found %q", got)
	}
	if got := ids(t, v, Search{Kind: Candidates, Text: "timmerman"}); got != "" {
		t.Errorf("the older record is still found: %q", got)
	}
	if v.Snapshot().People.Len() != 2 {
		t.Errorf("%d people in columns", v.Snapshot().People.Len())
	}
}

func TestATombstoneErasesEverywhere(t *testing.T) {
	v := newView(t)
	c := fittest.Nurse("c")
	c.Presentation = "stratenmaker"
	apply(t, v, candidate(c), candidate(fittest.Nurse("d")), vacancy(fittest.Nursing("v")))
	for name, open := range map[string]func() *View{"at once": func() *View { return v }, "after reopening": func() *View { return reopen(t, v) }} {
		t.Run(name, func(t *testing.T) {
			apply(t, v, erase(Candidates, "c"))
			v = open()
			if _, err := v.Source(Candidates, "c"); !errors.Is(err, matcher.ErrNotFound) {
				t.Errorf("source: %v", err)
			}
			found := testkit.Must(v.Search(t.Context(), Search{Kind: Candidates, Viewer: matcher.Viewer{All: true}, Facets: []string{"status"}, Limit: 9}))
			if found.Total != 1 || found.Facets["status"][0].Count != 1 {
				t.Errorf("found %d, facets %v", found.Total, found.Facets)
			}
			if texts := textsOf(t, v, Candidates, "stratenmaker"); len(texts) != 0 {
				t.Errorf("texts %v", texts)
			}
			if v.Snapshot().People.Find("c") != nil || v.Snapshot().People.Len() != 1 {
				t.Error("still in the columns")
			}
		})
	}
}

func TestAFailedBatchChangesNothingAndCanBeAppliedAgain(t *testing.T) {
	v := newView(t)
	apply(t, v, candidate(fittest.Nurse("c")), vacancy(fittest.Nursing("v")))
	before := stateOf(t, v)
	changes := []Change{decision("c", "v", matcher.DecisionHired, 0), candidate(fittest.Nurse("d"))}
	var seen []Touched
	plan := func(_, _ *Snapshot, touched Touched) []byte { seen = append(seen, touched); return []byte("due") }
	inTheWay := filepath.Join(v.dir, keptFolder) // a file where the folder belongs
	if err := os.WriteFile(inTheWay, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := v.Apply(changes, marksAt(2), plan); err == nil {
		t.Fatal("what is due could not be kept, and the batch came into the view")
	}
	if err := os.Remove(inTheWay); err != nil {
		t.Fatal(err)
	}
	if after := stateOf(t, v); after != before {
		t.Errorf("a failed batch shows: %s", firstDifference(before, after))
	}
	if c := fittest.Nurse("c"); !v.Compile(&c).Available {
		t.Error("a failed batch counts as hired")
	}
	if err := v.Apply(changes, marksAt(2), plan); err != nil {
		t.Fatal(err)
	}
	if v.Snapshot().People.Find("c").Available || v.Snapshot().Openings.Find("v").Open {
		t.Error("the decision was lost with the first try")
	}
	if len(seen) != 2 || len(seen[0].People) != 2 || len(seen[1].People) != 2 || len(seen[1].Openings) != 1 {
		t.Errorf("plans were told %v", seen)
	}
}

func TestWhatBatchesLeaveToAnnounceSurvivesARestartUntilItIsDropped(t *testing.T) {
	v := newView(t)
	tell := func(text string) Plan {
		return func(_, _ *Snapshot, _ Touched) []byte { return []byte(text) }
	}
	for n, text := range []string{"first", "second"} {
		if err := v.Apply([]Change{candidate(fittest.Nurse("c"))}, marksAt(int64(n+1)), tell(text)); err != nil {
			t.Fatal(err)
		}
	}
	own := testkit.Must(v.Keep([]byte("third")))
	if err := errors.Join(v.Note("day", "1"), v.Note("day", "2"), v.keep(KeptBy(v.Snapshot().Batch+1), []byte("of a batch that never came"))); err != nil {
		t.Fatal(err)
	}
	v = reopen(t, v)
	keptIs(t, v, "first", "second", "third")
	if again := testkit.Must(v.Keep([]byte("fourth"))); again == own {
		t.Error("a name was given twice")
	}
	apply(t, v, candidate(fittest.Nurse("d")))
	if err := errors.Join(v.Drop(KeptBy(1)), v.Drop(own), v.Drop(own)); err != nil {
		t.Fatal(err)
	}
	keptIs(t, reopen(t, v), "second", "fourth")
	if got := testkit.Must(v.Noted("day")); got != "2" {
		t.Errorf("noted %q", got)
	}
	if got := testkit.Must(v.Noted("nothing")); got != "" {
		t.Errorf("noted %q", got)
	}
}

func keptIs(t *testing.T, v *View, want ...string) {
	t.Helper()
	var got []string
	for _, name := range testkit.Must(v.Kept()) {
		got = append(got, string(testkit.Must(v.ReadKept(name))))
	}
	if !slices.Equal(got, want) {
		t.Errorf("kept %q, want %q", got, want)
	}
}

func TestEveryKindOfRecordIsKeptAsItIs(t *testing.T) {
	v := newView(t)
	all := testkit.Must(people())
	s, c := all.Surplus(1), all.Company(2)
	apply(t, v,
		Change{Kind: Surpluses, ID: s.ID, Surplus: &s, Source: testkit.Must(schemas.Encode(s))},
		Change{Kind: Companies, ID: c.ID, Company: &c, Source: testkit.Must(schemas.Encode(c))}, decision("c", "v", matcher.DecisionProposed, 0))
	v = reopen(t, v)
	if got := testkit.Must(v.Surplus(s.ID)); !schemas.Same(got, s) {
		t.Errorf("surplus %+v", got)
	}
	if got := testkit.Must(v.Company(c.ID)); !schemas.Same(got, c) {
		t.Errorf("company %+v", got)
	}
	if got := testkit.Must(v.Decision("c~v")); got.Status != matcher.DecisionProposed {
		t.Errorf("decision %+v", got)
	}
}
