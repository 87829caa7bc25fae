// Command loadtest loads and measures a running matchd from outside: it knows its REST interface and its Kafka topics,
// and nothing of how it works.
//
//	loadtest push     push records one after another; time until acknowledged and until searchable
//	loadtest fill     write a synthetic population into Kafka or by REST batch; records a second
//	loadtest vum      push a corpus of VUM; records in against records searchable
//	loadtest esco     push vacancies and profiles made from ESCO occupations; print match lists to judge by eye
//	loadtest query    ask at a steady rate, whether or not the answers keep up; percentiles
//	loadtest start    start a matchd on a full log, with and without a view; time until ready
//
// It talks to loopback addresses only, so that nobody loads a service that others use.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// commands is the command line.
type commands struct {
	Push  pushCommand  `cmd:"" help:"Push records one after another and time them until acknowledged and until searchable."`
	Fill  fillCommand  `cmd:"" help:"Write a synthetic population straight into Kafka, or by REST batch where no broker is given."`
	Vum   vumCommand   `cmd:"" help:"Push a corpus of VUM and compare records in with records searchable."`
	Esco  escoCommand  `cmd:"" help:"Push vacancies and profiles made from ESCO occupations and print match lists to judge by eye."`
	Query queryCommand `cmd:"" help:"Ask for matches and searches at a steady rate."`
	Start startCommand `cmd:"" help:"Start a matchd on a full log, with and without a view, and time it until ready."`
}

// report is where a command puts its figures.
type report struct {
	out  io.Writer
	json bool
}

// show prints figures as JSON, or as text by the given function.
func (r report) show(figures any, text func(io.Writer)) error {
	if !r.json {
		text(r.out)
		return nil
	}
	e := json.NewEncoder(r.out)
	e.SetIndent("", "  ")
	if err := e.Encode(figures); err != nil {
		return fmt.Errorf("write figures: %w", err)
	}
	return nil
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	var c struct {
		commands
		JSON bool `help:"Print figures as JSON."`
	}
	k := kong.Parse(&c, kong.Name("loadtest"), kong.Description("Loads and measures a running matchd from outside."), kong.UsageOnError())
	k.BindTo(ctx, (*context.Context)(nil))
	err := k.Run(report{os.Stdout, c.JSON})
	stop()
	k.FatalIfErrorf(err)
}
