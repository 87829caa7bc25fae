package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"matchd/indexer"
	"matchd/indexer/view"
	"matchd/matcher"
)

// Rebuild makes the view anew from the log and swaps it in; the data folder is this process's own.
func (p *Process) Rebuild(ctx context.Context) error {
	if err := p.prepare(ctx); err != nil {
		return err
	}
	dir := view.Directory(p.viewFolder(), p.viewFingerprint())
	fresh := dir + ".new"
	if err := os.RemoveAll(fresh); err != nil {
		return fmt.Errorf("clear half-made view: %w", err)
	}
	v, err := view.Open(ctx, fresh, p.judge, nil)
	if err != nil {
		return err
	}
	bar := newProgress(p.out, "folding the log")
	fold := &indexer.Fold{
		Log: foldLog{p.log}, Publish: foldLog{p.log}.each, View: v, Clock: time.Now, Logger: p.watch.Logger,
		Observer: p.observer(), Source: p.config.Source, Progress: func(done, total int64) { bar.set(int(done), int(total)) },
	}
	if err := foldUntilReady(ctx, fold); err != nil {
		return errors.Join(err, v.Close())
	}
	bar.done()
	s := v.Snapshot()
	if err := v.Close(); err != nil {
		return err
	}
	if err := os.RemoveAll(dir); err != nil {
		return fmt.Errorf("remove old view: %w", err)
	}
	if err := os.Rename(fresh, dir); err != nil {
		return fmt.Errorf("swap in new view: %w", err)
	}
	if err := p.markWhole(); err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.out, "view made anew: %d candidates, %d vacancies, generation %s\n", s.People.Len(), s.Openings.Len(), s.Marks.Generation())
	return err
}

func foldUntilReady(ctx context.Context, f *indexer.Fold) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- f.Run(ctx) }()
	for !f.Ready() {
		select {
		case err := <-done:
			return errors.Join(err, matcher.ErrUnavailable)
		case <-time.After(20 * time.Millisecond):
		}
	}
	cancel()
	return <-done
}
