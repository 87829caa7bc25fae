package telemetry

import (
	"context"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/propagation"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
	"go.opentelemetry.io/otel/trace"
)

// Header is the shape of a header of a Kafka record, whichever package names it.
type Header interface {
	~struct {
		Key   string
		Value []byte
	}
}

// carrier reads and writes trace context in the headers of one record.
type carrier[H Header] struct{ headers *[]H }

// Headers is headers as OpenTelemetry sees them. Keys are case-sensitive, as in Kafka; of equal keys the last counts.
func Headers[H Header](headers *[]H) propagation.TextMapCarrier { return carrier[H]{headers} }

// plain is a Header without its name.
type plain = struct {
	Key   string
	Value []byte
}

// Get returns the value of the last header with key, or "".
func (c carrier[H]) Get(key string) string {
	if i := c.find(key); i >= 0 {
		return string(plain((*c.headers)[i]).Value)
	}
	return ""
}

// Set replaces the last header with key, or appends one.
func (c carrier[H]) Set(key, value string) {
	header := H(plain{Key: key, Value: []byte(value)})
	if i := c.find(key); i >= 0 {
		(*c.headers)[i] = header
		return
	}
	*c.headers = append(*c.headers, header)
}

// Keys lists the keys in the order of the headers.
func (c carrier[H]) Keys() []string {
	keys := make([]string, len(*c.headers))
	for i, header := range *c.headers {
		keys[i] = plain(header).Key
	}
	return keys
}

// find returns the index of the last header with key, or -1.
func (c carrier[H]) find(key string) int {
	for i := len(*c.headers) - 1; i >= 0; i-- {
		if plain((*c.headers)[i]).Key == key {
			return i
		}
	}
	return -1
}

// StartPublish starts the span "send topic" of a producer and writes its trace context into the record's headers.
// Without an exporter the context of the caller is passed on, if there is one. The caller ends the span.
func (t *Telemetry) StartPublish(ctx context.Context, topic string, headers propagation.TextMapCarrier) (context.Context, trace.Span) {
	if !t.idle() {
		attrs := messaging(topic, semconv.MessagingOperationTypeSend)
		ctx, span := t.Tracer.Start(ctx, "send "+topic,
			trace.WithSpanKind(trace.SpanKindProducer), trace.WithAttributes(attrs...))
		propagator().Inject(ctx, headers)
		return ctx, span
	}
	propagator().Inject(ctx, headers)
	return t.Tracer.Start(ctx, "")
}

// StartProcess starts the span "process topic" of a consumer of one record, linked to the span that sent it, which is
// its parent too unless ctx has a span, such as that of a batch. The caller ends the span.
func (t *Telemetry) StartProcess(ctx context.Context, topic string, headers propagation.TextMapCarrier) (context.Context, trace.Span) {
	sent := propagator().Extract(context.Background(), headers)
	sender := trace.SpanContextFromContext(sent)
	if sender.IsValid() && !trace.SpanContextFromContext(ctx).IsValid() {
		ctx = trace.ContextWithRemoteSpanContext(ctx, sender)
	}
	if t.idle() {
		return t.Tracer.Start(ctx, "")
	}
	options := []trace.SpanStartOption{
		trace.WithSpanKind(trace.SpanKindConsumer),
		trace.WithAttributes(messaging(topic, semconv.MessagingOperationTypeProcess)...),
	}
	if sender.IsValid() {
		options = append(options, trace.WithLinks(trace.Link{SpanContext: sender}))
	}
	return t.Tracer.Start(ctx, "process "+topic, options...)
}

// messaging is what the semantic conventions for Kafka ask for, without message ids and keys.
func messaging(topic string, operation attribute.KeyValue) []attribute.KeyValue {
	return []attribute.KeyValue{
		semconv.MessagingSystemKafka,
		semconv.MessagingDestinationName(topic),
		semconv.MessagingOperationName(operation.Value.AsString()),
		operation,
	}
}
