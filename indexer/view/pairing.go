package view

import (
	"bytes"
	"errors"
	"fmt"
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"
)

// pairing keeps the text index and the snapshot of one state together: bleve shows a batch to its readers before it is
// on disk, and thus before the snapshot has it.
type pairing struct {
	mu      sync.RWMutex
	before  *scorch.IndexSnapshot // what the index was before the batch that is being committed; nil between batches
	numbers perSegment[[]int32]   // of the records: see numbered
	columns perSegment[columns]
	facets  sync.Map // by name of the facet: *perSegment[spread]
}

// facet is what has been read of the values of a field.
func (p *pairing) facet(name string) *perSegment[spread] {
	known, _ := p.facets.LoadOrStore(name, &perSegment[spread]{})
	return known.(*perSegment[spread])
}

// release lets go of what a batch that failed has left.
func (p *pairing) release() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.before == nil {
		return nil
	}
	err := p.before.Close()
	p.before = nil
	return err
}

// hold keeps the index as it is for those who read the snapshot that is there, until show.
func (v *View) hold() error {
	v.pairing.mu.Lock()
	defer v.pairing.mu.Unlock()
	if v.pairing.before != nil { // since a batch that failed
		return nil
	}
	r, err := v.reader()
	if err != nil {
		return err
	}
	v.pairing.before = r
	return nil
}

// show puts the next snapshot in the place of the one before, and the index as it is now beside it.
func (v *View) show(next *Snapshot) {
	v.pairing.mu.Lock()
	v.snapshot.Store(next)
	before := v.pairing.before
	v.pairing.before = nil
	v.pairing.mu.Unlock()
	// The batch is in: what goes wrong with files from here on is met again by whoever asks, and reported to them.
	_ = before.Close()
	_ = v.numberAll()
}

// numberAll numbers the documents of segments that are new, and reads their columns, so that no query has to.
func (v *View) numberAll() error {
	_, text, err := v.paired()
	if err != nil {
		return err
	}
	if _, err := v.columnsIn(text.index); err != nil {
		return errors.Join(err, text.index.Close())
	}
	v.pairing.numbers.keep(text.index)
	v.pairing.columns.keep(text.index)
	v.pairing.facets.Range(func(name, _ any) bool {
		v.pairing.facet(name.(string)).keep(text.index)
		return true
	})
	return text.index.Close()
}

// wordsAt is the text index at the moment of a snapshot; to be closed.
type wordsAt struct {
	index *scorch.IndexSnapshot
	docs  [][]int32 // by segment of the index, see numbered
}

// paired gives the newest snapshot and the text index at its moment.
func (v *View) paired() (s *Snapshot, w wordsAt, err error) {
	v.pairing.mu.RLock()
	defer v.pairing.mu.RUnlock()
	s = v.snapshot.Load()
	if w.index = v.pairing.before; w.index != nil {
		w.index.AddRef()
	} else if w.index, err = v.reader(); err != nil {
		return nil, wordsAt{}, err
	}
	// Under the lock, or numbers of records in this snapshot might be given to others meanwhile.
	if w.docs, err = v.pairing.numbers.of(w.index, v.numbered); err != nil {
		return nil, wordsAt{}, errors.Join(err, w.index.Close())
	}
	return s, w, nil
}

// reader is the index as bleve shows it now; to be closed.
func (v *View) reader() (*scorch.IndexSnapshot, error) {
	advanced, err := v.index.Advanced()
	if err != nil {
		return nil, fmt.Errorf("reach index: %w", err)
	}
	r, err := advanced.Reader()
	if err != nil {
		return nil, fmt.Errorf("read index: %w", err)
	}
	snapshot, ok := r.(*scorch.IndexSnapshot)
	if !ok {
		return nil, errors.Join(errors.New("index has no segments"), r.Close())
	}
	return snapshot, nil
}

// numbered gives, by document of a segment, the number of the record: positive of a candidate, negative of a vacancy, 0
// of what is not ranked or is erased. A document that was replaced or erased since is not found any more, whatever its
// number stands for now.
func (v *View) numbered(s *scorch.SegmentSnapshot) ([]int32, error) {
	docs := make([]int32, s.FullSize())
	people, openings := []byte(documentID(Candidates, "")), []byte(documentID(Vacancies, ""))
	for i := range docs {
		id, err := s.DocID(uint64(i))
		if err != nil {
			return nil, err
		}
		if rest, ok := bytes.CutPrefix(id, people); ok {
			docs[i] = v.numbers.people.of(rest)
		} else if rest, ok := bytes.CutPrefix(id, openings); ok {
			docs[i] = -v.numbers.openings.of(rest)
		}
	}
	return docs, nil
}
