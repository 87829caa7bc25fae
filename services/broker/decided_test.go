package broker

import (
	"errors"
	"slices"
	"testing"

	"matchd/loadtest/testkit"
	"matchd/matcher"
	"matchd/schemas"
)

// agreedOn is a match of so many places that both sides accepted.
func agreedOn(id string, places int) *matcher.Decision {
	return &matcher.Decision{
		ID: id, Revision: 1, Status: matcher.DecisionIntroduced, Places: places,
		Acceptances: []matcher.Acceptance{{Side: matcher.SupplySide, At: transferDay}, {Side: matcher.DemandSide, At: transferDay}},
	}
}

func declined(id string) *matcher.Decision {
	return &matcher.Decision{ID: id, Revision: 1, Status: matcher.DecisionDeclined, Reason: "tooFar"}
}

func TestADeclinedPairLeavesEveryPlanAndStaysInLists(t *testing.T) {
	m := newMarket(t)
	m.fold(t, m.employee("an", airline, "kok"), m.employee("bo", airline, "kok"), seeking("v", hotels, "kok", 2))
	code := regionOf(t, m, "1012")
	m.fold(t, declined("an~v"), &matcher.Decision{ID: "bo~v", Revision: 1, Status: matcher.DecisionProposed})
	p := m.planned(t, asMunicipality(PlanQuestion{From: airline, To: hotels}))
	if p.Placeable != 1 || len(p.UnplacedSupply) != 1 || p.UnplacedSupply[0].Candidate.ID != "an" || p.UnplacedSupply[0].Why.Reason != "declined" {
		t.Errorf("%d are placed, left are %+v", p.Placeable, p.UnplacedSupply)
	}
	if d := append(p.Flows, p.Trainable...)[0].Decision; d == nil || d.Status != matcher.DecisionProposed {
		t.Errorf("the flow was %+v", d)
	}
	partners := m.ranked(t, PartnerQuestion{Company: airline})
	if len(partners.Partners) != 1 || partners.Partners[0].Placeable != 1 || partners.Partners[0].TopPairs[0].Decision == nil {
		t.Errorf("partners %+v", partners.Partners)
	}
	if joint := askRegion(t, m.RegionTransfers, RegionQuestion{Region: code}); joint.Placeable != 1 {
		t.Errorf("in the region %d are placed", joint.Placeable)
	}
	left := askRegion(t, m.UnplacedSupply, RegionQuestion{Region: code})
	if len(left.Supply) != 1 || left.Supply[0].Why.Reason != "declined" {
		t.Errorf("of the region are left %+v", left.Supply)
	}
	list, err := m.Matches(t.Context(), asMunicipality(MatchQuestion{VacancyID: "v"}))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]matcher.DecisionStatus{}
	for _, match := range list.Matches {
		got[match.Candidate.ID] = match.Decision.Status
	}
	if got["an"] != matcher.DecisionDeclined || got["bo"] != matcher.DecisionProposed {
		t.Errorf("the list shows %v", got)
	}
	pair, err := m.Pair(t.Context(), asMunicipality(PairQuestion{VacancyID: "v", CandidateID: "an"}))
	if err != nil || pair.Decision == nil || pair.Decision.Reason != "tooFar" {
		t.Errorf("the pair was %+v, %v", pair.Decision, err)
	}
}

