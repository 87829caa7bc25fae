package main

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"

	"matchd/matcher"
	"matchd/matcher/taxonomy"
	"matchd/schemas"
)

// escoCommand pushes what it makes from ESCO.
type escoCommand struct {
	service
	Data        string   `env:"MATCHD_SHARED_DATA" default:"../shared/data" help:"Folder that holds esco/."`
	Occupations int      `default:"300" help:"How many occupations get a vacancy and a profile; 1 to 3000."`
	Seed        uint64   `default:"1" help:"Chooses the occupations and shares out their skills."`
	Show        []string `help:"Occupations, by label, whose vacancies are shown; taken up in any case. Without: three that the seed chooses."`
}

// leastSkills is how many skills an occupation must ask for two halves of them to say something.
const leastSkills = 12

// pair is an occupation with the two records made from it.
type pair struct {
	label     string
	vacancy   matcher.Vacancy
	candidate matcher.Candidate
}

// Run pushes, waits, and prints lists for three vacancies.
func (e *escoCommand) Run(ctx context.Context, r report) error {
	c, err := e.open()
	if err != nil {
		return err
	}
	tax, err := taxonomy.Load(os.DirFS(filepath.Join(e.Data, "esco", "official-layout")))
	if err != nil {
		return fmt.Errorf("load ESCO: %w", err)
	}
	pairs := fromOccupations(tax, e.Seed, min(max(1, e.Occupations), 3000), e.Show)
	took, err := pushPairs(ctx, c, pairs)
	if err != nil {
		return err
	}
	shown := e.Show
	for i := 0; len(e.Show) == 0 && i < min(3, len(pairs)); i++ {
		shown = append(shown, pairs[i].label)
	}
	figures, err := judged(ctx, c, pairs, shown)
	if err != nil {
		return err
	}
	figures.SearchableMs = float64(took.Milliseconds())
	return r.show(figures, func(out io.Writer) { figures.print(out) })
}

// fromOccupations makes a vacancy and a profile from each of n occupations. The vacancy asks one half of the skills
// that ESCO finds essential or optional and the profile has the other, so that no skill stands in both: what joins
// them is the occupation and what lies near. A third of the vacancies name the occupation by code, the others only in
// their title; a third of the profiles say in their presentation alone what they did.
func fromOccupations(tax *taxonomy.Taxonomy, seed uint64, n int, wanted []string) []pair {
	dice := rand.New(rand.NewPCG(seed, 0))
	var out []pair
	want := map[string]bool{}
	for _, label := range wanted {
		want[label] = true
	}
	var rest []taxonomy.Occupation
	for id := range tax.Occupations() {
		o := tax.Occupation(taxonomy.OccupationID(id))
		switch {
		case want[o.Label]:
			out = append(out, pairOf(tax, o, len(out), dice))
		case len(o.Essential)+len(o.Optional) >= leastSkills:
			rest = append(rest, o)
		}
	}
	dice.Shuffle(len(rest), func(i, j int) { rest[i], rest[j] = rest[j], rest[i] })
	for _, o := range rest[:min(len(rest), max(0, n-len(out)))] {
		out = append(out, pairOf(tax, o, len(out), dice))
	}
	return out
}

func pairOf(tax *taxonomy.Taxonomy, o taxonomy.Occupation, i int, dice *rand.Rand) pair {
	asked, had := halves(tax, o, dice)
	v := matcher.Vacancy{
		ID: fmt.Sprintf("esco-vacancy-%04d", i), Revision: 1, Status: matcher.VacancyOpen, Title: o.Label,
		Company: matcher.CompanyRef{Name: "Voorbeeldbedrijf"}, Place: matcher.Place{Postcode: "3511"},
	}
	if i%3 == 0 {
		v.Occupation = matcher.Concept{Code: o.Code}
	}
	for _, s := range asked {
		v.Skills = append(v.Skills, matcher.SkillAsked{Code: s.Code, Label: s.Label})
	}
	c := matcher.Candidate{
		ID: fmt.Sprintf("esco-candidate-%04d", i), Revision: 1, Status: matcher.CandidateAvailable,
		ResponsibleParty: matcher.Party{Kind: matcher.UWV}, Place: matcher.Place{Postcode: "3581"},
		Presentation: presentation(o.Label, had),
	}
	if i%3 != 1 {
		c.Experience = []matcher.Experience{{Occupation: matcher.Concept{Code: o.Code}}}
	}
	for _, s := range had {
		c.Skills = append(c.Skills, matcher.SkillHeld{Code: s.Code, Label: s.Label})
	}
	return pair{o.Label, v, c}
}

// mostSkills is how many skills one record names at most.
const mostSkills = 20

// halves deals the skills of an occupation out to two sides.
func halves(tax *taxonomy.Taxonomy, o taxonomy.Occupation, dice *rand.Rand) (asked, had []taxonomy.Skill) {
	all := append(append([]taxonomy.SkillID(nil), o.Essential...), o.Optional...)
	dice.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	for i, id := range all[:min(len(all), 2*mostSkills)] {
		if i%2 == 0 {
			asked = append(asked, tax.Skill(id))
		} else {
			had = append(had, tax.Skill(id))
		}
	}
	return asked, had
}

func presentation(label string, had []taxonomy.Skill) string {
	var can []string
	for _, s := range had[:min(3, len(had))] {
		can = append(can, s.Label)
	}
	return fmt.Sprintf("Ik heb jaren gewerkt als %s. Ik ben goed in: %s.", label, strings.Join(can, ", "))
}

// pushPairs pushes both records of every pair and waits until all can be found.
func pushPairs(ctx context.Context, c *client, pairs []pair) (time.Duration, error) {
	want, lines := map[kind]int{}, map[kind][][]byte{}
	for i := range pairs {
		v, err := schemas.Encode(pairs[i].vacancy)
		if err != nil {
			return 0, err
		}
		p, err := schemas.Encode(pairs[i].candidate)
		if err != nil {
			return 0, err
		}
		lines[vacancies], lines[candidates] = append(lines[vacancies], v), append(lines[candidates], p)
	}
	began := time.Now()
	for _, k := range []kind{vacancies, candidates} {
		done, err := c.pushAll(ctx, k, lines[k])
		if err != nil {
			return 0, err
		}
		if done.accepted() != len(lines[k]) {
			return 0, fmt.Errorf("%s refused: %v", k, done.Refused)
		}
		want[k] = len(lines[k])
	}
	_, err := c.awaitTotals(ctx, want, searchableWithin)
	return time.Since(began), err
}
