package view

import (
	"slices"
	"testing"

	"matchd/loadtest/testkit"
	"matchd/matcher"
	"matchd/matcher/fit/fittest"
	"matchd/schemas"
)

// agreed is a decision of so many places that both sides accepted on a day.
func agreed(supply, vacancy string, places int, on matcher.Date) Change {
	d := matcher.Decision{
		ID: matcher.MatchID(supply, vacancy), Revision: 1, Status: matcher.DecisionIntroduced, Places: places,
		Acceptances: []matcher.Acceptance{{Side: matcher.SupplySide, At: on}, {Side: matcher.DemandSide, At: on}},
	}
	return Change{Kind: Decisions, ID: d.ID, Decision: &d, Source: testkit.Must(schemas.Encode(d))}
}

func company(c *matcher.Company) Change {
	return Change{Kind: Companies, ID: c.ID, Company: c, Source: testkit.Must(schemas.Encode(*c))}
}

// conflicting are the match ids of settled decisions that take more than there is.
func conflicting(s *Snapshot) []string {
	var out []string
	s.Firms.Settled(func(d *matcher.Decision) bool {
		if s.Conflicting(d) {
			out = append(out, d.ID)
		}
		return true
	})
	slices.Sort(out)
	return out
}

func TestDecisionsThatTakeMoreThanThereIsConflictInAnyOrder(t *testing.T) {
	three := fittest.Nursing("v")
	three.Positions = 3
	for _, c := range []struct {
		name      string
		decisions []Change
		positions int // left of the vacancy
		headcount int // left of the group of 4
		conflict  []string
	}{
		{"as many as there are", []Change{agreed("group", "v", 2, 9), decision("c", "v", matcher.DecisionHired, 0)}, 0, 2, nil},
		{"more places than the vacancy has", []Change{agreed("group", "v", 4, 9)}, 0, 0, []string{"group~v"}},
		{"who is hired comes first", []Change{agreed("group", "v", 3, 9), decision("c", "v", matcher.DecisionHired, 0)}, 0, 1, []string{"group~v"}},
		{"who accepted earlier comes first", []Change{agreed("group", "v", 3, 9), agreed("c", "v", 0, 8)}, 0, 1, []string{"group~v"}},
		{"one person at two places", []Change{agreed("c", "v", 0, 9), agreed("c", "w", 0, 8)}, 2, 4, []string{"c~v"}},
		{"more people than the group has", []Change{agreed("group", "v", 3, 8), agreed("group", "w", 2, 9)}, 0, 0, []string{"group~w"}},
		{"one side only is nothing yet", []Change{decision("c", "v", matcher.DecisionProposed, 9), decision("group", "v", matcher.DecisionDeclined, 9)}, 3, 4, nil},
	} {
		records := []Change{candidate(fittest.Nurse("c")), vacancy(three), vacancy(fittest.Nursing("w")), surplusChange(group("group", mill, 4))}
		orders := [][]Change{slices.Concat(records, c.decisions), slices.Concat(c.decisions, records)}
		slices.Reverse(c.decisions)
		orders = append(orders, slices.Concat(records, c.decisions))
		for _, order := range orders {
			t.Run(c.name, func(t *testing.T) {
				v := newView(t)
				for _, change := range order {
					apply(t, v, change)
				}
				for _, at := range []*View{v, reopen(t, v)} {
					s := at.Snapshot()
					if got := s.Openings.Find("v").Positions; got != c.positions {
						t.Errorf("%d positions are left, want %d", got, c.positions)
					}
					if got := s.Groups.Find("group").Headcount; got != c.headcount {
						t.Errorf("%d people are left, want %d", got, c.headcount)
					}
					if got := conflicting(s); !slices.Equal(got, c.conflict) {
						t.Errorf("in conflict are %q, want %q", got, c.conflict)
					}
				}
			})
		}
	}
}

func TestAMemberWhoIsHiredLeavesFewerOfTheGroup(t *testing.T) {
	member := atRisk("member")
	member.SurplusID = "group"
	v := newView(t)
	apply(t, v, surplusChange(group("group", mill, 4)), candidate(*member), decision("member", "v", matcher.DecisionHired, 0))
	if places, known := v.Snapshot().Capacity("group", matcher.SupplySide); places != 3 || !known {
		t.Errorf("the group has %d places, %t", places, known)
	}
	for _, side := range matcher.Sides() {
		if _, known := v.Snapshot().Capacity("nobody", side); known {
			t.Errorf("on the side of the %s nobody is known", side)
		}
	}
}

