package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"matchd/matcher"
)

// startCommand times starts.
type startCommand struct {
	kafka
	Binary  string        `required:"" help:"The matchd to start."`
	Data    string        `required:"" help:"Its data folder; filled first where it is empty."`
	Records int           `default:"100000" help:"How many records the log gets; 1 to 5000000. 0: it is full already."`
	Rounds  int           `default:"3" help:"How often each start is repeated; 1 to 20."`
	Within  time.Duration `default:"10m" help:"How long one start may take."`
}

// startFigures are the figures of one run.
type startFigures struct {
	Records     int       `json:"records"`
	LiveSeconds float64   `json:"fillToSearchableSeconds,omitempty"`
	WithView    []float64 `json:"restartToReadySeconds"`
	WithoutView []float64 `json:"noViewToReadySeconds"`
	FoldRate    float64   `json:"medianFoldedPerSecond"` // start without a view, all that a start costs included
	ResidentMiB []float64 `json:"residentMiB"`           // once ready, of the restarts
	PeakMiB     []float64 `json:"peakMiB"`               // of the starts without a view
}

// Run fills where needed, starts and reports.
func (s *startCommand) Run(ctx context.Context, r report) error {
	f := startFigures{Records: s.Records}
	if s.Records > 0 {
		took, err := s.fillLog(ctx)
		if err != nil {
			return err
		}
		f.LiveSeconds = took.Seconds()
	}
	for range min(max(1, s.Rounds), 20) {
		took, err := s.timed(ctx, func(p *process) error {
			now, _, err := p.memory()
			f.ResidentMiB = append(f.ResidentMiB, now)
			return err
		})
		if err != nil {
			return err
		}
		f.WithView = append(f.WithView, took.Seconds())
	}
	for range min(max(1, s.Rounds), 20) {
		if err := os.RemoveAll(filepath.Join(s.Data, "view")); err != nil {
			return fmt.Errorf("remove view: %w", err)
		}
		took, err := s.timed(ctx, func(p *process) error {
			_, most, err := p.memory()
			f.PeakMiB = append(f.PeakMiB, most)
			return err
		})
		if err != nil {
			return err
		}
		f.WithoutView = append(f.WithoutView, took.Seconds())
	}
	f.FoldRate = float64(s.Records) / median(f.WithoutView)
	return r.show(f, f.print)
}

func (f startFigures) print(out io.Writer) {
	fmt.Fprintf(out, "%d records\n", f.Records)
	fmt.Fprintf(out, "write and fold at once   %.2f s\n", f.LiveSeconds)
	fmt.Fprintf(out, "restart to ready         median %.2f s of %.2f\n", median(f.WithView), f.WithView)
	fmt.Fprintf(out, "no view to ready         median %.2f s of %.2f: %.0f records a second\n", median(f.WithoutView), f.WithoutView, f.FoldRate)
	fmt.Fprintf(out, "resident after restart   median %.0f MiB of %.0f\n", median(f.ResidentMiB), f.ResidentMiB)
	fmt.Fprintf(out, "most resident, no view   median %.0f MiB of %.0f\n", median(f.PeakMiB), f.PeakMiB)
}

func median(of []float64) float64 {
	if len(of) == 0 {
		return 0
	}
	return slices.Sorted(slices.Values(of))[len(of)/2]
}

// timed starts a process, waits until it is ready, lets look, and ends it.
func (s *startCommand) timed(ctx context.Context, look func(*process) error) (time.Duration, error) {
	ctx, cancel := context.WithTimeout(ctx, s.Within)
	defer cancel()
	p, err := spawn(s.Binary, s.Data, os.Stderr, s.settings()...)
	if err != nil {
		return 0, err
	}
	took, err := p.ready(ctx)
	if err == nil {
		err = look(p)
	}
	return took, errors.Join(err, p.stop())
}

func (s *startCommand) settings() []string {
	return []string{"KAFKA_BROKERS=" + strings.Join(s.Brokers, ","), "KAFKA_TOPIC_PREFIX=" + s.Prefix}
}

// fillLog writes a population while a process folds it, and returns how long it took until all could be found.
func (s *startCommand) fillLog(ctx context.Context) (took time.Duration, err error) {
	ctx, cancel := context.WithTimeout(ctx, s.Within)
	defer cancel()
	k, settings := s.kafka, s.settings()
	if len(k.Brokers) == 0 {
		ports, err := freePorts(1)
		if err != nil {
			return 0, err
		}
		k.Brokers, settings = []string{"127.0.0.1:" + ports[0]}, append(settings, "MATCHD_KAFKA_PORT="+ports[0])
	}
	p, err := spawn(s.Binary, s.Data, os.Stderr, settings...)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, p.stop()) }()
	if _, err := p.ready(ctx); err != nil {
		return 0, err
	}
	log, err := k.open(ctx)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, log.Close()) }()
	c, err := p.api.open()
	if err != nil {
		return 0, err
	}
	began := time.Now()
	want, err := fill(ctx, 1, s.Records, matcher.DateOf(began), toLog(log))
	if err != nil {
		return 0, err
	}
	_, err = c.awaitTotals(ctx, want, s.Within)
	return time.Since(began), err
}
