// Package telemetry is how the service is watched: traces, metrics and logs, by OpenTelemetry.
//
// The Prometheus page and the log on standard output always work. Traces, and metrics and logs by OTLP, leave the
// process only when the standard OTEL_* variables ask for it; without them tracing costs nothing. No personal data
// leaves: only attributes on the list of [AttributeKeys] are exported, error texts of spans are dropped, and baggage is not propagated.
//
// What is measured is in instruments.go and requests.go, spans of records in messages.go; where it goes in traces.go,
// metrics.go and logs.go, and what is kept back in attributes.go and export.go: a new attribute leaves the process only
// once it is on the list.
package telemetry

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/sdk/resource"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
	"go.opentelemetry.io/otel/trace"
)

// scope names our tracer, meter and logger in what is exported.
const scope = "matchd"

// DefaultFlush is the time that [Telemetry.Close] may take when [Config.Flush] is zero: what a collector needs, and
// well within the 30 s that Kubernetes waits for a process to end.
const DefaultFlush = 5 * time.Second

// Config is what the environment does not say; exporters and sampling are read from the OTEL_* variables, the name
// of the service from OTEL_SERVICE_NAME or else "matchd".
type Config struct {
	// ServiceVersion is the version of the running binary, as in its build information; empty = not reported.
	ServiceVersion string
	// LogLevel is the lowest level that is logged; nil means [slog.LevelInfo].
	LogLevel slog.Leveler
	// LogKeys are log attributes that may leave by OTLP, beside [AttributeKeys]; a group counts as one attribute. On
	// the local log all attributes are written: there, keeping personal data out is the duty of who logs.
	LogKeys []string
	// Flush bounds Close; zero means [DefaultFlush].
	Flush time.Duration
}

// Telemetry is the running instrumentation, safe for concurrent use; nothing in it is nil.
type Telemetry struct {
	// Tracer starts spans; without an exporter it passes the caller's trace on and allocates nothing.
	Tracer trace.Tracer
	// Meter makes instruments, see [NewInstruments].
	Meter metric.Meter
	// Logger writes JSON (text on a terminal) with trace_id and span_id of the context.
	Logger *slog.Logger
	// Metrics is the Prometheus page.
	Metrics http.Handler

	flush time.Duration
	stops []func(context.Context) error // in the order of starting
}

// Start reads the OTEL_* variables and starts what they ask for; logOutput receives the log. It returns an error for a variable that
// cannot be understood; a collector that is down is not an error, now or later. With an exporter on, Start sets the
// process-wide error handler of OpenTelemetry, the only way to hear of its failures.
func Start(ctx context.Context, config Config, logOutput io.Writer) (*Telemetry, error) {
	t := &Telemetry{flush: config.Flush}
	if t.flush <= 0 {
		t.flush = DefaultFlush
	}
	if err := t.start(ctx, config, logOutput); err != nil {
		return nil, errors.Join(fmt.Errorf("start telemetry: %w", err), t.Close(ctx))
	}
	return t, nil
}

// start starts metrics first, since the other signals count their losses there.
func (t *Telemetry) start(ctx context.Context, config Config, logOutput io.Writer) error {
	about, err := describe(ctx, config.ServiceVersion)
	if err != nil {
		return err
	}
	if err := t.startMetrics(ctx, about); err != nil {
		return err
	}
	local := localHandler(logOutput, config.LogLevel)
	t.Logger = slog.New(local)
	if exporting() {
		otel.SetErrorHandler(reporter(t.Logger))
	}
	if err := t.startTraces(ctx, about); err != nil {
		return err
	}
	return t.startLogs(ctx, about, config, local)
}

// describe is the service as backends see it. Host, process arguments and owner are left out: they say more than is needed.
func describe(ctx context.Context, version string) (*resource.Resource, error) {
	options := []resource.Option{
		resource.WithService(), // an instance id, so that replicas do not share series
		resource.WithTelemetrySDK(),
		resource.WithAttributes(semconv.ServiceName(scope)),
	}
	if version != "" {
		options = append(options, resource.WithAttributes(semconv.ServiceVersion(version)))
	}
	about, err := resource.New(ctx, append(options, resource.WithFromEnv())...)
	if err != nil {
		return nil, fmt.Errorf("describe service: %w", err)
	}
	return about, nil
}

// reporter logs what OpenTelemetry could not export, on the local log only, lest a failing export be exported.
func reporter(logger *slog.Logger) otel.ErrorHandler {
	return otel.ErrorHandlerFunc(func(err error) {
		logger.Warn("telemetry was not exported", "error", err)
	})
}

// startMetrics makes the meter and the page, and an OTLP reader when asked for.
func (t *Telemetry) startMetrics(ctx context.Context, about *resource.Resource) error {
	readers, err := exportedMetrics(ctx)
	if err != nil {
		return err
	}
	registry, page, err := newRegistry()
	if err != nil {
		return err
	}
	provider := meterProvider(about, append(readers, page))
	t.stops = append(t.stops, provider.Shutdown)
	t.Meter = provider.Meter(scope)
	t.Metrics = promhttp.HandlerFor(registry, promhttp.HandlerOpts{EnableOpenMetrics: true})
	return nil
}

// Close exports what is left and stops, in reverse order of starting, within ctx and the configured bound whichever
// is shorter. An error says what may be lost. The page, spans and instruments may still be used after it, without effect.
func (t *Telemetry) Close(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, t.flush)
	defer cancel()
	var errs []error
	for i := len(t.stops) - 1; i >= 0; i-- {
		errs = append(errs, within(ctx, t.stops[i]))
	}
	t.stops = nil
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("close telemetry: %w", err)
	}
	return nil
}

// within waits for stop no longer than ctx lasts. Some exporters do not heed it, for instance while they look up a
// name; such a stop is left to end by itself.
func within(ctx context.Context, stop func(context.Context) error) error {
	ended := make(chan error, 1)
	go func() { ended <- stop(ctx) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
		return fmt.Errorf("wait for exporter: %w", ctx.Err())
	}
}
