package view

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"golang.org/x/sync/errgroup"

	"matchd/loadtest/population"
	"matchd/loadtest/testkit"
	"matchd/matcher"
)

// mixed is a view of records that were folded in batches of all sizes, changed, moved, erased, and opened again, so that
// segments of all sizes hold some that are not there any more.
func mixed(t testing.TB) *View {
	t.Helper()
	all, dice, v := testkit.Must(people()), rand.New(rand.NewPCG(3, 4)), newView(t)
	for batch := range slices.Chunk(slices.Concat(some(all, dice, 900), some(all, dice, 300)), 120) {
		for part := range slices.Chunk(batch, 1+dice.IntN(120)) {
			apply(t, v, part...)
		}
	}
	return reopen(t, v)
}

// some are changes to records of a population, three in four of them people; one in ten erases.
func some(all *population.Population, dice *rand.Rand, n int) []Change {
	var out []Change
	for range n {
		c, r := all.Candidate(dice.IntN(400)), all.Vacancy(dice.IntN(200))
		if dice.IntN(5) == 0 {
			c.Place, r.Place = matcher.Place{}, matcher.Place{Municipality: "GM0344"}
		}
		c.Consent.Until = []matcher.Date{0, today - 1, today, today + 30}[dice.IntN(4)]
		switch dice.IntN(40) {
		case 0, 1, 2:
			out = append(out, erase(Candidates, c.ID))
		case 3:
			out = append(out, erase(Vacancies, r.ID))
		case 4, 5, 6, 7, 8, 9, 10, 11, 12:
			out = append(out, vacancy(r))
		default:
			out = append(out, candidate(c))
		}
	}
	return out
}

// drawSearch draws a search that finds something often enough.
func drawSearch(dice *rand.Rand) Search {
	one := func(list ...string) string { return list[dice.IntN(len(list))] }
	s := Search{
		Kind: Kind(one(string(Vacancies), string(Candidates), string(Candidates))), Sort: Sort(one("relevance", "distance", "newest", "id")),
		Text:  one("", "", "", "ervaring", "samenwerken", "ervaring samenwerken", "verpleegkundige in de zorg", "zzz", "de"),
		Limit: dice.IntN(30), AsOf: today + matcher.Date(dice.IntN(3)-1), Filters: map[string][]string{},
	}
	values := map[string][]string{
		fieldStatus: {"open", "filled", "available", "placed"}, fieldRegion: {"AM01", "AM13", "AM22", "AM06"}, fieldSector: {"86", "56", "47", "99"},
		fieldEducation: {"3", "4", "6"}, fieldLanguage: {"nld", "eng", "deu"}, fieldLicence: {"B", "C"}, fieldSkill: {"urn:matchd:skill:samenwerken"},
		fieldSituation: {"atRisk", "unemployed"}, fieldKindOfWork: {"regular"}, fieldMunicipality: {"GM0344", "GM0363"},
	}
	for name, list := range values {
		if dice.IntN(12) == 0 {
			s.Filters[name] = list[:1+dice.IntN(len(list))]
		}
	}
	if dice.IntN(4) == 0 {
		s.MinHours = number(float64(8 * dice.IntN(6)))
	}
	if dice.IntN(4) == 0 {
		s.MaxHours = number(float64(8 * dice.IntN(6)))
	}
	if s.Sort == ByDistance || dice.IntN(4) == 0 {
		s.Near = utrecht
		s.WithinKm = []float64{0, 0.001, 7.5, 30, 120}[dice.IntN(5)]
	}
	s.Viewer.All, s.Viewer.Anyone = dice.IntN(4) == 0, dice.IntN(6) == 0
	s.Viewer.Party = matcher.Party{Kind: matcher.PartyKind(one("", "uwv", "municipality", "socialPartners")), Organisation: one("", "", "GM0344")}
	for _, name := range FilterNames() {
		if dice.IntN(2) == 0 {
			s.Facets = append(s.Facets, name)
		}
	}
	return s
}

func TestSearchAnswersAsBleveDoesByGoingThroughEveryHit(t *testing.T) {
	v, dice, rounds := mixed(t), rand.New(rand.NewPCG(5, 6)), 200
	if os.Getenv("MATCHD_LONG") != "" {
		rounds = 20_000
	}
	found := 0
	for range rounds {
		s := drawSearch(dice)
		for page := 0; page < 4; page++ {
			got, want := testkit.Must(v.Search(t.Context(), s)), testkit.Must(plainSearch(t, v, s))
			if a, b := written(got), written(want); a != b {
				t.Fatalf("%+v, page %d: %s", s, page, firstDifference(a, b))
			}
			found += got.Total
			if s.After = got.Next; got.Next == nil {
				break
			}
		}
	}
	if found < 10*rounds {
		t.Errorf("%d searches found %d records: too few to tell", rounds, found)
	}
}

// written is an answer with a line for each of its parts.
func written(f Found) string {
	out := fmt.Sprintf("total %d\nnext %q\n", f.Total, f.Next)
	for _, name := range FilterNames() {
		out += fmt.Sprintf("%s %v\n", name, f.Facets[name])
	}
	for _, source := range f.Sources {
		out += string(source) + "\n"
	}
	return out
}

func TestSearchesAreWholeWhileRecordsAreFolded(t *testing.T) {
	v, dice := newView(t), rand.New(rand.NewPCG(7, 8))
	all := testkit.Must(people())
	ctx, stop := context.WithCancel(t.Context())
	var searchers errgroup.Group
	for _, order := range []Sort{ByNewest, ByDistance, ByRelevance, ByID} {
		searchers.Go(func() error {
			s := Search{Kind: Vacancies, Sort: order, Near: utrecht, Text: "werk", Limit: 10, Facets: []string{fieldStatus}}
			for ctx.Err() == nil {
				found, err := v.Search(t.Context(), s)
				if err != nil {
					return err
				}
				counted := 0
				for _, c := range found.Facets[fieldStatus] {
					counted += c.Count
				}
				if counted != found.Total || len(found.Sources) != min(found.Total, 10) {
					return fmt.Errorf("%s: %d listed and %d counted of %d", order, len(found.Sources), counted, found.Total)
				}
			}
			return nil
		})
	}
	for batch := range slices.Chunk(some(all, dice, 400), 10) {
		apply(t, v, batch...)
	}
	stop()
	if err := searchers.Wait(); err != nil {
		t.Error(err)
	}
}
