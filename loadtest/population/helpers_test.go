package population

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"matchd/matcher"
	"matchd/matcher/place"
	"matchd/matcher/taxonomy"
)

// asOf is the day of all tests.
func asOf() matcher.Date { return matcher.DateOf(time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)) }

// demoOnce shares the demo population between tests, none of which can change it.
var demoOnce = sync.OnceValues(func() (*Population, error) { return New(Demo(asOf())) })

func demo(t testing.TB) *Population {
	t.Helper()
	p, err := demoOnce()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// everybody and everyJob keep the demo's profiles and vacancies, which many tests read.
var (
	everybody = sync.OnceValue(func() []matcher.Candidate {
		p, _ := demoOnce()
		return slices.Collect(p.AllCandidates())
	})
	everyJob = sync.OnceValue(func() []matcher.Vacancy {
		p, _ := demoOnce()
		return slices.Collect(p.AllVacancies())
	})
)

func people(t testing.TB) []matcher.Candidate {
	t.Helper()
	demo(t)
	return everybody()
}

func vacancies(t testing.TB) []matcher.Vacancy {
	t.Helper()
	demo(t)
	return everyJob()
}

// made builds a population of some configuration, on the tables of the demo where it brings none.
func made(t testing.TB, c Config) *Population {
	t.Helper()
	if c.Taxonomy == nil {
		c.Taxonomy = demo(t).Taxonomy
	}
	if c.Places == nil {
		c.Places = demo(t).Places
	}
	p, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// smallTaxonomy has one occupation of every kind of work below, with five skills each, and codes that no row of the
// table of trades is refined for.
func smallTaxonomy(t testing.TB) *taxonomy.Taxonomy {
	t.Helper()
	work := []struct{ group, label string }{
		{"1412", "bedrijfsleider"}, {"2221", "zuster"}, {"2512", "programmeur"}, {"3333", "intercedent"},
		{"4110", "klerk"}, {"5111", "stewardess"}, {"5131", "ober"}, {"5223", "winkelbediende"}, {"5321", "ziekenverzorger"},
		{"7411", "installateur"}, {"8322", "koerier"}, {"8332", "trucker"}, {"9112", "werkster"}, {"9333", "sjouwer"},
	}
	var occupations, skills, relations strings.Builder
	occupations.WriteString("conceptType,conceptUri,iscoGroup,preferredLabel,altLabels\n")
	skills.WriteString("conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels\n")
	relations.WriteString("occupationUri,relationType,skillType,skillUri\n")
	for i, w := range work {
		fmt.Fprintf(&occupations, "Occupation,http://example.org/occupation/%d,%s,%s,\n", i, w.group, w.label)
		for n := range 5 {
			kind := []string{"skill/competence", "knowledge", "attitude"}[n%3]
			fmt.Fprintf(&skills, "KnowledgeSkillCompetence,http://example.org/skill/%d-%d,%s,,kunde %d van een %s,\n", i, n, kind, n, w.label)
			fmt.Fprintf(&relations, "http://example.org/occupation/%d,%s,%s,http://example.org/skill/%d-%d\n", i,
				[]string{"essential", "optional"}[n/4], kind, i, n)
		}
	}
	loaded, err := taxonomy.Load(fstest.MapFS{
		"occupations_nl.csv":              {Data: []byte(occupations.String())},
		"skills_nl.csv":                   {Data: []byte(skills.String())},
		"occupationSkillRelations_nl.csv": {Data: []byte(relations.String())},
	})
	if err != nil {
		t.Fatal(err)
	}
	return loaded
}

// region locates a place of a record; every place must be one that the tables know.
func region(t testing.TB, tables *place.Tables, at matcher.Place) string {
	t.Helper()
	found, ok := tables.Locate(at.Postcode, at.Municipality, at.Country)
	if !ok || found.Region == "" {
		t.Fatalf("place %+v lies nowhere", at)
	}
	return found.Region
}

// written is a record as JSON.
func written(t testing.TB, record any) string {
	t.Helper()
	b, err := json.Marshal(record)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// among counts and turns counts into shares, in percent.
type among map[string]int

func (a among) percent(key string) float64 {
	all := 0
	for _, n := range a {
		all += n
	}
	return 100 * float64(a[key]) / float64(max(1, all))
}

// within complains of a value outside its bounds.
func within(t testing.TB, what string, value, least, most float64) {
	t.Helper()
	if !(value >= least && value <= most) {
		t.Errorf("%s: %.2f, want %g to %g", what, value, least, most)
	}
}
