package view

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/index/scorch/mergeplan"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// internalScrubbed holds the number of the batch up to which erasures have left the files.
const internalScrubbed = "matchd.scrubbed"

// scrubMark is a document that is there only while Scrub runs.
const scrubMark = "scrub/mark"

// scrubRounds bounds the merges of one Scrub; each takes in up to ten files, so that this is enough for hundreds.
const scrubRounds = 100

// Unscrubbed reports whether records were erased whose bytes are still in the files, the last time the view was open
// included.
func (v *View) Unscrubbed() bool { return v.erased.Load() > v.scrubbed.Load() }

// Scrub makes the bytes of erased and replaced records leave the files: bleve only marks them as deleted, and may
// never merge them away by itself. It rewrites every file there is, which takes about a minute and twice the space for a
// million records; readers and Apply go on meanwhile. Where nothing has been erased since the last time it does
// nothing. One at a time.
func (v *View) Scrub(ctx context.Context) error {
	erased := v.erased.Load()
	if erased <= v.scrubbed.Load() {
		return nil
	}
	old, err := v.files() // before the mark, lest bleve has merged it with them when we look
	if err != nil {
		return fmt.Errorf("scrub view: %w", err)
	}
	// Bleve does not rewrite an index of one file, however much of it is deleted: there must be a second one.
	mark, second := newDocument(scrubMark, nil), v.index.NewBatch()
	mark.set(fieldKind, "scrub")
	if err := errors.Join(second.IndexAdvanced(mark.Document), v.index.Batch(second)); err != nil {
		return fmt.Errorf("scrub view: %w", err)
	}
	if err := v.mergeAway(ctx, old); err != nil {
		return fmt.Errorf("scrub view: %w", err)
	}
	done := v.index.NewBatch()
	done.Delete(scrubMark)
	done.SetInternal([]byte(internalScrubbed), []byte(strconv.FormatUint(erased, 10)))
	if err := v.awaitGone(ctx, old, done); err != nil {
		return fmt.Errorf("scrub view: %w", err)
	}
	v.scrubbed.Store(erased)
	return nil
}

// mergeAway merges until none of the old files is in use: one call takes in ten at most.
func (v *View) mergeAway(ctx context.Context, old map[string]bool) error {
	advanced, err := v.index.Advanced()
	if err != nil {
		return err
	}
	engine, ok := advanced.(*scorch.Scorch)
	if !ok {
		return errors.New("index has no files to merge")
	}
	for range scrubRounds {
		options := mergeplan.SingleSegmentMergePlanOptions
		if err := engine.ForceMerge(ctx, &options); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		now, err := v.files()
		if err != nil {
			return err
		}
		if !anyOfThem(old, func(name string) bool { return now[name] }) {
			return nil
		}
	}
	return errors.New("old files are still in use")
}

// awaitGone commits the end of the scrubbing and waits until the old files are off the disk: bleve removes them a
// moment after they fell out of use, and when readers let go of them.
func (v *View) awaitGone(ctx context.Context, old map[string]bool, done *bleve.Batch) error {
	onDisk := func(name string) bool {
		_, err := os.Stat(filepath.Join(v.dir, store, name))
		return err == nil
	}
	for {
		if err := v.index.Batch(done); err != nil { // bleve removes files as it commits
			return err
		}
		if !anyOfThem(old, onDisk) {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func anyOfThem(names map[string]bool, is func(string) bool) bool {
	for name := range names {
		if is(name) {
			return true
		}
	}
	return false
}

// files are the names of the segment files that the index consists of now.
func (v *View) files() (map[string]bool, error) {
	names := map[string]bool{}
	err := v.read(func(r *scorch.IndexSnapshot) error {
		for _, s := range r.Segments() {
			if file, ok := s.Segment().(segment.PersistedSegment); ok {
				names[filepath.Base(file.Path())] = true
			}
		}
		return nil
	})
	return names, err
}

// readScrubbed reads how far the files have been scrubbed.
func (v *View) readScrubbed() error {
	data, err := v.index.GetInternal([]byte(internalScrubbed))
	if err != nil {
		return fmt.Errorf("read how far files are scrubbed: %w", err)
	}
	if data == nil {
		return nil
	}
	n, err := strconv.ParseUint(string(data), 10, 64)
	if err != nil {
		return fmt.Errorf("read how far files are scrubbed: %w: %w", ErrCorrupt, err)
	}
	v.scrubbed.Store(n)
	return nil
}
