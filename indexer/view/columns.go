package view

import (
	"fmt"
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/numeric"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// perSegment keeps what has been read of segments, which never change. The zero value is empty.
type perSegment[T any] struct {
	mu    sync.Mutex
	known map[uint64]T
}

// of gives what there is of each segment of an index, and reads what is not known yet: without holding up those who ask
// for what is.
func (p *perSegment[T]) of(r *scorch.IndexSnapshot, read func(*scorch.SegmentSnapshot) (T, error)) (all []T, err error) {
	defer asCorrupt(&err)
	for _, s := range r.Segments() {
		p.mu.Lock()
		one, ok := p.known[s.Id()]
		p.mu.Unlock()
		if !ok {
			if one, err = read(s); err != nil {
				return nil, fmt.Errorf("read documents of a segment: %w", err)
			}
			forget(s)
			p.put(s.Id(), one)
		}
		all = append(all, one)
	}
	return all, nil
}

func (p *perSegment[T]) put(id uint64, one T) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.known == nil {
		p.known = map[uint64]T{}
	}
	p.known[id] = one
}

// keep lets go of what belongs to other segments than those of an index.
func (p *perSegment[T]) keep(r *scorch.IndexSnapshot) {
	p.mu.Lock()
	defer p.mu.Unlock()
	kept := make(map[uint64]T, len(p.known))
	for _, s := range r.Segments() {
		if one, ok := p.known[s.Id()]; ok {
			kept[s.Id()] = one
		}
	}
	p.known = kept
}

// columns are what searches put documents in order by, of one segment: eight bytes a document.
type columns struct {
	folded []uint32 // the number of the batch that it came with
	spots  []uint32 // where it is: an index of places; 0 = unknown
	places []spherical
}

// spherical is a place as bleve reads it back, in degrees.
type spherical struct{ lon, lat float64 }

// columnsIn gives the columns of each segment.
func (v *View) columnsIn(r *scorch.IndexSnapshot) ([]columns, error) {
	return v.pairing.columns.of(r, func(s *scorch.SegmentSnapshot) (c columns, err error) {
		l := listsOf(s)
		if err := c.readFolded(l); err != nil {
			return c, err
		}
		return c, c.readPlaces(l)
	})
}

// readFolded reads which batch each document came with.
func (c *columns) readFolded(l *lists) error {
	c.folded = make([]uint32, l.FullSize())
	return l.terms(fieldFolded, "", "", func(d segment.TermDictionary, term string) error {
		n, err := numeric.PrefixCoded(term).Int64()
		if err != nil {
			return err
		}
		return l.fill(d, term, c.folded, uint32(numeric.Int64ToFloat64(n)))
	})
}

// readPlaces reads where each document is: there are some thousands of places, of postcodes and of municipalities.
func (c *columns) readPlaces(l *lists) error {
	c.spots, c.places = make([]uint32, l.FullSize()), make([]spherical, 1)
	return l.points(func(d segment.TermDictionary, term string, at spherical) error {
		c.places = append(c.places, at)
		return l.fill(d, term, c.spots, uint32(len(c.places)-1))
	})
}
