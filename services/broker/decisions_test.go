package broker

import (
	"encoding/json"
	"net/http"
	"slices"
	"testing"

	"matchd/loadtest/testkit"
	"matchd/matcher"
	"matchd/schemas"
)

// The parties of these tests.
var (
	uwvParty   = matcher.Party{Kind: matcher.UWV, Organisation: "UWV Oost"}
	townParty  = matcher.Party{Kind: matcher.Municipality, Organisation: "Stad"}
	hotelParty = matcher.Party{Kind: matcher.EmployerParty, Organisation: hotels}
	airParty   = matcher.Party{Kind: matcher.EmployerParty, Organisation: airline}
	careParty  = matcher.Party{Kind: matcher.EmployerParty, Organisation: carers}
)

func caller(p matcher.Party, roles ...Role) Caller {
	return Caller{Roles: roles, Viewer: matcher.Viewer{Party: p}}
}

// table is a ledger with a person, a group and vacancies to decide about.
func table(t testing.TB) *ledger {
	l := newLedger(t)
	m := &market{judge: l.view.Judge()}
	person := m.employee("c", airline, "kok")
	person.ResponsibleParty, person.Consent.SharedWith = uwvParty, []string{"municipality", hotels}
	silent := m.employee("silent", airline, "kok")
	silent.ResponsibleParty, silent.Consent = uwvParty, matcher.Consent{}
	store(l, l.Candidates, *person, *silent)
	store(l, l.Surpluses, *m.surplus("group", airline, "bagageafhandelaar", 10))
	store(l, l.Vacancies, *seeking("v", hotels, "kok", 3), *seeking("w", carers, "kok", 1))
	l.fold()
	return l
}

func store[T schemas.Entity](l *ledger, to Records[T], records ...T) {
	l.t.Helper()
	for _, r := range records {
		if _, err := to.Put(l.t.Context(), everybody(PutQuestion{Body: testkit.Must(schemas.Encode(r))})); err != nil {
			l.t.Fatal(err)
		}
	}
}

// decide is what the door answers to a decision.
func (l *ledger) decide(c Caller, d matcher.Decision) int {
	l.t.Helper()
	_, err := l.Decisions.Put(l.t.Context(), Asked[PutQuestion]{Caller: c, Q: PutQuestion{Body: testkit.Must(schemas.Encode(d))}})
	return StatusOf(err)
}

func accepts(side matcher.Side, p matcher.Party) matcher.Acceptance {
	return matcher.Acceptance{Side: side, Party: p, At: transferDay}
}

// said is a decision by a party.
func said(id string, revision int64, status matcher.DecisionStatus, by matcher.Party, yes ...matcher.Acceptance) matcher.Decision {
	return matcher.Decision{ID: id, Revision: revision, Status: status, ByParty: by, Acceptances: yes}
}

