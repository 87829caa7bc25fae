package broker

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"matchd/indexer/view"
	"matchd/indexer/view/viewtest"
	"matchd/matcher"
	"matchd/matcher/fit"
	"matchd/matcher/fit/fittest"
	"matchd/schemas"
)

// transferDay is the day of these tests.
const transferDay = fittest.Today

// The companies of these tests.
const (
	airline = "11111111"
	hotels  = "22222222"
	carers  = "33333333"
)

// market is a service over a view that tests fill.
type market struct {
	*Service
	view   *view.View
	judge  *fit.Judge
	cached map[string][]byte
	sent   []schemas.Record
	at     int64
}

func newMarket(t testing.TB, shrinking ...string) *market {
	t.Helper()
	v := viewtest.Open(t, filepath.Join(t.TempDir(), "view"))
	m := &market{view: v, judge: v.Judge(), cached: map[string][]byte{}}
	m.Service = New(Parts{
		Views: func() *view.View { return v }, Cache: m, Clock: func() time.Time { return transferDay.Time() }, Source: schemas.DefaultSource,
		Shrinking: shrinking,
		Publish: func(_ context.Context, r []schemas.Record) ([]schemas.Position, error) {
			m.sent = append(m.sent, r...)
			return make([]schemas.Position, len(r)), nil
		},
	})
	return m
}

// Get and Set make the market its own cache.
func (m *market) Get(_ context.Context, key string) ([]byte, bool, error) {
	data, ok := m.cached[key]
	return data, ok, nil
}

// Set keeps an answer.
func (m *market) Set(_ context.Context, key string, data []byte, _ time.Duration) error {
	m.cached[key] = data
	return nil
}

// fold puts records in the view: pointers to entities.
func (m *market) fold(t testing.TB, records ...any) {
	t.Helper()
	var changes []view.Change
	for _, r := range records {
		changes = append(changes, viewtest.Change(r))
	}
	m.at++
	marks := view.Marks{}
	for _, topic := range transferTopics() {
		marks[topic] = view.TopicMarks{Identity: "log", Next: []int64{m.at}}
	}
	if err := m.view.Apply(changes, marks, nil); err != nil {
		t.Fatal(err)
	}
}

func work(name string) matcher.Concept {
	return matcher.Concept{Code: "urn:matchd:occupation:" + name}
}

func (m *market) abilities(name string) []matcher.SkillHeld {
	ids, _ := m.judge.Occupation(work(name))
	var out []matcher.SkillHeld
	for _, id := range m.judge.EssentialSkills(ids[0]) {
		out = append(out, matcher.SkillHeld{Code: m.judge.SkillCode(id)})
	}
	return out
}

func (m *market) surplus(id, company, job string, headcount int) *matcher.Surplus {
	return &matcher.Surplus{
		ID: id, Revision: 1, Status: matcher.SurplusOpen, Headcount: headcount, Occupation: work(job), Skills: m.abilities(job),
		Company: matcher.CompanyRef{ID: company, Name: "Afhandeling", Sector: matcher.Sector{Code: "5223"}}, Place: matcher.Place{Postcode: "1118"},
	}
}

func (m *market) employee(id, company, job string) *matcher.Candidate {
	return &matcher.Candidate{
		ID: id, Revision: 1, Status: matcher.CandidateAvailable, Situation: matcher.AtRisk, Skills: m.abilities(job), Place: matcher.Place{Postcode: "1012"},
		ResponsibleParty: matcher.Party{Kind: matcher.UWV}, Consent: matcher.Consent{SharedWith: []string{"municipality"}},
		Employer: matcher.Employer{CompanyRef: matcher.CompanyRef{ID: company, Name: "Afhandeling"}, Occupation: work(job)},
	}
}

