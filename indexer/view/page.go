package view

import (
	"bytes"
	"context"
	"errors"
	"math"
	"strings"

	"github.com/blevesearch/bleve/v2/geo"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// page lists the first n hits behind the cursor, in order.
func (v *View) page(ctx context.Context, s *Search, h *hits, n int) ([]listed, error) {
	behind, err := s.after()
	if err != nil || n == 0 {
		return nil, err
	}
	b := newBest(n, behind, h.id)
	switch s.Sort {
	case ByNewest:
		err = h.newest(b)
	case ByDistance:
		err = h.nearest(s, b)
	case ByRelevance:
		if s.Text == "" {
			return h.byID(behind, n) // nothing tells them apart
		}
		err = v.relevant(ctx, s.Text, h, b)
	default:
		return h.byID(behind, n)
	}
	if err != nil {
		return nil, err
	}
	return b.list()
}

// newest goes from the last document of a segment to the first, because they lie there much as they were folded.
func (h *hits) newest(b *best) error {
	for i, set := range h.sets {
		folded := h.columns[i].folded
		for each := set.ReverseIterator(); each.HasNext(); {
			doc := each.Next()
			if err := b.add(float64(folded[doc]), at{int32(i), doc}); err != nil {
				return err
			}
		}
	}
	return nil
}

// nearest measures each place once.
func (h *hits) nearest(s *Search, b *best) error {
	for i, set := range h.sets {
		c := &h.columns[i]
		keys := make([]float64, len(c.places))
		keys[0] = unplaced
		for n := 1; n < len(keys) && !set.IsEmpty(); n++ {
			keys[n] = -1000 * geo.Haversin(degrees(s.Near.Lon), degrees(s.Near.Lat), c.places[n].lon, c.places[n].lat)
		}
		for each := set.Iterator(); each.HasNext(); {
			doc := each.Next()
			if err := b.add(keys[c.spots[doc]], at{int32(i), doc}); err != nil {
				return err
			}
		}
	}
	return nil
}

// unplaced is the key of a hit without a place in the order of distance, where others have meters below zero.
var unplaced = math.Inf(-1)

// keyOfID is bleve's own field: kind and id, see documentID.
const keyOfID = "_id"

// byID goes through the ids of each segment in order until it has enough, or has met as many as there are hits: then
// it reads those of the hits.
func (h *hits) byID(behind *listed, n int) ([]listed, error) {
	after, first := "", firstIDs{n: n}
	if behind != nil {
		after = behind.id
	}
	for i := range h.segments {
		met, done, err := h.walkIDs(i, after, &first)
		if err == nil && !done {
			err = h.idsOfAll(i, met, &first)
		}
		if err != nil {
			return nil, err
		}
	}
	for i := range first.list {
		first.list[i].key = math.NaN() // what bleve scores where nothing does
	}
	return first.list, nil
}

// errEnough ends a walk.
var errEnough = errors.New("enough")

// walkIDs says how far it came, and whether that was far enough.
func (h *hits) walkIDs(i int, after string, first *firstIDs) (met string, done bool, err error) {
	kind, l, left := documentID(h.kind, ""), h.segments[i], h.sets[i].GetCardinality()
	from, before := kind+after, strings.TrimSuffix(kind, "/")+string(rune('/'+1))
	met = after
	err = l.terms(keyOfID, from, before, func(d segment.TermDictionary, term string) error {
		id := strings.TrimPrefix(term, kind)
		if left == 0 || !first.wants(id) {
			return errEnough
		}
		if id <= after {
			return nil
		}
		docs, err := l.docs(d, term)
		if err == nil && h.sets[i].Intersects(docs) {
			first.add(id, at{int32(i), docs.Minimum()})
		}
		left, met = left-1, id
		return err
	})
	if errors.Is(err, errEnough) {
		return met, left > 0, nil
	}
	return met, true, err
}

func (h *hits) idsOfAll(i int, after string, first *firstIDs) error {
	for each := h.sets[i].Iterator(); each.HasNext(); {
		spot := at{int32(i), each.Next()}
		id, err := h.id(spot)
		if err != nil {
			return err
		}
		if id > after {
			first.add(id, spot)
		}
	}
	return nil
}

// id reads the id of a hit, from values that lie closer together than what is stored.
func (h *hits) id(spot at) (id string, err error) {
	if h.values == nil {
		h.values = make([]*values, len(h.segments))
	}
	read := &h.values[spot.segment]
	if *read == nil {
		if *read, err = h.segments[spot.segment].values(); err != nil {
			return "", err
		}
	}
	err = (*read).of(spot.doc, []string{fieldID}, func(_ string, value []byte) { id = string(value) })
	return id, err
}

// source reads the record of a hit.
func (h *hits) source(spot at) (source []byte, err error) {
	err = h.segments[spot.segment].VisitDocument(uint64(spot.doc), func(field string, _ byte, value []byte, _ []uint64) bool {
		if field == fieldSource {
			source = bytes.Clone(value)
		}
		return source == nil
	})
	return source, err
}
