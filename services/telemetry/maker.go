package telemetry

import "go.opentelemetry.io/otel/metric"

// maker makes instruments and gathers what goes wrong, so that a table of them reads as a table.
type maker struct {
	meter metric.Meter
	errs  []error
}

// note keeps err, if any.
func (m *maker) note(err error) {
	if err != nil {
		m.errs = append(m.errs, err)
	}
}

// counter makes a sum that only grows.
func (m *maker) counter(name, unit, about string) metric.Int64Counter {
	made, err := m.meter.Int64Counter(name, metric.WithUnit(unit), metric.WithDescription(about))
	m.note(err)
	return made
}

// gauge makes a value that goes up and down.
func (m *maker) gauge(name, unit, about string) metric.Int64Gauge {
	made, err := m.meter.Int64Gauge(name, metric.WithUnit(unit), metric.WithDescription(about))
	m.note(err)
	return made
}

// lasting makes a duration that goes up and down.
func (m *maker) lasting(name, about string) metric.Float64Gauge {
	made, err := m.meter.Float64Gauge(name, metric.WithUnit("s"), metric.WithDescription(about))
	m.note(err)
	return made
}

// sizes makes a distribution of counts from 1 to 10,000, the largest batch of the fold.
func (m *maker) sizes(name, unit, about string) metric.Int64Histogram {
	made, err := m.meter.Int64Histogram(name, metric.WithUnit(unit), metric.WithDescription(about),
		metric.WithExplicitBucketBoundaries(1, 3, 10, 30, 100, 300, 1000, 3000, 10000))
	m.note(err)
	return made
}

// seconds makes a distribution of durations.
func (m *maker) seconds(name, about string) metric.Float64Histogram {
	made, err := m.meter.Float64Histogram(name, metric.WithUnit("s"), metric.WithDescription(about), latencyBuckets())
	m.note(err)
	return made
}

// latencyBuckets are those that OpenTelemetry advises for http.server.request.duration (0.005 to 10 s), with three
// below them, since a regional ranking takes less than a millisecond.
func latencyBuckets() metric.HistogramOption {
	return metric.WithExplicitBucketBoundaries(
		0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10)
}
