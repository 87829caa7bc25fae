package view

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	interned "unique"

	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// facetSize is the most values counted of one facet: every region fits.
const facetSize = 40

// value is a value of a facet: of one text, every segment has the same.
type value = interned.Handle[string]

// frequency is how many documents of a segment have a value, replaced and erased ones too.
type frequency struct {
	value value
	docs  int
}

// spread is how often all values of a field occur in a segment.
type spread struct {
	list     []frequency
	terms    uint64 // the length of all values, in bytes
	occurred uint64 // and of all their occurrences
}

// spreadOf reads it from a segment.
func spreadOf(field string) func(*scorch.SegmentSnapshot) (spread, error) {
	return func(s *scorch.SegmentSnapshot) (all spread, err error) {
		l := listsOf(s)
		err = l.terms(field, "", "", func(d segment.TermDictionary, term string) error {
			docs, err := l.docs(d, term)
			if err == nil {
				n := docs.GetCardinality()
				all.list = append(all.list, frequency{interned.Make(term), int(n)})
				all.terms += uint64(len(term))
				all.occurred += n * uint64(len(term))
			}
			return err
		})
		return all, err
	}
}

// byHit reports whether reading the values of hits takes less than holding values against them. In nanoseconds, as found
// in segments of 5,000 and 10,000 documents: a value that is held against hits takes 1,000 and 25 for each of its bytes;
// one that is read takes 300, once its block of 1,024 documents is unpacked, at 1 for each byte that these have. Where
// one document in n is a hit, about 4n times as many values as are listed have to be held against them.
func (f *spread) byHit(hits, docs uint64) bool {
	terms := uint64(len(f.list))
	if terms == 0 {
		return false
	}
	blocks := docs/1024 + 1
	reading := 300*hits + f.occurred*min(hits, blocks)/blocks
	return reading < min(terms, 4*facetSize*docs/hits)*(1000+25*f.terms/terms)
}

// counts says how many hits have each value of some facets: the most frequent first, ties by value.
func (v *View) counts(ctx context.Context, h *hits, names []string) (map[string][]Count, error) {
	out := map[string][]Count{}
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		known, err := v.pairing.facet(name).of(h.index, spreadOf(name))
		if err != nil {
			return nil, fmt.Errorf("count %s: %w", name, err)
		}
		t := tally{hits: h, name: name, known: known, exact: map[value]int{}, most: map[value]int{}}
		list, err := t.count()
		if err != nil {
			return nil, fmt.Errorf("count %s: %w", name, err)
		}
		if len(list) > 0 {
			out[name] = list
		}
	}
	return out, nil
}

// tally counts the values of one facet.
type tally struct {
	*hits
	name  string
	known []spread      // by segment
	exact map[value]int // hits of segments where they were read
	most  map[value]int // the most hits that there can be in all
	open  []int         // the other segments
}

// count reads the values of hits in segments where there are few. In others a value has at most as many hits as it has
// documents: values are held against the hits in the order of that, until no other can be among the most frequent.
func (t *tally) count() (list []Count, err error) {
	for i, set := range t.sets {
		n := set.GetCardinality()
		if n == 0 {
			continue
		}
		if keywordOptions(t.name).IncludeDocValues() && t.known[i].byHit(n, uint64(t.segments[i].FullSize())) {
			if err := t.read(i); err != nil {
				return nil, err
			}
			continue
		}
		t.open = append(t.open, i)
		for _, f := range t.known[i].list {
			t.most[f.value] += min(f.docs, int(n))
		}
	}
	order := make([]frequency, 0, len(t.most))
	for value, most := range t.most {
		order = append(order, frequency{value, most})
	}
	slices.SortFunc(order, func(a, b frequency) int { return b.docs - a.docs })
	for _, f := range order {
		if len(list) == facetSize && f.docs < list[facetSize-1].Count {
			break
		}
		n, err := t.hitsOf(f.value)
		if err != nil {
			return nil, err
		}
		list = inserted(list, Count{f.value.Value(), n})
	}
	return list, nil
}

// read counts the values that the hits of a segment have.
func (t *tally) read(i int) error {
	read, err := t.segments[i].values()
	if err != nil {
		return err
	}
	found := map[string]int{}
	for set := t.sets[i].Iterator(); set.HasNext(); {
		if err := read.of(set.Next(), []string{t.name}, func(_ string, value []byte) { found[string(value)]++ }); err != nil {
			return err
		}
	}
	for text, n := range found {
		t.exact[interned.Make(text)] += n
		t.most[interned.Make(text)] += n
	}
	return nil
}

// hitsOf counts the hits that have a value.
func (t *tally) hitsOf(v value) (int, error) {
	n := t.exact[v]
	for _, i := range t.open {
		d, err := t.segments[i].dictionary(t.name)
		if err != nil {
			return 0, err
		}
		docs, err := t.segments[i].docs(d, v.Value())
		if err != nil {
			return 0, err
		}
		n += int(t.sets[i].AndCardinality(docs))
	}
	return n, nil
}

// inserted puts a count in its place among the most frequent.
func inserted(list []Count, c Count) []Count {
	if c.Count == 0 {
		return list
	}
	place, _ := slices.BinarySearchFunc(list, c, func(a, b Count) int {
		return cmp.Or(b.Count-a.Count, strings.Compare(a.Value, b.Value))
	})
	list = slices.Insert(list, place, c)
	return list[:min(len(list), facetSize)]
}
