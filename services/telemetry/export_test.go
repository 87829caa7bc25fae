package telemetry

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"testing"
	"time"

	"matchd/loadtest/testkit"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/trace"
)

// use does what the service does, and puts a canary wherever a careless caller could put personal data.
func use(t *testing.T, telemetry *Telemetry) {
	t.Helper()
	request := httptest.NewRequest(http.MethodGet, "/v1/candidates/canary?name=canary", nil)
	request.Header.Set("traceparent", parent)
	request.Header.Set("baggage", "person=canary")
	request.Header.Set("User-Agent", "canary")
	request.Header.Set("X-Forwarded-For", "canary")
	ctx, end := begin(t, telemetry, request)
	instruments, err := NewInstruments(telemetry.Meter)
	if err != nil {
		t.Fatal(err)
	}
	instruments.CacheMiss(ctx)
	counter, err := telemetry.Meter.Int64Counter("careless")
	if err != nil {
		t.Fatal(err)
	}
	counter.Add(ctx, 1, metric.WithAttributes(attribute.String("person", "canary")))
	headers := []recordHeader{{"ce_subject", []byte("canary")}}
	_, published := telemetry.StartPublish(ctx, "candidates.v1", Headers(&headers))
	published.SetAttributes(attribute.String("messaging.kafka.message.key", "canary"))
	published.AddEvent("sent", trace.WithAttributes(attribute.String("key", "canary")))
	published.AddLink(trace.Link{SpanContext: trace.SpanContextFromContext(ctx), Attributes: []attribute.KeyValue{attribute.String("key", "canary")}})
	published.RecordError(errors.New("canary is no candidate"))
	published.SetStatus(codes.Error, "canary is no candidate")
	published.End()
	telemetry.Logger.With("person", "canary").InfoContext(ctx, "published", "topic", "candidates.v1", "key", "canary")
	end("/v1/candidates/{id}", http.StatusOK)
}

func TestOnlyWhatIsOnTheListLeavesTheProcess(t *testing.T) {
	collector := newCollector(t)
	telemetry, _ := start(t, "OTEL_EXPORTER_OTLP_ENDPOINT", collector.URL, "OTEL_METRICS_EXEMPLAR_FILTER", "always_on")
	use(t, telemetry)
	if err := telemetry.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	about := []string{"service.name", "service.version", "service.instance.id",
		"telemetry.sdk.language", "telemetry.sdk.name", "telemetry.sdk.version", "topic"}
	listed := slices.Concat(AttributeKeys(), about)
	key := regexp.MustCompile(`attributes:\s*\{\s*key:\s*"([^"]*)"`)
	for _, path := range []string{"/v1/traces", "/v1/metrics", "/v1/logs"} {
		text := collector.text(path)
		wantNone(t, text, "canary")
		found := key.FindAllStringSubmatch(text, -1)
		if len(found) == 0 {
			t.Errorf("%s: nothing came", path)
		}
		for _, match := range found {
			if !slices.Contains(listed, match[1]) {
				t.Errorf("%s: attribute %q is not on the list", path, match[1])
			}
		}
	}
	wantContains(t, collector.text("/v1/traces"), `"GET /v1/candidates/{id}"`, `"send candidates.v1"`, `"sent"`)
	wantContains(t, collector.text("/v1/metrics"), `"matchd.cache.lookups"`, `"http.server.request.duration"`)
	wantContains(t, collector.text("/v1/logs"), `"published"`, `"candidates.v1"`)
	wantContains(t, page(t, telemetry), "go_goroutines")
}

func TestSpansAreCountedOnTheirWayOut(t *testing.T) {
	collector := newCollector(t)
	telemetry, log := start(t, "OTEL_TRACES_EXPORTER", "otlp", "OTEL_EXPORTER_OTLP_ENDPOINT", collector.URL,
		"OTEL_METRICS_EXPORTER", "none", "OTEL_LOGS_EXPORTER", "none", "OTEL_BSP_SCHEDULE_DELAY", "10")
	use(t, telemetry)
	testkit.Eventually(t, "traces arrive", 10*time.Second, func() bool { return collector.text("/v1/traces") != "" })
	testkit.Eventually(t, "the exported spans are counted", 10*time.Second, func() bool {
		return regexp.MustCompile(`matchd_telemetry_spans_total\{matchd_outcome="exported"\} 2`).MatchString(page(t, telemetry))
	})
	wantContains(t, page(t, telemetry), `matchd_telemetry_spans_total{matchd_outcome="ended"} 2`)
	wantNone(t, log.String(), "not exported")
}

func TestACollectorThatIsDownNeitherSlowsNorBreaksRequests(t *testing.T) {
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	for name, address := range map[string]string{
		"a port that refuses":      "http://127.0.0.1:1",
		"a collector that hangs":   fmt.Sprint("http://", silent.Addr()),
		"a name that is not known": "http://collector.invalid:4318",
	} {
		for _, protocol := range []string{"http/protobuf", "grpc"} {
			t.Run(name+", "+protocol, func(t *testing.T) {
				telemetry, log := start(t, "OTEL_EXPORTER_OTLP_ENDPOINT", address, "OTEL_EXPORTER_OTLP_PROTOCOL", protocol,
					"OTEL_BSP_SCHEDULE_DELAY", "1", "OTEL_METRIC_EXPORT_INTERVAL", "1", "OTEL_BLRP_SCHEDULE_DELAY", "1")
				telemetry.flush = 100 * time.Millisecond
				started := time.Now()
				for range 2500 { // more than the queue of 2,048 holds
					_, end := begin(t, telemetry, httptest.NewRequest(http.MethodGet, "/", nil))
					telemetry.Logger.Info("asked")
					end("/", http.StatusOK)
				}
				if took := time.Since(started); took > 5*time.Second {
					t.Errorf("2500 requests took %v", took)
				}
				wantContains(t, page(t, telemetry), `matchd_telemetry_spans_total{matchd_outcome="ended"} 2500`)
				if err := telemetry.Close(context.Background()); err == nil { // TestCloseDoesNotWait… holds its bound
					t.Error("Close says that nothing was lost")
				}
				wantContains(t, log.String(), "asked")
			})
		}
	}
}
