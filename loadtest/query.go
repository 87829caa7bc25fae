package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"time"

	"matchd/schemas"
)

// queryCommand asks at a steady rate.
type queryCommand struct {
	service
	Rate   float64       `default:"100" help:"Questions a second, whether or not the answers keep up."`
	For    time.Duration `default:"20s" help:"How long; at most 10m."`
	Of     int           `default:"500" help:"How many different vacancies and candidates are asked about."`
	Cached bool          `help:"Ask the same questions again and again. Without it every question is new, so that no cache can answer."`
	Seed   uint64        `default:"1" help:"Order of the questions."`
}

// queryFigures are the figures of one run.
type queryFigures struct {
	Asked    int            `json:"asked"`
	Seconds  float64        `json:"seconds"`
	ByStatus map[string]int `json:"otherThan200,omitempty"`
	Answers  []percentiles  `json:"answers"`
}

// question is one shot.
type question struct {
	into         *samples
	method, path string
	body         []byte
}

// Run asks and reports.
func (q *queryCommand) Run(ctx context.Context, r report) error {
	c, err := q.open()
	if err != nil {
		return err
	}
	asks := asker{dice: rand.New(rand.NewPCG(q.Seed, 0)), cached: q.Cached}
	if asks.vacancies, err = ids(ctx, c, vacancies, q.Of); err != nil {
		return err
	}
	if asks.candidates, err = ids(ctx, c, candidates, q.Of); err != nil {
		return err
	}
	if len(asks.vacancies) == 0 || len(asks.candidates) == 0 {
		return fmt.Errorf("the service holds %d vacancies and %d candidates: nothing to ask", len(asks.vacancies), len(asks.candidates))
	}
	asks.kinds = []*samples{{name: "candidate-matches"}, {name: "vacancy-matches"}, {name: "search vacancies"}, {name: "search candidates"}}
	var wrong firstError
	n := int(q.Rate * min(q.For, 10*time.Minute).Seconds())
	shots := make([]question, n)
	for i := range shots {
		shots[i] = asks.next(i)
	}
	began := time.Now()
	pace(n, q.Rate, 256, func(i int, due time.Time) {
		status, answer, err := c.call(ctx, shots[i].method, shots[i].path, shots[i].body)
		if err == nil && status != http.StatusOK {
			err = fmt.Errorf("%s: status %d: %.200s", shots[i].into.name, status, answer)
		}
		wrong.note(err)
		shots[i].into.add(time.Since(due))
	})
	figures := queryFigures{Asked: n, Seconds: time.Since(began).Seconds()}
	for _, s := range asks.kinds {
		figures.Answers = append(figures.Answers, s.percentiles())
	}
	if wrong.err != nil {
		return wrong.err
	}
	return r.show(figures, func(out io.Writer) {
		table(out, figures.Answers...)
		fmt.Fprintf(out, "%d questions in %.1f s\n", figures.Asked, figures.Seconds)
	})
}

// asker makes questions of four kinds by turns.
type asker struct {
	dice                  *rand.Rand
	cached                bool
	vacancies, candidates []string
	kinds                 []*samples
}

func (a *asker) next(i int) question {
	vary := ""
	if !a.cached {
		// A limit to the distance that no other question has, and that leaves nobody out.
		vary = fmt.Sprintf("&maxDistanceKm=%.4f", 400+float64(i)/10_000)
	}
	words := searchWords()
	word := words[a.dice.IntN(len(words))]
	switch into := a.kinds[i%4]; i % 4 {
	case 0:
		return question{into, http.MethodGet, "/vacancies/" + a.vacancies[a.dice.IntN(len(a.vacancies))] + "/candidate-matches?limit=20" + vary, nil}
	case 1:
		return question{into, http.MethodGet, "/candidates/" + a.candidates[a.dice.IntN(len(a.candidates))] + "/vacancy-matches?limit=20" + vary, nil}
	case 2:
		return question{into, http.MethodGet, "/vacancies?query=" + word, nil}
	default:
		body, _ := json.Marshal(schemas.Search{Query: word}) // a struct of strings always encodes
		return question{into, http.MethodPost, "/candidates/_search", body}
	}
}

// searchWords are what people type.
func searchWords() []string {
	return []string{"verpleegkundige", "chauffeur", "monteur", "kok", "administratie", "logistiek", "techniek", "zorg", "verkoop", "bouw", "lassen", "klant"}
}

// ids are the ids of the first n records of a kind.
func ids(ctx context.Context, c *client, k kind, n int) ([]string, error) {
	off, cursor := false, ""
	var out []string
	for len(out) < n {
		var page struct {
			Vacancies, Candidates []struct{ ID string }
			NextCursor            string
		}
		if err := c.search(ctx, k, schemas.Search{Limit: min(100, n-len(out)), Sort: "id", Cursor: cursor, Facets: &off}, &page); err != nil {
			return nil, err
		}
		for _, one := range append(page.Vacancies, page.Candidates...) {
			out = append(out, one.ID)
		}
		if cursor = page.NextCursor; cursor == "" {
			break
		}
	}
	return out, nil
}
