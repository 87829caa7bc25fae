package audit

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"matchd/loadtest/population"
	"matchd/matcher"
	"matchd/matcher/fit/fittest"
)

const today = fittest.Today

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
	p := synthetic(t, 500, 40)
	dealt := func(yield func(matcher.Candidate) bool) {
		n := 0
		for c := range p.AllCandidates() {
			if n++; !yield(born(c, 1960+30*(n%2))) {
				return
			}
		}
	}
	r, err := Fairness(fittest.Judge(), dealt, p.AllVacancies(), Options{AsOf: today, K: 10})
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
		if people != 500 || selected == 0 || selected > 10*r.Vacancies {
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
	r, err := Fairness(fittest.Judge(), slices.Values(people), slices.Values(vacancies), Options{AsOf: today, K: 10})
	if err != nil {
		t.Fatal(err)
	}
	young, old := group(t, r, "age", "under 27"), group(t, r, "age", "over 55")
	if r.Vacancies != 10 || young.Rate != 0.1 || young.Alarm || young.Pool != 1000 || !old.Alarm || old.Ratio != 0 || old.Chance > 0.05 {
		t.Errorf("%d vacancies, young %+v, old %+v", r.Vacancies, young, old)
	}
	var text bytes.Buffer
	if _, err := r.WriteTo(&text); err != nil || !strings.Contains(text.String(), "ALARM: lower by hours 0.050") {
		t.Errorf("no alarm in\n%s", &text)
	}
}

// crowd is people of whom each is in so many pools and selected so often.
func crowd(people, pool, selected int) *sums {
	s := &sums{}
	for i := range people {
		t := &tally{pool: pool, selected: selected / people}
		if i < selected%people {
			t.selected++
		}
		s.add(t)
	}
	return s
}

func TestADifferenceThatChanceMakesIsNoAlarm(t *testing.T) {
	for _, c := range []struct {
		name string
		low  *sums
		want bool
	}{
		{"a large group at half the rate", crowd(200, 10, 100), true},
		{"a small group at three quarters", crowd(40, 8, 24), false},
		{"a large group at nine tenths", crowd(1000, 10, 900), false},
		{"a group that is too few", crowd(10, 10, 0), false},
		{"few people who are in many pools", crowd(3, 700, 105), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			all := crowd(1000, 10, 1000)
			for i := range all.squares {
				all.squares[i] += c.low.squares[i]
			}
			all.people, all.pool, all.selected = all.people+c.low.people, all.pool+c.low.pool, all.selected+c.low.selected
			r := Report{Dimensions: []Dimension{{"d", []Group{held(c.low, all)}}}}
			if r.judge(); r.Dimensions[0].Groups[0].Alarm != c.want {
				t.Errorf("%+v", r.Dimensions[0].Groups[0])
			}
		})
	}
}

// TestManyGroupsAreNoReasonForAlarm deals regions by chance, where the worst of 35 is always far below the best.
func TestManyGroupsAreNoReasonForAlarm(t *testing.T) {
	dice := rand.New(rand.NewPCG(3, 4))
	alarms := 0
	for range 40 {
		groups, all := make([]sums, 35), sums{}
		for range 800 {
			one := &tally{pool: 20}
			for range one.pool {
				if dice.IntN(8) == 0 {
					one.selected++
				}
			}
			groups[dice.IntN(35)].add(one)
			all.add(one)
		}
		r := Report{Dimensions: []Dimension{{Name: "region"}}}
		for i := range groups {
			r.Dimensions[0].Groups = append(r.Dimensions[0].Groups, held(&groups[i], &all))
		}
		r.judge()
		for _, g := range r.Dimensions[0].Groups {
			if g.Alarm {
				alarms++
			}
		}
	}
	if alarms > 5 {
		t.Errorf("%d alarms in 40 audits of nothing", alarms)
	}
}

func TestAnAuditNeedsADayAndAK(t *testing.T) {
	none := slices.Values([]matcher.Candidate(nil))
	for _, o := range []Options{{K: 10}, {AsOf: today}, {AsOf: today, K: -1}} {
		if _, err := Fairness(fittest.Judge(), none, slices.Values([]matcher.Vacancy(nil)), o); err == nil {
			t.Errorf("%+v is accepted", o)
		}
	}
}
