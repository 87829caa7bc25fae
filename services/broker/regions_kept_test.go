package broker

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"matchd/loadtest/population"
	"matchd/matcher"
	"matchd/matcher/coupling"
)

// nation folds a small population of the whole country.
func nation(t testing.TB) (*market, *population.Population) {
	t.Helper()
	m := newMarket(t)
	p, err := population.New(population.Config{
		Seed: 3, AsOf: transferDay, Candidates: 500, Vacancies: 250, Surpluses: 30, Companies: 80, Taxonomy: m.judge.Taxonomy(), Places: m.judge.Places(),
	})
	if err != nil {
		t.Fatal(err)
	}
	var records []any
	for v := range p.AllVacancies() {
		if v.ID[len(v.ID)-1] == '3' {
			v.Place = matcher.Place{} // known to nobody
		}
		records = append(records, &v)
	}
	for c := range p.AllCandidates() {
		records = append(records, &c)
	}
	for s := range p.AllSurpluses() {
		records = append(records, &s)
	}
	m.fold(t, records...)
	return m, p
}

// allRegions gives what every region sees.
func allRegions(t testing.TB, m *market) (out []*area) {
	t.Helper()
	for _, r := range m.judge.Places().Regions() {
		q := asMunicipality(RegionQuestion{Region: r.Code})
		q.at = m.moment()
		a, err := m.area(q)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, a)
	}
	return out
}

func TestNoRegionPromisesWhatAnotherDoes(t *testing.T) {
	m, _ := nation(t)
	taken, given := map[string]int{}, map[string]int{}
	over := 0
	for _, a := range allRegions(t, m) {
		if !a.wide {
			t.Fatal("the country is not planned as a whole")
		}
		free := units(a.part.Free)
		for _, v := range a.part.Plan.Moves {
			s, o := &a.whole.Market.Sources[v.Source], a.whole.Market.Sinks[v.Sink]
			taken[o.ID] += v.Units
			given[fmt.Sprint(s.Group, s.ID)] += v.Units
			if o.Region != a.number {
				over += v.Units
			}
			if taken[o.ID] > o.Positions || given[fmt.Sprint(s.Group, s.ID)] > s.Units {
				t.Errorf("%s or %s is promised more often than there is", o.ID, s.ID)
			}
		}
		for _, v := range a.part.Incoming {
			free += v.Units
		}
		for _, v := range a.part.Plan.Moves {
			if a.whole.Market.Sinks[v.Sink].Region == a.number {
				free += v.Units
			}
		}
		if free != a.part.Plan.Totals.Positions {
			t.Errorf("%s: %d of %d positions are free or taken", a.item.Code, free, a.part.Plan.Totals.Positions)
		}
	}
	if over == 0 || len(taken) < 50 {
		t.Errorf("%d go over a border, %d vacancies are filled", over, len(taken))
	}
}

func TestNoNodeHasMoreLinksThanUnits(t *testing.T) {
	m, _ := nation(t)
	for _, a := range allRegions(t, m) {
		flows, err := a.flows(nil)
		if err != nil {
			t.Fatal(err)
		}
		linked := map[string]int{}
		for _, l := range flows.Links {
			linked[l.Source] += l.Units
			linked[l.Target] += l.Units
		}
		for _, n := range flows.Nodes {
			if linked[n.ID] > n.Units || n.Outside && linked[n.ID] != n.Units {
				t.Errorf("%s: %s has links of %d and %d units", a.item.Code, n.ID, linked[n.ID], n.Units)
			}
			delete(linked, n.ID)
		}
		if len(linked) > 0 {
			t.Errorf("%s: links without a node: %v", a.item.Code, linked)
		}
	}
}

