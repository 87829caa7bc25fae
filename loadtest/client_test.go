package main

import (
	"context"
	"errors"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"matchd/matcher"
	"matchd/matcher/taxonomy"
	"matchd/schemas"
)

func TestOnlyLoopbackIsLoaded(t *testing.T) {
	for address, ok := range map[string]bool{
		"http://127.0.0.1:8080": true, "http://localhost:8080": true, "http://[::1]:8080": true,
		"http://192.0.2.1:8080": false, "http://matchd.example:80": false, "http://127.0.0.1.example": false,
	} {
		if _, err := (service{API: address}).open(); (err == nil) != ok || err != nil && !errors.Is(err, errNotLoopback) {
			t.Errorf("%s: %v", address, err)
		}
	}
	if _, err := (kafka{Brokers: []string{"127.0.0.1:9092", "192.0.2.1:9092"}}).open(t.Context()); !errors.Is(err, errNotLoopback) {
		t.Errorf("a broker elsewhere: %v", err)
	}
	if _, err := (kafka{}).open(t.Context()); err == nil {
		t.Error("no broker at all was taken")
	}
}

func TestOutcomesAreCountedByStatusAndReason(t *testing.T) {
	o := outcomes{Status: map[int]int{}, Warned: map[string]int{}, Refused: map[string]int{}}
	for _, line := range []string{
		`{"line":1,"id":"a","status":202,"warnings":[{"field":"skills[0].code","reason":"unknown code"}]}`,
		`{"line":2,"id":"b","status":200}`,
		`{"line":3,"status":400,"errors":[{"field":"revision","reason":"is required"}]}`,
	} {
		if err := o.note([]byte(line)); err != nil {
			t.Fatal(err)
		}
	}
	if o.accepted() != 2 || !maps.Equal(o.Status, map[int]int{202: 1, 200: 1, 400: 1}) || o.Warned["unknown code"] != 1 || len(o.Refused) != 1 {
		t.Errorf("counted %+v", o)
	}
	if err := o.note([]byte("no JSON")); err == nil {
		t.Error("a line that is no outcome was counted")
	}
}

func TestEveryPushHasAnIdAndAWordOfItsOwn(t *testing.T) {
	now := time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)
	all, err := distinct(1, 40, now)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for i, p := range all {
		if seen[p.id] || seen[p.word] {
			t.Errorf("%s or %s came before", p.id, p.word)
		}
		seen[p.id], seen[p.word] = true, true
		if !strings.Contains(string(p.body), p.word) || !strings.Contains(string(p.body), `"id":"`+p.id+`"`) {
			t.Errorf("%s does not hold its word %s", p.body, p.word)
		}
		if want := []kind{vacancies, candidates}[i%2]; p.kind != want {
			t.Errorf("record %d is of %s, want %s", i, p.kind, want)
		}
	}
	later, err := distinct(1, 1, now.Add(time.Second))
	if err != nil || later[0].id == all[0].id || later[0].word == all[0].word {
		t.Errorf("a later run has the same id or word: %v", err)
	}
}

func TestLettersTellNumbersApart(t *testing.T) {
	seen := map[string]uint64{}
	for n := range uint64(5000) {
		s := letters(n)
		if other, ok := seen[s]; ok {
			t.Fatalf("%d and %d are both %s", n, other, s)
		}
		seen[s] = n
	}
}

// escoOf is a taxonomy of a few occupations with as many skills as asked for.
func escoOf(t *testing.T, skills int, labels ...string) *taxonomy.Taxonomy {
	t.Helper()
	occupations, relations, names := "conceptUri,preferredLabel\n", "occupationUri,relationType,skillUri\n", "conceptUri,preferredLabel,skillType\n"
	for _, label := range labels {
		occupations += "urn:o:" + label + "," + label + "\n"
		for i := range skills {
			skill := label + letters(uint64(i))
			relations += "urn:o:" + label + ",essential,urn:s:" + skill + "\n"
			names += "urn:s:" + skill + "," + skill + ",skill/competence\n"
		}
	}
	tax, err := taxonomy.Load(fstest.MapFS{
		"occupations_nl.csv": {Data: []byte(occupations)}, "occupationSkillRelations_nl.csv": {Data: []byte(relations)}, "skills_nl.csv": {Data: []byte(names)},
	})
	if err != nil {
		t.Fatal(err)
	}
	return tax
}

func TestAVacancyAndItsProfileShareTheOccupationAndNoSkill(t *testing.T) {
	pairs := fromOccupations(escoOf(t, leastSkills, "bakker", "kok", "lasser", "smid"), 1, 3, []string{"smid"})
	if len(pairs) != 3 || pairs[0].label != "smid" {
		t.Fatalf("%d pairs, the first of %s; want three, the one asked for first", len(pairs), pairs[0].label)
	}
	for _, p := range pairs {
		asked := map[string]bool{}
		for _, s := range p.vacancy.Skills {
			asked[s.Code] = true
		}
		if len(asked) != leastSkills/2 || len(p.candidate.Skills) != leastSkills/2 {
			t.Errorf("%s: %d skills asked and %d had, want %d each", p.label, len(asked), len(p.candidate.Skills), leastSkills/2)
		}
		for _, s := range p.candidate.Skills {
			if asked[s.Code] {
				t.Errorf("%s: %s stands on both sides", p.label, s.Code)
			}
		}
		if !strings.Contains(p.candidate.Presentation, p.label) || p.vacancy.Title != p.label {
			t.Errorf("%s: neither title %q nor presentation %q say it", p.label, p.vacancy.Title, p.candidate.Presentation)
		}
	}
}

