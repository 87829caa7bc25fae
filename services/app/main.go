package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

// commands is the command line.
type commands struct {
	Config
	Serve   struct{} `cmd:"" default:"1" help:"Serve the API and fold the log (the default)."`
	Check   struct{} `cmd:"" help:"Print the effective settings and explain every problem."`
	Rebuild struct{} `cmd:"" help:"Make the view anew from the log and swap it in; the service must not be running on the same data folder."`
	Audit   struct {
		Fairness fairnessCommand `cmd:"" help:"Compare how often groups are selected for vacancies, on a labelled synthetic population."`
	} `cmd:"" help:"Audit rankings."`
}

const manual = `Matches vacancies and candidates for regional mobility teams (regionale mobiliteitsteams): folds vacancies,
labour-market profiles and surpluses of staff from Kafka into an index, and ranks, explains and announces matches over
REST. Every setting is an environment variable and a flag. Without any, everything is embedded and a demo population is
loaded. Traces, metrics and logs leave by the standard OTEL_* variables.`

// errHelp says that help was asked for and has been printed.
var errHelp = errors.New("help was printed")

// Main reads the command line and runs it. out gets what people read, logs the log.
func Main(ctx context.Context, args []string, out, logs io.Writer) error {
	var c commands
	parser, err := kong.New(&c, kong.Name("matchd"), kong.Description(manual), kong.Writers(out, logs), kong.UsageOnError(),
		kong.Exit(func(int) { panic(errHelp) }), kong.ConfigureHelp(kong.HelpOptions{Compact: true}))
	if err != nil {
		return fmt.Errorf("prepare command line: %w", err)
	}
	command, err := parse(parser, args)
	if errors.Is(err, errHelp) {
		return nil
	}
	if err != nil {
		return err
	}
	switch command {
	case "check":
		return Check(ctx, &c.Config, out)
	case "audit fairness":
		return c.Audit.Fairness.run(&c.Config, out)
	}
	if err := fatal(&c.Config); err != nil {
		return err
	}
	tuneCollector()
	p, err := Open(ctx, c.Config, out, logs)
	if err != nil {
		return err
	}
	run := func() error { return p.Run(ctx, nil) }
	if command == "rebuild" {
		run = func() error { return p.Rebuild(ctx) }
	}
	err = run()
	closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), closeBudget)
	defer cancel()
	return errors.Join(err, p.Close(closing))
}

// parse gives the command; kong ends with a panic of ours where help was asked for.
func parse(parser *kong.Kong, args []string) (command string, err error) {
	defer func() {
		switch r := recover(); r {
		case nil:
		case errHelp:
			err = errHelp
		default:
			panic(r)
		}
	}()
	k, err := parser.Parse(args)
	if err != nil {
		return "", fmt.Errorf("read command line: %w", err)
	}
	return k.Command(), nil
}

// fatal gives every problem that keeps the process from starting.
func fatal(c *Config) error {
	var lines []string
	for _, p := range c.Problems() {
		if p.Fatal {
			lines = append(lines, fmt.Sprintf("%s %s: %s", p.Setting, p.What, p.Means))
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return errors.New("settings do not allow a start:\n  " + strings.Join(lines, "\n  "))
}
