package rank

import (
	"sync"

	"matchd/matcher/fit"
)

// desk is the memory that one list is made in, handed from list to list so that a busy service leaves little for the
// garbage collector: at the size of the country a list takes a quarter of a megabyte. Nothing of it outlives the list.
type desk struct {
	longs    slab[int64]
	ints     slab[int32]
	shorts   slab[uint16]
	covers   slab[cover]
	links    slab[link]
	bits     slab[uint64]
	spans    slab[span]
	people   peopleScratch
	openings openingScratch
}

// peopleScratch and openingScratch are the row that is judged, and lists that a search fills anew for every area or gang.
type peopleScratch struct {
	person  Person
	terms   fit.Terms
	gauges  []gauge // of the rows of one area
	scratch []list
	gang    []uint16 // rows
}

type openingScratch struct {
	opening Vacancy
	terms   fit.Terms
	tallies []tally // of the rows of one area
	scratch []stretch
	gang    []found
}

// desks are those that nobody sits at.
type desks struct{ pool sync.Pool }

// take gives a desk that is cleared, a new one where there is none.
func (d *desks) take() *desk {
	at, ok := d.pool.Get().(*desk)
	if !ok {
		return &desk{}
	}
	at.longs.clear()
	at.ints.clear()
	at.shorts.clear()
	at.covers.clear()
	at.links.clear()
	at.bits.clear()
	at.spans.clear()
	return at
}

// leave gives a desk back; it must not keep segments that nobody else has any more.
func (d *desks) leave(at *desk) {
	clear(at.people.scratch[:cap(at.people.scratch)])
	at.people.person, at.openings.opening = Person{}, Vacancy{}
	d.pool.Put(at)
}

// slab cuts lists out of one block of memory.
type slab[V any] struct{ block []V }

// zeros is a list of so many zero values, which no other list overlaps until the slab is cleared.
func (s *slab[V]) zeros(n int) []V {
	from := len(s.block)
	if from+n > cap(s.block) { // the lists so far keep the block that they are in
		s.block, from = make([]V, 0, 2*max(n, cap(s.block))), 0
	}
	s.block = s.block[:from+n]
	list := s.block[from : from+n : from+n]
	clear(list)
	return list
}

func (s *slab[V]) clear() { s.block = s.block[:0] }
