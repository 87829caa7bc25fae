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
	"matchd/services/eventlog"
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
	Records     int     `json:"records"`
	FillSeconds float64 `json:"fillSeconds,omitempty"`
	WithView    starts  `json:"restart"`
	WithoutView starts  `json:"noView"`
	FoldRate    float64 `json:"medianFoldedPerSecond"` // start without a view, all that a start costs included
}

// starts are the figures of some starts of one kind.
type starts struct {
	Seconds     []float64 `json:"toReadySeconds"`
	Processor   []float64 `json:"processorSeconds"` // of the whole process, ending included
	ResidentMiB []float64 `json:"residentMiB"`      // once ready
	PeakMiB     []float64 `json:"peakMiB"`          // until ready
}

// Run fills where needed, starts and reports.
func (s *startCommand) Run(ctx context.Context, r report) error {
	f := startFigures{Records: s.Records}
	if s.Records > 0 {
		took, err := s.fillLog(ctx)
		if err != nil {
			return err
		}
		f.FillSeconds = took.Seconds()
	}
	var err error
	if f.WithoutView, err = s.starts(ctx, true); err != nil {
		return err
	}
	if f.WithView, err = s.starts(ctx, false); err != nil {
		return err
	}
	f.FoldRate = float64(s.Records) / median(f.WithoutView.Seconds)
	return r.show(f, f.print)
}

// starts starts and ends a process for every round, each without a view where anew.
func (s *startCommand) starts(ctx context.Context, anew bool) (starts, error) {
	var f starts
	for range min(max(1, s.Rounds), 20) {
		if anew {
			if err := os.RemoveAll(filepath.Join(s.Data, "view")); err != nil {
				return f, fmt.Errorf("remove view: %w", err)
			}
		}
		if err := s.start(ctx, &f); err != nil {
			return f, err
		}
	}
	return f, nil
}

func (f startFigures) print(out io.Writer) {
	fmt.Fprintf(out, "%d records\nwrite the log   %.2f s\n", f.Records, f.FillSeconds)
	f.WithoutView.print(out, "start without a view")
	fmt.Fprintf(out, "  that is %.0f records a second\n", f.FoldRate)
	f.WithView.print(out, "restart")
}

func (f starts) print(out io.Writer, name string) {
	fmt.Fprintln(out, name)
	for _, row := range []struct {
		what   string
		values []float64
	}{{"s to ready", f.Seconds}, {"s of processor", f.Processor}, {"MiB resident", f.ResidentMiB}, {"MiB at most", f.PeakMiB}} {
		fmt.Fprintf(out, "  median %8.2f %-15s of %.2f\n", median(row.values), row.what, row.values)
	}
}

func median(of []float64) float64 {
	if len(of) == 0 {
		return 0
	}
	return slices.Sorted(slices.Values(of))[len(of)/2]
}

// start starts a process, waits until it is ready, looks, and ends it.
func (s *startCommand) start(ctx context.Context, f *starts) error {
	ctx, cancel := context.WithTimeout(ctx, s.Within)
	defer cancel()
	p, err := spawn(s.Binary, s.Data, os.Stderr, s.settings()...)
	if err != nil {
		return err
	}
	took, err := p.ready(ctx)
	now, most, lost := p.memory()
	if err := errors.Join(err, lost, p.stop()); err != nil {
		return err
	}
	f.Seconds, f.Processor = append(f.Seconds, took.Seconds()), append(f.Processor, p.processor())
	f.ResidentMiB, f.PeakMiB = append(f.ResidentMiB, now), append(f.PeakMiB, most)
	return nil
}

func (s *startCommand) settings() []string {
	return []string{"KAFKA_BROKERS=" + strings.Join(s.Brokers, ","), "KAFKA_TOPIC_PREFIX=" + s.Prefix}
}

// fillLog writes a population into the log while nothing folds it, and returns how long that took. The embedded broker's
// records lie in the folder kafka of the data folder; there is no process to write through, so this one opens them.
func (s *startCommand) fillLog(ctx context.Context) (took time.Duration, err error) {
	ctx, cancel := context.WithTimeout(ctx, s.Within)
	defer cancel()
	log, err := s.openLog(ctx)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, log.Close()) }()
	began := time.Now()
	_, err = fill(ctx, 1, s.Records, matcher.DateOf(began), toLog(log))
	return time.Since(began), err
}

func (s *startCommand) openLog(ctx context.Context) (*eventlog.Log, error) {
	if len(s.Brokers) > 0 {
		return s.kafka.open(ctx)
	}
	log, err := eventlog.Open(ctx, eventlog.Config{DataDir: filepath.Join(s.Data, "kafka")})
	if err != nil {
		return nil, fmt.Errorf("open embedded broker: %w", err)
	}
	return log, nil
}
