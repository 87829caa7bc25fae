package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"matchd/indexer"
	"matchd/indexer/view"
	"matchd/matcher/fit"
	"matchd/services/broker"
	"matchd/services/cache"
	"matchd/services/eventlog"
	"matchd/services/telemetry"
)

// Process is the parts of one running service. Close ends them in reverse.
type Process struct {
	config  Config
	out     io.Writer
	watch   *telemetry.Telemetry
	meters  *telemetry.Instruments
	judge   *fit.Judge
	log     *eventlog.Log
	cache   *cache.Store
	serving atomic.Pointer[view.View] // what questions are answered from
	fold    *indexer.Fold
	closers []func(context.Context) error
}

// Open starts the parts that answer nothing yet: telemetry, codes, log, cache. What was opened is closed again where
// a later part fails.
func Open(ctx context.Context, c Config, out io.Writer, logs io.Writer) (p *Process, err error) {
	p = &Process{config: c, out: out}
	defer func() {
		if err != nil {
			err = errors.Join(err, p.Close(ctx))
		}
	}()
	if err := os.MkdirAll(c.DataDir, 0o700); err != nil {
		return p, fmt.Errorf("make data folder: %w", err)
	}
	for _, open := range []func(context.Context) error{
		func(ctx context.Context) error { return p.openTelemetry(ctx, logs) },
		p.openCodes, p.openLog, p.openCache,
	} {
		if err := open(ctx); err != nil {
			return p, err
		}
	}
	return p, nil
}

// onClose puts off what undoes an opening.
func (p *Process) onClose(f func(context.Context) error) { p.closers = append(p.closers, f) }

// Close ends everything in reverse order of opening: what was opened last may still use what was opened first.
func (p *Process) Close(ctx context.Context) error {
	var all error
	for i := len(p.closers) - 1; i >= 0; i-- {
		all = errors.Join(all, p.closers[i](ctx))
	}
	p.closers = nil
	return all
}

func (p *Process) openTelemetry(ctx context.Context, logs io.Writer) error {
	var level slog.Level
	if err := level.UnmarshalText([]byte(p.config.LogLevel)); err != nil {
		return fmt.Errorf("read log level: %w", err)
	}
	watch, err := telemetry.Start(ctx, telemetry.Config{ServiceVersion: Version(), LogLevel: level}, logs)
	if err != nil {
		return fmt.Errorf("start telemetry: %w", err)
	}
	p.watch = watch
	p.onClose(watch.Close)
	p.meters, err = telemetry.NewInstruments(watch.Meter)
	return err
}

func (p *Process) openCodes(context.Context) (err error) {
	p.judge, err = newJudge(&p.config)
	return err
}

func (p *Process) openLog(ctx context.Context) error {
	c, err := p.config.logConfig()
	if err != nil {
		return err
	}
	p.log, err = eventlog.Open(ctx, c)
	if err != nil {
		return fmt.Errorf("open event log: %w", err)
	}
	p.onClose(func(context.Context) error { return p.log.Close() })
	return nil
}

func (p *Process) openCache(context.Context) (err error) {
	p.cache, err = cache.Open(cache.Config{URL: p.config.RedisURL})
	if err != nil {
		return fmt.Errorf("open cache: %w", err)
	}
	p.onClose(func(context.Context) error { return p.cache.Close() })
	return nil
}

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

// openFold opens the view and makes the fold that keeps it.
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
	p.serving.Store(v)
	return nil
}
