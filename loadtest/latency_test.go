package main

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestPercentilesAreSamplesThatWereMeasured(t *testing.T) {
	for _, c := range []struct {
		name    string
		samples int // 1 ms, 2 ms, … in falling order
		want    percentiles
	}{
		{"nothing measured", 0, percentiles{"x", 0, 0, 0, 0, 0}},
		{"one sample is every percentile", 1, percentiles{"x", 1, 1, 1, 1, 1}},
		{"ten samples", 10, percentiles{"x", 10, 5, 9, 10, 10}},
		{"a thousand samples", 1000, percentiles{"x", 1000, 500, 900, 990, 1000}},
	} {
		s := samples{name: "x"}
		for i := c.samples; i > 0; i-- {
			s.add(time.Duration(i) * time.Millisecond)
		}
		if got := s.percentiles(); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

func TestTheTableNamesWhatWasMeasuredAndHowOften(t *testing.T) {
	var out strings.Builder
	table(&out, percentiles{"push", 7, 1.5, 2, 3, 4})
	for _, want := range []string{"p99 ms", "push", " 7 ", "1.50", "4.00"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q does not say %q", out.String(), want)
		}
	}
}

func TestAnOpenLoopAsksOnTimeAlthoughAnswersAreSlow(t *testing.T) {
	began := time.Now()
	var under, most atomic.Int64
	var dues [20]time.Time
	pace(len(dues), 1000, 64, func(i int, due time.Time) {
		now := under.Add(1)
		for old := most.Load(); now > old && !most.CompareAndSwap(old, now); old = most.Load() {
		}
		dues[i] = due
		time.Sleep(50 * time.Millisecond)
		under.Add(-1)
	})
	if most.Load() < 2 {
		t.Error("no two questions were under way at once: the loop waited for answers")
	}
	for i, due := range dues {
		if late := due.Sub(began); late < time.Duration(i)*time.Millisecond {
			t.Errorf("question %d was due after %v, want at least %d ms", i, late, i)
		}
	}
}

func TestAnOpenLoopHasNoMoreUnderWayThanItMay(t *testing.T) {
	var under, over atomic.Int64
	pace(30, 10_000, 3, func(int, time.Time) {
		if under.Add(1) > 3 {
			over.Add(1)
		}
		time.Sleep(time.Millisecond)
		under.Add(-1)
	})
	if over.Load() > 0 {
		t.Errorf("%d questions came on top of three under way", over.Load())
	}
}

func TestWithoutARateOneComesAfterAnother(t *testing.T) {
	last := -1
	pace(5, 0, 1, func(i int, _ time.Time) {
		if i != last+1 {
			t.Errorf("%d came after %d", i, last)
		}
		last = i
	})
	if last != 4 {
		t.Errorf("the last was %d, want 4", last)
	}
}

func TestTheMedianIsAValueInTheMiddle(t *testing.T) {
	if got := median([]float64{9, 1, 5}); got != 5 {
		t.Errorf("median is %v, want 5", got)
	}
	if got := median(nil); got != 0 {
		t.Errorf("median of nothing is %v, want 0", got)
	}
}
