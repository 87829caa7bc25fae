package view

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// facetSize is the most values counted of one facet: every region fits.
const facetSize = 40

// byHit reports whether to read the values of hits, and not to hold every term of a field against them. In segments of
// 5,000 documents a value took a third of what a term took, and unpacking a block of 1,024 documents ten times as much.
func byHit(hits, docs, terms uint64) bool {
	return 10*min(hits, docs/1024+1)+hits/3 < terms
}

// counts says how many hits have each value of some facets: the most frequent first, ties by value.
func (h *hits) counts(ctx context.Context, names []string) (map[string][]Count, error) {
	all := make(map[string]map[string]int, len(names))
	for _, name := range names {
		all[name] = map[string]int{}
	}
	for i := range h.segments {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := h.countIn(i, all); err != nil {
			return nil, fmt.Errorf("count facets: %w", err)
		}
	}
	out := map[string][]Count{}
	for name, counted := range all {
		if len(counted) > 0 {
			out[name] = mostFrequent(counted)
		}
	}
	return out, nil
}

// countIn counts in one segment: by its terms, or, where there are few hits, by the hits.
func (h *hits) countIn(i int, all map[string]map[string]int) error {
	n := h.sets[i].GetCardinality()
	if n == 0 {
		return nil
	}
	var few []string
	for name, counted := range all {
		d, err := h.segments[i].Segment().Dictionary(name)
		if err != nil {
			return err
		}
		if keywordOptions(name).IncludeDocValues() && byHit(n, uint64(h.segments[i].FullSize()), uint64(d.Cardinality())) {
			few = append(few, name)
		} else if err := h.countTerms(i, name, counted); err != nil {
			return err
		}
	}
	return h.countHits(i, few, all)
}

func (h *hits) countTerms(i int, name string, counted map[string]int) error {
	l := h.segments[i]
	return l.terms(name, "", "", func(d segment.TermDictionary, term string) error {
		docs, err := l.docs(d, term)
		if err != nil {
			return err
		}
		if n := h.sets[i].AndCardinality(docs); n > 0 {
			counted[term] += int(n)
		}
		return nil
	})
}

func (h *hits) countHits(i int, names []string, all map[string]map[string]int) error {
	if len(names) == 0 {
		return nil
	}
	read, err := h.segments[i].values()
	if err != nil {
		return err
	}
	for set := h.sets[i].Iterator(); set.HasNext(); {
		if err := read.of(set.Next(), names, func(name string, value []byte) { all[name][string(value)]++ }); err != nil {
			return err
		}
	}
	return nil
}

func mostFrequent(counted map[string]int) []Count {
	list := make([]Count, 0, len(counted))
	for value, n := range counted {
		list = append(list, Count{value, n})
	}
	slices.SortFunc(list, func(a, b Count) int { return cmp.Or(b.Count-a.Count, strings.Compare(a.Value, b.Value)) })
	return slices.Clip(list[:min(len(list), facetSize)])
}
