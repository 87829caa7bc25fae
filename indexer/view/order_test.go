package view

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"matchd/loadtest/testkit"
	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/fit/fittest"
)

// wordy are records that name one thing in several ways, none of which the taxonomy knows.
func wordy() []Change {
	label := func(code, label string) matcher.Concept { return matcher.Concept{Code: code, Label: label} }
	var out []Change
	for i, c := range []struct{ skill, work, paper matcher.Concept }{
		{label("own:9", "Kan goed omgaan met Piet Jansen"), label("", "Zwaluwenteller"), label("", "VCA Zwaluw")},
		{label("own:9", "zwaluwen tellen"), label("own:o", "zwaluwenteller"), label("", "vca  zwaluw")},
		{label("", "Zwaluwen  Tellen"), label("own:o", "Teller van Zwaluwen"), label("z:1", "")},
		{label("own:10", ""), label("own:p", ""), label("", "Mezenbrevet")},
		{label("own:11", "Mezen ringen"), label("", "mezenringer"), label("", "mezenBREVET")},
	} {
		id := string(rune('a' + i))
		n := fittest.Nurse("c" + id)
		n.Skills, n.Certificates = []matcher.SkillHeld{{Code: c.skill.Code, Label: c.skill.Label}}, []matcher.Concept{c.paper}
		n.Experience, n.Wishes.Occupations = []matcher.Experience{{Occupation: c.work}}, nil
		v := fittest.Nursing("v" + id)
		v.Title, v.Occupation, v.Certificates = "", c.work, []matcher.Concept{c.paper, label("", "Gedeeld "+id), label("", "Alles")}
		v.Skills = []matcher.SkillAsked{{Code: c.skill.Code, Label: c.skill.Label}, {Label: "iets anders " + id}, {Code: "own:12", Label: "Twaalf " + id}}
		if i > 0 {
			n.Certificates = append(n.Certificates, label("", "alles"))
		} else {
			v.Skills[0] = matcher.SkillAsked{Code: "own:9"}
		}
		out = append(out, candidate(n), vacancy(v))
	}
	return out
}

// explained is every pair of a view as it is told, in both languages.
func explained(t *testing.T, v *View) string {
	t.Helper()
	var out strings.Builder
	now, q := v.Snapshot(), v.Judge().Model.Plain(today, matcher.Viewer{All: true})
	for _, c := range []string{"ca", "cb", "cc", "cd", "ce"} {
		for _, o := range []string{"va", "vb", "vc", "vd", "ve"} {
			for _, l := range []fit.Locale{fit.Dutch, fit.English} {
				m := v.Judge().Explain(&now.Openings.Find(o).Opening, &now.People.Find(c).Profile, &q, fit.Full, l)
				out.Write(testkit.Must(json.Marshal(m)))
				out.WriteByte('\n')
			}
		}
	}
	return out.String()
}

func TestTheOrderOfTheLogsDoesNotShow(t *testing.T) {
	// Every view gets a vocabulary of its own, as every process has.
	fresh := func() *View {
		shared := fittest.Judge()
		judge := &fit.Judge{Vocabulary: fit.NewVocabulary(shared.Taxonomy(), shared.Places()), Model: shared.Model}
		v, err := Open(t.Context(), t.TempDir()+"/view", judge, nil)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = v.Close() })
		return v
	}
	records := wordy()
	first := fresh()
	apply(t, first, records...)
	want := explained(t, first)
	dice := rand.New(rand.NewPCG(1, 2))
	for range 6 {
		v := fresh()
		dice.Shuffle(len(records), func(a, b int) { records[a], records[b] = records[b], records[a] })
		for batch := range slices.Chunk(records, 1+dice.IntN(4)) {
			apply(t, v, batch...)
		}
		sameLines(t, "folded in another order", explained(t, v), want)
	}
	asked := fresh()
	for _, r := range wordy() {
		if r.Candidate != nil {
			asked.Compile(r.Candidate)
		} else {
			asked.CompileOpening(r.Vacancy)
		}
	}
	apply(t, asked, wordy()...)
	sameLines(t, "after questions", explained(t, asked), want)
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	judge := &fit.Judge{Vocabulary: fit.NewVocabulary(first.judge.Taxonomy(), first.judge.Places()), Model: first.judge.Model}
	again, err := Open(t.Context(), first.dir, judge, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = again.Close() })
	sameLines(t, "opened again", explained(t, again), want)
}

func sameLines(t *testing.T, how, got, want string) {
	t.Helper()
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			t.Fatalf("%s:\n%s\nwant\n%s", how, a[i], b[i])
		}
	}
}

func TestNobodysOwnWordsShowElsewhere(t *testing.T) {
	v := newView(t)
	apply(t, v, wordy()...)
	for _, line := range strings.Split(explained(t, v), "\n") {
		if strings.Contains(line, "Piet Jansen") {
			t.Fatalf("somebody's label of own:9 shows in %s", line)
		}
		if strings.Contains(line, "zwaluwenteller") && !strings.Contains(line, `"matchId":"cb~`) && !strings.Contains(line, `~vb"`) {
			t.Fatalf("the second record's label of own:o shows in %s", line)
		}
	}
	apply(t, v, erase(Candidates, "cb"), erase(Vacancies, "vb"))
	found, err := v.Search(t.Context(), Search{Kind: Candidates, Text: "Jansen", Limit: 10, AsOf: today, Viewer: matcher.Viewer{All: true}})
	if err != nil || len(found.Sources) != 1 {
		t.Errorf("%d profiles hold the label, %v; want its own", len(found.Sources), err)
	}
}
