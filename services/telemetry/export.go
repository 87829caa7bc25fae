package telemetry

import (
	"context"
	"fmt"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/metric"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
)

// spanCounter counts spans on their way out; those that ended and were neither exported nor failed are waiting or were dropped.
type spanCounter struct {
	spans                   metric.Int64Counter
	ended, exported, failed metric.MeasurementOption
}

// newSpanCounter makes the counter on meter.
func newSpanCounter(meter metric.Meter) (*spanCounter, error) {
	spans, err := meter.Int64Counter("matchd.telemetry.spans", metric.WithUnit("{span}"),
		metric.WithDescription("Spans that ended, were exported, or failed to be exported."))
	if err != nil {
		return nil, fmt.Errorf("make span counter: %w", err)
	}
	return &spanCounter{spans: spans, ended: outcome("ended"), exported: outcome("exported"), failed: outcome("failed")}, nil
}

// outcome is a ready attribute set, so that counting allocates nothing.
func outcome(value string) metric.MeasurementOption {
	return metric.WithAttributeSet(attribute.NewSet(KeyOutcome.String(value)))
}

// countingProcessor counts the sampled spans that end.
type countingProcessor struct {
	sdktrace.SpanProcessor
	counted *spanCounter
}

// OnEnd counts span and passes it on.
func (p countingProcessor) OnEnd(span sdktrace.ReadOnlySpan) {
	if span.SpanContext().IsSampled() {
		p.counted.spans.Add(context.Background(), 1, p.counted.ended)
	}
	p.SpanProcessor.OnEnd(span)
}

// guardedExporter strips spans to the allow-list before next sees them, and counts how it fared.
type guardedExporter struct {
	next    sdktrace.SpanExporter
	counted *spanCounter
	filter  attribute.Filter
}

// ExportSpans exports what may leave of spans; its error goes to the error handler of OpenTelemetry.
func (e *guardedExporter) ExportSpans(ctx context.Context, spans []sdktrace.ReadOnlySpan) error {
	stripped := make([]sdktrace.ReadOnlySpan, len(spans))
	for i, span := range spans {
		stripped[i] = strippedSpan{ReadOnlySpan: span, filter: e.filter}
	}
	err := e.next.ExportSpans(ctx, stripped)
	fared := e.counted.exported
	if err != nil {
		fared = e.counted.failed
	}
	e.counted.spans.Add(context.Background(), int64(len(spans)), fared)
	if err != nil {
		return fmt.Errorf("export %d spans: %w", len(spans), err)
	}
	return nil
}

// Shutdown closes the connection to the collector.
func (e *guardedExporter) Shutdown(ctx context.Context) error { return e.next.Shutdown(ctx) }

// strippedSpan is a span without what may not leave: attributes off the list, and error texts.
type strippedSpan struct {
	sdktrace.ReadOnlySpan
	filter attribute.Filter
}

// Attributes are those of the list.
func (s strippedSpan) Attributes() []attribute.KeyValue {
	return kept(s.ReadOnlySpan.Attributes(), s.filter)
}

// Status is the code without the text, which may quote a record.
func (s strippedSpan) Status() sdktrace.Status {
	return sdktrace.Status{Code: s.ReadOnlySpan.Status().Code}
}

// Events keep name and time, and the attributes of the list.
func (s strippedSpan) Events() []sdktrace.Event {
	events := make([]sdktrace.Event, 0, len(s.ReadOnlySpan.Events()))
	for _, event := range s.ReadOnlySpan.Events() {
		event.Attributes = kept(event.Attributes, s.filter)
		events = append(events, event)
	}
	return events
}

// Links keep the span they point to, and the attributes of the list.
func (s strippedSpan) Links() []sdktrace.Link {
	links := make([]sdktrace.Link, 0, len(s.ReadOnlySpan.Links()))
	for _, link := range s.ReadOnlySpan.Links() {
		link.Attributes = kept(link.Attributes, s.filter)
		links = append(links, link)
	}
	return links
}
