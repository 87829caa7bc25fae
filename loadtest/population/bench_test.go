package population

import (
	"encoding/json"
	"testing"
)

// BenchmarkRecords measures making one record, and how long it is as JSON:
//
//	go test -run '^$' -bench . ./loadtest/population
func BenchmarkRecords(b *testing.B) {
	p := demo(b)
	for name, record := range map[string]func(int) any{
		"candidate": func(i int) any { return p.Candidate(i % p.Config.Candidates) },
		"vacancy":   func(i int) any { return p.Vacancy(i % p.Config.Vacancies) },
		"surplus":   func(i int) any { return p.Surplus(i % p.Config.Surpluses) },
		"company":   func(i int) any { return p.Company(i % p.Config.Companies) },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				record(i)
			}
			b.StopTimer()
			length := 0
			for i := range 200 {
				line, err := json.Marshal(record(i))
				if err != nil {
					b.Fatal(err)
				}
				length += len(line)
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "records/s")
			b.ReportMetric(float64(length)/200, "JSON-bytes/record")
		})
	}
}

// BenchmarkNew measures preparing the demo and a population of a million, taxonomy and places at hand.
func BenchmarkNew(b *testing.B) {
	for name, candidates := range map[string]int{"demo": 6_000, "million": 1_000_000} {
		c := Scaled(1, candidates, asOf())
		c.Taxonomy, c.Places = demo(b).Taxonomy, demo(b).Places
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				made(b, c)
			}
		})
	}
}