func seeking(id, company, job string, positions int) *matcher.Vacancy {
	return &matcher.Vacancy{
		ID: id, Revision: 1, Status: matcher.VacancyOpen, Title: job, Occupation: work(job), Positions: positions,
		Company: matcher.CompanyRef{ID: company, Name: "Werkgever " + company, Sector: matcher.Sector{Code: "5510"}}, Place: matcher.Place{Postcode: "1012"},
	}
}

// asMunicipality is a matcher of a municipality, asUWV one of UWV.
func asMunicipality[Q any](q Q) Asked[Q] { return as(matcher.Municipality, q) }
func asUWV[Q any](q Q) Asked[Q]          { return as(matcher.UWV, q) }

func as[Q any](kind matcher.PartyKind, q Q) Asked[Q] {
	return Asked[Q]{Caller: Caller{Roles: []Role{Matcher}, Viewer: matcher.Viewer{Party: matcher.Party{Kind: kind}}}, Q: q}
}

func (m *market) planned(t testing.TB, q Asked[PlanQuestion]) schemas.TransferPlan {
	t.Helper()
	p, err := m.Plan(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	if p.Proof.Value != p.Proof.Dual || (p.Placeable > 0) != (p.Proof.Value > 0) {
		t.Errorf("a plan worth %d proves at most %d", p.Proof.Value, p.Proof.Dual)
	}
	return p
}

func TestSupplyIsCountedOnce(t *testing.T) {
	m := newMarket(t)
	member := m.employee("lid", airline, "bagageafhandelaar")
	member.SurplusID = "bagage"
	silent := m.employee("stil", airline, "bagageafhandelaar")
	silent.Consent = matcher.Consent{}
	lapsed := m.employee("verlopen", airline, "bagageafhandelaar")
	lapsed.Consent.Until = transferDay - 1
	settled := m.employee("vast", airline, "bagageafhandelaar")
	settled.Situation = matcher.Employed
	elsewhere := m.employee("elders", carers, "bagageafhandelaar")
	m.fold(t, m.surplus("bagage", airline, "bagageafhandelaar", 10), member, silent, lapsed, settled, elsewhere,
		m.employee("los", airline, "schoonmaker"), seeking("v", hotels, "orderpicker", 3))
	for name, c := range map[string]struct {
		ask  Asked[PlanQuestion]
		want int
	}{
		"a group of ten of whom one has a profile, and one more": {asMunicipality(PlanQuestion{From: airline, To: hotels}), 11},
		"and those for whom the viewer is responsible":           {asUWV(PlanQuestion{From: airline, To: hotels}), 13},
		"and nobody's profile without a consent":                 {as(matcher.SocialPartners, PlanQuestion{From: airline, To: hotels}), 9},
	} {
		t.Run(name, func(t *testing.T) {
			if got := m.planned(t, c.ask).Headcount; got != c.want {
				t.Errorf("supply of %d people, want %d", got, c.want)
			}
		})
	}
}

func TestAPlanTellsWhoGoesWhereAndWhoIsLeft(t *testing.T) {
	m := newMarket(t)
	m.fold(t, m.surplus("bagage", airline, "bagageafhandelaar", 10), m.employee("an", airline, "schoonmaker"),
		seeking("orders", hotels, "orderpicker", 4), seeking("schoon", hotels, "schoonmaker", 1), seeking("arts", hotels, "arts", 2))
	p := m.planned(t, asMunicipality(PlanQuestion{From: airline, To: hotels}))
	if p.Headcount != 11 || p.Positions != 7 || p.Placeable != 5 || p.From.Name != "Afhandeling" || p.To.Name != "Werkgever "+hotels {
		t.Errorf("%d of %d people to %d places from %v to %v", p.Placeable, p.Headcount, p.Positions, p.From, p.To)
	}
	flows := append(slices.Clone(p.Flows), p.Trainable...)
	got := map[string]int{}
	for _, f := range flows {
		got[f.MatchID] += f.Units
		if f.Vacancy == nil || (f.Candidate == nil) == (f.Group == nil) || len(f.Reasons) == 0 || !f.Eligible {
			t.Errorf("flow %+v is not told in full", f)
		}
	}
	if got["bagage~orders"] != 4 || got["an~schoon"] != 1 {
		t.Errorf("flows %v", got)
	}
	for _, f := range p.Trainable {
		if f.Band != matcher.Trainable {
			t.Errorf("%s is %s", f.MatchID, f.Band)
		}
	}
	if len(p.UnplacedSupply) != 1 || p.UnplacedSupply[0].Units != 6 || p.UnplacedSupply[0].Why.Reason != "placesFull" {
		t.Errorf("left %+v", p.UnplacedSupply)
	}
	if len(p.FreeDemand) != 1 || p.FreeDemand[0].Vacancy.ID != "arts" || p.FreeDemand[0].Why.Reason != "belowFloor" {
		t.Errorf("free %+v", p.FreeDemand)
	}
}

func TestWhatWasAcceptedIsOutOfThePlan(t *testing.T) {
	m := newMarket(t)
	m.fold(t, m.surplus("bagage", airline, "bagageafhandelaar", 10), seeking("orders", hotels, "orderpicker", 4))
	m.fold(t, &matcher.Decision{ID: "bagage~orders", Revision: 1, Status: matcher.DecisionHired, Places: 3})
	p := m.planned(t, asMunicipality(PlanQuestion{From: airline, To: hotels}))
	if p.Headcount != 7 || p.Positions != 1 || p.Placeable != 1 {
		t.Errorf("%d people, %d positions, %d placed, want 7, 1 and 1", p.Headcount, p.Positions, p.Placeable)
	}
	if len(p.Decided) != 1 || p.Decided[0].MatchID != "bagage~orders" || p.Decided[0].Places != 3 || p.Decided[0].Elsewhere || p.Decided[0].To.ID != hotels {
		t.Errorf("decided %v", p.Decided)
	}
	m.fold(t, &matcher.Decision{ID: "bagage~orders", Revision: 2, Status: matcher.DecisionWithdrawn})
	if p = m.planned(t, asMunicipality(PlanQuestion{From: airline, To: hotels})); p.Headcount != 10 || p.Placeable != 4 || len(p.Decided) != 0 {
		t.Errorf("after it was withdrawn %d of %d are placed", p.Placeable, p.Headcount)
	}
}

func TestWhoMayAskForTransfers(t *testing.T) {
	m := newMarket(t)
	m.fold(t, seeking("v", hotels, "kok", 1))
	q := asMunicipality(PlanQuestion{From: hotels, To: hotels})
	if _, err := m.Plan(t.Context(), q); err != nil {
		t.Errorf("a matcher: %v", err)
	}
	q.Caller.Roles = []Role{Dashboard}
	if _, err := m.Plan(t.Context(), q); !errors.Is(err, matcher.ErrForbidden) {
		t.Errorf("a dashboard: %v", err)
	}
	q = asMunicipality(PlanQuestion{From: airline, To: hotels})
	if _, err := m.Plan(t.Context(), q); !errors.Is(err, matcher.ErrNotFound) {
		t.Errorf("a company that nobody knows: %v", err)
	}
}

func TestPlansOfDifferentViewersAreCachedApart(t *testing.T) {
	m := newMarket(t)
	m.fold(t, m.employee("an", airline, "kok"), seeking("v", hotels, "kok", 1))
	for range 2 {
		for kind, want := range map[matcher.PartyKind]int{matcher.Municipality: 1, matcher.SocialPartners: 0} {
			if got := m.planned(t, as(kind, PlanQuestion{From: airline, To: hotels})).Placeable; got != want {
				t.Errorf("%s sees %d placed, want %d", kind, got, want)
			}
		}
	}
	if len(m.cached) != 2 {
		t.Errorf("%d answers are cached, want 2", len(m.cached))
	}
}
