package view

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"matchd/loadtest/testkit"
	"matchd/matcher"
	"matchd/matcher/coupling"
	"matchd/schemas"
)

const (
	mill   = "11111111"
	bakery = "22222222"
)

// atRisk is a person who leaves the mill.
func atRisk(id string) *matcher.Candidate {
	return &matcher.Candidate{
		ID: id, Revision: 1, Status: matcher.CandidateAvailable, Situation: matcher.AtRisk,
		Employer: matcher.Employer{CompanyRef: matcher.CompanyRef{ID: mill, Name: "De Molen"}}, Consent: matcher.Consent{SharedWith: []string{"uwv"}},
	}
}

func group(id, company string, headcount int) *matcher.Surplus {
	return &matcher.Surplus{ID: id, Revision: 1, Status: matcher.SurplusOpen, Company: matcher.CompanyRef{ID: company}, Headcount: headcount}
}

func gathered(v *View) *Gathering {
	return &Gathering{Snapshot: v.Snapshot(), Viewer: matcher.Viewer{Party: matcher.Party{Kind: matcher.UWV}}, AsOf: today}
}

// told is supply as text.
func told(supply []coupling.Source) []string {
	var out []string
	for _, s := range supply {
		out = append(out, fmt.Sprintf("%s x%d from %s", s.ID, s.Units, s.Company))
	}
	slices.Sort(out)
	return out
}

func TestSupplyOfACompany(t *testing.T) {
	member, moved, hiredOne := atRisk("member"), atRisk("moved"), atRisk("hired")
	member.SurplusID, moved.SurplusID = "group", "elsewhere"
	ended := group("ended", mill, 8)
	ended.AvailableUntil = today - 1
	withdrawn := group("withdrawn", mill, 8)
	withdrawn.Status = matcher.SurplusWithdrawn
	placed := atRisk("placed")
	placed.Status = matcher.CandidatePlaced
	settled := atRisk("settled")
	settled.Situation = matcher.Employed
	v := newView(t)
	apply(t, v,
		surplusChange(group("group", mill, 4)), surplusChange(ended), surplusChange(withdrawn), surplusChange(group("elsewhere", bakery, 2)),
		candidate(*member), candidate(*moved), candidate(*hiredOne), candidate(*placed), candidate(*settled), candidate(*atRisk("one")))
	apply(t, v, decision("hired", "v", matcher.DecisionHired, 0), decision("group", "v", matcher.DecisionHired, 0))
	for name, at := range map[string]*View{"as folded": v, "as read back": reopen(t, v)} {
		t.Run(name, func(t *testing.T) {
			g := gathered(at)
			if got, want := told(g.Supply(mill)), []string{"group x2 from " + mill, "member x1 from " + mill, "one x1 from " + mill}; !slices.Equal(got, want) {
				t.Errorf("the mill has %q, want %q", got, want)
			}
			if got, want := told(g.Supply(bakery)), []string{"elsewhere x1 from " + bakery, "moved x1 from " + bakery}; !slices.Equal(got, want) {
				t.Errorf("the bakery has %q, want %q", got, want)
			}
			if got := g.Firms.Agreed("group"); len(got) != 1 || got[0].ID != "group~v" || got[0].Taken() != 1 {
				t.Errorf("accepted of the group are %v", got)
			}
			if c, known := g.Company(mill); !known || c.Name != "De Molen" {
				t.Errorf("the mill is %+v, %t", c, known)
			}
			if _, known := g.Company("33333333"); known {
				t.Error("a company that nobody named is known")
			}
		})
	}
}

func surplusChange(s *matcher.Surplus) Change {
	return Change{Kind: Surpluses, ID: s.ID, Source: testkit.Must(schemas.Encode(*s)), Surplus: s}
}

func TestARelationIsWhatItsMovesMake(t *testing.T) {
	d := rand.New(rand.NewPCG(1, 2))
	var r relation
	at := map[string]string{}
	for range 300 {
		was := r
		before := slices.Clone(r.of("k1"))
		e := edits{}
		for range 1 + d.IntN(5) {
			id, to := fmt.Sprintf("i%d", d.IntN(20)), []string{"", "k1", "k2", "k3"}[d.IntN(4)]
			if from := at[id]; from != to && e[from][id] == e[to][id] {
				e.move(id, from, to)
				at[id] = to
			}
		}
		r = r.change(e)
		if !slices.Equal(was.of("k1"), before) {
			t.Fatal("an older relation changed")
		}
		for _, key := range []string{"k1", "k2", "k3"} {
			var want []string
			for id, of := range at {
				if of == key {
					want = append(want, id)
				}
			}
			slices.Sort(want)
			if !slices.Equal(r.of(key), want) {
				t.Fatalf("%s has %q, want %q", key, r.of(key), want)
			}
		}
	}
}