// change folds a few records of the population in another form.
func change(t testing.TB, m *market, p *population.Population, d *rand.Rand) {
	t.Helper()
	candidate := func() *matcher.Candidate { c := p.Candidate(d.IntN(500)); return &c }
	surplus := func() *matcher.Surplus { s := p.Surplus(d.IntN(6)); return &s } // few, so that they have members
	vacancy := func() *matcher.Vacancy { v := p.Vacancy(d.IntN(250)); return &v }
	switch d.IntN(9) {
	case 0:
		v := vacancy()
		v.Positions = 1 + d.IntN(6)
		m.fold(t, v)
	case 1:
		v := vacancy()
		v.Status = matcher.VacancyWithdrawn
		m.fold(t, v, candidate())
	case 2: // somebody takes a place of a group
		c := candidate()
		c.SurplusID, c.Situation = surplus().ID, matcher.AtRisk
		m.fold(t, c)
	case 3:
		c := candidate()
		c.Status = matcher.CandidateWithdrawn
		m.fold(t, c)
	case 4:
		s := surplus()
		s.Headcount = 1 + d.IntN(9)
		m.fold(t, s)
	case 5: // a group turns out to be another company's
		s := surplus()
		s.Company.ID = vacancy().Company.ID
		m.fold(t, s)
	case 6: // or works elsewhere
		s := surplus()
		s.Place = vacancy().Place
		m.fold(t, s)
	case 7:
		m.fold(t, &matcher.Company{ID: surplus().Company.ID, Revision: 1, Status: matcher.CompanyActive, Agreements: []matcher.Agreement{{Kind: matcher.NationalAgreement, With: "rijk"}}})
	case 8:
		status := matcher.DecisionDeclined
		if d.IntN(2) == 0 {
			status = matcher.DecisionHired
		}
		by := surplus().ID
		if d.IntN(2) == 0 {
			by = candidate().ID
		}
		m.fold(t, &matcher.Decision{ID: matcher.MatchID(by, vacancy().ID), Revision: 1, Status: status, Places: 1, ByParty: matcher.Party{Kind: matcher.UWV}})
	}
}

func TestAKeptPlanFollowsEveryKindOfRecord(t *testing.T) {
	m, p := nation(t)
	d := rand.New(rand.NewPCG(4, 4))
	k := m.joints.of(scope{viewer: asMunicipality(0).Caller.Viewer, day: transferDay})
	for round := range 24 {
		change(t, m, p, d)
		if d.IntN(3) == 0 {
			continue // two changes at a time
		}
		desk := m.desk(m.moment(), asMunicipality(0).Caller, 0, "")
		was, err := k.at(desk)
		if err != nil {
			t.Fatal(err)
		}
		anew, err := (&kept{}).at(desk)
		if err != nil {
			t.Fatal(err)
		}
		if spelled(was) != spelled(anew) {
			t.Fatalf("round %d\nkept %s\nanew %s", round, spelled(was), spelled(anew))
		}
	}
}

// spelled is everybody and every position, and the moves of a plan.
func spelled(p *coupling.Plan) string {
	var b strings.Builder
	for i := range p.Market.Sources {
		s := &p.Market.Sources[i]
		fmt.Fprintln(&b, s.Group, s.ID, s.Company, s.Units, s.Work, s.National, p.Best.SourcePrices[i])
	}
	for i, o := range p.Market.Sinks {
		fmt.Fprintln(&b, o.ID, o.Positions, p.Best.SinkPrices[i])
	}
	for _, v := range p.Moves {
		fmt.Fprintln(&b, p.Market.Sources[v.Source].ID, p.Market.Sinks[v.Sink].ID, v.Units, v.Score, v.Trainable)
	}
	return b.String()
}

func TestAPlanDoesNotGoBack(t *testing.T) {
	m, _ := nation(t)
	caller := asMunicipality(0).Caller
	older := m.desk(m.moment(), caller, 0, "")
	m.fold(t, seeking("later", hotels, "kok", 2))
	newer := m.desk(m.moment(), caller, 0, "")
	k := m.joints.of(scope{day: transferDay})
	if _, err := k.at(newer); err != nil {
		t.Fatal(err)
	}
	if _, err := k.at(older); !errors.Is(err, errMoved) {
		t.Errorf("an older state is answered with %v", err)
	}
}

func TestTheNewestPlansAreKept(t *testing.T) {
	var j joints
	first := j.of(scope{day: 1})
	for day := range matcher.Date(maxJoints) {
		j.of(scope{day: 1 + day})
	}
	if j.of(scope{day: 1}) != first {
		t.Error("one of a few is not kept")
	}
	for day := range matcher.Date(maxJoints) {
		j.of(scope{day: 10 + day})
	}
	if len(j.kept) != maxJoints || j.of(scope{day: 1}) == first {
		t.Errorf("%d are kept", len(j.kept))
	}
	j.clear()
	if len(j.kept) != 0 {
		t.Error("plans are left")
	}
}
