package telemetry

import (
	"slices"
	"testing"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
	"pgregory.net/rapid"
)

// recordHeader is a header as another package would name it.
type recordHeader struct {
	Key   string
	Value []byte
}

func TestHeadersBehaveAsAMapWhoseLastKeyCounts(t *testing.T) {
	headers := []recordHeader{{"ce_id", []byte("1")}, {"traceparent", []byte("first")}, {"traceparent", []byte("last")}}
	carrier := Headers(&headers)
	if got := carrier.Get("traceparent"); got != "last" {
		t.Errorf("Get = %q", got)
	}
	if got := carrier.Get("Traceparent"); got != "" {
		t.Errorf("Get in other case = %q", got)
	}
	carrier.Set("traceparent", "new")
	carrier.Set("tracestate", "added")
	if got := carrier.Keys(); !slices.Equal(got, []string{"ce_id", "traceparent", "traceparent", "tracestate"}) {
		t.Errorf("Keys = %v", got)
	}
	if string(headers[1].Value) != "first" || string(headers[2].Value) != "new" || string(headers[3].Value) != "added" {
		t.Errorf("headers are %q", headers)
	}
}

func TestHeadersAgreeWithAMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var headers []recordHeader
		carrier, model := Headers(&headers), propagation.MapCarrier{}
		for range rapid.IntRange(0, 20).Draw(t, "steps") {
			key := rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "key")
			value := rapid.String().Draw(t, "value")
			carrier.Set(key, value)
			model.Set(key, value)
		}
		if len(headers) != len(model) {
			t.Fatalf("%d headers for %d keys", len(headers), len(model))
		}
		for _, key := range model.Keys() {
			if carrier.Get(key) != model.Get(key) {
				t.Fatalf("Get(%q) = %q, want %q", key, carrier.Get(key), model.Get(key))
			}
		}
	})
}

func FuzzATraceparentFromTheLogIsValidOrIgnored(f *testing.F) {
	f.Add([]byte(parent), []byte("vendor=state"))
	f.Add([]byte("00-0-0-0"), []byte(",,=,"))
	f.Add([]byte("ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), []byte(nil))
	f.Fuzz(func(t *testing.T, traceparent, tracestate []byte) {
		headers := []recordHeader{{"traceparent", traceparent}, {"tracestate", tracestate}}
		ctx := propagator().Extract(t.Context(), Headers(&headers))
		var written []recordHeader
		propagator().Inject(ctx, Headers(&written))
		if valid := trace.SpanContextFromContext(ctx).IsValid(); valid != (len(written) > 0) {
			t.Errorf("valid %t, written %q", valid, written)
		}
	})
}

func TestARecordCarriesTheTraceFromProducerToConsumer(t *testing.T) {
	telemetry, spans := recording(t)
	var headers []recordHeader
	_, sent := telemetry.StartPublish(t.Context(), "vacancies.v1", Headers(&headers))
	sent.End()
	_, processed := telemetry.StartProcess(t.Context(), "vacancies.v1", Headers(&headers))
	processed.End()
	exported := spans.all(t)
	producer, consumer := exported[0], exported[1]
	if producer.Name != "send vacancies.v1" || producer.SpanKind != trace.SpanKindProducer {
		t.Errorf("producer %q, %v", producer.Name, producer.SpanKind)
	}
	if consumer.Name != "process vacancies.v1" || consumer.SpanKind != trace.SpanKindConsumer {
		t.Errorf("consumer %q, %v", consumer.Name, consumer.SpanKind)
	}
	if consumer.Parent.SpanID() != producer.SpanContext.SpanID() || consumer.SpanContext.TraceID() != producer.SpanContext.TraceID() {
		t.Errorf("consumer's parent is %v, producer is %v", consumer.Parent, producer.SpanContext)
	}
	want := []attribute.KeyValue{
		attribute.String("messaging.system", "kafka"), attribute.String("messaging.destination.name", "vacancies.v1"),
		attribute.String("messaging.operation.name", "process"), attribute.String("messaging.operation.type", "process")}
	if !slices.Equal(consumer.Attributes, want) {
		t.Errorf("attributes %v", consumer.Attributes)
	}
}

func TestARecordOfABatchIsAChildOfTheBatchAndLinkedToItsSender(t *testing.T) {
	telemetry, spans := recording(t)
	headers := []recordHeader{{"traceparent", []byte(parent)}}
	ctx, batch := telemetry.Tracer.Start(t.Context(), "batch")
	_, processed := telemetry.StartProcess(ctx, "vacancies.v1", Headers(&headers))
	processed.End()
	batch.End()
	exported := spans.all(t)
	if got := exported[0].Parent.SpanID(); got != exported[1].SpanContext.SpanID() {
		t.Errorf("parent %v", got)
	}
	if links := exported[0].Links; len(links) != 1 || links[0].SpanContext.TraceID().String() != parentTrace {
		t.Errorf("links %v", links)
	}
}

func TestARecordCarriesTheCallersTraceWithoutAnExporter(t *testing.T) {
	telemetry, _ := start(t)
	received := []recordHeader{{"traceparent", []byte(parent)}, {"baggage", []byte("person=canary")}}
	ctx, processed := telemetry.StartProcess(t.Context(), "vacancies.v1", Headers(&received))
	var sent []recordHeader
	_, published := telemetry.StartPublish(ctx, "match-events.v1", Headers(&sent))
	published.End()
	processed.End()
	if len(sent) != 1 || sent[0].Key != "traceparent" || string(sent[0].Value) != parent {
		t.Errorf("sent %q", sent)
	}
}

func TestARecordWithoutATraceGetsNoHeaders(t *testing.T) {
	telemetry, _ := start(t)
	var headers []recordHeader
	ctx, span := telemetry.StartPublish(t.Context(), "vacancies.v1", Headers(&headers))
	span.End()
	if len(headers) != 0 || trace.SpanContextFromContext(ctx).IsValid() {
		t.Errorf("headers %q", headers)
	}
}