func TestWhoMayDecideWhat(t *testing.T) {
	uwv, town := caller(uwvParty, Matcher), caller(townParty, Matcher)
	hotel, air, care := caller(hotelParty, Employer), caller(airParty, Employer), caller(careParty, Employer)
	point := caller(townParty, Employer) // an employer service point
	proposed := said("c~v", 1, matcher.DecisionProposed, uwvParty)
	ofGroup := said("group~v", 1, matcher.DecisionProposed, uwvParty)
	supplied := said("c~v", 1, matcher.DecisionProposed, uwvParty, accepts(matcher.SupplySide, uwvParty))
	closed := said("c~v", 1, matcher.DecisionDeclined, hotelParty)
	for name, c := range map[string]struct {
		stored []matcher.Decision
		by     Caller
		d      matcher.Decision
		want   int
	}{
		"a matcher proposes":                                  {nil, uwv, proposed, 202},
		"a matcher proposes in another's name":                {nil, town, proposed, 403},
		"a matcher of a party that may see the person":        {nil, town, said("c~v", 1, matcher.DecisionProposed, townParty), 202},
		"a matcher of a party that may not":                   {nil, town, said("silent~v", 1, matcher.DecisionProposed, townParty), 403},
		"a matcher accepts for the person":                    {[]matcher.Decision{proposed}, uwv, said("c~v", 2, matcher.DecisionProposed, uwvParty, accepts(matcher.SupplySide, uwvParty)), 202},
		"a matcher accepts for the employer":                  {[]matcher.Decision{proposed}, uwv, said("c~v", 2, matcher.DecisionProposed, uwvParty, accepts(matcher.DemandSide, uwvParty)), 403},
		"a matcher accepts in another's name":                 {[]matcher.Decision{proposed}, uwv, said("c~v", 2, matcher.DecisionProposed, uwvParty, accepts(matcher.SupplySide, townParty)), 403},
		"the employer accepts":                                {[]matcher.Decision{supplied}, hotel, said("c~v", 2, matcher.DecisionProposed, hotelParty, append(slices.Clone(supplied.Acceptances), accepts(matcher.DemandSide, hotelParty))...), 202},
		"the employer accepts for the person too":             {[]matcher.Decision{proposed}, hotel, said("c~v", 2, matcher.DecisionProposed, hotelParty, accepts(matcher.SupplySide, hotelParty), accepts(matcher.DemandSide, hotelParty)), 403},
		"the employer drops what the other side accepted":     {[]matcher.Decision{supplied}, hotel, said("c~v", 2, matcher.DecisionProposed, hotelParty, accepts(matcher.DemandSide, hotelParty)), 403},
		"an employer accepts for another's vacancy":           {[]matcher.Decision{ofGroup}, care, said("group~v", 2, matcher.DecisionProposed, careParty, accepts(matcher.DemandSide, careParty)), 403},
		"a service point accepts for an employer":             {[]matcher.Decision{ofGroup}, point, said("group~v", 2, matcher.DecisionProposed, townParty, accepts(matcher.DemandSide, townParty)), 202},
		"the company that announced the group accepts":        {[]matcher.Decision{ofGroup}, air, said("group~v", 2, matcher.DecisionProposed, airParty, accepts(matcher.SupplySide, airParty)), 202},
		"an employer proposes":                                {nil, hotel, said("c~v", 1, matcher.DecisionProposed, hotelParty), 403},
		"an employer declines":                                {[]matcher.Decision{proposed}, hotel, said("c~v", 2, matcher.DecisionDeclined, hotelParty), 202},
		"an employer thinks better of it":                     {[]matcher.Decision{closed}, hotel, said("c~v", 2, matcher.DecisionProposed, hotelParty), 202},
		"an employer hires without being accepted":            {[]matcher.Decision{proposed}, hotel, said("c~v", 2, matcher.DecisionHired, hotelParty), 403},
		"an employer of neither side declines":                {[]matcher.Decision{ofGroup}, care, said("group~v", 2, matcher.DecisionDeclined, careParty), 403},
		"a matcher reopens what the employer declined":        {[]matcher.Decision{closed}, uwv, said("c~v", 2, matcher.DecisionProposed, uwvParty), 403},
		"another party's matcher introduces what is proposed": {[]matcher.Decision{proposed}, town, said("c~v", 2, matcher.DecisionIntroduced, townParty), 202},
		"a dashboard": {nil, caller(uwvParty, Dashboard), proposed, 403},
	} {
		t.Run(name, func(t *testing.T) {
			l := table(t)
			store(l, l.Decisions, c.stored...)
			l.fold()
			if got := l.decide(c.by, c.d); got != c.want {
				t.Errorf("answer %d, want %d", got, c.want)
			}
		})
	}
}

