package view

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/blevesearch/bleve/v2/index/scorch"

	"matchd/loadtest/population"
	"matchd/loadtest/testkit"
	"matchd/matcher"
	"matchd/matcher/fit/fittest"
	"matchd/matcher/rank"
	"matchd/schemas"
)

const today = fittest.Today

var people = sync.OnceValues(func() (*population.Population, error) {
	judge := fittest.Judge()
	return population.New(population.Config{
		Seed: 7, AsOf: today, Candidates: 3000, Vacancies: 2000, Surpluses: 10, Companies: 50,
		Taxonomy: judge.Taxonomy(), Places: judge.Places(),
	})
})

func open(t testing.TB, dir string) *View {
	t.Helper()
	v, err := Open(t.Context(), dir, fittest.Judge(), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = v.Close() })
	return v
}

func newView(t testing.TB) *View {
	t.Helper()
	return open(t, filepath.Join(t.TempDir(), "view"))
}

// reopen closes a view and opens what it left on disk.
func reopen(t testing.TB, v *View) *View {
	t.Helper()
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	return open(t, v.dir)
}

func apply(t testing.TB, v *View, changes ...Change) {
	t.Helper()
	if err := v.Apply(changes, marksAt(int64(v.Snapshot().Batch)+1), nil); err != nil {
		t.Fatal(err)
	}
}

func marksAt(n int64) Marks { return Marks{schemas.Candidates: {Identity: "log", Next: []int64{n}}} }

func erase(k Kind, id string) Change { return Change{Kind: k, ID: id} }

func candidate(c matcher.Candidate) Change {
	return Change{Kind: Candidates, ID: c.ID, Candidate: &c, Source: testkit.Must(schemas.Encode(c))}
}

func vacancy(r matcher.Vacancy) Change {
	return Change{Kind: Vacancies, ID: r.ID, Vacancy: &r, Source: testkit.Must(schemas.Encode(r))}
}

func decision(supply, vacancy string, status matcher.DecisionStatus, places int) Change {
	d := matcher.Decision{ID: matcher.MatchID(supply, vacancy), Revision: 1, Status: status, Places: places}
	return Change{Kind: Decisions, ID: d.ID, Decision: &d, Source: testkit.Must(schemas.Encode(d))}
}

// batchNumber is the batch that a script has at a number, always the same: new, changed and erased records of a small
// population, and decisions between them.
func batchNumber(n int) []Change {
	const of = 40
	dice := rand.New(rand.NewPCG(11, uint64(n)))
	all := testkit.Must(people())
	var out []Change
	for range 1 + dice.IntN(12) {
		person, job := dice.IntN(of), dice.IntN(of)
		c, r := all.Candidate(person), all.Vacancy(job)
		c.Revision, r.Revision = int64(n+1), int64(n+1)
		switch dice.IntN(12) {
		case 0:
			out = append(out, erase(Candidates, c.ID))
		case 1:
			out = append(out, erase(Vacancies, r.ID))
		case 2, 3:
			out = append(out, decision(c.ID, r.ID, matcher.DecisionHired, 0))
		case 4:
			out = append(out, decision(c.ID, r.ID, matcher.DecisionDeclined, 0))
		case 5:
			out = append(out, erase(Decisions, matcher.MatchID(c.ID, r.ID)))
		case 6, 7, 8:
			out = append(out, vacancy(r))
		default:
			out = append(out, candidate(c))
		}
	}
	return out
}

// stateOf writes everything that a view answers from: records, positions, and every ranked list.
func stateOf(t testing.TB, v *View) string {
	t.Helper()
	var b strings.Builder
	s := v.Snapshot()
	fmt.Fprintf(&b, "marks %s\n", s.Marks.Generation())
	ids := allIDs(t, v)
	for _, k := range Kinds() {
		slices.Sort(ids[k])
		for _, id := range ids[k] {
			fmt.Fprintf(&b, "%s/%s %s\n", k, id, testkit.Must(v.Source(k, id)))
		}
	}
	if s.People.Len() != len(ids[Candidates]) || s.Openings.Len() != len(ids[Vacancies]) {
		t.Errorf("%d people and %d openings in columns, %d and %d on disk", s.People.Len(), s.Openings.Len(), len(ids[Candidates]), len(ids[Vacancies]))
	}
	q := v.judge.Model.Plain(today, matcher.Viewer{All: true})
	for _, id := range ids[Vacancies] {
		row := s.Openings.Find(id)
		fmt.Fprintf(&b, "%s open=%v positions=%d %v\n", id, row.Open, row.Positions, rank.ForVacancy(v.judge, s.People, &row.Opening, &q, rank.Ask{K: 10}))
	}
	return b.String()
}

func firstDifference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return fmt.Sprintf("line %d:\n%s\n%s", i+1, x[i], y[i])
		}
	}
	return fmt.Sprintf("%d lines and %d", len(x), len(y))
}

// allIDs lists the ids of all documents by kind.
func allIDs(t testing.TB, v *View) map[Kind][]string {
	t.Helper()
	ids := map[Kind][]string{}
	err := v.read(func(r *scorch.IndexSnapshot) error {
		spots, err := spotsIn(r)
		for kind, list := range spots {
			for _, at := range list {
				id, err := r.Segments()[at.segment].DocID(uint64(at.doc))
				if err != nil {
					return err
				}
				ids[kind] = append(ids[kind], strings.TrimPrefix(string(id), string(kind)+"/"))
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}