func TestOccupationsWithFewSkillsAreLeftOutUnlessAskedFor(t *testing.T) {
	tax := escoOf(t, leastSkills-1, "bakker", "kok")
	if pairs := fromOccupations(tax, 1, 10, nil); len(pairs) > 0 {
		t.Errorf("%d pairs of occupations with too few skills", len(pairs))
	}
	if pairs := fromOccupations(tax, 1, 10, []string{"kok"}); len(pairs) != 1 {
		t.Errorf("%d pairs, want the one asked for", len(pairs))
	}
}

func TestAListIsJudgedByWhatTheProfilesWereMadeFrom(t *testing.T) {
	pairs := fromOccupations(escoOf(t, leastSkills, "bakker"), 1, 1, nil)
	list := judge(&pairs[0], []matcher.Match{{
		Candidate: &matcher.Summary{ID: pairs[0].candidate.ID}, Score: 512_345, Band: matcher.Suitable,
		Reasons: []matcher.Reason{
			{Name: "skills", Known: true, Contribution: 100_000, Maximum: 260_000, Evidence: &matcher.Evidence{
				Matched: []string{"a"}, Close: []matcher.Close{{Asked: "b", Has: "c"}}, Missing: []string{"d", "e"},
			}},
			{Name: "hours", Known: false, Contribution: 1},
		},
	}}, map[string]string{pairs[0].candidate.ID: "bakker"})
	line := list.Lines[0]
	if line.Occupation != "bakker" || line.Score != "0.512" || line.Close[0] != "c for b" || len(line.Missing) != 2 || len(line.Reasons) != 1 {
		t.Errorf("judged %+v", line)
	}
	var out strings.Builder
	escoFigures{Lists: []judgedList{list}}.print(&out)
	if !strings.Contains(out.String(), "skills 0.100 of 0.260") || !strings.Contains(out.String(), "missing: 2") {
		t.Errorf("printed %s", out.String())
	}
}

func TestAPopulationIsFilledToTheRecord(t *testing.T) {
	got, seen := map[kind]int{}, map[string]bool{}
	counts, err := fill(t.Context(), 1, 5000, matcher.DateOf(time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)),
		func(_ context.Context, k kind, ids []string, bodies [][]byte) error {
			got[k] += len(bodies)
			for _, id := range ids {
				seen[id] = true
			}
			return nil
		})
	if err != nil || !maps.Equal(got, counts) || got[vacancies]+got[candidates] != 5000 || len(seen) != 5000 {
		t.Errorf("sent %v of %v with %d ids: %v", got, counts, len(seen), err)
	}
}

func TestEveryQuestionIsNewUnlessTheCacheIsMeant(t *testing.T) {
	for _, cached := range []bool{false, true} {
		seen := askedPaths(cached)
		if (seen < 200) != cached {
			t.Errorf("cached %v: %d different questions for matches of 200", cached, seen)
		}
	}
}

// askedPaths is how many different questions there are among 200 for the matches of three records.
func askedPaths(cached bool) int {
	a := asker{dice: rand.New(rand.NewPCG(1, 0)), cached: cached, vacancies: []string{"a", "b"}, candidates: []string{"c"}}
	for _, name := range []string{"1", "2", "3", "4"} {
		a.kinds = append(a.kinds, &samples{name: name})
	}
	seen := map[string]bool{}
	for i := range 400 {
		if q := a.next(i); i%4 < 2 {
			seen[q.path] = true
		}
	}
	return len(seen)
}

func TestTheDeadLetterNamesItsPlace(t *testing.T) {
	record := schemas.Record{Position: schemas.Position{Topic: schemas.Vacancies, Partition: 3, Offset: 9}, Key: []byte("k"), Value: []byte("v")}
	l := schemas.DeadLetter(&record, "why", time.Now())
	got, err := letterOf(&l)
	if err != nil || got.place != record.Position || got.reason != "why" || got.key != "k" || got.value != "v" {
		t.Errorf("read %+v, %v", got, err)
	}
}

func TestWhereTheOwnProfileStandsIsCounted(t *testing.T) {
	match := func(id string) matcher.Match { return matcher.Match{Candidate: &matcher.Summary{ID: id}} }
	var p placing
	p.note([]matcher.Match{match("own"), match("other")}, "own")
	p.note([]matcher.Match{match("other"), match("own")}, "own")
	p.note([]matcher.Match{match("other")}, "own")
	if p != (placing{Of: 3, First: 1, InTen: 2}) {
		t.Errorf("counted %+v", p)
	}
}
