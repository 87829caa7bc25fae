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
	Records     int       `json:"records"`
	FillSeconds float64   `json:"fillSeconds,omitempty"`
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
		f.FillSeconds = took.Seconds()
	}
	var err error
	if f.WithoutView, f.PeakMiB, err = s.starts(ctx, true); err != nil {
		return err
	}
	if f.WithView, f.ResidentMiB, err = s.starts(ctx, false); err != nil {
		return err
	}
	f.FoldRate = float64(s.Records) / median(f.WithoutView)
	return r.show(f, f.print)
}

// starts starts and ends a process for every round, each without a view where anew; memory is the most that was kept of
// those, and what is kept once ready of the others.
func (s *startCommand) starts(ctx context.Context, anew bool) (seconds, memory []float64, err error) {
	for range min(max(1, s.Rounds), 20) {
		if anew {
			if err := os.RemoveAll(filepath.Join(s.Data, "view")); err != nil {
				return nil, nil, fmt.Errorf("remove view: %w", err)
			}
		}
		took, err := s.timed(ctx, func(p *process) error {
			now, most, err := p.memory()
			if anew {
				now = most
			}
			memory = append(memory, now)
			return err
		})
		if err != nil {
			return nil, nil, err
		}
		seconds = append(seconds, took.Seconds())
	}
	return seconds, memory, nil
}

func (f startFigures) print(out io.Writer) {
	fmt.Fprintf(out, "%d records\n", f.Records)
	fmt.Fprintf(out, "write the log            %.2f s\n", f.FillSeconds)
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
