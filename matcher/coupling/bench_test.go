package coupling

import (
	"sync"
	"syscall"
	"testing"
	"time"

	"matchd/loadtest/population"
	"matchd/matcher/fit"
	"matchd/matcher/fit/fittest"
	"matchd/matcher/rank"
)

// country is 300,000 vacancies, of over 100,000 companies, with surpluses and people at risk (of 60,000 profiles).
type country struct {
	openings *rank.Openings
	groups   []Source
	people   []Source
}

const countryCompanies = 400_000

var inTheCountry = sync.OnceValues(func() (*country, error) {
	j := fittest.Judge()
	p, err := population.New(population.Config{
		Seed: 1, AsOf: today, Candidates: 60_000, Vacancies: 300_000, Surpluses: 5_000, Companies: countryCompanies,
		Taxonomy: j.Taxonomy(), Places: j.Places(),
	})
	if err != nil {
		return nil, err
	}
	out := &country{}
	var rows []rank.Vacancy
	for v := range p.AllVacancies() {
		rows = append(rows, rank.Vacancy{Opening: j.Opening(&v)})
	}
	out.openings = rank.NewOpeningsBook().Change(rows, nil)
	for s := range p.AllSurpluses() {
		g := j.Group(&s)
		out.groups = append(out.groups, Source{Profile: &g, Group: true, Units: g.Headcount, Company: g.Employer, Work: g.Point})
	}
	for c := range p.AllCandidates() {
		person := j.Profile(&c)
		if person.AtRisk() && person.Available {
			out.people = append(out.people, Source{Profile: &person, Units: 1, Company: person.Employer})
		}
	}
	return out, nil
})

func newCountry(b *testing.B) (*Coupler, *country) {
	b.Helper()
	c := newCoupler(b)
	n, err := inTheCountry()
	if err != nil {
		b.Fatal(err)
	}
	return c, n
}

// busy gives the processor time used so far: what a benchmark took, also on a machine that others share.
func busy(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// loop runs f and reports the processor time of one run beside the time on the clock.
func loop(b *testing.B, f func() error) {
	b.Helper()
	began := busy(b)
	for b.Loop() {
		if err := f(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64((busy(b)-began).Microseconds())/1000/float64(b.N), "cpu-ms/op")
}

// twelve is a company that lets 500 people in 12 functions go.
func twelve(n *country) []Source {
	var out []Source
	used := map[fit.OccupationID]bool{}
	for _, s := range n.groups {
		if job := s.Held[0].Occupation; len(out) < 12 && !used[job] {
			used[job] = true
			s.Company, s.Units = handler, 41+len(out)%2
			out = append(out, s)
		}
	}
	return out
}

// BenchmarkBestTwentyPartners ranks all companies of the country for 500 people in 12 groups.
func BenchmarkBestTwentyPartners(b *testing.B) {
	c, n := newCountry(b)
	c.Bar = OtherCompany
	supply := twelve(n)
	companies := map[string]bool{}
	for row := range n.openings.All {
		if places(&row.Opening) > 0 && row.Company != "" {
			companies[row.Company] = true
		}
	}
	if len(companies) < 100_000 {
		b.Fatalf("only %d companies have demand", len(companies))
	}
	var m *Market
	loop(b, func() error {
		m = c.Among(supply, n.openings)
		best, _, err := c.Partners(m, Demand, 20, After{})
		if len(best) != 20 {
			b.Fatalf("%d partners", len(best))
		}
		return err
	})
	b.ReportMetric(float64(len(m.Pairs)), "pairs")
	b.ReportMetric(float64(len(companies)), "companies-with-demand")
}

// BenchmarkRankPartners is BenchmarkBestTwentyPartners with the pairs given.
func BenchmarkRankPartners(b *testing.B) {
	c, n := newCountry(b)
	m := c.Among(twelve(n), n.openings)
	b.ResetTimer()
	total := 0
	loop(b, func() (err error) {
		_, total, err = c.Partners(m, Demand, 20, After{})
		return err
	})
	b.ReportMetric(float64(total), "companies")
}
