package app

import (
	"context"
	"runtime/debug"
	"time"

	"matchd/indexer"
	"matchd/schemas"
	"matchd/services/broker"
	"matchd/services/telemetry"
)

// Version is the version of the running binary, from its build information.
func Version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

// observer counts what the fold does.
func (p *Process) observer() indexer.Observer {
	ctx, m := context.Background(), p.meters
	return indexer.Observer{
		Batch:     func(n int, took time.Duration) { m.FoldBatch(ctx, n, took) },
		Lag:       func(topic string, partition int, n int64) { m.FoldLag(ctx, topic, partition, n) },
		Stuck:     func(took time.Duration) { m.FoldStuck(ctx, took) },
		Dead:      func(topic, reason string) { m.DeadLettered(ctx, topic, reason) },
		Documents: func(kind string, n int64) { m.ViewDocuments(ctx, kind, n) },
		Events:    func(eventType string, n int) { m.StandingEvents(ctx, eventType, n) },
		Erased:    p.noteErased,
		Process: func(r *schemas.Record) ([]schemas.Header, func()) {
			headers := append([]schemas.Header(nil), r.Headers...)
			spanCtx, span := p.watch.StartProcess(ctx, r.Topic, telemetry.Headers(&headers))
			var onward []schemas.Header
			_, sent := p.watch.StartPublish(spanCtx, schemas.MatchEvents, telemetry.Headers(&onward))
			sent.End()
			return onward, func() { span.End() }
		},
	}
}

// observe counts what the use cases do.
func (p *Process) observe() broker.Observe {
	m := p.meters
	return broker.Observe{
		CacheHit: m.CacheHit, CacheMiss: m.CacheMiss, CacheError: m.CacheError, Ranked: m.Ranked, Published: m.Published,
		Sent: func(ctx context.Context, topic string, headers *[]schemas.Header) (context.Context, func()) {
			ctx, span := p.watch.StartPublish(ctx, topic, telemetry.Headers(headers))
			return ctx, func() { span.End() }
		},
		Lost: func(ctx context.Context, what string, err error) {
			p.watch.Logger.WarnContext(ctx, "not needed for the answer, and failed", "what", what, "error", err)
		},
	}
}
