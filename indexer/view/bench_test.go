package view

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"matchd/loadtest/testkit"
	"matchd/matcher/fit/fittest"
)

// BenchmarkApply commits batches of new versions of records to a view that has 3,000 candidates.
func BenchmarkApply(b *testing.B) {
	all := testkit.Must(people())
	for _, size := range []int{1, 100, 2000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			v := open(b, filepath.Join(b.TempDir(), "view"))
			batch := make([]Change, size)
			next := 0
			for b.Loop() {
				b.StopTimer()
				for i := range batch {
					batch[i] = candidate(all.Candidate(next % 3000))
					next++
				}
				b.StartTimer()
				apply(b, v, batch...)
			}
			b.ReportMetric(float64(size*b.N)/b.Elapsed().Seconds(), "records/s")
		})
	}
}

// BenchmarkOpen reads 3,000 candidates and 2,000 vacancies into columns.
func BenchmarkOpen(b *testing.B) {
	all := testkit.Must(people())
	v := open(b, filepath.Join(b.TempDir(), "view"))
	var batch []Change
	for c := range all.AllCandidates() {
		batch = append(batch, candidate(c))
	}
	for r := range all.AllVacancies() {
		batch = append(batch, vacancy(r))
	}
	apply(b, v, batch...)
	if err := v.Close(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		again, err := Open(b.Context(), v.dir, fittest.Judge(), nil)
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if err := again.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	b.ReportMetric(float64(len(batch)*b.N)/b.Elapsed().Seconds(), "records/s")
}

// BenchmarkScrub rewrites the files of 3,000 candidates after one erasure.
func BenchmarkScrub(b *testing.B) {
	all := testkit.Must(people())
	v := open(b, filepath.Join(b.TempDir(), "view"))
	var batch []Change
	for c := range all.AllCandidates() {
		batch = append(batch, candidate(c))
	}
	apply(b, v, batch...)
	for n := 0; b.Loop(); n++ {
		b.StopTimer()
		apply(b, v, erase(Candidates, all.Candidate(n).ID))
		b.StartTimer()
		if err := v.Scrub(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(diskOf(b, v.dir))/3000, "bytes/record")
}

func diskOf(b *testing.B, dir string) (n int64) {
	files, err := filepath.Glob(filepath.Join(dir, "store", "*"))
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range files {
		if info, err := os.Stat(name); err == nil {
			n += info.Size()
		}
	}
	return n
}
