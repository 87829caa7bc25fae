package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"github.com/gofrs/flock"

	"matchd/indexer"
	"matchd/indexer/view"
	"matchd/matcher/fit"
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
	serving atomic.Pointer[view.View] // what questions are answered from; nil = nothing yet
	fold    *indexer.Fold             // set before serving
	swapped chan struct{}             // closed once the view of the fold is served
	grace   time.Duration             // how long a view that is served no more stays open
	erased  chan struct{}             // holds one where something was erased and the cache not emptied since
	closers []func(context.Context) error
}

// Open takes the data folder, for this process alone, and starts telemetry. What was opened is closed again where a
// later part fails. A data folder that another process has is an error. Out gets what people read, logs the log.
func Open(ctx context.Context, c Config, out io.Writer, logs io.Writer) (p *Process, err error) {
	p = &Process{config: c, out: out, swapped: make(chan struct{}), grace: viewGrace, erased: make(chan struct{}, 1)}
	defer func() {
		if err != nil {
			err = errors.Join(err, p.Close(ctx))
		}
	}()
	if err := p.claim(); err != nil {
		return p, err
	}
	return p, p.openTelemetry(ctx, logs)
}

// claim makes the data folder and keeps others out of it, whatever log is used: a view has one writer.
func (p *Process) claim() error {
	if err := os.MkdirAll(p.config.DataDir, 0o700); err != nil {
		return fmt.Errorf("make data folder: %w", err)
	}
	lock := flock.New(lockFile(p.config.DataDir))
	ours, err := lock.TryLock()
	if err != nil {
		return fmt.Errorf("lock data folder: %w", err)
	}
	if !ours {
		return fmt.Errorf("lock data folder %s: %w", p.config.DataDir, errInUse)
	}
	p.onClose(func(context.Context) error { return lock.Unlock() })
	return nil
}

func lockFile(dataDir string) string { return filepath.Join(dataDir, "matchd.lock") }

// errInUse says that another process has the data folder.
var errInUse = errors.New("another matchd is running on it")

// prepare opens what a view is made with: codes, log, cache.
func (p *Process) prepare(ctx context.Context) error {
	for _, open := range []func(context.Context) error{p.openCodes, p.openLog, p.openCache} {
		if err := open(ctx); err != nil {
			return err
		}
	}
	return nil
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
	bar := newProgress(p.out, "reading taxonomy")
	defer bar.done()
	p.judge, err = newJudge(&p.config, bar.set)
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

func (p *Process) openCache(ctx context.Context) error {
	room, err := p.cacheRoom(ctx)
	if err != nil {
		return err
	}
	p.cache, err = cache.Open(cache.Config{URL: p.config.RedisURL, Prefix: room})
	if err != nil {
		return fmt.Errorf("open cache: %w", err)
	}
	p.onClose(func(context.Context) error { return p.cache.Close() })
	return nil
}

// cacheRoom is the beginning of this installation's keys in a cache that may be shared: it changes with the cluster,
// the prefix of the topics, and with topics that are made anew, whose offsets begin again.
func (p *Process) cacheRoom(ctx context.Context) (string, error) {
	sum := sha256.New()
	fmt.Fprintf(sum, "%q", p.config.KafkaTopicPrefix)
	for _, topic := range indexer.Topics() {
		identity, err := p.log.Identity(ctx, topic)
		if err != nil {
			return "", fmt.Errorf("name room in cache: %w", err)
		}
		fmt.Fprintf(sum, "%q%q", topic, identity)
	}
	return cache.DefaultPrefix + hex.EncodeToString(sum.Sum(nil)[:8]) + ":", nil
}
