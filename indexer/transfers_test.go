package indexer

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"matchd/indexer/view"
	"matchd/indexer/view/viewtest"
	"matchd/loadtest/testkit"
	"matchd/matcher"
	"matchd/matcher/fit/fittest"
	"matchd/schemas"
)

// The companies of these tests.
const (
	clinic   = "11111111"
	hospital = "22222222"
)

// redundant is a nurse of the clinic who is at risk.
func redundant(id string) matcher.Candidate {
	c := fittest.Nurse(id)
	c.Situation, c.Employer.ID = matcher.AtRisk, clinic
	return c
}

func nurses(id string, headcount int) matcher.Surplus {
	return matcher.Surplus{
		ID: id, Revision: 1, Status: matcher.SurplusOpen, Company: matcher.CompanyRef{ID: clinic}, Headcount: headcount,
		Occupation: matcher.Concept{Label: "verpleegkundige"}, Place: matcher.Place{Postcode: "3511"},
	}
}

func offered(id, company string) matcher.Vacancy {
	v := fittest.Nursing(id)
	v.Company.ID = company
	return v
}

// couplings lists the transfer events announced so far: kind, subject, people and region.
func (b *bench) couplings() []string {
	var out []string
	for _, r := range b.mail.records() {
		e := testkit.Must(schemas.EventOf(&r))
		if e.Type != schemas.TransferFound && e.Type != schemas.TransferLapsed {
			continue
		}
		data := testkit.Must(schemas.DataOf[schemas.TransferChanged](e))
		kind := map[schemas.EventType]string{schemas.TransferFound: "found", schemas.TransferLapsed: "lapsed"}[e.Type]
		out = append(out, fmt.Sprintf("%s %s %d %s", kind, e.Subject, data.Placeable, data.Region))
	}
	return out
}

func TestCompaniesThatCanBeCoupledAreAnnouncedOnce(t *testing.T) {
	b := newBench(t).announcing().start().untilReady()
	b.folded(b.put(nurses("group", 3)))
	b.folded(b.put(offered("one", hospital)))
	b.folded(b.put(offered("two", hospital)))
	b.folded(b.put(offered("own", clinic)))
	b.until("they are found", func() bool { return len(b.couplings()) > 0 })
	gone := offered("one", hospital)
	gone.Revision, gone.Status = 2, matcher.VacancyFilled
	b.folded(b.put(gone))
	b.folded(b.put(matcher.Decision{ID: "group~two", Revision: 1, Status: matcher.DecisionHired}))
	b.until("they lapse", func() bool { return len(b.couplings()) > 1 })
	pair := clinic + "~" + hospital
	region := fittest.Judge().RegionCode(fittest.Judge().Group(pointerTo(nurses("g", 1))).Region)
	if got, want := b.couplings(), []string{"found " + pair + " 1 " + region, "lapsed " + pair + " 0 " + region}; !slices.Equal(got, want) {
		t.Errorf("announced %q, want %q", got, want)
	}
}

func pointerTo[T any](v T) *T { return &v }

func TestOnlyWhoConsentsIsAnnouncedAsSupply(t *testing.T) {
	b := newBench(t).announcing().start().untilReady()
	silent := redundant("silent")
	silent.Consent = matcher.Consent{}
	b.folded(b.put(silent))
	b.folded(b.put(offered("one", hospital)))
	if got := b.couplings(); len(got) != 0 {
		t.Errorf("announced %q, want nothing", got)
	}
	b.folded(b.put(redundant("open")))
	b.until("the pair is found", func() bool { return len(b.couplings()) == 1 })
}

func TestTransfersBeforeTheFoldHasCaughtUpAreNotAnnounced(t *testing.T) {
	b := newBench(t).announcing()
	b.put(nurses("group", 3))
	b.put(offered("one", hospital))
	b.start().untilReady()
	b.folded(b.put(offered("two", hospital)))
	if got := b.couplings(); len(got) != 0 {
		t.Errorf("announced %q, want nothing: the pair was there already", got)
	}
}

