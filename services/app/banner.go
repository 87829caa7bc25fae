package app

import (
	"context"
	"fmt"
	"strings"
	"time"

	"matchd/matcher"
	"matchd/services/broker"
)

// banner says where the service is and, on the demo population, shows three calls worth making.
func (p *Process) banner(ctx context.Context, service *broker.Service, address string) {
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
		p.showcase(ctx, service, address)
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

// showcase prints calls worth making, and the variables of the README's tours.
func (p *Process) showcase(ctx context.Context, service *broker.Service, address string) {
	v := p.serving.Load()
	show := choose(v.Snapshot(), v.Judge(), matcher.DateOf(time.Now()))
	show.partner = partnerOf(ctx, service, show.company)
	fmt.Fprintf(p.out, `
The best people for a vacancy, with reasons:
  %[1]s/vacancies/%[2]s/candidate-matches?limit=3'
The best vacancies for somebody whose job is at risk:
  %[1]s/candidates/%[3]s/vacancy-matches?limit=3'
Companies that could take over the surplus of another:
  %[1]s/companies/%[4]s/transfers?direction=outbound&limit=3'

For the tours in the README:
  API=http://%[5]s/v1 KEY=%[6]s BROKER=%[7]s
  V=%[2]s P=%[3]s C=%[4]s PARTNER=%[8]s

`, fmt.Sprintf("curl -s -H 'Authorization: Bearer %s' 'http://%s/v1", p.config.DevKey, address),
		show.vacancy, show.candidate, show.company, address, p.config.DevKey, strings.Join(p.log.Address(), ","), show.partner)
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