func TestWhatWasAcceptedElsewhereDropsOutAndThePlanSaysSo(t *testing.T) {
	m := newMarket(t)
	silent := m.employee("stil", carers, "kok")
	silent.Consent = matcher.Consent{}
	m.fold(t, m.surplus("bagage", airline, "bagageafhandelaar", 10), silent, m.employee("ander", carers, "kok"),
		seeking("orders", hotels, "orderpicker", 9), seeking("keuken", hotels, "kok", 2), seeking("derde", carers, "orderpicker", 3))
	if p := m.planned(t, asMunicipality(PlanQuestion{From: airline, To: hotels})); p.Placeable != 9 || len(p.Decided) != 0 {
		t.Fatalf("at first %d are placed, %+v decided", p.Placeable, p.Decided)
	}
	hired := &matcher.Decision{ID: "stil~keuken", Revision: 1, Status: matcher.DecisionHired}
	m.fold(t, agreedOn("bagage~derde", 3), agreedOn("bagage~orders", 1), agreedOn("ander~keuken", 1), hired)
	p := m.planned(t, asMunicipality(PlanQuestion{From: airline, To: hotels}))
	if p.Headcount != 6 || p.Placeable != 6 {
		t.Errorf("%d of %d are placed", p.Placeable, p.Headcount)
	}
	type row struct {
		match, vacancy, from, to string
		places                   int
		elsewhere                bool
	}
	told := func(list []schemas.Decided) (out []row) {
		for _, d := range list {
			r := row{match: d.MatchID, vacancy: d.VacancyID, to: d.To.ID, places: d.Places, elsewhere: d.Elsewhere}
			if d.From != nil {
				r.from = d.From.ID
			}
			out = append(out, r)
		}
		return out
	}
	derde := row{"bagage~derde", "derde", airline, carers, 3, true}
	unseen := row{"", "keuken", "", hotels, 1, true}
	ander := row{"ander~keuken", "keuken", carers, hotels, 1, true}
	orders := row{"bagage~orders", "orders", airline, hotels, 1, false}
	if got, want := told(p.Decided), []row{derde, unseen, ander, orders}; !slices.Equal(got, want) {
		t.Errorf("decided are %+v, want %+v", got, want)
	}
	inbound := m.ranked(t, PartnerQuestion{Company: hotels, Direction: schemas.Inbound})
	if got := inbound.Decided; len(got) != 3 || got[0].VacancyID != "keuken" || got[2].MatchID != "bagage~orders" {
		t.Errorf("of the hotels' vacancies are decided %+v", got)
	}
	if got := m.ranked(t, PartnerQuestion{Company: airline}).Decided; len(got) != 2 || got[0].MatchID != "bagage~derde" {
		t.Errorf("of the airline's people are decided %+v", got)
	}
	if got := askRegion(t, m.RegionTransfers, RegionQuestion{Region: regionOf(t, m, "1012")}).Decided; len(got) != 4 {
		t.Errorf("of the region are decided %+v", got)
	}
}

func TestTooManyAcceptancesAreShownAndNothingFallsBelowNought(t *testing.T) {
	m := newMarket(t)
	m.fold(t, m.surplus("bagage", airline, "bagageafhandelaar", 10), seeking("orders", hotels, "orderpicker", 2), m.employee("an", airline, "orderpicker"))
	m.fold(t, agreedOn("bagage~orders", 2), &matcher.Decision{ID: "an~orders", Revision: 1, Status: matcher.DecisionHired})
	p := m.planned(t, asMunicipality(PlanQuestion{From: airline, To: hotels}))
	if p.Positions != 0 || p.Headcount != 8 || len(p.Decided) != 2 {
		t.Fatalf("%d people for %d positions, decided %+v", p.Headcount, p.Positions, p.Decided)
	}
	if p.Decided[0].Conflicting || !p.Decided[1].Conflicting || p.Decided[1].MatchID != "bagage~orders" {
		t.Errorf("who is hired comes first: %+v", p.Decided)
	}
}

func TestAnswersAboutTransfersNameEveryTopicTheyDependOn(t *testing.T) {
	m := newMarket(t)
	m.fold(t, m.surplus("bagage", airline, "bagageafhandelaar", 10), seeking("orders", hotels, "orderpicker", 2))
	want := m.view.Snapshot().Marks.Generation(transferTopics()...)
	code := regionOf(t, m, "1012")
	for name, got := range map[string]string{
		"a plan":            m.planned(t, asMunicipality(PlanQuestion{From: airline, To: hotels})).Generation,
		"a list":            m.ranked(t, PartnerQuestion{Company: airline}).Generation,
		"a joint plan":      askRegion(t, m.RegionTransfers, RegionQuestion{Region: code}).Generation,
		"unmatched demand":  askRegion(t, m.UnmatchedDemand, RegionQuestion{Region: code}).Generation,
		"a view of sectors": askRegion(t, m.SectorFlows, RegionQuestion{Region: code}).Generation,
	} {
		if got != want {
			t.Errorf("%s is of generation %q, want %q", name, got, want)
		}
	}
}

