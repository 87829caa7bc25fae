package telemetry

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"go.opentelemetry.io/otel/trace"
)

func TestTheEnvironmentDecidesWhatIsExported(t *testing.T) {
	for name, test := range map[string]struct {
		variables []string
		asked     []signal
	}{
		"nothing is set":              {nil, nil},
		"an endpoint for all":         {[]string{"OTEL_EXPORTER_OTLP_ENDPOINT", "http://c"}, []signal{traces, metrics, logs}},
		"an endpoint for one":         {[]string{"OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "http://c"}, []signal{logs}},
		"an exporter for one":         {[]string{"OTEL_TRACES_EXPORTER", "otlp"}, []signal{traces}},
		"an endpoint, but not one":    {[]string{"OTEL_EXPORTER_OTLP_ENDPOINT", "http://c", "OTEL_LOGS_EXPORTER", "none"}, []signal{traces, metrics}},
		"Prometheus, which is there":  {[]string{"OTEL_METRICS_EXPORTER", "prometheus"}, nil},
		"all is switched off":         {[]string{"OTEL_EXPORTER_OTLP_ENDPOINT", "http://c", "OTEL_SDK_DISABLED", "True"}, nil},
		"only other variables are on": {[]string{"OTEL_SERVICE_NAME", "x", "OTEL_TRACES_SAMPLER", "always_on"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			setenv(t, test.variables...)
			var asked []signal
			for _, s := range []signal{traces, metrics, logs} {
				if s.asked() {
					asked = append(asked, s)
				}
			}
			if !slices.Equal(asked, test.asked) || exporting() != (len(asked) > 0) {
				t.Errorf("asked %v, exporting %t", asked, exporting())
			}
		})
	}
}

func TestAVariableThatCannotBeUnderstoodIsAnError(t *testing.T) {
	for _, variables := range [][]string{
		{"OTEL_TRACES_EXPORTER", "carrier-pigeon"},
		{"OTEL_METRICS_EXPORTER", "carrier-pigeon"},
		{"OTEL_LOGS_EXPORTER", "carrier-pigeon"},
		{"OTEL_TRACES_EXPORTER", "otlp", "OTEL_EXPORTER_OTLP_PROTOCOL", "smoke"},
	} {
		setenv(t, variables...)
		telemetry, err := Start(t.Context(), Config{}, &buffer{})
		if err == nil || !strings.HasPrefix(err.Error(), "start telemetry: make ") || telemetry != nil {
			t.Errorf("%v: %v", variables, err)
		}
	}
}

func TestTheOperatorNamesTheService(t *testing.T) {
	telemetry, _ := start(t, "OTEL_SERVICE_NAME", "matchd-north", "OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=test")
	wantContains(t, page(t, telemetry), `service_name="matchd-north"`, `deployment_environment_name="test"`, `service_version="1.2.3"`)
}

func TestTracingThatIsOffTakesNoMemory(t *testing.T) {
	telemetry, _ := start(t)
	ctx := trace.ContextWithRemoteSpanContext(t.Context(), trace.NewSpanContext(trace.SpanContextConfig{
		TraceID: trace.TraceID{1}, SpanID: trace.SpanID{2}, TraceFlags: trace.FlagsSampled}))
	if allocations := testing.AllocsPerRun(1000, func() {
		inner, span := telemetry.Tracer.Start(ctx, "span")
		if inner != ctx || span.IsRecording() {
			t.Error("the context changed, or the span records")
		}
		span.End()
	}); allocations != 0 {
		t.Errorf("%v allocations", allocations)
	}
}

func TestCloseMayBeCalledTwice(t *testing.T) {
	telemetry, spans := recording(t)
	_, span := telemetry.Tracer.Start(t.Context(), "span")
	span.End()
	if n := len(spans.all(t)); n != 1 {
		t.Errorf("%d spans", n)
	}
	if err := telemetry.Close(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestCloseDoesNotWaitForAnExporterThatHeedsNoBound(t *testing.T) {
	release := make(chan struct{})
	defer close(release)
	reached := make(chan struct{})
	telemetry := &Telemetry{flush: time.Millisecond, stops: []func(context.Context) error{
		func(context.Context) error { close(reached); return nil },
		func(context.Context) error { <-release; return nil }, // the last that was started is stopped first
	}}
	if err := telemetry.Close(t.Context()); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Close says that nothing was lost: %v", err)
	}
	<-reached // the others are stopped all the same
}

func TestTheListIsSortedAndHasNoIds(t *testing.T) {
	keys := AttributeKeys()
	if !slices.IsSorted(keys) {
		t.Errorf("not sorted: %v", keys)
	}
	for _, refused := range []string{"url.path", "url.query", "client.address", "user_agent.original", "messaging.message.id",
		"messaging.kafka.message.key", "exception.message", "enduser.id"} {
		if slices.Contains(keys, refused) {
			t.Errorf("%s is on the list", refused)
		}
	}
}
