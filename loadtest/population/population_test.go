package population

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"matchd/matcher"
)

func TestConfigurationsThatMakeNoPopulation(t *testing.T) {
	for name, test := range map[string]struct {
		change func(*Config)
		want   string
	}{
		"without a day":                         {func(c *Config) { c.AsOf = 0 }, "needs a day"},
		"a day in the Middle Ages":              {func(c *Config) { c.AsOf = 400_000 }, "1970 to 2100"},
		"fewer than no candidates":              {func(c *Config) { c.Candidates = -1 }, "must not be below 0"},
		"fewer than no vacancies":               {func(c *Config) { c.Vacancies = -1 }, "must not be below 0"},
		"no companies":                          {func(c *Config) { c.Companies = 0 }, "companies must be 1 to 900000"},
		"more companies than numbers":           {func(c *Config) { c.Companies = MaxCompanies + 1 }, "companies must be 1 to 900000"},
		"more surpluses than companies":         {func(c *Config) { c.Surpluses = c.Companies + 1 }, "too few for"},
		"a surplus below nought and no company": {func(c *Config) { c.Surpluses, c.Companies = -1, 0 }, "must not be below 0"},
	} {
		t.Run(name, func(t *testing.T) {
			c := Demo(asOf())
			test.change(&c)
			if _, err := New(c); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one that says %q", err, test.want)
			}
		})
	}
}

func TestScaledKeepsTheProportionsOfTheDemo(t *testing.T) {
	d := Demo(asOf())
	if got := Scaled(d.Seed, d.Candidates, asOf()); got != d {
		t.Errorf("scaled to the demo's size: %+v, want %+v", got, d)
	}
	want := Config{Seed: 7, AsOf: asOf(), Candidates: 1_000_000, Vacancies: 416_667, Surpluses: 20_000, Companies: 150_000}
	if got := Scaled(7, 1_000_000, asOf()); got != want {
		t.Errorf("a million: %+v, want %+v", got, want)
	}
	if got := Scaled(7, 0, asOf()); got.Companies != 1 || got.Vacancies != 0 {
		t.Errorf("nobody: %+v", got)
	}
}

func TestTheSmallestPopulations(t *testing.T) {
	for name, c := range map[string]Config{
		"one company alone":       {AsOf: asOf(), Companies: 1},
		"a person and no surplus": {AsOf: asOf(), Companies: 1, Candidates: 1},
		"one of each":             {AsOf: asOf(), Companies: 1, Candidates: 1, Vacancies: 1, Surpluses: 1},
		"as many surpluses":       {AsOf: asOf(), Companies: 30, Candidates: 30, Vacancies: 30, Surpluses: 30},
		"the first year there is": {AsOf: matcher.DateOf(time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)), Companies: 3, Candidates: 20, Vacancies: 20, Surpluses: 3},
	} {
		t.Run(name, func(t *testing.T) {
			sound(t, made(t, c), 30)
		})
	}
}

// sound checks up to n records of each kind by the rules of the contract.
func sound(t *testing.T, p *Population, n int) {
	t.Helper()
	complain := func(id string, found []matcher.Invalid) {
		if len(found) > 0 {
			t.Fatalf("%s: %v", id, matcher.InvalidError(found))
		}
	}
	for i := range min(n, p.Config.Candidates) {
		c := p.Candidate(i)
		complain(c.ID, c.Check())
	}
	for i := range min(n, p.Config.Vacancies) {
		v := p.Vacancy(i)
		complain(v.ID, v.Check())
	}
	for i := range min(n, p.Config.Surpluses) {
		s := p.Surplus(i)
		complain(s.ID, s.Check())
	}
	for i := range min(n, p.Config.Companies) {
		c := p.Company(i)
		complain(c.ID, c.Check())
	}
}

func TestFiveThousandOfEachKeepTheRulesOfTheContract(t *testing.T) {
	c := Config{Seed: 1, AsOf: asOf(), Candidates: 5_000, Vacancies: 5_000, Surpluses: 5_000, Companies: 5_000}
	sound(t, made(t, c), 5_000)
}

