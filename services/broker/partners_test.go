package broker

import (
	"fmt"
	"testing"

	"matchd/matcher"
	"matchd/schemas"
)

func (m *market) ranked(t testing.TB, q PartnerQuestion) schemas.PartnerList {
	t.Helper()
	list, err := m.Partners(t.Context(), asMunicipality(q))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestManyGoodPlacementsComeBeforeFewPerfectOnes(t *testing.T) {
	m := newMarket(t)
	own := seeking("own", airline, "bagageafhandelaar", 9)
	own.Company.Sector.Code = "5223"
	m.fold(t, m.surplus("bagage", airline, "bagageafhandelaar", 10), own, seeking("one", carers, "bagageafhandelaar", 1),
		seeking("many", hotels, "orderpicker", 5))
	list := m.ranked(t, PartnerQuestion{Company: airline})
	if len(list.Partners) != 2 || list.Total.Value != 2 {
		t.Fatalf("partners %+v", list.Partners)
	}
	first, second := list.Partners[0], list.Partners[1]
	if first.Company.ID != hotels || first.Placeable != 5 || second.Company.ID != carers || second.Placeable != 1 {
		t.Errorf("%s with %d comes before %s with %d", first.Company.ID, first.Placeable, second.Company.ID, second.Placeable)
	}
	if second.MeanFit <= first.MeanFit || first.Score <= second.Score || first.Score > 1_000_000 {
		t.Errorf("fits %d and %d, scores %d and %d", first.MeanFit, second.MeanFit, first.Score, second.Score)
	}
	if first.Headcount != 10 || first.Positions != 5 || len(first.TopPairs) != 1 || first.TopPairs[0].MatchID != "bagage~many" {
		t.Errorf("first partner %+v", first)
	}
	if len(first.SectorsFromTo) != 1 || first.SectorsFromTo[0] != (schemas.SectorMove{From: "H", To: "I", Units: 5}) {
		t.Errorf("sectors %v", first.SectorsFromTo)
	}
}

func TestInboundListsWhoCouldSendPeople(t *testing.T) {
	m := newMarket(t)
	m.fold(t, m.surplus("bagage", airline, "bagageafhandelaar", 10), m.surplus("own", hotels, "orderpicker", 2),
		m.employee("an", carers, "orderpicker"), seeking("many", hotels, "orderpicker", 5))
	list := m.ranked(t, PartnerQuestion{Company: hotels, Direction: schemas.Inbound})
	if len(list.Partners) != 2 || list.Partners[0].Company.ID != airline || list.Partners[1].Company.ID != carers {
		t.Fatalf("partners %+v", list.Partners)
	}
	if p := list.Partners[0]; p.Headcount != 10 || p.Positions != 5 || p.Placeable != 5 {
		t.Errorf("the airline has %+v", p.Totals)
	}
}

func TestPagesOfPartnersJoinUp(t *testing.T) {
	m := newMarket(t)
	m.fold(t, m.surplus("bagage", airline, "bagageafhandelaar", 10))
	for i := range 7 {
		m.fold(t, seeking(fmt.Sprintf("v%d", i), fmt.Sprintf("5000000%d", i), "orderpicker", 1+i/2))
	}
	whole := m.ranked(t, PartnerQuestion{Company: airline})
	var joined []schemas.Partner
	q := PartnerQuestion{Company: airline, Options: schemas.TransferOptions{Limit: 3}}
	for {
		page := m.ranked(t, q)
		joined = append(joined, page.Partners...)
		if q.Options.Cursor = page.NextCursor; q.Options.Cursor == "" {
			break
		}
	}
	if len(joined) != 7 || len(whole.Partners) != 7 || whole.NextCursor != "" {
		t.Fatalf("%d in pages, %d at once, want 7", len(joined), len(whole.Partners))
	}
	for i := range joined {
		if joined[i].Company != whole.Partners[i].Company {
			t.Errorf("place %d is %s in pages and %s at once", i, joined[i].Company.ID, whole.Partners[i].Company.ID)
		}
	}
}

func TestHowFarPeopleGoMayBeAsked(t *testing.T) {
	m := newMarket(t)
	m.fold(t, m.surplus("bagage", airline, "bagageafhandelaar", 10), in(seeking("ver", hotels, "orderpicker", 2), "6211"))
	far := 300.0
	for name, c := range map[string]struct {
		km   *float64
		want int
	}{"as far as the model has it": {nil, 0}, "through the whole country": {&far, 1}} {
		list, err := m.Partners(t.Context(), asMunicipality(PartnerQuestion{Company: airline, Options: schemas.TransferOptions{MaxDistanceKm: c.km}}))
		if err != nil || len(list.Partners) != c.want {
			t.Errorf("%s: %d partners, want %d (%v)", name, len(list.Partners), c.want, err)
		}
		if plan := m.planned(t, asMunicipality(PlanQuestion{From: airline, To: hotels, MaxDistanceKm: c.km})); plan.Placeable != 2*c.want {
			t.Errorf("%s: %d go", name, plan.Placeable)
		}
		ask := schemas.TransferQuery{Surpluses: []matcher.Surplus{*m.surplus("q-0", airline, "bagageafhandelaar", 9)}, TransferOptions: schemas.TransferOptions{MaxDistanceKm: c.km}}
		if got, err := m.WhatIf(t.Context(), asMunicipality(WhatIfQuestion{Query: ask})); err != nil || len(got.Partners) != c.want {
			t.Errorf("%s: what if: %d partners, want %d (%v)", name, len(got.Partners), c.want, err)
		}
	}
	for _, wrong := range []float64{0, -1, 1001} {
		if (&schemas.TransferOptions{MaxDistanceKm: &wrong}).Check() == nil {
			t.Errorf("%v km is taken", wrong)
		}
	}
}
