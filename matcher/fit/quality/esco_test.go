package quality

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/place"
	"matchd/matcher/rank"
	"matchd/matcher/taxonomy"
)

// today is the day that all questions of these tests are asked for: 2026-03-02.
const today = matcher.Date(739_677)

// escoOnce shares the loaded download between tests.
var escoOnce = sync.OnceValues(func() (*taxonomy.Taxonomy, error) { return taxonomy.Load(os.DirFS(escoFolder())) })

func escoFolder() string {
	shared := os.Getenv("MATCHD_SHARED_DATA")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "..", "shared", "data")
	}
	return filepath.Join(shared, "esco", "official-layout")
}

// esco is the graph of the official download, or skips the test.
func esco(t testing.TB) *taxonomy.Taxonomy {
	t.Helper()
	if _, err := os.Stat(escoFolder()); err != nil {
		t.Skipf("the ESCO download is not here (set MATCHD_SHARED_DATA): %v", err)
	}
	graph, err := escoOnce()
	if err != nil {
		t.Fatal(err)
	}
	return graph
}

func newJudge(t testing.TB, graph *taxonomy.Taxonomy) *fit.Judge {
	t.Helper()
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

// halved is one ESCO occupation whose skills are dealt over a person and a vacancy.
type halved struct {
	id              taxonomy.OccupationID
	person, vacancy []taxonomy.SkillID
}

// deal gives every occupation's skills at random to the person or to the vacancy, the same way in every run.
func deal(graph *taxonomy.Taxonomy, id taxonomy.OccupationID) halved {
	o := graph.Occupation(id)
	dice := rand.New(rand.NewPCG(uint64(id), 2020_11_30))
	all := append(append([]taxonomy.SkillID{}, o.Essential...), o.Optional...)
	dice.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return halved{id, all[:(len(all)+1)/2], all[(len(all)+1)/2:]}
}

// described says how the vacancies of the ESCO experiment are described.
type described struct {
	name          string
	title, skills bool
}

// vacancyOf is the vacancy of an occupation: by its Dutch title, by the skills that the person did not get, or both.
func vacancyOf(graph *taxonomy.Taxonomy, h halved, as described) matcher.Vacancy {
	v := matcher.Vacancy{ID: fmt.Sprintf("%04d", h.id), Status: matcher.VacancyOpen}
	o := graph.Occupation(h.id)
	if as.title {
		v.Title = o.Label
	}
	if as.skills {
		essential := map[taxonomy.SkillID]bool{}
		for _, s := range o.Essential {
			essential[s] = true
		}
		for _, s := range h.vacancy {
			importance := matcher.Useful
			if essential[s] {
				importance = matcher.Essential
			}
			v.Skills = append(v.Skills, matcher.SkillAsked{Code: graph.Skill(s).Code, Importance: importance})
		}
	}
	return v
}

func personOf(graph *taxonomy.Taxonomy, h halved) matcher.Candidate {
	c := matcher.Candidate{ID: "person", Status: matcher.CandidateAvailable}
	for _, s := range h.person {
		c.Skills = append(c.Skills, matcher.SkillHeld{Code: graph.Skill(s).Code})
	}
	return c
}

// kinGrade is the relevance that ISCO-08 gives: the same occupation 3, the same unit group 2, the same minor group 1.
func kinGrade(graph *taxonomy.Taxonomy, a, b taxonomy.OccupationID) int {
	if a == b {
		return 3
	}
	x, y := graph.Occupation(a).Group, graph.Occupation(b).Group
	switch {
	case x == y:
		return 2
	case len(x) >= 3 && len(y) >= 3 && x[:3] == y[:3]:
		return 1
	}
	return 0
}

// escoResult are the measures of one way of describing vacancies.
type escoResult struct{ hit1, hit10, mrr, ndcg float64 }

func runESCO(j *fit.Judge, as described, sample []taxonomy.OccupationID) escoResult {
	graph := j.Taxonomy()
	var rows []rank.Vacancy
	for id := range graph.Occupations() {
		h := deal(graph, taxonomy.OccupationID(id))
		v := vacancyOf(graph, h, as)
		rows = append(rows, rank.Vacancy{Opening: j.Opening(&v)})
	}
	view := rank.NewOpeningsBook().Change(rows, nil)
	var sum escoResult
	q := j.Model.Plain(today, matcher.Viewer{All: true})
	q.Openings = true
	for _, id := range sample {
		h := deal(graph, id)
		c := personOf(graph, h)
		p := j.Profile(&c)
		hits := rank.ForCandidate(j, view, &p, &q, rank.Ask{K: 100})
		grades := map[string]int{}
		for other := range graph.Occupations() {
			if g := kinGrade(graph, id, taxonomy.OccupationID(other)); g > 0 {
				grades[fmt.Sprintf("%04d", other)] = g
			}
		}
		ranking := make([]string, len(hits))
		for i, h := range hits {
			ranking[i] = h.ID
			if h.ID == fmt.Sprintf("%04d", id) {
				sum.mrr += 1 / float64(i+1)
				if i == 0 {
					sum.hit1++
				}
				if i < 10 {
					sum.hit10++
				}
			}
		}
		sum.ndcg += Measure(ranking, grades).NDCG
	}
	n := float64(len(sample))
	return escoResult{sum.hit1 / n, sum.hit10 / n, sum.mrr / n, sum.ndcg / n}
}

// samples deals 150 occupations, evenly over the codes, into those tuned on and those held out.
func samples(graph *taxonomy.Taxonomy) (tuned, held []taxonomy.OccupationID) {
	for i := range 150 {
		id := taxonomy.OccupationID(i * graph.Occupations() / 150)
		if i%2 == 0 {
			tuned = append(tuned, id)
		} else {
			held = append(held, id)
		}
	}
	return tuned, held
}

func TestScratch(t *testing.T) {
	graph := esco(t)
	j := newJudge(t, graph)
	tuned, held := samples(graph)
	for _, as := range []described{{"title", true, false}, {"skills", false, true}, {"both", true, true}} {
		t.Logf("%-8s tuned %.3f", as.name, runESCO(j, as, tuned))
		t.Logf("%-8s held  %.3f", as.name, runESCO(j, as, held))
	}
}
