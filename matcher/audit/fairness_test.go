package audit

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"matchd/loadtest/population"
	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/place"
	"matchd/matcher/rank"
	"matchd/matcher/taxonomy"
)

// today is 2026-03-02.
const today = matcher.Date(739_677)

func newJudge(t testing.TB) *fit.Judge {
	t.Helper()
	graph, err := taxonomy.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	places, err := place.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	model, err := fit.DefaultModel()
	if err != nil {
		t.Fatal(err)
	}
	return &fit.Judge{Vocabulary: fit.NewVocabulary(graph, places), Model: model}
}

func synthetic(t testing.TB, people, vacancies int) *population.Population {
	t.Helper()
	p, err := population.New(population.Config{Seed: 7, AsOf: today, Candidates: people, Vacancies: vacancies, Surpluses: 5, Companies: 60})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func group(t *testing.T, r Report, dimension, name string) Group {
	t.Helper()
	for _, d := range r.Dimensions {
		for _, g := range d.Groups {
			if d.Name == dimension && g.Name == name {
				return g
			}
		}
	}
	t.Fatalf("no group %s in %s", name, dimension)
	return Group{}
}

func TestAgesDealtByChanceAreSelectedAlike(t *testing.T) {
	p := synthetic(t, 800, 60)
	dealt := func(yield func(matcher.Candidate) bool) {
		n := 0
		for c := range p.AllCandidates() {
			if n++; !yield(born(c, 1960+30*(n%2))) {
				return
			}
		}
	}
	r, err := Fairness(newJudge(t), dealt, p.AllVacancies(), Options{AsOf: today, K: 10})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"27 to 55", "over 55"} {
		if g := group(t, r, "age", name); g.Alarm || g.Few || g.Selected == 0 {
			t.Errorf("%+v", g)
		}
	}
	for _, m := range r.Moved {
		if m.Lists > 0 {
			t.Errorf("%s moves %d lists", m.Name, m.Lists)
		}
	}
	for _, d := range r.Dimensions {
		people, selected := 0, 0
		for _, g := range d.Groups {
			people, selected = people+g.People, selected+g.Selected
		}
		if people != 800 || selected == 0 || selected > 10*r.Vacancies {
			t.Errorf("%s: %d people, %d selected", d.Name, people, selected)
		}
	}
	var text bytes.Buffer
	if n, err := r.WriteTo(&text); err != nil || n != int64(text.Len()) {
		t.Errorf("%d bytes of %d, %v", n, text.Len(), err)
	}
	for _, want := range []string{"over 55", "first language", "AM", "birth year", "2026-03-02"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("the text lacks %q:\n%s", want, &text)
		}
	}
}

func born(c matcher.Candidate, year int) matcher.Candidate {
	c.Restricted = &matcher.Restricted{BirthYear: year}
	return c
}

// TestUnequalChancesRaiseTheAlarm plants an inequality: all do the same work, but only the young want the hours.
func TestUnequalChancesRaiseTheAlarm(t *testing.T) {
	person := func(n, birth int, hours float64) matcher.Candidate {
		return matcher.Candidate{
			ID: fmt.Sprintf("c%03d", n), Status: matcher.CandidateAvailable, Restricted: &matcher.Restricted{BirthYear: birth},
			Experience: []matcher.Experience{{Occupation: matcher.Concept{Label: "orderpicker"}}},
			Wishes:     matcher.Wishes{Hours: &matcher.Hours{Min: &hours, Max: &hours}},
		}
	}
	var people []matcher.Candidate
	for n := range 100 {
		people = append(people, person(2*n, 2003, 40), person(2*n+1, 1960, 8))
	}
	full := 40.0
	var vacancies []matcher.Vacancy
	for n := range 10 {
		vacancies = append(vacancies, matcher.Vacancy{ID: fmt.Sprint("v", n), Status: matcher.VacancyOpen, Title: "Orderpicker", Hours: &matcher.Hours{Min: &full, Max: &full}})
	}
	vacancies = append(vacancies, matcher.Vacancy{ID: "filled", Status: matcher.VacancyFilled, Title: "Orderpicker"})
	r, err := Fairness(newJudge(t), slices.Values(people), slices.Values(vacancies), Options{AsOf: today, K: 10})
	if err != nil {
		t.Fatal(err)
	}
	young, old := group(t, r, "age", "under 27"), group(t, r, "age", "over 55")
	want := Group{Name: "under 27", People: 100, Pool: 1000, Selected: 100, Rate: 0.1, Ratio: 1}
	if r.Vacancies != 10 || young != want || !old.Alarm || old.Ratio != 0 {
		t.Errorf("%d vacancies, young %+v, old %+v", r.Vacancies, young, old)
	}
	var text bytes.Buffer
	if _, err := r.WriteTo(&text); err != nil || !strings.Contains(text.String(), "ALARM") {
		t.Errorf("no alarm in\n%s", &text)
	}
}

func TestAnAuditNeedsADayAndAK(t *testing.T) {
	none := slices.Values([]matcher.Candidate(nil))
	for _, o := range []Options{{K: 10}, {AsOf: today}, {AsOf: today, K: -1}} {
		if _, err := Fairness(newJudge(t), none, slices.Values([]matcher.Vacancy(nil)), o); err == nil {
			t.Errorf("%+v is accepted", o)
		}
	}
}

// TestWhatMustNotMatterChangesNoByteOfAnAnswer is the metamorphic test: the explained list, as it is sent, is the same
// byte for byte after each change to everyone on it.
func TestWhatMustNotMatterChangesNoByteOfAnAnswer(t *testing.T) {
	j, p := newJudge(t), synthetic(t, 400, 25)
	q := j.Model.Plain(today, matcher.Viewer{All: true})
	answer := func(change func(matcher.Candidate) matcher.Candidate, d fit.Detail) []byte {
		byID := map[string]*fit.Profile{}
		var rows []rank.Person
		for c := range p.AllCandidates() {
			c = change(c)
			profile := j.Profile(&c)
			byID[c.ID] = &profile
			rows = append(rows, rank.Person{Profile: j.Profile(&c)})
		}
		view := rank.NewPeopleBook().Change(rows, nil)
		var out bytes.Buffer
		for v := range p.AllVacancies() {
			o := j.Opening(&v)
			for _, h := range rank.ForVacancy(j, view, &o, &q, rank.Ask{K: 10}) {
				if err := json.NewEncoder(&out).Encode(j.Explain(&o, byID[h.ID], &q, d, fit.Dutch)); err != nil {
					t.Fatal(err)
				}
			}
		}
		return out.Bytes()
	}
	same := func(c matcher.Candidate) matcher.Candidate { return c }
	for _, c := range Neutral() {
		t.Run(c.Name, func(t *testing.T) {
			d := fit.Full
			if c.Name == "first language" { // evidence shows all languages; scores, states, gaps and order must not
				d = fit.Brief
			}
			before, after := answer(same, d), answer(c.Apply, d)
			if len(before) == 0 || !bytes.Equal(before, after) {
				t.Errorf("the answers differ, %d and %d bytes", len(before), len(after))
			}
		})
	}
}
