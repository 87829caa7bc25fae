package app

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"time"

	"golang.org/x/sync/errgroup"

	"matchd/indexer"
	"matchd/indexer/view"
	"matchd/matcher"
	"matchd/schemas"
	"matchd/services/api"
	"matchd/services/broker"
)

// closeBudget is how long shutting down may take.
const closeBudget = 15 * time.Second

// ownGroup is the consumer group that shares out who announces what.
const ownGroup = "matchd-standing"

// Run serves until ctx ends; started, where given, is called with the address of the API once it listens.
func (p *Process) Run(ctx context.Context, started func(address string)) error {
	if err := p.loadDemo(ctx); err != nil {
		return err
	}
	if err := p.openFold(ctx); err != nil {
		return err
	}
	standing := indexer.NewStanding(p.judge)
	p.fold.Standing = standing
	if err := p.serveOlder(ctx); err != nil {
		return err
	}
	public, err := p.publicServer(ctx)
	if err != nil {
		return err
	}
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return p.fold.Run(ctx) })
	g.Go(func() error { return p.own(ctx, standing) })
	g.Go(func() error { return p.swap(ctx) })
	g.Go(func() error { return serve(ctx, public, p.config.Listen, p.announceStart(ctx, started)) })
	g.Go(func() error {
		return serve(ctx, &http.Server{Handler: api.Admin(p.fold.Ready, p.watch.Metrics), ReadHeaderTimeout: 2 * time.Second}, p.config.AdminListen, nil)
	})
	return g.Wait()
}

// publicServer wires the API.
func (p *Process) publicServer(ctx context.Context) (*http.Server, error) {
	auth, err := p.authenticator(ctx)
	if err != nil {
		return nil, err
	}
	meter, err := p.watch.NewRequestMeter()
	if err != nil {
		return nil, err
	}
	service := broker.New(broker.Parts{
		Views: p.serving.Load, Publish: foldLog{p.log}.publish, WaitFor: p.fold.WaitFor, Cache: p.cache, Purge: p.cache.Purge,
		Clock: time.Now, Source: p.config.Source, ContractVersion: Version(), Observe: p.observe(), Shrinking: p.config.Shrinking,
	})
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

// own shares the announcing of standing lists with the other processes, as long as ctx lasts.
func (p *Process) own(ctx context.Context, s *indexer.Standing) error {
	for {
		err := p.log.Own(ctx, ownGroup, []string{schemas.Vacancies}, func(ctx context.Context, share map[string][]int) {
			s.Own(share[schemas.Vacancies])
			<-ctx.Done()
			s.Own(nil)
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

// serveOlder answers from a view of an older form while the new one is built beside it.
func (p *Process) serveOlder(ctx context.Context) error {
	others, err := view.Others(p.viewFolder(), p.viewFingerprint())
	if err != nil || len(others) == 0 || p.fold.View.Snapshot().Batch > 0 {
		return err
	}
	older, err := view.Open(ctx, others[0], p.judge, nil)
	if err != nil {
		p.watch.Logger.WarnContext(ctx, "the older view cannot be read; nothing is served from it", "error", err)
		return nil
	}
	p.serving.Store(older)
	p.onClose(func(context.Context) error { return older.Close() })
	return nil
}

// answers reports whether there is a view to answer from: one that has caught up, or an older one meanwhile.
func (p *Process) answers() bool { return p.fold.Ready() || p.serving.Load() != p.fold.View }

// swap serves from the new view once it has caught up, and removes those of older forms.
func (p *Process) swap(ctx context.Context) error {
	for !p.fold.Ready() {
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(50 * time.Millisecond):
		}
	}
	p.serving.Store(p.fold.View)
	others, err := view.Others(p.viewFolder(), p.viewFingerprint())
	if err != nil {
		return err
	}
	for _, dir := range others {
		if err := os.RemoveAll(dir); err != nil {
			return fmt.Errorf("remove older view: %w", err)
		}
	}
	return nil
}

// announceStart prints, once the fold has caught up, where the service is and what can be tried.
func (p *Process) announceStart(ctx context.Context, started func(string)) func(string) {
	return func(address string) {
		if started != nil {
			started(address)
		}
		p.banner(ctx, address)
	}
}

// Rebuild makes the view anew from the log and swaps it in; the service must not be running on the same data folder.
func (p *Process) Rebuild(ctx context.Context) error {
	dir := view.Directory(p.viewFolder(), p.viewFingerprint())
	fresh := dir + ".new"
	if err := os.RemoveAll(fresh); err != nil {
		return fmt.Errorf("clear half-made view: %w", err)
	}
	v, err := view.Open(ctx, fresh, p.judge, nil)
	if err != nil {
		return err
	}
	bar := newProgress(p.out, "folding the log")
	fold := &indexer.Fold{
		Log: foldLog{p.log}, Publish: foldLog{p.log}.each, View: v, Clock: time.Now, Logger: p.watch.Logger,
		Observer: p.observer(), Source: p.config.Source, Progress: func(done, total int64) { bar.set(int(done), int(total)) },
	}
	if err := foldUntilReady(ctx, fold); err != nil {
		return errors.Join(err, v.Close())
	}
	bar.done()
	s := v.Snapshot()
	if err := v.Close(); err != nil {
		return err
	}
	if err := os.RemoveAll(dir); err != nil {
		return fmt.Errorf("remove old view: %w", err)
	}
	if err := os.Rename(fresh, dir); err != nil {
		return fmt.Errorf("swap in new view: %w", err)
	}
	_, err = fmt.Fprintf(p.out, "view made anew: %d candidates, %d vacancies, generation %s\n", s.People.Len(), s.Openings.Len(), s.Marks.Generation())
	return err
}

func foldUntilReady(ctx context.Context, f *indexer.Fold) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- f.Run(ctx) }()
	for !f.Ready() {
		select {
		case err := <-done:
			return errors.Join(err, matcher.ErrUnavailable)
		case <-time.After(20 * time.Millisecond):
		}
	}
	cancel()
	return <-done
}