func TestAClosedCompanySeeksNobody(t *testing.T) {
	seeking := fittest.Nursing("v")
	seeking.Company.ID = bakery
	open := &matcher.Company{ID: bakery, Revision: 1, Status: matcher.CompanyActive}
	shut := &matcher.Company{ID: bakery, Revision: 2, Status: matcher.CompanyClosed}
	for name, c := range map[string]struct {
		batches [][]Change
		open    bool
	}{
		"it trades":                              {[][]Change{{vacancy(seeking), company(open)}}, true},
		"it closes after the vacancy came":       {[][]Change{{vacancy(seeking)}, {company(shut)}}, false},
		"it closed before":                       {[][]Change{{company(shut)}, {vacancy(seeking)}}, false},
		"it closes in the same batch":            {[][]Change{{vacancy(seeking), company(shut)}}, false},
		"it closes and the vacancy is renewed":   {[][]Change{{vacancy(seeking)}, {company(shut)}, {vacancy(seeking)}}, false},
		"it opens again":                         {[][]Change{{vacancy(seeking), company(shut)}, {company(open)}}, true},
		"its record is erased":                   {[][]Change{{vacancy(seeking), company(shut)}, {erase(Companies, bakery)}}, true},
		"another closes":                         {[][]Change{{vacancy(seeking)}, {company(&matcher.Company{ID: mill, Status: matcher.CompanyClosed})}}, true},
		"it closed, and a decision is withdrawn": {[][]Change{{vacancy(seeking), company(shut), decision("c", "v", matcher.DecisionHired, 0)}, {erase(Decisions, "c~v")}}, false},
	} {
		t.Run(name, func(t *testing.T) {
			v := newView(t)
			for _, b := range c.batches {
				apply(t, v, b...)
			}
			for _, at := range []*View{v, reopen(t, v)} {
				if got := at.Snapshot().Openings.Find("v").Open; got != c.open {
					t.Errorf("open %t, want %t", got, c.open)
				}
				if got := len(gathered(at).Demand(bakery)); (got == 1) != c.open {
					t.Errorf("it seeks %d", got)
				}
			}
		})
	}
}

func TestSupplyIsNeverMoreThanWasAnnounced(t *testing.T) {
	members := func(placed ...string) (out []Change) {
		for _, id := range []string{"m1", "m2", "m3", "m4", "m5"} {
			m := atRisk(id)
			m.SurplusID = "group"
			if slices.Contains(placed, id) {
				m.Status = matcher.CandidatePlaced
			}
			out = append(out, candidate(*m))
		}
		return out
	}
	for name, c := range map[string]struct {
		headcount int
		changes   []Change
		want      []string
	}{
		"as many profiles as places":          {5, members(), []string{"m1", "m2", "m3", "m4", "m5"}},
		"more profiles than places":           {3, members(), []string{"m1", "m2", "m3"}},
		"one of them found work":              {3, members("m4"), []string{"m1", "m2"}},
		"the group was hired without profile": {3, append(members(), decision("group", "v", matcher.DecisionHired, 2)), []string{"m1"}},
		"and one of them too":                 {3, append(members("m1"), decision("group", "v", matcher.DecisionHired, 2)), nil},
	} {
		t.Run(name, func(t *testing.T) {
			v := newView(t)
			apply(t, v, append(c.changes, surplusChange(group("group", mill, c.headcount)))...)
			var got []string
			for _, s := range gathered(v).Supply(mill) {
				got = append(got, s.ID)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("supply is %q, want %q", got, c.want)
			}
		})
	}
}

func TestWhereTheWorkIsThatIsLost(t *testing.T) {
	at := func(postcode string) matcher.Place { return matcher.Place{Postcode: postcode} }
	located := group("located", mill, 4)
	located.Place = at("1012")
	nowhere := group("nowhere", mill, 4)
	firm := &matcher.Company{ID: mill, Status: matcher.CompanyActive, Establishments: []matcher.Establishment{{Place: at("9711")}, {Place: at("3511")}}}
	for _, c := range []struct{ name, surplus, want string }{
		{"the group's own place", "located", "1012"},
		{"else the company's place nearest to home", "nowhere", "3511"},
		{"also of who is of no group", "", "3511"},
	} {
		t.Run(c.name, func(t *testing.T) {
			one := atRisk("one")
			one.SurplusID, one.Place = c.surplus, at("3512")
			v := newView(t)
			apply(t, v, surplusChange(located), surplusChange(nowhere), company(firm), candidate(*one))
			want, _ := v.judge.Places().Locate(c.want, "", "")
			s, ok := gathered(v).Person(&v.Snapshot().People.Find("one").Profile)
			if !ok || s.Work != want.Point {
				t.Errorf("supply %t, the work was at %v, want %v", ok, s.Work, want.Point)
			}
		})
	}
}

func TestACompanyIsKnownByAnyRecord(t *testing.T) {
	v := newView(t)
	apply(t, v, company(&matcher.Company{ID: mill, Status: matcher.CompanyActive, Agreements: []matcher.Agreement{{Kind: matcher.NationalAgreement, With: "RMT"}}}),
		surplusChange(group("g", mill, 2)), surplusChange(group("h", bakery, 2)))
	g := gathered(v)
	if _, known := g.Company(mill); !known {
		t.Error("a company with agreements only is not known")
	}
	for id, want := range map[string]bool{mill: true, bakery: false} {
		if s := g.Supply(id); len(s) != 1 || s[0].National != want || g.Firms.National(id) != want {
			t.Errorf("supply of %s is %+v, national agreement %t", id, s, want)
		}
	}
}