// couplable is every pair of companies that can be coupled, by looking at all of them.
func couplable(s *state, companies []string) []string {
	var out []string
	for _, from := range companies {
		for _, to := range companies {
			if len(s.Between(s.Supply(from), s.Demand(to)).Pairs) > 0 {
				out = append(out, from+"~"+to)
			}
		}
	}
	return out
}

func TestChangesAreThoseOfLookingAtTheWholeCountry(t *testing.T) {
	v := viewtest.Open(t, filepath.Join(t.TempDir(), "transfers"))
	day := matcher.DateOf(noon)
	companies := []string{clinic, hospital, "33333333", "44444444"}
	d := rand.New(rand.NewPCG(3, 14))
	seen := 0
	for step := range 300 {
		change := randomChange(d, companies)
		before := v.Snapshot()
		plan := func(before, after *view.Snapshot, touched view.Touched) []byte {
			c := newCouples(fittest.Judge(), before, after, day, day)
			for kind, ids := range map[view.Kind][]string{view.Surpluses: touched.Groups, view.Vacancies: touched.Openings, view.Candidates: touched.People} {
				for _, id := range ids {
					c.look(touch{Kind: kind, ID: id})
				}
			}
			var got []Transfer
			for _, p := range c.fresh() {
				if transfer, changed, err := c.compare(p); err != nil {
					t.Error(err)
				} else if changed {
					got = append(got, transfer)
				}
			}
			seen += len(got)
			checkChanges(t, step, got, couplable(&c.states[0], companies), couplable(&c.states[1], companies))
			return nil
		}
		if err := v.Apply([]view.Change{change}, before.Marks, plan); err != nil {
			t.Fatal(err)
		}
	}
	if seen < 10 {
		t.Errorf("%d changes in all: the test shows nothing", seen)
	}
}

func checkChanges(t *testing.T, step int, got []Transfer, before, after []string) {
	t.Helper()
	want := map[string]bool{}
	for _, pair := range after {
		if !slices.Contains(before, pair) {
			want[pair] = true
		}
	}
	for _, pair := range before {
		if !slices.Contains(after, pair) {
			want[pair] = false
		}
	}
	if len(got) != len(want) {
		t.Errorf("step %d: %v changed, want %v", step, got, want)
	}
	for _, c := range got {
		if found, ok := want[c.From+"~"+c.To]; !ok || found != c.Found || c.Found != (c.Placeable > 0) {
			t.Errorf("step %d: %+v is not among %v", step, c, want)
		}
	}
}

// randomChange puts or erases a person, group, vacancy, decision or record of one of the companies.
func randomChange(d *rand.Rand, companies []string) view.Change {
	company, n := companies[d.IntN(len(companies))], d.IntN(4)
	put := viewtest.Change
	if d.IntN(3) == 0 {
		put = func(r any) view.Change { c := viewtest.Change(r); return view.Change{Kind: c.Kind, ID: c.ID} }
	}
	switch d.IntN(4) {
	case 0:
		v := offered(fmt.Sprintf("v%d", n), company)
		return put(&v)
	case 1:
		p := redundant(fmt.Sprintf("c%d", n))
		p.Employer.ID = company
		if d.IntN(2) == 0 {
			p.SurplusID = fmt.Sprintf("s%d", d.IntN(2))
		}
		return put(&p)
	case 2:
		s := nurses(fmt.Sprintf("s%d", n%2), 1+d.IntN(2))
		s.Company.ID = company
		return put(&s)
	}
	if d.IntN(3) == 0 {
		f := matcher.Company{ID: company, Revision: 1, Status: oneOf(d, matcher.CompanyActive, matcher.CompanyClosed)}
		return put(&f)
	}
	h := matcher.Decision{ID: fmt.Sprintf("%s%d~v%d", oneOf(d, "s", "c"), n%2, d.IntN(4)), Revision: 1, Status: oneOf(d, matcher.DecisionHired, matcher.DecisionDeclined)}
	return put(&h)
}

func oneOf[V any](d *rand.Rand, of ...V) V { return of[d.IntN(len(of))] }
