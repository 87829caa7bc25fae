package broker

import (
	"fmt"
	"testing"

	"matchd/matcher"
	"matchd/schemas"
)

// life is a case from life: records, the two companies whose plan is asked for, and what must come of it.
type life struct {
	name      string
	records   func(m *market) []any
	from, to  string
	headcount int // of the supply
	positions int
	placed    [2]int // at least, at most
	partners  int    // of the company that is left, outbound
	flows     map[string]int
}

func lives() []life {
	return []life{
		{
			name: "an airport handler lets 800 people in six functions go", from: airline, to: hotels,
			records: func(m *market) []any {
				member, other := m.employee("lid", airline, "bagageafhandelaar"), m.employee("ander", airline, "schoonmaker")
				member.SurplusID, other.SurplusID = "bagage", "schoon"
				return []any{
					m.surplus("bagage", airline, "bagageafhandelaar", 300), m.surplus("schoon", airline, "schoonmaker", 150),
					m.surplus("balie", airline, "receptionist", 100), m.surplus("wacht", airline, "beveiliger", 120),
					m.surplus("rijden", airline, "vrachtwagenchauffeur", 80), m.surplus("plannen", airline, "administratief medewerker", 50),
					member, other, seeking("orders", hotels, "orderpicker", 90), seeking("vloer", hotels, "schoonmaker", 60),
					seeking("deur", hotels, "beveiliger", 50), seeking("receptie", hotels, "receptionist", 12), seeking("arts", hotels, "arts", 40),
					seeking("zorg", carers, "schoonmaker", 5),
				}
			},
			headcount: 800, positions: 252, placed: [2]int{180, 212}, partners: 2, flows: map[string]int{"arts": 0, "deur": 50, "receptie": 12},
		},
		{
			name: "a company that shrinks and hires is no partner to itself", from: airline, to: hotels,
			records: func(m *market) []any {
				return []any{
					m.surplus("balie", airline, "receptionist", 6), seeking("eigen", airline, "receptionist", 4), seeking("receptie", hotels, "receptionist", 2),
					m.surplus("koks", hotels, "kok", 3), seeking("keuken", airline, "kok", 3),
				}
			},
			headcount: 6, positions: 2, placed: [2]int{2, 2}, partners: 1, flows: map[string]int{"receptie": 2},
		},
		{
			name: "and places its own people within", from: airline, to: airline,
			records: func(m *market) []any {
				return []any{m.surplus("balie", airline, "receptionist", 6), seeking("eigen", airline, "receptionist", 4), seeking("receptie", hotels, "receptionist", 2)}
			},
			headcount: 6, positions: 4, placed: [2]int{4, 4}, partners: 1, flows: map[string]int{"eigen": 4},
		},
		{
			name: "a hotel chain and a care group", from: hotels, to: carers,
			records: func(m *market) []any {
				return []any{
					m.surplus("kamers", hotels, "kamermeisje", 20), m.surplus("bediening", hotels, "kelner", 15), m.employee("kok-1", hotels, "kok"),
					seeking("huishouding", carers, "schoonmaker", 8), seeking("keuken", carers, "kok", 1), seeking("verpleging", carers, "verpleegkundige", 10),
					&matcher.Company{ID: carers, Revision: 1, Status: matcher.CompanyActive, Name: "Zorggroep"},
				}
			},
			headcount: 36, positions: 19, placed: [2]int{9, 9}, partners: 1, flows: map[string]int{"huishouding": 8, "keuken": 1, "verpleging": 0},
		},
		{
			name: "a firm of one person whose contract ends next month", from: airline, to: hotels,
			records: func(m *market) []any {
				one, gone := m.employee("een", airline, "kok"), m.employee("weg", airline, "kok")
				one.Situation, one.Employer.Until = "", transferDay+30
				gone.Situation, gone.Employer.Until = matcher.RecentlyUnemployed, transferDay-4000
				return []any{one, gone, seeking("keuken", hotels, "kok", 3)}
			},
			headcount: 1, positions: 3, placed: [2]int{1, 1}, partners: 1, flows: map[string]int{"keuken": 1},
		},
	}
}

func TestCasesFromLife(t *testing.T) {
	for _, c := range lives() {
		t.Run(c.name, func(t *testing.T) {
			m := newMarket(t)
			m.fold(t, c.records(m)...)
			p := m.planned(t, asMunicipality(PlanQuestion{From: c.from, To: c.to}))
			if p.Headcount != c.headcount || p.Positions != c.positions || p.Placeable < c.placed[0] || p.Placeable > c.placed[1] {
				t.Errorf("%d of %d people to %d positions, want %v of %d to %d", p.Placeable, p.Headcount, p.Positions, c.placed, c.headcount, c.positions)
			}
			by, moved := map[string]int{}, 0
			for _, f := range append(p.Flows, p.Trainable...) {
				by[f.Vacancy.ID] += f.Units
				moved += f.Units
			}
			for vacancy, want := range c.flows {
				if by[vacancy] != want {
					t.Errorf("%d go to %s, want %d", by[vacancy], vacancy, want)
				}
			}
			for _, left := range p.UnplacedSupply {
				moved += left.Units
			}
			if moved != c.headcount {
				t.Errorf("%d are placed or left, want %d", moved, c.headcount)
			}
			if got := m.ranked(t, PartnerQuestion{Company: c.from}); len(got.Partners) != c.partners {
				t.Errorf("%d partners, want %d", len(got.Partners), c.partners)
			}
		})
	}
}

