package fit

import (
	"os"
	"testing"

	"matchd/loadtest/testkit"
	"matchd/matcher"
	"matchd/matcher/place"
	"matchd/matcher/taxonomy"
)

// today is the day that all questions of these tests are asked for: 2026-03-02.
var today = matcher.Date(739_677)

// newJudge judges with a small taxonomy of these tests' own, dutchJudge with the built-in one, for what depends on real
// words. Package fittest, which has the latter for others, cannot be imported here.
func newJudge(testing.TB) *Judge {
	return judgeOf(testkit.Must(taxonomy.Load(os.DirFS("testdata/taxonomy"))))
}

func dutchJudge(testing.TB) *Judge { return judgeOf(testkit.Must(taxonomy.BuiltIn())) }

func judgeOf(graph *taxonomy.Taxonomy) *Judge {
	return &Judge{Vocabulary: NewVocabulary(graph, testkit.Must(place.BuiltIn())), Model: testkit.Must(DefaultModel())}
}

func (j *Judge) mustOccupation(t testing.TB, code string) OccupationID {
	t.Helper()
	ids, known := j.Occupation(matcher.Concept{Code: code})
	if !known {
		t.Fatalf("occupation %s is not in the taxonomy", code)
	}
	return ids[0]
}

func (j *Judge) mustSkill(t testing.TB, code string) SkillID {
	t.Helper()
	ids, known := j.Skill(matcher.Concept{Code: code})
	if !known {
		t.Fatalf("skill %s is not in the taxonomy", code)
	}
	return ids[0]
}

// groundsOf is the grounds of one pair alone.
func (j *Judge) groundsOf(a *Asks, n *Needs) *grounds {
	var k kinship
	k.turn(j.Vocabulary, a)
	g := j.grounds(&k, n)
	return &g
}

// vacancyAsking is an open vacancy that weighs the skills alike.
func vacancyAsking(skills ...SkillID) Opening {
	o := Opening{ID: "v", Open: true}
	for _, s := range skills {
		o.Skills = append(o.Skills, SkillAsked{Skill: s, Weight: 100, Level: -1})
		o.SkillWeight += 100
	}
	return o
}

func having(skills ...SkillID) Needs {
	n := Needs{Skills: []SkillHeld{}}
	for _, s := range skills {
		n.Skills = append(n.Skills, SkillHeld{s, -1})
	}
	return n
}

func available(n Needs) Profile {
	return Profile{ID: "c", Number: 1, Available: true, Headcount: 1, Needs: n}
}

func pointer[V any](v V) *V { return &v }

func language(code string, oral, written int8) Language {
	l := Language{Oral: oral, Written: written}
	copy(l.Code[:], code)
	return l
}

// Points in Utrecht, 35 km away in Amsterdam, and in Groningen.
var (
	utrecht   = place.Point{Lat: 5_209_000, Lon: 511_000}
	amsterdam = place.Point{Lat: 5_237_000, Lon: 489_000}
	groningen = place.Point{Lat: 5_322_000, Lon: 657_000}
)
