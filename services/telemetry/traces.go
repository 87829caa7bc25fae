package telemetry

import (
	"context"
	"fmt"

	"go.opentelemetry.io/contrib/exporters/autoexport"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"
)

// propagator reads and writes the headers traceparent and tracestate (W3C Trace Context). Baggage is left out: it
// would carry whatever a caller put in it to every party that we call.
func propagator() propagation.TextMapPropagator { return propagation.TraceContext{} }

// startTraces makes the tracer: a recording one when the environment asks for it.
func (t *Telemetry) startTraces(ctx context.Context, about *resource.Resource) error {
	if !traces.asked() {
		t.Tracer = idleTracer{}
		return nil
	}
	exporter, err := autoexport.NewSpanExporter(ctx)
	if err != nil {
		return fmt.Errorf("make traces exporter: %w", err)
	}
	return t.traceTo(exporter, about)
}

// traceTo records spans and hands them to exporter in batches, in the background. A full queue drops spans rather
// than slowing requests; the counter matchd.telemetry.spans shows how many.
func (t *Telemetry) traceTo(exporter sdktrace.SpanExporter, about *resource.Resource) error {
	counted, err := newSpanCounter(t.Meter)
	if err != nil {
		return err
	}
	batches := sdktrace.NewBatchSpanProcessor(&guardedExporter{next: exporter, counted: counted, filter: allowed()})
	provider := sdktrace.NewTracerProvider(
		sdktrace.WithResource(about),
		sdktrace.WithSpanProcessor(countingProcessor{SpanProcessor: batches, counted: counted}),
	)
	t.stops = append(t.stops, provider.Shutdown)
	t.Tracer = provider.Tracer(scope)
	return nil
}

// idleTracer records nothing and, unlike the no-op tracer of OpenTelemetry, does not wrap the context, so that a span
// costs a few nanoseconds and no memory. The caller's trace in the context stays, for the log and for headers.
type idleTracer struct{ noop.Tracer }

// Start returns ctx as it is, and a span that does nothing.
func (idleTracer) Start(ctx context.Context, _ string, _ ...trace.SpanStartOption) (context.Context, trace.Span) {
	return ctx, noop.Span{}
}

// idle reports whether spans are not recorded, so that their attributes need not be made.
func (t *Telemetry) idle() bool {
	_, idle := t.Tracer.(idleTracer)
	return idle
}
