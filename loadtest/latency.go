package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"sync"
	"text/tabwriter"
	"time"
)

// maxSamples bounds what one run keeps: every duration is kept, so that percentiles are exact.
const maxSamples = 1_000_000

// samples are the durations of one kind, from any number of goroutines.
type samples struct {
	mu   sync.Mutex
	name string
	all  []time.Duration
}

func (s *samples) add(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.all) < maxSamples {
		s.all = append(s.all, d)
	}
}

// percentiles are figures in milliseconds.
type percentiles struct {
	What  string  `json:"what"`
	Count int     `json:"count"`
	P50   float64 `json:"p50Ms"`
	P90   float64 `json:"p90Ms"`
	P99   float64 `json:"p99Ms"`
	Max   float64 `json:"maxMs"`
}

// percentiles sorts and ranks by the nearest-rank method: the p-th is the least sample that p per cent do not exceed.
func (s *samples) percentiles() percentiles {
	s.mu.Lock()
	all := slices.Sorted(slices.Values(s.all))
	s.mu.Unlock()
	at := func(p float64) float64 {
		if len(all) == 0 {
			return 0
		}
		rank := max(1, int(math.Ceil(p*float64(len(all)))))
		return math.Round(float64(all[rank-1])/1e4) / 100
	}
	return percentiles{s.name, len(all), at(0.5), at(0.9), at(0.99), at(1)}
}

// table prints percentiles under one another.
func table(out io.Writer, rows ...percentiles) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "what\tcount\tp50 ms\tp90 ms\tp99 ms\tmax ms\t")
	for _, r := range rows {
		fmt.Fprintf(w, "%s\t%d\t%.2f\t%.2f\t%.2f\t%.2f\t\n", r.What, r.Count, r.P50, r.P90, r.P99, r.Max)
	}
	_ = w.Flush() // whoever reads is gone, if this fails
}

// pace calls do n times from goroutines of its own and waits for all: at a rate a second where that is above 0, each
// with the moment at which it was due, so that a service that cannot keep up does not slow down what is asked of it
// (open loop); else one after another. At most atOnce are under way.
func pace(n int, rate float64, atOnce int, do func(i int, due time.Time)) {
	if rate <= 0 {
		for i := range n {
			do(i, time.Now())
		}
		return
	}
	var all sync.WaitGroup
	places := make(chan struct{}, atOnce)
	began := time.Now()
	for i := range n {
		due := began.Add(time.Duration(float64(i) / rate * float64(time.Second)))
		time.Sleep(time.Until(due))
		places <- struct{}{}
		all.Go(func() {
			do(i, due)
			<-places
		})
	}
	all.Wait()
}
