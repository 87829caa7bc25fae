package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"matchd/indexer"
	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/schemas"
	"matchd/services/broker"
)

// viewGrace is how long a view stays open that new requests do not get any more: longer than any request may take.
const viewGrace = 45 * time.Second

// viewFingerprint names all that the documents of a view depend on.
func (p *Process) viewFingerprint() string {
	return view.Fingerprint(p.judge.Taxonomy().Version(), p.judge.Places().Version())
}

func (p *Process) viewFolder() string { return filepath.Join(p.config.DataDir, "view") }

// openView opens the view that belongs to these codes; one that is damaged, or that is not of this log, is set aside
// and an empty one takes its place.
func (p *Process) openView(ctx context.Context) (*view.View, error) {
	dir := view.Directory(p.viewFolder(), p.viewFingerprint())
	bar := newProgress(p.out, "reading records")
	v, err := view.Open(ctx, dir, p.judge, bar.set)
	bar.done()
	if err == nil {
		gone := indexer.Verify(ctx, foldLog{p.log}, v.Snapshot().Marks)
		if gone == nil {
			return v, nil
		}
		err = errors.Join(gone, v.Close())
		if !errors.Is(gone, indexer.ErrGone) {
			return nil, err
		}
	} else if !errors.Is(err, view.ErrCorrupt) {
		return nil, fmt.Errorf("open view: %w", err)
	}
	p.watch.Logger.WarnContext(ctx, "the view is set aside and made anew from the log", "reason", err)
	if _, err := view.SetAside(dir, time.Now()); err != nil {
		return nil, err
	}
	return view.Open(ctx, dir, p.judge, nil)
}

// openFold opens the view and makes the fold that keeps it. Where the view is still to be made and an older one is
// whole, that is answered from meanwhile.
func (p *Process) openFold(ctx context.Context) error {
	v, err := p.openView(ctx)
	if err != nil {
		return err
	}
	p.onClose(func(context.Context) error { return v.Close() })
	p.fold = &indexer.Fold{
		Log: foldLog{p.log}, Publish: foldLog{p.log}.each, View: v, Clock: time.Now, Logger: p.watch.Logger,
		Observer: p.observer(), Source: p.config.Source, ModelVersion: broker.ModelVersion(p.judge),
	}
	if older := p.openOlder(ctx); older != nil {
		p.onClose(func(context.Context) error { return older.Close() })
		p.serving.Store(older)
		return nil
	}
	p.serving.Store(v)
	close(p.swapped)
	return nil
}

// The name of the view that was whole last stands in a file, so that a half-made one is never taken for it.
func (p *Process) wholeFile() string { return filepath.Join(p.config.DataDir, "view.whole") }

// markWhole notes that the view of these codes has caught up.
func (p *Process) markWhole() error {
	name := filepath.Base(view.Directory(p.viewFolder(), p.viewFingerprint()))
	return writeWhole(p.wholeFile(), []byte(name))
}

// writeWhole writes a file so that it is there whole or as it was.
func writeWhole(path string, data []byte) error {
	half := path + ".half"
	if err := os.WriteFile(half, data, 0o600); err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	return os.Rename(half, path)
}

// openOlder gives the whole view of another form, if there is one that belongs to the log; nil else.
func (p *Process) openOlder(ctx context.Context) *view.View {
	name, err := os.ReadFile(p.wholeFile())
	if err != nil {
		return nil
	}
	others, err := view.Others(p.viewFolder(), p.viewFingerprint())
	if err != nil {
		return nil
	}
	for _, dir := range others {
		if filepath.Base(dir) != string(name) {
			continue
		}
		older, err := view.Open(ctx, dir, p.judge, nil)
		if err == nil {
			if err = indexer.Verify(ctx, foldLog{p.log}, older.Snapshot().Marks); err == nil {
				return older
			}
			err = errors.Join(err, older.Close())
		}
		p.watch.Logger.WarnContext(ctx, "the older view cannot be used; nothing is served from it", "error", err)
	}
	return nil
}

// answers reports whether there is a view to answer from: one that has caught up, or an older one meanwhile.
func (p *Process) answers() bool {
	v := p.serving.Load()
	return v != nil && (v != p.fold.View || p.fold.Ready())
}

// waitFor returns once a record is in the view that is served.
func (p *Process) waitFor(ctx context.Context, at schemas.Position) error {
	if err := p.fold.WaitFor(ctx, at); err != nil {
		return err
	}
	select {
	case <-p.swapped:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("wait until searchable: %w", errors.Join(matcher.ErrUnavailable, ctx.Err()))
	}
}

// swap serves from the new view once it has caught up, and removes those of older forms when nobody reads them any more.
func (p *Process) swap(ctx context.Context) error {
	if !p.untilReady(ctx) {
		return nil
	}
	if err := p.markWhole(); err != nil {
		return err
	}
	if older := p.serving.Swap(p.fold.View); older != p.fold.View {
		close(p.swapped)
		p.noteErased() // what the older view did not have erased may be in the cache
		if !pause(ctx, p.grace) {
			return nil
		}
		if err := older.Close(); err != nil {
			return fmt.Errorf("close older view: %w", err)
		}
	}
	others, err := view.Others(p.viewFolder(), p.viewFingerprint())
	if err != nil {
		return err
	}
	for _, dir := range others {
		if err := os.RemoveAll(dir); err != nil {
			return fmt.Errorf("remove older view: %w", err)
		}
	}
	return nil
}

// pause is false where ctx ended first.
func pause(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}
