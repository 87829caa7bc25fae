package telemetry

import (
	"context"
	"errors"
	"strconv"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
)

// Instruments are the measurements of this service beside those of HTTP (see [RequestMeter]); callers own when to
// record. Strings given to the methods become labels: topics, kinds, use cases, classes of reasons and event types
// only, never ids or texts.
//
//	matchd.cache.lookups        {lookup}    counter    matchd.outcome
//	matchd.fold.lag             {record}    gauge      messaging.destination.name, messaging.destination.partition.id
//	matchd.fold.stuck           s           gauge
//	matchd.fold.batch.size      {record}    histogram
//	matchd.fold.batch.duration  s           histogram
//	matchd.view.documents       {document}  gauge      matchd.kind
//	matchd.ranking.duration     s           histogram  matchd.use_case
//	matchd.log.published        {record}    counter    messaging.destination.name
//	matchd.log.dead_lettered    {record}    counter    messaging.destination.name, matchd.reason
//	matchd.standing.events      {event}     counter    matchd.event.type
//
// On the Prometheus page dots are underscores, a unit s is a suffix _seconds, and counters end in _total.
type Instruments struct {
	lookups          metric.Int64Counter
	hit, miss, error metric.MeasurementOption
	lag              metric.Int64Gauge
	stuck            metric.Float64Gauge
	batchSize        metric.Int64Histogram
	batchDuration    metric.Float64Histogram
	documents        metric.Int64Gauge
	ranking          metric.Float64Histogram
	published        metric.Int64Counter
	deadLettered     metric.Int64Counter
	standing         metric.Int64Counter
}

// NewInstruments makes them on meter. It returns an error only for a name or unit that OpenTelemetry refuses.
func NewInstruments(meter metric.Meter) (*Instruments, error) {
	m := maker{meter: meter}
	instruments := &Instruments{
		hit: outcome("hit"), miss: outcome("miss"), error: outcome("error"),

		lookups:       m.counter("matchd.cache.lookups", "{lookup}", "Lookups in the cache, by outcome."),
		lag:           m.gauge("matchd.fold.lag", "{record}", "Records in the log that the view has not folded."),
		stuck:         m.lasting("matchd.fold.stuck", "How long the fold has been at the batch under way; 0 = it waits for records."),
		batchSize:     m.sizes("matchd.fold.batch.size", "{record}", "Records in one batch of the fold."),
		batchDuration: m.seconds("matchd.fold.batch.duration", "Time to apply one batch to the view."),
		documents:     m.gauge("matchd.view.documents", "{document}", "Documents in the view, by kind."),
		ranking:       m.seconds("matchd.ranking.duration", "Time to rank one list, without cache and transport."),
		published:     m.counter("matchd.log.published", "{record}", "Records that the log acknowledged."),
		deadLettered:  m.counter("matchd.log.dead_lettered", "{record}", "Records that could not be read."),
		standing:      m.counter("matchd.standing.events", "{event}", "Match events of standing lists."),
	}
	return instruments, errors.Join(m.errs...)
}

// CacheHit counts a lookup that found its answer.
func (i *Instruments) CacheHit(ctx context.Context) { i.lookups.Add(ctx, 1, i.hit) }

// CacheMiss counts a lookup that found nothing.
func (i *Instruments) CacheMiss(ctx context.Context) { i.lookups.Add(ctx, 1, i.miss) }

// CacheError counts a lookup that failed and was treated as a miss.
func (i *Instruments) CacheError(ctx context.Context) { i.lookups.Add(ctx, 1, i.error) }

// FoldLag sets how many records of one partition of topic wait to be folded.
func (i *Instruments) FoldLag(ctx context.Context, topic string, partition int, records int64) {
	i.lag.Record(ctx, records, metric.WithAttributes(
		semconv.MessagingDestinationName(topic),
		semconv.MessagingDestinationPartitionID(strconv.Itoa(partition)),
	))
}

// FoldStuck sets how long the batch under way has been tried; 0 = none is.
func (i *Instruments) FoldStuck(ctx context.Context, took time.Duration) {
	i.stuck.Record(ctx, took.Seconds())
}

// FoldBatch measures one applied batch: its records, and the time that applying took.
func (i *Instruments) FoldBatch(ctx context.Context, records int, took time.Duration) {
	i.batchSize.Record(ctx, int64(records))
	i.batchDuration.Record(ctx, took.Seconds())
}

// ViewDocuments sets how many documents of kind (vacancy, candidate, …) the view holds.
func (i *Instruments) ViewDocuments(ctx context.Context, kind string, documents int64) {
	i.documents.Record(ctx, documents, with(KeyKind, kind))
}

// Ranked measures one ranking for a use case such as candidate-matches.
func (i *Instruments) Ranked(ctx context.Context, useCase string, took time.Duration) {
	i.ranking.Record(ctx, took.Seconds(), with(KeyUseCase, useCase))
}

// Published counts records of topic that the log acknowledged.
func (i *Instruments) Published(ctx context.Context, topic string, records int) {
	i.published.Add(ctx, int64(records), with(semconv.MessagingDestinationNameKey, topic))
}

// DeadLettered counts a record of topic that went to the dead letters for a class of reason, such as malformed.
func (i *Instruments) DeadLettered(ctx context.Context, topic, reason string) {
	i.deadLettered.Add(ctx, 1, metric.WithAttributes(semconv.MessagingDestinationName(topic), KeyReason.String(reason)))
}

// StandingEvents counts match events that standing lists gave, of one type such as match.found.
func (i *Instruments) StandingEvents(ctx context.Context, eventType string, events int) {
	i.standing.Add(ctx, int64(events), with(KeyEventType, eventType))
}

// with is a measurement's only attribute.
func with(key attribute.Key, value string) metric.MeasurementOption {
	return metric.WithAttributeSet(attribute.NewSet(key.String(value)))
}
