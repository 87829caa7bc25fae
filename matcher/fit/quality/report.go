package quality

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"matchd/matcher"
	"matchd/matcher/fit"
)

// Write renders a report for people to review: the headlines, every query with its first ten and their grades, and
// where the traps ended.
func (r *Report) Write(w io.Writer, c *Cases) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%d vacancies, %d profiles\n\n%-32s %s\n", len(c.Vacancies), len(c.Profiles), "", header)
	headlines(&b, "people for a vacancy", r.People)
	headlines(&b, "vacancies for a person", r.Openings)
	fmt.Fprintf(&b, "\n%-32s suitable trainable remote\n", "pairs by grade and band")
	for g := 3; g >= 0; g-- {
		n := r.Bands[g]
		fmt.Fprintf(&b, "%-32d %8d %9d %6d\n", g, n[matcher.Suitable], n[matcher.Trainable], n[matcher.Remote])
	}
	fmt.Fprint(&b, "\npeople for each vacancy: nDCG@10, then the first ten as id:grade\n")
	for _, q := range r.People {
		q.write(&b, c.Grades[q.ID])
	}
	fmt.Fprint(&b, "\nvacancies for each person who has one\n")
	for _, q := range r.Openings {
		q.write(&b, c.gradesFor(q.ID))
	}
	fmt.Fprint(&b, "\ntraps: the place of someone who looks better than they are\n")
	for _, t := range c.Traps {
		fmt.Fprintf(&b, "%-24s %-30s %s\n", t.Vacancy, t.Profile, r.placeOf(t))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// headlines are of all queries of a direction, and of its halves.
func headlines(b *strings.Builder, of string, queries []Query) {
	tuned, held := Halves(queries)
	fmt.Fprintf(b, "%-32s %s\n", of, Headline(queries))
	fmt.Fprintf(b, "%-32s %s\n", fmt.Sprintf("  the half tuned on (%d)", len(tuned)), Headline(tuned))
	fmt.Fprintf(b, "%-32s %s\n", fmt.Sprintf("  the half held out (%d)", len(held)), Headline(held))
}

const header = "nDCG@10 recall@5 recall@10 MRR"

// String is the figures in the order of header.
func (f Figures) String() string {
	return fmt.Sprintf("%.3f   %.3f    %.3f     %.3f", f.NDCG, f.Recall.At5, f.Recall.At10, f.MRR)
}

func (q *Query) write(b *strings.Builder, grades map[string]int) {
	fmt.Fprintf(b, "%-24s %.3f", q.ID, q.NDCG)
	for _, id := range q.Ranking[:min(10, len(q.Ranking))] {
		fmt.Fprintf(b, " %s:%d", id, grades[id])
	}
	b.WriteByte('\n')
}

func (r *Report) placeOf(t Trap) string {
	i := slices.IndexFunc(r.People, func(q Query) bool { return q.ID == t.Vacancy })
	at := slices.Index(r.People[i].Ranking, t.Profile)
	if at < 0 {
		return "not eligible"
	}
	return fmt.Sprint(at + 1)
}

// Ablate ranks the cases once more without each reason, and with half and twice its share, and writes what nDCG@10
// becomes on the half tuned on, for people and for vacancies.
func Ablate(w io.Writer, j *fit.Judge, c *Cases, q fit.Question) error {
	var b strings.Builder
	fmt.Fprintf(&b, "\n%-32s people and vacancies, on the half tuned on\n%-32s without it    half as much  twice as much\n", "the share of a reason", "")
	for id := range fit.Text {
		fmt.Fprintf(&b, "%-32s", j.Model.Reasons[id].Name)
		for _, factor := range []float64{0, 0.5, 2} {
			weights, err := j.Model.Weights(map[fit.ReasonID]float64{id: factor}, 0, false)
			if err != nil {
				return fmt.Errorf("change the share of a reason: %w", err)
			}
			q.Weights = weights
			r := Run(j, c, q)
			people, _ := Halves(r.People)
			openings, _ := Halves(r.Openings)
			fmt.Fprintf(&b, " %.3f %.3f  ", Headline(people).NDCG, Headline(openings).NDCG)
		}
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, strings.ReplaceAll(b.String(), "  \n", "\n"))
	return err
}
