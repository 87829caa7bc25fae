package app

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// banner says where the service is and, on the demo population, shows three calls worth making.
func (p *Process) banner(ctx context.Context, address string) {
	var b strings.Builder
	fmt.Fprintf(&b, "\nmatchd: the API is at http://%s/v1 (contract: /v1/openapi.json), health and metrics at http://%s\n", address, p.config.AdminListen)
	fmt.Fprintf(&b, "  log    %s\n  cache  %s\n  data   %s\n", p.logName(), p.cacheName(), p.config.DataDir)
	if p.config.DevKey != "" {
		fmt.Fprintf(&b, "  development key (loopback only)  %s\n", p.config.DevKey)
	}
	fmt.Fprint(p.out, b.String())
	p.awaitReady(ctx)
	if ctx.Err() != nil {
		return
	}
	s := p.fold.View.Snapshot()
	fmt.Fprintf(p.out, "ready: %d candidates, %d vacancies\n", s.People.Len(), s.Openings.Len())
	if p.config.WantsDemo() && p.config.DevKey != "" {
		p.showcase(address)
	}
}

// awaitReady shows how the fold catches up.
func (p *Process) awaitReady(ctx context.Context) {
	bar := newProgress(p.out, "folding the log")
	defer bar.done()
	for !p.fold.Ready() {
		done, total := p.fold.CaughtUp()
		bar.set(int(done), int(total))
		select {
		case <-ctx.Done():
			return
		case <-time.After(100 * time.Millisecond):
		}
	}
}

func (p *Process) showcase(address string) {
	people, err := p.demoPopulation()
	if err != nil {
		p.watch.Logger.Warn("cannot choose what to show", "error", err)
		return
	}
	show := people.Showcase()
	call := fmt.Sprintf("curl -s -H 'Authorization: Bearer %s' 'http://%s/v1", p.config.DevKey, address)
	fmt.Fprintf(p.out, `
The best people for a vacancy, with reasons:
  %[1]s/vacancies/%[2]s/candidate-matches?limit=3'
The best vacancies for somebody whose job is at risk:
  %[1]s/candidates/%[3]s/vacancy-matches?limit=3'
Companies that could take over the surplus of another:
  %[1]s/companies/%[4]s/transfers?direction=outbound&limit=3'

`, call, show.Vacancy, show.Candidate, show.Company)
}

func (p *Process) logName() string {
	if len(p.config.KafkaBrokers) > 0 {
		return "Kafka at " + strings.Join(p.config.KafkaBrokers, ",")
	}
	return "embedded Kafka-protocol broker at " + strings.Join(p.log.Address(), ",")
}

func (p *Process) cacheName() string {
	if p.config.RedisURL != "" {
		return "Redis"
	}
	return "in process"
}
