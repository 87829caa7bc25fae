package view

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"

	"matchd/indexer/hugepages"
	"matchd/matcher/fit"
	"matchd/matcher/rank"
)

// View is one open read model. Apply is for one goroutine; everything else is safe for any number, unless it says otherwise.
// Readers never wait for the writer: they read a Snapshot, or what bleve committed last.
type View struct {
	dir      string
	index    bleve.Index
	judge    *fit.Judge
	snapshot atomic.Pointer[Snapshot]
	numbers  struct{ people, openings numbers }
	pairing  pairing
	people   rank.PeopleBook
	openings rank.OpeningsBook
	groups   rank.PeopleBook
	hired    *hired
	feed     feed
	erased   atomic.Uint64 // the newest batch with an erasure in it
	scrubbed atomic.Uint64 // the newest batch whose erasures have left the files
	close    func() error  // once
	keeping  sync.Mutex
	serial   uint64 // of the last that Keep put on file
}

// Snapshot is what ranking reads: all rows and the log positions they were made from. It never changes. Take one for a whole
// answer, so that all of it is of one moment, and let go of it after: it keeps erased records alive.
type Snapshot struct {
	People   *rank.People   // candidates of every status, less those whom decisions made unavailable
	Openings *rank.Openings // vacancies of every status, with the positions that decisions left
	Groups   *rank.People   // announced surpluses, with the headcount that decisions left
	Firms    *Firms
	Marks    Marks  // what was folded into it
	Batch    uint64 // how many batches went before
	model    *fit.Model
}

// internalMarks is the key of what a batch stores beside documents.
const internalMarks = "matchd.marks"

// ErrCorrupt says that a view's directory cannot be read and must be set aside (SetAside); a new one is then made from the
// log.
var ErrCorrupt = errors.New("view is corrupt")

// stored is what internalMarks holds.
type stored struct {
	Batch  uint64 `json:"batch"`
	Erased uint64 `json:"erased"`
	Marks  Marks  `json:"marks"`
}

// Open opens the view in dir, or makes an empty one where there is none, and reads its records into columns;
// progress, where given, is told how many of how many have been read. A directory that is there and cannot be read
// is ErrCorrupt, one that another process has open ErrInUse. It reads every byte to verify it and then every record, which
// takes about three minutes for one and a half million records on two cores, and may be ended by ctx. Close it after use.
func Open(ctx context.Context, dir string, j *fit.Judge, progress func(done, total int)) (*View, error) {
	index, err := openIndex(dir)
	if err != nil {
		return nil, err
	}
	v := &View{dir: dir, index: index, judge: j, people: rank.NewPeopleBook(), openings: rank.NewOpeningsBook(), groups: rank.NewPeopleBook(), hired: newHired()}
	v.people.Lay(hugepages.Collapse)
	v.openings.Lay(hugepages.Collapse)
	v.groups.Lay(hugepages.Collapse)
	v.close = sync.OnceValue(func() error { return errors.Join(v.pairing.release(), index.Close()) })
	if err := v.load(ctx, progress); err != nil {
		return nil, errors.Join(err, v.close())
	}
	return v, nil
}

func openIndex(dir string) (bleve.Index, error) {
	if _, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) {
		if err := makeIndex(dir); err != nil {
			return nil, fmt.Errorf("make view: %w", err)
		}
	}
	if err := verify(dir); err != nil {
		return nil, fmt.Errorf("verify view: %w", err)
	}
	index, err := openSafely(dir)
	if err != nil {
		return nil, fmt.Errorf("open view: %w: %w", ErrCorrupt, err)
	}
	return index, nil
}

// engineConfig is made for each use, because bleve writes the directory into it.
func engineConfig() map[string]any {
	return map[string]any{"bolt_timeout": lockPatience.String(), "scorchMergePlanOptions": map[string]any{"FloorSegmentSize": floorSegment}}
}

// floorSegment is the number of documents up to which segments count as of one size when bleve chooses which to merge.
// Its 2,000 are for large batches: of small ones, each of ten documents or so, it wrote the same two thousand again for
// every ten, 0.4 ms of processor a record.
const floorSegment = 100

// makeIndex makes an empty index beside its place and moves it there, so that a directory is whole or absent.
func makeIndex(dir string) error {
	making := dir + ".making"
	if err := os.RemoveAll(making); err != nil {
		return fmt.Errorf("clear half-made view: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o700); err != nil {
		return fmt.Errorf("make folder of view: %w", err)
	}
	index, err := bleve.NewUsing(making, indexMapping(), scorch.Name, scorch.Name, engineConfig())
	if err != nil {
		return err
	}
	if err := index.Close(); err != nil {
		return err
	}
	return os.Rename(making, dir)
}

func openSafely(dir string) (index bleve.Index, err error) {
	defer asCorrupt(&err)
	return bleve.OpenUsing(dir, engineConfig())
}

// Snapshot is the newest state, that of the last batch applied. Never nil, and free to ask for.
func (v *View) Snapshot() *Snapshot { return v.snapshot.Load() }

// Judge scores pairs for this view: the one that it was opened with, by whose numbers its rows are compiled.
func (v *View) Judge() *fit.Judge { return v.judge }

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

// Documents is how many records of all kinds are in the view, one more while Scrub runs.
func (v *View) Documents() (uint64, error) { return v.index.DocCount() }

// Close releases the directory; again is without effect and gives the first answer. Nothing may be asked any more but of
// snapshots, which stay as they are.
func (v *View) Close() error { return v.close() }
