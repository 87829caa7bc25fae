package broker

import (
	"errors"
	"slices"
	"testing"

	"matchd/matcher"
	"matchd/schemas"
)

// regionOf is the labour-market region of a postcode.
func regionOf(t testing.TB, m *market, postcode string) string {
	t.Helper()
	at, ok := m.judge.Places().Locate(postcode, "", "")
	if !ok {
		t.Fatalf("postcode %s is nowhere", postcode)
	}
	return at.Region
}

// askRegion asks and fails the test on an error.
func askRegion[R any](t testing.TB, ask UseCase[Asked[RegionQuestion], R], q RegionQuestion) R {
	t.Helper()
	out, err := ask(t.Context(), asMunicipality(q))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func in(v *matcher.Vacancy, postcode string) *matcher.Vacancy {
	v.Place.Postcode = postcode
	return v
}

// region folds an airline and a care group that let people go, with fewer places than people.
func region(t testing.TB, shrinking ...string) (*market, string) {
	m := newMarket(t, shrinking...)
	nurse := seeking("verpleging", carers, "verpleegkundige", 3)
	nurse.Company.Sector.Code = "861"
	local := m.employee("blijft", carers, "orderpicker")
	near := 5.0
	local.Wishes.MaxDistanceKm = &near
	m.fold(t, m.surplus("bagage", airline, "bagageafhandelaar", 10), local, nurse,
		seeking("orders", hotels, "orderpicker", 4), in(seeking("ver", hotels, "orderpicker", 2), "3511"), in(seeking("te-ver", hotels, "orderpicker", 5), "6211"))
	return m, regionOf(t, m, "1012")
}

func TestAPlaceIsPromisedOnce(t *testing.T) {
	m, code := region(t)
	joint := askRegion(t, m.RegionTransfers, RegionQuestion{Region: code})
	if joint.Headcount != 11 || joint.Placeable != 6 || joint.Proof.Value != joint.Proof.Dual {
		t.Errorf("%d of %d are placed, worth %d, proved %d", joint.Placeable, joint.Headcount, joint.Proof.Value, joint.Proof.Dual)
	}
	placed, alone := 0, 0
	for _, p := range joint.Pairs {
		placed += p.Placeable
		alone += p.Alone
		if p.Alone < p.Placeable || p.From.ID == p.To.ID {
			t.Errorf("%s to %s places %d, alone %d", p.From.ID, p.To.ID, p.Placeable, p.Alone)
		}
	}
	if placed != joint.Placeable || alone <= placed || len(joint.Pairs) != 2 {
		t.Errorf("pairs place %d of %d, alone %d: %+v", placed, joint.Placeable, alone, joint.Pairs)
	}
}

func TestAcrossTheBorderOnlyAsFarAsPeopleGo(t *testing.T) {
	m, code := region(t)
	left := askRegion(t, m.UnplacedSupply, RegionQuestion{Region: code})
	if left.Headcount != 5 || len(left.Supply) != 1 || left.Supply[0].Group == nil || left.Supply[0].Why.Reason != "placesFull" {
		t.Errorf("left %+v", left)
	}
	maastricht := askRegion(t, m.UnmatchedDemand, RegionQuestion{Region: regionOf(t, m, "6211")})
	if maastricht.Positions != 5 || len(maastricht.Vacancies) != 1 || maastricht.Vacancies[0].Why.Reason != "outOfReach" {
		t.Errorf("far off %+v", maastricht)
	}
}

func TestWhatIsLeftTellsItsCompetencies(t *testing.T) {
	m, code := region(t)
	free := askRegion(t, m.UnmatchedDemand, RegionQuestion{Region: code})
	if free.Positions != 3 || len(free.Vacancies) != 1 || free.Vacancies[0].Vacancy.ID != "verpleging" {
		t.Fatalf("free %+v", free)
	}
	if v := free.Vacancies[0]; len(v.Skills) == 0 || v.Suitable != 0 || v.Why.Reason != "belowFloor" {
		t.Errorf("nurses %+v", v)
	}
	if len(free.Scarce) == 0 || free.Scarce[0].Asked != 3 || free.Scarce[0].Held != 0 {
		t.Errorf("scarce %+v", free.Scarce)
	}
	m.fold(t, seeking("pickers", hotels, "orderpicker", 9))
	free = askRegion(t, m.UnmatchedDemand, RegionQuestion{Region: code, Options: schemas.TransferOptions{Limit: 1}})
	if free.Positions != 5 || free.NextCursor == "" {
		t.Errorf("%d are free, next %q", free.Positions, free.NextCursor)
	}
	free = askRegion(t, m.UnmatchedDemand, RegionQuestion{Region: code, Options: schemas.TransferOptions{Cursor: free.NextCursor}})
	if len(free.Vacancies) != 1 || free.Vacancies[0].Suitable+free.Vacancies[0].Trainable != 1 || free.NextCursor != "" {
		t.Errorf("one person can pick orders: %+v", free.Vacancies)
	}
}

func TestFlowsRunFromShrinkingToGrowingSectors(t *testing.T) {
	m, code := region(t, "5223")
	waiting, unknown := seeking("wachtlijst", carers, "schoonmaker", 1), seeking("onbekend", "", "schoonmaker", 1)
	yes := true
	waiting.OpenHiring, waiting.Company.Sector.Code, unknown.Company.Sector.Code = &yes, "861", "861"
	m.fold(t, waiting, unknown) // no plan may fill them, and they are demand
	flows := askRegion(t, m.SectorFlows, RegionQuestion{Region: code})
	at := slices.IndexFunc(flows.Nodes, func(n schemas.SectorNode) bool { return n.ID == "supply:H:shrinking" })
	if at < 0 || flows.Nodes[at].Units != 10 || !flows.Nodes[at].Shrinking {
		t.Errorf("nodes %+v", flows.Nodes)
	}
	if i := slices.IndexFunc(flows.Nodes, func(n schemas.SectorNode) bool { return n.ID == "demand:Q" }); i < 0 || flows.Nodes[i].Units != 3+2 || flows.Nodes[i].Shrinking || !flows.Nodes[i].Growing || flows.Nodes[i].Occupations[0] != (schemas.OccupationUnits{Code: "urn:matchd:occupation:verpleegkundige", Label: "verpleegkundige", Units: 3}) {
		t.Errorf("care seeks %+v", flows.Nodes)
	}
	moved := 0
	for _, l := range flows.Links {
		moved += l.Units
	}
	if i := slices.IndexFunc(flows.Nodes, func(n schemas.SectorNode) bool { return n.ID == "demand:I:outside" }); i < 0 || flows.Nodes[i].Units != 2 {
		t.Errorf("two go to Utrecht: %+v", flows.Nodes)
	}
	if moved != 6 || flows.Links[0].Source != "supply:H:shrinking" || flows.Links[0].Target != "demand:I" {
		t.Errorf("links %+v", flows.Links)
	}
	if len(flows.Occupations) == 0 || flows.Occupations[0].Label == "" {
		t.Errorf("occupations %+v", flows.Occupations)
	}
}

func TestARegionThatIsNone(t *testing.T) {
	m, code := region(t)
	_, err := m.RegionTransfers(t.Context(), asMunicipality(RegionQuestion{Region: "AM99"}))
	var invalid matcher.InvalidError
	if !errors.As(err, &invalid) {
		t.Errorf("an unknown region: %v", err)
	}
	q := asMunicipality(RegionQuestion{Region: code})
	q.Caller.Regions = []string{"AM01"}
	if _, err := m.RegionTransfers(t.Context(), q); code == "AM01" || !errors.Is(err, matcher.ErrForbidden) {
		t.Errorf("another's region: %v", err)
	}
}

func TestAReorganisationUnderConsiderationLeavesNoTrace(t *testing.T) {
	m := newMarket(t)
	m.fold(t, seeking("orders", hotels, "orderpicker", 4), seeking("schoon", carers, "schoonmaker", 2))
	ask := schemas.TransferQuery{Surpluses: []matcher.Surplus{*m.surplus("q-0", airline, "bagageafhandelaar", 9), *m.surplus("q-1", airline, "schoonmaker", 1)}}
	got, err := m.WhatIf(t.Context(), asMunicipality(WhatIfQuestion{Query: ask}))
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Partners) != 2 || got.Plan.Placeable < 5 || got.Plan.Headcount != 10 || got.Plan.From.ID != airline || got.Plan.To != nil {
		t.Errorf("%d partners, a plan of %d out of %d", len(got.Partners), got.Plan.Placeable, got.Plan.Headcount)
	}
	ask.Partner = carers
	with, err := m.WhatIf(t.Context(), asMunicipality(WhatIfQuestion{Query: ask}))
	if err != nil || with.Plan.To.ID != carers || with.Plan.Positions != 2 {
		t.Errorf("with one partner: %+v, %v", with.Plan.Totals, err)
	}
	if len(m.cached) != 0 || len(m.sent) != 0 {
		t.Errorf("%d answers are cached and %d records sent, want none", len(m.cached), len(m.sent))
	}
	if _, known := m.desk(m.moment(), Caller{}, 0, "").Gathering.Company(airline); known {
		t.Error("the company is known now")
	}
}

