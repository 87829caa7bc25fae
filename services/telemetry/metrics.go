package telemetry

import (
	"context"
	"fmt"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/otlptranslator"
	"go.opentelemetry.io/contrib/exporters/autoexport"
	otelprom "go.opentelemetry.io/otel/exporters/prometheus"
	"go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/exemplar"
	"go.opentelemetry.io/otel/sdk/resource"
)

// SeriesLimit is the number of series per instrument, above which measurements fall into one series with the label
// otel_metric_overflow. The widest we have, methods x routes x status codes, stays far below it.
const SeriesLimit = 2000

// exportedMetrics is the reader that the environment asks for, or none.
func exportedMetrics(ctx context.Context) ([]metric.Reader, error) {
	if !metrics.asked() {
		return nil, nil
	}
	reader, err := autoexport.NewMetricReader(ctx)
	if err != nil {
		return nil, fmt.Errorf("make metrics exporter: %w", err)
	}
	return []metric.Reader{reader}, nil
}

// newRegistry is a Prometheus registry of our own, with the Go runtime, the process, and a reader for all our instruments.
func newRegistry() (*prometheus.Registry, metric.Reader, error) {
	registry := prometheus.NewRegistry()
	reader, err := otelprom.New(
		otelprom.WithRegisterer(registry),
		otelprom.WithTranslationStrategy(otlptranslator.UnderscoreEscapingWithSuffixes),
		otelprom.WithoutScopeInfo(),
	)
	if err != nil {
		return nil, nil, fmt.Errorf("make metrics page: %w", err)
	}
	for _, collector := range []prometheus.Collector{
		collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	} {
		if err := registry.Register(collector); err != nil {
			return nil, nil, fmt.Errorf("register runtime metrics: %w", err)
		}
	}
	return registry, reader, nil
}

// meterProvider reads into readers, with the allow-list on every instrument. Exemplars are off, whatever the environment
// says: they would carry just those attributes that the allow-list took away.
func meterProvider(about *resource.Resource, readers []metric.Reader) *metric.MeterProvider {
	options := []metric.Option{
		metric.WithResource(about),
		metric.WithCardinalityLimit(SeriesLimit),
		metric.WithExemplarFilter(exemplar.AlwaysOffFilter),
		metric.WithView(metric.NewView(metric.Instrument{Name: "*"}, metric.Stream{AttributeFilter: allowed()})),
	}
	for _, reader := range readers {
		options = append(options, metric.WithReader(reader))
	}
	return metric.NewMeterProvider(options...)
}
