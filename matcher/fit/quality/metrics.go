package quality

import (
	"math"
	"slices"
)

// relevant is the grade from which somebody belongs on a list: suitable, or soon made so.
const relevant = 2

// Figures are the measures of one ranking, or their means over several; all from 0 to 1.
type Figures struct {
	NDCG   float64 // nDCG@10 with gains 2^grade-1 and discount log2(1+rank) (Burges et al. 2005)
	Recall struct {
		At5, At10 float64 // share of the relevant ones within the first 5 and 10
	}
	MRR float64 // one over the rank of the first relevant one, 0 where none is listed
}

// Measure compares a ranking, best first and possibly cut, with the grades; an id that has none counts as 0.
func Measure(ranking []string, grades map[string]int) Figures {
	var f Figures
	ideal := make([]int, 0, len(grades))
	wanted := 0
	for _, g := range grades {
		ideal = append(ideal, g)
		if g >= relevant {
			wanted++
		}
	}
	slices.SortFunc(ideal, func(a, b int) int { return b - a })
	given := make([]int, len(ranking))
	for i, id := range ranking {
		given[i] = grades[id]
	}
	if best := gain(ideal); best > 0 {
		f.NDCG = gain(given) / best
	}
	if wanted > 0 {
		f.Recall.At5, f.Recall.At10 = found(given, 5)/float64(wanted), found(given, 10)/float64(wanted)
	}
	if first := slices.IndexFunc(given, func(g int) bool { return g >= relevant }); first >= 0 {
		f.MRR = 1 / float64(first+1)
	}
	return f
}

// gain is the discounted cumulative gain of the first ten.
func gain(grades []int) float64 {
	sum := 0.0
	for i, g := range grades[:min(10, len(grades))] {
		sum += (math.Exp2(float64(g)) - 1) / math.Log2(float64(i+2))
	}
	return sum
}

func found(grades []int, k int) float64 {
	n := 0.0
	for _, g := range grades[:min(k, len(grades))] {
		if g >= relevant {
			n++
		}
	}
	return n
}

// Mean is the mean of each measure; zero where there is nothing to average.
func Mean(all []Figures) Figures {
	var sum Figures
	if len(all) == 0 {
		return sum
	}
	for _, f := range all {
		sum.NDCG += f.NDCG
		sum.Recall.At5 += f.Recall.At5
		sum.Recall.At10 += f.Recall.At10
		sum.MRR += f.MRR
	}
	n := float64(len(all))
	sum.NDCG, sum.Recall.At5, sum.Recall.At10, sum.MRR = sum.NDCG/n, sum.Recall.At5/n, sum.Recall.At10/n, sum.MRR/n
	return sum
}
