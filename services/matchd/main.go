// Command matchd matches vacancies and candidates for regional mobility teams.
//
//	matchd [flags]          serve (the default)
//	matchd check            print the effective settings and explain every problem
//	matchd rebuild          make the view anew from the log
//	matchd --help           every flag with its environment variable
//
// Without any setting it embeds everything: a Kafka-protocol broker with a data folder, a cache, a Dutch taxonomy and
// a demo population.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"matchd/services/app"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := app.Main(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "matchd:", err)
		os.Exit(1)
	}
}
