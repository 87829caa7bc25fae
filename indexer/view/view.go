package view

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"

	"matchd/matcher/fit"
	"matchd/matcher/rank"
)

// View is one open read model. Apply is for one goroutine; everything else is safe for any number.
type View struct {
	dir      string
	index    bleve.Index
	judge    *fit.Judge
	snapshot atomic.Pointer[Snapshot]
	people   rank.PeopleBook
	openings rank.OpeningsBook
	groups   rank.PeopleBook
	hired    *hired
}

// Snapshot is what ranking reads: all rows and the log positions they were made from. It never changes.
type Snapshot struct {
	People   *rank.People
	Openings *rank.Openings
	Groups   *rank.People // announced surpluses, with the headcount that decisions left
	Firms    *Firms
	Marks    Marks
	Batch    uint64 // how many batches went before
}

// The keys of what a batch stores beside documents.
const (
	internalMarks  = "matchd.marks"
	internalOutbox = "matchd.outbox"
)

// ErrCorrupt says that a view's directory cannot be read and must be set aside.
var ErrCorrupt = errors.New("view is corrupt")

// stored is what internalMarks holds.
type stored struct {
	Batch uint64 `json:"batch"`
	Marks Marks  `json:"marks"`
}

// Open opens the view in dir, or makes an empty one where there is none, and reads its records into columns;
// progress, where given, is told how many of how many have been read. A directory that is there and cannot be read
// is ErrCorrupt.
func Open(ctx context.Context, dir string, j *fit.Judge, progress func(done, total int)) (*View, error) {
	index, err := openIndex(dir)
	if err != nil {
		return nil, err
	}
	v := &View{dir: dir, index: index, judge: j, people: rank.NewPeopleBook(), openings: rank.NewOpeningsBook(), groups: rank.NewPeopleBook(), hired: newHired()}
	if err := v.load(ctx, progress); err != nil {
		return nil, errors.Join(err, index.Close())
	}
	return v, nil
}

func openIndex(dir string) (bleve.Index, error) {
	config := map[string]any{"bolt_timeout": "2s"}
	if _, err := os.Stat(filepath.Join(dir, "index_meta.json")); errors.Is(err, os.ErrNotExist) {
		if err := os.RemoveAll(dir); err != nil {
			return nil, fmt.Errorf("clear half-made view: %w", err)
		}
		if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
			return nil, fmt.Errorf("make folder of view: %w", err)
		}
		index, err := bleve.NewUsing(dir, indexMapping(), scorch.Name, scorch.Name, config)
		if err != nil {
			return nil, fmt.Errorf("make view: %w", err)
		}
		return index, nil
	}
	index, err := openSafely(dir, config)
	if err != nil {
		return nil, fmt.Errorf("open view: %w: %w", ErrCorrupt, err)
	}
	return index, nil
}

// openSafely turns a panic of a reader that meets damaged files into an error.
func openSafely(dir string, config map[string]any) (index bleve.Index, err error) {
	defer func() {
		if r := recover(); r != nil {
			index, err = nil, fmt.Errorf("read segments: %v", r)
		}
	}()
	return bleve.OpenUsing(dir, config)
}

// Snapshot is the newest state. Never nil.
func (v *View) Snapshot() *Snapshot { return v.snapshot.Load() }

// Judge scores pairs for this view.
func (v *View) Judge() *fit.Judge { return v.judge }

// Outbox is what the newest batch had to announce, nil where nothing: whoever comes up announces it again.
func (v *View) Outbox() ([]byte, error) {
	data, err := v.index.GetInternal([]byte(internalOutbox))
	if err != nil {
		return nil, fmt.Errorf("read outbox: %w", err)
	}
	return data, nil
}

func (v *View) readStored() (stored, error) {
	s := stored{Marks: Marks{}}
	data, err := v.index.GetInternal([]byte(internalMarks))
	if err != nil {
		return s, fmt.Errorf("read bookmark: %w", err)
	}
	if data == nil {
		return s, nil
	}
	if err := json.Unmarshal(data, &s); err != nil {
		return s, fmt.Errorf("read bookmark: %w: %w", ErrCorrupt, err)
	}
	return s, nil
}

// Documents is how many records of all kinds are in the view.
func (v *View) Documents() (uint64, error) { return v.index.DocCount() }

// Close releases the directory.
func (v *View) Close() error { return v.index.Close() }