func TestAnEmployerAsksAboutItsOwnCompany(t *testing.T) {
	m := newMarket(t)
	m.fold(t, m.surplus("bagage", airline, "bagageafhandelaar", 10), seeking("orders", hotels, "orderpicker", 2), seeking("zorg", carers, "kok", 1))
	ask := schemas.TransferQuery{Surpluses: []matcher.Surplus{*m.surplus("q", airline, "kok", 2)}}
	plan := func(from, to string) func(Caller) error {
		return func(c Caller) error {
			_, err := m.Plan(t.Context(), Asked[PlanQuestion]{Caller: c, Q: PlanQuestion{From: from, To: to}})
			return err
		}
	}
	partners := func(c Caller) error {
		_, err := m.Partners(t.Context(), Asked[PartnerQuestion]{Caller: c, Q: PartnerQuestion{Company: airline}})
		return err
	}
	whatIf := func(c Caller) error {
		_, err := m.WhatIf(t.Context(), Asked[WhatIfQuestion]{Caller: c, Q: WhatIfQuestion{Query: ask}})
		return err
	}
	for name, c := range map[string]struct {
		by   Caller
		ask  func(Caller) error
		want error
	}{
		"its own plan":                                {caller(airParty, Employer), plan(airline, hotels), nil},
		"the plan of others with it":                  {caller(hotelParty, Employer), plan(airline, hotels), nil},
		"a plan of two others":                        {caller(careParty, Employer), plan(airline, hotels), matcher.ErrForbidden},
		"its own partners":                            {caller(airParty, Employer), partners, nil},
		"a competitor's partners":                     {caller(hotelParty, Employer), partners, matcher.ErrForbidden},
		"its own reorganisation":                      {caller(airParty, Employer), whatIf, nil},
		"a competitor's reorganisation":               {caller(hotelParty, Employer), whatIf, matcher.ErrForbidden},
		"a service point asks about any":              {caller(townParty, Employer), partners, nil},
		"a matcher asks about any":                    {caller(townParty, Matcher), plan(airline, hotels), nil},
		"who is a matcher too asks about any company": {caller(careParty, Employer, Matcher), partners, nil},
	} {
		// Twice, because the second answer may come from the cache.
		for range 2 {
			if err := c.ask(c.by); !errors.Is(err, c.want) {
				t.Errorf("%s: %v, want %v", name, err, c.want)
			}
		}
	}
}

func TestAnEmployerWritesAndReadsOnlyWhatIsItsOwn(t *testing.T) {
	for name, c := range map[string]struct {
		by        Caller
		surpluses []string // found, of both
		put       error    // a vacancy of the hotels
		over      error    // the hotels' own, over one of the airline
	}{
		"the hotels":          {caller(hotelParty, Employer), []string{"kamers"}, nil, matcher.ErrForbidden},
		"the care group":      {caller(careParty, Employer), nil, matcher.ErrForbidden, matcher.ErrForbidden},
		"a service point":     {caller(townParty, Employer), []string{"bagage", "kamers"}, nil, nil},
		"hotels that match":   {caller(hotelParty, Employer, Matcher), []string{"bagage", "kamers"}, nil, nil},
		"a matcher of a town": {caller(townParty, Matcher), []string{"bagage", "kamers"}, nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			m := newMarket(t)
			m.fold(t, m.surplus("bagage", airline, "bagageafhandelaar", 10), m.surplus("kamers", hotels, "kamermeisje", 2), seeking("v", airline, "kok", 1))
			list, err := m.SearchSurpluses(t.Context(), Asked[schemas.Search]{Caller: c.by, Q: schemas.Search{Sort: "id"}})
			if err != nil {
				t.Fatal(err)
			}
			var found []string
			for _, s := range list.Surpluses {
				found = append(found, s.ID)
			}
			if !slices.Equal(found, c.surpluses) {
				t.Errorf("found %q, want %q", found, c.surpluses)
			}
			for _, id := range []string{"bagage", "kamers"} {
				_, err := m.Surpluses.Get(t.Context(), Asked[string]{Caller: c.by, Q: id})
				if (err == nil) != slices.Contains(c.surpluses, id) {
					t.Errorf("reading %s: %v", id, err)
				}
			}
			put := func(v *matcher.Vacancy) error {
				v.Revision = 2
				_, err := m.Vacancies.Put(t.Context(), Asked[PutQuestion]{Caller: c.by, Q: PutQuestion{Body: testkit.Must(schemas.Encode(*v))}})
				return err
			}
			if err := put(seeking("w", hotels, "kok", 1)); !errors.Is(err, c.put) {
				t.Errorf("a vacancy of the hotels: %v, want %v", err, c.put)
			}
			if err := put(seeking("v", hotels, "kok", 1)); !errors.Is(err, c.over) {
				t.Errorf("over a vacancy of the airline: %v, want %v", err, c.over)
			}
		})
	}
}
