package telemetry

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/propagation"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
	"go.opentelemetry.io/otel/trace"
)

// RequestMeter traces and measures HTTP requests by the semantic conventions of OpenTelemetry for HTTP servers,
// without url.path, url.query, client.address and user_agent.original, which could identify a person.
type RequestMeter struct {
	tracer   trace.Tracer
	duration metric.Float64Histogram
}

// NewRequestMeter makes the histogram http.server.request.duration, in seconds.
func (t *Telemetry) NewRequestMeter() (*RequestMeter, error) {
	duration, err := t.Meter.Float64Histogram("http.server.request.duration", metric.WithUnit("s"),
		metric.WithDescription("Duration of HTTP server requests."), latencyBuckets())
	if err != nil {
		return nil, fmt.Errorf("make request meter: %w", err)
	}
	return &RequestMeter{tracer: t.Tracer, duration: duration}, nil
}

// Begin starts a span for request, as a child of the traceparent in its headers if there is one. The caller uses ctx for the
// request and calls end once, with the route's template as the router names it (never the path; empty when no route
// matched) and the status of the answer.
func (m *RequestMeter) Begin(request *http.Request) (ctx context.Context, end func(route string, status int)) {
	started := time.Now()
	ctx = propagator().Extract(request.Context(), propagation.HeaderCarrier(request.Header))
	ctx, span := m.tracer.Start(ctx, spanName(request.Method, ""), trace.WithSpanKind(trace.SpanKindServer))
	return ctx, func(route string, status int) {
		attrs := requestAttributes(request, route, status)
		m.duration.Record(ctx, time.Since(started).Seconds(), metric.WithAttributes(attrs...))
		if span.IsRecording() {
			span.SetName(spanName(request.Method, route))
			span.SetAttributes(attrs...)
			if status >= http.StatusInternalServerError {
				span.SetStatus(codes.Error, "")
			}
		}
		span.End()
	}
}

// requestAttributes are the same for the span and the histogram.
func requestAttributes(request *http.Request, route string, status int) []attribute.KeyValue {
	attrs := make([]attribute.KeyValue, 0, 5)
	attrs = append(attrs,
		semconv.HTTPRequestMethodKey.String(method(request.Method)),
		semconv.HTTPResponseStatusCode(status),
		semconv.URLScheme(scheme(request)),
	)
	if route != "" {
		attrs = append(attrs, semconv.HTTPRoute(route))
	}
	if status >= http.StatusInternalServerError {
		attrs = append(attrs, semconv.ErrorTypeKey.String(strconv.Itoa(status)))
	}
	return attrs
}

// spanName is "METHOD route", or the method alone, or "HTTP" for a method that is not known.
func spanName(name, route string) string {
	if name = method(name); name == otherMethod {
		name = "HTTP"
	}
	if route == "" {
		return name
	}
	return name + " " + route
}

// otherMethod stands for any method that is not known, so that a client cannot make series.
const otherMethod = "_OTHER"

// method is name if it is a method of RFC 9110 or RFC 5789, else [otherMethod].
func method(name string) string {
	switch name {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch,
		http.MethodDelete, http.MethodConnect, http.MethodOptions, http.MethodTrace:
		return name
	default:
		return otherMethod
	}
}

// scheme is how this process was reached; what a proxy says about it is not believed.
func scheme(request *http.Request) string {
	if request.TLS != nil {
		return "https"
	}
	return "http"
}
