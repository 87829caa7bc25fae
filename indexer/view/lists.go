package view

import (
	"fmt"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/geo"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/numeric"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// lists reads what bleve has of one segment by field and term: the documents that hold the term, as a set of numbers
// that lies in the file as it is. For one goroutine.
type lists struct {
	*scorch.SegmentSnapshot
	field string // of the dictionary that was used last
	dict  segment.TermDictionary
	list  segment.PostingsList
	each  segment.PostingsIterator
	small *roaring.Bitmap
}

func listsOf(s *scorch.SegmentSnapshot) *lists {
	return &lists{SegmentSnapshot: s, small: roaring.New()}
}

// dictionary has the terms of a field.
func (l *lists) dictionary(field string) (segment.TermDictionary, error) {
	if l.dict == nil || l.field != field {
		d, err := l.Segment().Dictionary(field)
		if err != nil {
			return nil, fmt.Errorf("read terms of %s: %w", field, err)
		}
		l.field, l.dict = field, d
	}
	return l.dict, nil
}

// docs are the documents that hold a term of a field, replaced and erased ones too. The set is read only, and until
// the next is asked for.
func (l *lists) docs(d segment.TermDictionary, term string) (set *roaring.Bitmap, err error) {
	if l.list, err = d.PostingsList([]byte(term), nil, l.list); err != nil {
		return nil, err
	}
	l.each = l.list.Iterator(false, false, false, l.each)
	if whole, ok := l.each.(segment.OptimizablePostingsIterator); ok && whole.ActualBitmap() != nil {
		return whole.ActualBitmap(), nil
	}
	l.small.Clear() // none, or a single one that stands where the list would
	for {
		doc, err := l.each.Next()
		if err != nil || doc == nil {
			return l.small, err
		}
		l.small.Add(uint32(doc.Number()))
	}
}

// terms calls for each term of a field from one to before another, ascending; an empty one is no bound.
func (l *lists) terms(field, from, before string, each func(d segment.TermDictionary, term string) error) error {
	d, err := l.dictionary(field)
	if err != nil {
		return err
	}
	all := d.AutomatonIterator(nil, bound(from), bound(before))
	if quick, ok := d.(interface {
		AutomatonIteratorOmitCount(segment.Automaton, []byte, []byte) segment.DictionaryIterator
	}); ok {
		all = quick.AutomatonIteratorOmitCount(nil, bound(from), bound(before))
	}
	for {
		entry, err := all.Next()
		if err != nil || entry == nil {
			return err
		}
		if err := each(d, entry.Term); err != nil {
			return err
		}
	}
}

func bound(term string) []byte {
	if term == "" {
		return nil
	}
	return []byte(term)
}

// any are the documents that hold any of the terms.
func (l *lists) any(field string, terms ...string) (*roaring.Bitmap, error) {
	found := roaring.New()
	d, err := l.dictionary(field)
	for _, term := range terms {
		var docs *roaring.Bitmap
		if err == nil {
			docs, err = l.docs(d, term)
		}
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", field, err)
		}
		found.Or(docs)
	}
	return found, nil
}

// all are the documents that hold every one of the terms; of none, no document.
func (l *lists) all(field string, terms []string) (*roaring.Bitmap, error) {
	if len(terms) == 0 {
		return roaring.New(), nil
	}
	found, err := l.any(field, terms[0])
	for _, term := range terms[1:] {
		if err != nil || found.IsEmpty() {
			break
		}
		var more *roaring.Bitmap
		if more, err = l.any(field, term); err == nil {
			found.And(more)
		}
	}
	return found, err
}

// between are the documents that hold a term from one to before another; an empty one is no bound.
func (l *lists) between(field, from, before string) (*roaring.Bitmap, error) {
	found := roaring.New()
	err := l.terms(field, from, before, func(d segment.TermDictionary, term string) error {
		docs, err := l.docs(d, term)
		if err == nil {
			found.Or(docs)
		}
		return err
	})
	return found, err
}

// fill writes a value in the places of a column that belong to the documents of a term.
func (l *lists) fill(d segment.TermDictionary, term string, column []uint32, value uint32) error {
	docs, err := l.docs(d, term)
	if err != nil {
		return err
	}
	for each := docs.Iterator(); each.HasNext(); {
		column[each.Next()] = value
	}
	return nil
}

// points calls for each place that documents have. A point is indexed by several terms; those without a shift are
// whole, and stand between these two.
func (l *lists) points(each func(d segment.TermDictionary, term string, at spherical) error) error {
	whole, cut := string(rune(numeric.ShiftStartInt64)), string(rune(numeric.ShiftStartInt64+1))
	return l.terms(fieldPoint, whole, cut, func(d segment.TermDictionary, term string) error {
		hash, err := numeric.PrefixCoded(term).Int64()
		if err != nil {
			return fmt.Errorf("read point: %w", err)
		}
		return each(d, term, spherical{geo.MortonUnhashLon(uint64(hash)), geo.MortonUnhashLat(uint64(hash))})
	})
}

// values calls for the values that a document has in fields that can be counted or sorted by.
type values struct {
	from  segment.DocValueVisitable
	state segment.DocVisitState
}

func (l *lists) values() (*values, error) {
	from, ok := l.Segment().(segment.DocValueVisitable)
	if !ok {
		return nil, fmt.Errorf("segment %d has no values: %w", l.Id(), ErrCorrupt)
	}
	return &values{from: from}, nil
}

func (v *values) of(doc uint32, fields []string, each func(field string, value []byte)) (err error) {
	v.state, err = v.from.VisitDocValues(uint64(doc), fields, each, v.state)
	return err
}