// TestAPlanIsCarriedOutFlowByFlow takes every plan from life to its end: each flow is accepted by both sides, until
// nothing can be planned any more, and nobody counts twice on the way.
func TestAPlanIsCarriedOutFlowByFlow(t *testing.T) {
	for _, c := range lives() {
		t.Run(c.name, func(t *testing.T) {
			m := newMarket(t)
			m.fold(t, c.records(m)...)
			ask := asMunicipality(PlanQuestion{From: c.from, To: c.to})
			was := m.planned(t, ask)
			for n, f := range append(was.Flows, was.Trainable...) {
				m.fold(t, agreedOn(f.MatchID, f.Units))
				p := m.planned(t, ask)
				if p.Headcount != was.Headcount-f.Units || p.Positions != was.Positions-f.Units || p.Placeable != was.Placeable-f.Units || len(p.Decided) != n+1 {
					t.Fatalf("after %s %d of %d people are placed and %d matches decided, before it %d of %d", f.MatchID, p.Placeable, p.Headcount, len(p.Decided), was.Placeable, was.Headcount)
				}
				was = p
			}
			if was.Placeable != 0 {
				t.Errorf("%d more could be placed", was.Placeable)
			}
		})
	}
}

func TestWhatACompanysOwnRecordSays(t *testing.T) {
	m := newMarket(t)
	firm := func(change func(*matcher.Company)) *matcher.Company {
		c := &matcher.Company{
			ID: carers, Revision: 1, Status: matcher.CompanyActive, Name: "Magazijn", Agreements: []matcher.Agreement{{Kind: matcher.NationalAgreement, With: "landelijk"}},
			RecognisedTraining: []matcher.Recognition{{Occupation: work("orderpicker")}},
		}
		if change != nil {
			change(c)
		}
		return c
	}
	m.fold(t, m.surplus("bagage", hotels, "bagageafhandelaar", 4), seeking("orders", carers, "orderpicker", 4), firm(nil))
	list := m.ranked(t, PartnerQuestion{Company: hotels})
	if len(list.Partners) != 1 || len(list.Partners[0].Agreements) != 1 || len(list.Partners[0].Recognised) != 1 {
		t.Fatalf("partners %+v", list.Partners)
	}
	p := m.planned(t, asMunicipality(PlanQuestion{From: hotels, To: carers}))
	if len(p.Trainable) != 1 || !p.Trainable[0].RecognisedHere || p.MeanTrainable == 0 || p.MeanSuitable != 0 {
		t.Errorf("trainable are %+v, mean fits %+v", p.Trainable, p.Totals)
	}
	m.fold(t, firm(func(c *matcher.Company) { c.RecognisedTraining = nil }))
	if p = m.planned(t, asMunicipality(PlanQuestion{From: hotels, To: carers})); len(p.Trainable) != 1 || p.Trainable[0].RecognisedHere {
		t.Errorf("without recognition trainable are %+v", p.Trainable)
	}
	m.fold(t, firm(func(c *matcher.Company) { c.Status = matcher.CompanyClosed }))
	if p = m.planned(t, asMunicipality(PlanQuestion{From: hotels, To: carers})); p.Positions != 0 || len(m.ranked(t, PartnerQuestion{Company: hotels}).Partners) != 0 {
		t.Errorf("a closed company has %d positions", p.Positions)
	}
}

func TestManyProfilesOfOneGroupAreNoMorePeople(t *testing.T) {
	m := newMarket(t)
	m.fold(t, m.surplus("bagage", airline, "bagageafhandelaar", 3), seeking("orders", hotels, "orderpicker", 9))
	for i := range 5 {
		c := m.employee(fmt.Sprintf("m%d", i), airline, "bagageafhandelaar")
		c.SurplusID = "bagage"
		m.fold(t, c)
	}
	if p := m.planned(t, asMunicipality(PlanQuestion{From: airline, To: hotels})); p.Headcount != 3 {
		t.Errorf("supply of %d, announced were 3", p.Headcount)
	}
	ask := schemas.TransferQuery{Surpluses: []matcher.Surplus{*m.surplus("bagage", airline, "bagageafhandelaar", 3)}}
	got, err := m.WhatIf(t.Context(), asMunicipality(WhatIfQuestion{Query: ask}))
	if err != nil || got.Plan.Headcount != 3 {
		t.Errorf("a surplus under consideration is %d people, %v", got.Plan.Headcount, err)
	}
}