func TestBothViewsOfARegion(t *testing.T) {
	m, code := region(t)
	m.fold(t, seeking("meer-orders", carers, "orderpicker", 1), seeking("nog-meer", "44444444", "orderpicker", 1), seeking("laatste", "55555555", "orderpicker", 8))
	joint := askRegion(t, m.RegionTransfers, RegionQuestion{Region: code})
	all := map[string]schemas.Pair{}
	cursor, last := "", matcher.Millionths(matcher.Million)
	for {
		page := askRegion(t, m.RegionTransfers, RegionQuestion{Region: code, View: schemas.IndependentView, Options: schemas.TransferOptions{Limit: 2, Cursor: cursor}})
		if page.View != schemas.IndependentView || page.Totals.Placeable != joint.Placeable || page.Scope != schemas.CountryScope {
			t.Errorf("%s view of %s places %d", page.View, page.Scope, page.Placeable)
		}
		for _, p := range page.Pairs {
			if p.Score > last {
				t.Errorf("%s to %s comes after a lesser pair", p.From.ID, p.To.ID)
			}
			all[p.From.ID+p.To.ID], last = p, p.Score
		}
		if cursor = page.NextCursor; cursor == "" {
			break
		}
	}
	passedOver := 0
	for _, p := range all {
		if p.Alone != p.Placeable || p.Alone < p.Joint {
			t.Errorf("%s to %s could place %d, alone %d, jointly %d", p.From.ID, p.To.ID, p.Placeable, p.Alone, p.Joint)
		}
		if p.Joint == 0 {
			passedOver++
		}
	}
	for _, p := range joint.Pairs {
		if q := all[p.From.ID+p.To.ID]; q.Joint != p.Placeable || q.Alone != p.Alone || p.Joint != p.Placeable {
			t.Errorf("jointly %+v, by itself %+v", p.Totals, q.Totals)
		}
	}
	if len(all) != 7 || passedOver == 0 {
		t.Errorf("%d pairs could be, of which the joint plan passes %d over: %+v", len(all), passedOver, joint.Pairs)
	}
	if joint.Outgoing > joint.Placeable || joint.Incoming != 0 {
		t.Errorf("%d of %d go, %d come", joint.Outgoing, joint.Placeable, joint.Incoming)
	}
}
