package quality

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"matchd/loadtest/testkit"
	"matchd/matcher/fit/fittest"
)

const today = fittest.Today

const golden = "testdata/quality.golden"

func loadCases(t testing.TB) *Cases {
	t.Helper()
	c, err := Load(os.DirFS("testdata"))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestQuality ranks all cases and compares with the reviewed file. A change that moves a ranking is looked at and then
// written with -update; the floors below hold even then.
func TestQuality(t *testing.T) {
	j, c := fittest.Judge(), loadCases(t)
	q := Plain(j.Model, today)
	r := Run(j, c, q)
	var b strings.Builder
	if err := r.Write(&b, c); err != nil {
		t.Fatal(err)
	}
	if err := Ablate(&b, j, c, q); err != nil {
		t.Fatal(err)
	}
	want := testkit.Golden(t, golden, b.String())
	compare(t, strings.Split(b.String(), "\n"), strings.Split(want, "\n"))
	_, heldPeople := Halves(r.People)
	_, heldOpenings := Halves(r.Openings)
	for of, queries := range map[string][2][]Query{"all": {r.People, r.Openings}, "those held out": {heldPeople, heldOpenings}} {
		people, openings := Headline(queries[0]), Headline(queries[1])
		if people.NDCG < 0.91 || openings.NDCG < 0.91 || people.Recall.At10 < 0.92 || people.MRR < 0.97 {
			t.Errorf("%s are below the floor: people %s, openings %s", of, people, openings)
		}
	}
}

// compare tells per line what was lost, gained or only moved: its second field is the measure.
func compare(t *testing.T, got, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d lines, reviewed were %d: look at the difference and run with -update", len(got), len(want))
	}
	for i := range got {
		if got[i] == want[i] {
			continue
		}
		t.Errorf("%s:%d\n\tis  %s\n\twas %s", golden, i+1, got[i], want[i])
	}
}

// TestTrapsEndBelowEveryoneWhoIsRelevant holds for hard negatives: same words but other work, a licence missing, too far.
func TestTrapsEndBelowEveryoneWhoIsRelevant(t *testing.T) {
	j, c := fittest.Judge(), loadCases(t)
	r := Run(j, c, Plain(j.Model, today))
	for _, q := range r.People {
		worst := -1
		for i, id := range q.Ranking {
			if c.Grades[q.ID][id] == 3 {
				worst = i
			}
		}
		for _, trap := range c.Traps {
			for i, id := range q.Ranking {
				if trap.Vacancy == q.ID && trap.Profile == id && i < worst {
					t.Errorf("%s: %s is at %d and someone to introduce now at %d (%s)", q.ID, id, i+1, worst+1, trap.Why)
				}
			}
		}
	}
}

func TestTheCasesAreManyAndWide(t *testing.T) {
	j, c := fittest.Judge(), loadCases(t)
	occupations := map[string]bool{}
	for i := range c.Profiles {
		for _, job := range j.Profile(&c.Profiles[i]).Held {
			occupations[j.OccupationLabel(job.Occupation)] = true
		}
	}
	if n := len(c.Vacancies) + len(c.Profiles); n < 150 || len(occupations) < 25 || len(c.Traps) < 15 {
		t.Errorf("%d records, %d occupations held, %d traps", n, len(occupations), len(c.Traps))
	}
}

func TestCasesThatCannotBeRead(t *testing.T) {
	const head = "vacancy,grade,profiles,why\n"
	for name, grades := range map[string]string{
		"a vacancy nobody knows": head + "x,3,p,\n",
		"a profile nobody knows": head + "v,3,x,\n",
		"a pair graded twice":    head + "v,3,p,\nv,2,p,\n",
		"a grade above 3":        head + "v,4,p,\n",
		"a column too few":       head + "v,3,p\n",
	} {
		t.Run(name, func(t *testing.T) {
			folder := fstest.MapFS{
				"vacancies.json": {Data: []byte(`[{"id":"v"}]`)}, "profiles.json": {Data: []byte(`[{"id":"p"}]`)}, "grades.csv": {Data: []byte(grades)},
			}
			if _, err := Load(folder); err == nil {
				t.Error("it was read")
			}
		})
	}
	for name, list := range map[string]string{"an id twice": `[{"id":"v"},{"id":"v"}]`, "no id": `[{}]`, "no list": `{}`} {
		t.Run(name, func(t *testing.T) {
			folder := fstest.MapFS{"vacancies.json": {Data: []byte(list)}, "profiles.json": {Data: []byte(`[]`)}, "grades.csv": {Data: []byte(head)}}
			if _, err := Load(folder); err == nil {
				t.Error("it was read")
			}
		})
	}
	if _, err := Load(fstest.MapFS{}); err == nil {
		t.Error("an empty folder was read")
	}
}