func TestAnyTaxonomyWillDo(t *testing.T) {
	c := Demo(asOf())
	c.Taxonomy = smallTaxonomy(t)
	p := made(t, c)
	sound(t, p, 500)
	for v := range p.AllVacancies() {
		if v.Occupation.Code != "" && !strings.HasPrefix(v.Occupation.Code, "http://example.org/") {
			t.Fatalf("%s is for %v, which the taxonomy does not know", v.ID, v.Occupation)
		}
	}
}

func TestSameSeedSameRecordsOtherSeedOthers(t *testing.T) {
	c := Demo(asOf())
	again := made(t, c)
	c.Seed++
	other := made(t, c)
	same := 0
	for i := range 200 {
		if a, b := written(t, demo(t).Candidate(i)), written(t, again.Candidate(i)); a != b {
			t.Fatalf("candidate %d:\n%s\n%s", i, a, b)
		}
		if demo(t).Vacancy(i).Description == other.Vacancy(i).Description {
			same++
		}
	}
	if same > 2 {
		t.Errorf("%d of 200 vacancies read alike under another seed", same)
	}
}

func TestMoreCandidatesAndVacanciesChangeNone(t *testing.T) {
	c := Demo(asOf())
	c.Candidates, c.Vacancies = 10, 1_000_000
	other := made(t, c)
	for i := range 10 {
		if a, b := written(t, demo(t).Candidate(i)), written(t, other.Candidate(i)); a != b {
			t.Errorf("candidate %d:\n%s\n%s", i, a, b)
		}
		if a, b := written(t, demo(t).Vacancy(i)), written(t, other.Vacancy(i)); a != b {
			t.Errorf("vacancy %d:\n%s\n%s", i, a, b)
		}
	}
}

// TestRecordsDependOnNoOrder asks for records in any order, twice, and compares them with a first reading.
func TestRecordsDependOnNoOrder(t *testing.T) {
	p := demo(t)
	kinds := []func(int) any{
		func(i int) any { return p.Candidate(i) }, func(i int) any { return p.Vacancy(i) },
		func(i int) any { return p.Surplus(i) }, func(i int) any { return p.Company(i) },
	}
	first := make([][]string, len(kinds))
	for k, record := range kinds {
		for i := range 100 {
			first[k] = append(first[k], written(t, record(i)))
		}
	}
	rapid.Check(t, func(r *rapid.T) {
		k, i := rapid.IntRange(0, len(kinds)-1).Draw(r, "kind"), rapid.IntRange(0, 99).Draw(r, "record")
		if got := written(t, kinds[k](i)); got != first[k][i] {
			r.Fatalf("now\n%s\nand at first\n%s", got, first[k][i])
		}
	})
}

func TestManyReadersAtOnceSeeTheSame(t *testing.T) {
	p := demo(t)
	digests := make([]string, 4)
	var all sync.WaitGroup
	for n := range digests {
		all.Go(func() {
			var b strings.Builder
			for i := range 50 {
				b.WriteString(written(t, p.Candidate(i)) + written(t, p.Vacancy(i)))
			}
			digests[n] = b.String()
		})
	}
	all.Wait()
	if len(slices.Compact(digests)) != 1 {
		t.Error("readers at the same time saw different records")
	}
}

func TestIteratorsGiveEveryRecordOnce(t *testing.T) {
	p := made(t, Config{Seed: 3, AsOf: asOf(), Candidates: 40, Vacancies: 30, Surpluses: 20, Companies: 50})
	ids := map[string]int{}
	for c := range p.AllCandidates() {
		ids[c.ID]++
	}
	for v := range p.AllVacancies() {
		ids[v.ID]++
	}
	for s := range p.AllSurpluses() {
		ids[s.ID]++
	}
	for c := range p.AllCompanies() {
		ids[c.ID]++
	}
	if len(ids) != 140 || slices.Max(slices.Collect(maps.Values(ids))) != 1 {
		t.Errorf("%d ids of 140 records, some twice", len(ids))
	}
	for range p.AllCandidates() {
		break // an iterator must stop when it is told to
	}
}
