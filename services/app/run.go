package app

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"

	"matchd/indexer"
	"matchd/schemas"
	"matchd/services/api"
	"matchd/services/broker"
)

// closeBudget is how long shutting down may take.
const closeBudget = 15 * time.Second

// ownGroup is the consumer group that shares out who announces what.
const ownGroup = "matchd-standing"

// Run serves until ctx ends, which is no error; started, where given, is called with the address of the API once it listens.
// Health answers from the beginning, questions once there is a view to answer from. Requests that are under way have
// seven and a half seconds to end.
func (p *Process) Run(ctx context.Context, started func(address string)) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { // first, because the rest of a start may take a while
		return serve(ctx, &http.Server{Handler: api.Admin(p.answers, p.watch.Metrics), ReadHeaderTimeout: 2 * time.Second}, p.config.AdminListen, nil)
	})
	g.Go(func() error {
		err := p.work(ctx, started)
		if ctx.Err() != nil && errors.Is(err, context.Canceled) {
			return nil // stopped during its start
		}
		return err
	})
	return g.Wait()
}

// work starts what answers and folds, and waits for it.
func (p *Process) work(ctx context.Context, started func(address string)) error {
	load := func(ctx context.Context) error { return p.loadDemo(ctx, foldLog{p.log}.publish) }
	for _, begin := range []func(context.Context) error{p.prepare, load, p.openFold} {
		if err := begin(ctx); err != nil {
			return err
		}
	}
	p.fold.Share = indexer.NewShare()
	known := p.fold.Known() // before the fold says so of itself
	service := p.newService()
	public, err := p.publicServer(ctx, service)
	if err != nil {
		return err
	}
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return p.fold.Run(ctx) })
	g.Go(func() error { return p.own(ctx, p.fold.Share, known) })
	g.Go(func() error { return p.swap(ctx) })
	g.Go(func() error { return p.purge(ctx, service) })
	listening := make(chan string, 1)
	g.Go(func() error {
		return serve(ctx, public, p.config.Listen, func(address string) { listening <- address })
	})
	g.Go(func() error {
		select {
		case address := <-listening:
			if started != nil {
				started(address)
			}
			p.banner(ctx, service, address)
		case <-ctx.Done():
		}
		return nil
	})
	return g.Wait()
}

// newService wires the use cases.
func (p *Process) newService() *broker.Service {
	return broker.New(broker.Parts{
		Views: p.serving.Load, Publish: foldLog{p.log}.publish, WaitFor: p.waitFor, Cache: p.cache,
		Clock: time.Now, Source: p.config.Source, ContractVersion: Version(), Observe: p.observe(), Shrinking: p.config.Shrinking,
	})
}

// publicServer wires the API.
func (p *Process) publicServer(ctx context.Context, service *broker.Service) (*http.Server, error) {
	auth, err := p.authenticator(ctx)
	if err != nil {
		return nil, err
	}
	meter, err := p.watch.NewRequestMeter()
	if err != nil {
		return nil, err
	}
	handler := api.New(api.Config{
		Service: service, Auth: auth, Events: p.events, Ready: p.answers, Meter: meter, Logger: p.watch.Logger,
	})
	return api.Server(p.config.Listen, handler, p.watch.Logger), nil
}

func (p *Process) authenticator(ctx context.Context) (api.Authenticator, error) {
	key := p.config.DevKey
	if p.config.AuthIssuer == "" {
		if key == "" {
			key = rand.Text()
		}
		p.config.DevKey = key
		return api.NewDevKey(key), nil
	}
	tokens, err := api.NewJWT(ctx, p.config.AuthIssuer, p.config.AuthAudience, p.config.AuthJWKS)
	if err != nil {
		return nil, fmt.Errorf("prepare access tokens: %w", err)
	}
	if key == "" {
		return tokens, nil
	}
	return api.Chain(tokens, api.NewDevKey(key)), nil
}

// serve listens until ctx ends and then lets running requests finish.
func serve(ctx context.Context, s *http.Server, address string, listening func(string)) error {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	if listening != nil {
		listening(l.Addr().String())
	}
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			return fmt.Errorf("serve: %w", err)
		}
		return nil
	})
	g.Go(func() error {
		<-ctx.Done()
		stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), closeBudget/2)
		defer cancel()
		if err := s.Shutdown(stop); err != nil {
			return s.Close() // somebody holds a stream open: end it
		}
		return nil
	})
	return g.Wait()
}

// joinAfter is how long a process that has loaded a view for the first time leaves the announcing to others: they may
// hold events for a process that died, which this one never saw, and have taken its place by then.
const joinAfter = 15 * time.Second

// own shares the announcing with the other processes, as long as ctx lasts; known says that the view had caught up with
// the log before it was opened.
func (p *Process) own(ctx context.Context, s *indexer.Share, known bool) error {
	if !known && !p.knowsTheEvents(ctx) {
		return nil
	}
	for {
		err := p.log.Own(ctx, ownGroup, []string{schemas.Vacancies}, func(ctx context.Context, share map[string][]int) {
			s.Own(share[schemas.Vacancies])
			<-ctx.Done()
			s.Lose()
		})
		if ctx.Err() != nil || err == nil {
			return nil
		}
		p.watch.Logger.WarnContext(ctx, "cannot share out announcements, trying again", "error", err)
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(2 * time.Second):
		}
	}
}

// knowsTheEvents waits until a process that loads its view for the first time knows every event that is still to be
// announced; false where ctx ended.
func (p *Process) knowsTheEvents(ctx context.Context) bool {
	if !p.untilReady(ctx) {
		return false
	}
	if _, loaded := p.fold.CaughtUp(); loaded == 0 {
		return true // the log was empty
	}
	return pause(ctx, joinAfter)
}

// untilReady waits until the fold has caught up; false where ctx ended.
func (p *Process) untilReady(ctx context.Context) bool {
	for !p.fold.Ready() {
		if !pause(ctx, 50*time.Millisecond) {
			return false
		}
	}
	return true
}
