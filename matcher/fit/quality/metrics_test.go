package quality

import (
	"math"
	"testing"
)

func TestMeasure(t *testing.T) {
	grades := map[string]int{"a": 3, "b": 2, "c": 1}
	for _, c := range []struct {
		name      string
		ranking   []string
		ndcg, mrr float64
		at5       float64
	}{
		{"the ideal order", []string{"a", "b", "c"}, 1, 1, 1},
		{"unknown ones behind cost nothing", []string{"a", "b", "c", "x", "y"}, 1, 1, 1},
		{"two swapped", []string{"b", "a", "c"}, (3 + 7/math.Log2(3) + 0.5) / (7 + 3/math.Log2(3) + 0.5), 1, 1},
		{"the best one missing", []string{"x", "b"}, (3 / math.Log2(3)) / (7 + 3/math.Log2(3) + 0.5), 0.5, 0.5},
		{"only a talk", []string{"c"}, 1 / (7 + 3/math.Log2(3) + 0.5), 0, 0},
		{"nobody", nil, 0, 0, 0},
		{"relevant ones behind the fifth", []string{"x", "y", "z", "u", "v", "a"}, (7 / math.Log2(7)) / (7 + 3/math.Log2(3) + 0.5), 1.0 / 6, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := Measure(c.ranking, grades)
			if math.Abs(f.NDCG-c.ndcg) > 1e-9 || math.Abs(f.MRR-c.mrr) > 1e-9 || math.Abs(f.Recall.At5-c.at5) > 1e-9 {
				t.Errorf("%+v, want nDCG %f, MRR %f, recall@5 %f", f, c.ndcg, c.mrr, c.at5)
			}
		})
	}
	if f := Mean([]Figures{Measure([]string{"a", "b", "c"}, grades), {}}); f.NDCG != 0.5 || f.MRR != 0.5 || f.Recall.At10 != 0.5 {
		t.Errorf("the mean of one and nothing is %+v", f)
	}
	if (Mean(nil) != Figures{}) {
		t.Error("nothing has a mean")
	}
}