func TestADecisionTakesNoMoreThanIsLeft(t *testing.T) {
	all := Caller{Roles: AllRoles(), Viewer: matcher.Viewer{All: true}}
	hired := func(id string, revision int64, places int) matcher.Decision {
		d := said(id, revision, matcher.DecisionHired, uwvParty)
		d.Places = places
		return d
	}
	both := said("c~v", 1, matcher.DecisionIntroduced, uwvParty, accepts(matcher.SupplySide, uwvParty), accepts(matcher.DemandSide, hotelParty))
	for name, c := range map[string]struct {
		before []matcher.Decision
		d      matcher.Decision
		want   int
	}{
		"as many as the vacancy has":               {nil, hired("group~v", 1, 3), 202},
		"more than the vacancy has":                {nil, hired("group~v", 1, 4), 409},
		"more than are left of it":                 {[]matcher.Decision{both}, hired("group~v", 1, 3), 409},
		"as many as are left of it":                {[]matcher.Decision{both}, hired("group~v", 1, 2), 202},
		"its own places are not in its way":        {[]matcher.Decision{hired("group~v", 1, 3)}, hired("group~v", 2, 3), 202},
		"a person who is hired elsewhere":          {[]matcher.Decision{hired("c~w", 1, 1)}, both, 409},
		"proposing what is full":                   {[]matcher.Decision{hired("group~v", 1, 3)}, said("c~v", 1, matcher.DecisionProposed, uwvParty), 202},
		"two places for one person":                {nil, hired("c~v", 1, 2), 409},
		"a vacancy that nobody knows":              {nil, hired("c~x", 1, 1), 400},
		"a person whom nobody knows":               {nil, said("x~v", 1, matcher.DecisionProposed, uwvParty), 400},
		"declining what nobody knows any more":     {nil, said("x~y", 1, matcher.DecisionDeclined, uwvParty), 202},
		"room again once the other was called off": {[]matcher.Decision{hired("c~w", 1, 1), said("c~w", 2, matcher.DecisionWithdrawn, uwvParty)}, both, 202},
	} {
		for _, folded := range []bool{true, false} {
			t.Run(name, func(t *testing.T) {
				l := table(t)
				store(l, l.Decisions, c.before...)
				if folded {
					l.fold()
				}
				if got := l.decide(all, c.d); got != c.want {
					t.Errorf("answer %d, want %d (folded %t)", got, c.want, folded)
				}
			})
		}
	}
}

func TestAWholePlanIsProposedAndSettledInABatch(t *testing.T) {
	l := table(t)
	line := func(id string, revision int64, status matcher.DecisionStatus, places int) []byte {
		d := said(id, revision, status, uwvParty)
		d.Places = places
		return testkit.Must(schemas.Encode(d))
	}
	for _, step := range []struct {
		name  string
		lines [][]byte
		want  []int
	}{
		{"every flow is proposed", [][]byte{line("group~v", 1, matcher.DecisionProposed, 2), line("c~v", 1, matcher.DecisionProposed, 1), line("c~w", 1, matcher.DecisionProposed, 1)}, []int{202, 202, 202}},
		{"lines count together", [][]byte{line("group~v", 2, matcher.DecisionHired, 3), line("c~v", 2, matcher.DecisionHired, 1), line("c~w", 2, matcher.DecisionHired, 1), line("group~w", 1, matcher.DecisionHired, 1)}, []int{202, 409, 202, 409}},
	} {
		got, err := l.Decisions.Batch(t.Context(), everybody(step.lines))
		if err != nil {
			t.Fatal(err)
		}
		for i, o := range got {
			if o.Status != step.want[i] {
				t.Errorf("%s: line %d is %d, want %d: %+v", step.name, o.Line, o.Status, step.want[i], o.Errors)
			}
		}
		l.fold()
	}
	if row := l.view.Snapshot().Openings.Find("v"); row.Positions != 0 {
		t.Errorf("%d positions are left", row.Positions)
	}
}

func TestAnUnknownSideIsNamedByField(t *testing.T) {
	l := table(t)
	_, err := l.Decisions.Put(t.Context(), everybody(PutQuestion{Body: testkit.Must(schemas.Encode(said("x~y", 1, matcher.DecisionHired, uwvParty)))}))
	reasons, _ := json.Marshal(Reasons(err))
	if StatusOf(err) != http.StatusBadRequest || len(Reasons(err)) != 2 || Reasons(err)[0].Field != "id" {
		t.Errorf("refused with %s", reasons)
	}
}
