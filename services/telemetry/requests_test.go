package telemetry

import (
	"cmp"
	"context"
	"crypto/tls"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
)

const (
	parent      = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
	parentTrace = "0af7651916cd43dd8448eb211c80319c"
	parentSpan  = "b7ad6b7169203331"
)

func TestARequestBecomesASpanOfTheSemanticConventions(t *testing.T) {
	for name, test := range map[string]struct {
		method, route string
		status        int
		tls           bool
		span          string
		code          codes.Code
		attributes    []attribute.KeyValue
	}{
		"a route that answers": {
			method: "GET", route: "/v1/vacancies/{id}", status: 200, span: "GET /v1/vacancies/{id}",
			attributes: []attribute.KeyValue{
				attribute.String("http.request.method", "GET"), attribute.Int("http.response.status_code", 200),
				attribute.String("http.route", "/v1/vacancies/{id}"), attribute.String("url.scheme", "http")},
		},
		"no route, over TLS": {
			method: "POST", status: 404, tls: true, span: "POST",
			attributes: []attribute.KeyValue{
				attribute.String("http.request.method", "POST"), attribute.Int("http.response.status_code", 404),
				attribute.String("url.scheme", "https")},
		},
		"a failure of ours": {
			method: "PUT", route: "/v1/vacancies/{id}", status: 503, span: "PUT /v1/vacancies/{id}", code: codes.Error,
			attributes: []attribute.KeyValue{
				attribute.String("error.type", "503"),
				attribute.String("http.request.method", "PUT"), attribute.Int("http.response.status_code", 503),
				attribute.String("http.route", "/v1/vacancies/{id}"), attribute.String("url.scheme", "http")},
		},
		"an invented method": {
			method: "BREW", route: "/pot", status: 400, span: "HTTP /pot",
			attributes: []attribute.KeyValue{
				attribute.String("http.request.method", "_OTHER"), attribute.Int("http.response.status_code", 400),
				attribute.String("http.route", "/pot"), attribute.String("url.scheme", "http")},
		},
	} {
		t.Run(name, func(t *testing.T) {
			telemetry, spans := recording(t)
			request := httptest.NewRequest(test.method, "/v1/vacancies/canary?name=canary", nil)
			request.Header.Set("traceparent", parent)
			request.Header.Set("baggage", "person=canary")
			request.Header.Set("User-Agent", "canary")
			if test.tls {
				request.TLS = &tls.ConnectionState{}
			}
			ctx, end := begin(t, telemetry, request)
			if got := trace.SpanContextFromContext(ctx).TraceID().String(); got != parentTrace {
				t.Errorf("trace %s", got)
			}
			end(test.route, test.status)
			span := spans.all(t)[0]
			slices.SortFunc(span.Attributes, func(a, b attribute.KeyValue) int {
				return cmp.Compare(a.Key, b.Key)
			})
			if span.Name != test.span || span.Status.Code != test.code || !slices.Equal(span.Attributes, test.attributes) {
				t.Errorf("span %q, status %v, attributes %v", span.Name, span.Status, span.Attributes)
			}
			if span.SpanKind != trace.SpanKindServer || span.Parent.SpanID().String() != parentSpan {
				t.Errorf("kind %v, parent %v", span.SpanKind, span.Parent)
			}
		})
	}
}

// begin is the request meter of telemetry for one request.
func begin(t testing.TB, telemetry *Telemetry, request *http.Request) (ctx context.Context, end func(string, int)) {
	t.Helper()
	requests, err := telemetry.NewRequestMeter()
	if err != nil {
		t.Fatal(err)
	}
	return requests.Begin(request)
}

func TestARequestIsMeasuredInSeconds(t *testing.T) {
	telemetry, _ := start(t)
	_, end := begin(t, telemetry, httptest.NewRequest(http.MethodGet, "/v1/occupations?query=canary", nil))
	end("/v1/occupations", http.StatusOK)
	text := page(t, telemetry)
	labels := `http_request_method="GET",http_response_status_code="200",http_route="/v1/occupations",url_scheme="http"`
	wantContains(t, text,
		"http_server_request_duration_seconds_count{"+labels+"} 1",
		"http_server_request_duration_seconds_bucket{"+labels+`,le="10"} 1`)
	wantNone(t, text, "canary")
}

func TestTheCallersTraceIsKeptWithoutAnExporter(t *testing.T) {
	telemetry, log := start(t)
	request := httptest.NewRequest(http.MethodGet, "/", nil)
	request.Header.Set("traceparent", parent)
	ctx, end := begin(t, telemetry, request)
	telemetry.Logger.InfoContext(ctx, "asked")
	end("/", http.StatusOK)
	wantContains(t, log.String(), `"trace_id":"`+parentTrace+`"`, `"span_id":"`+parentSpan+`"`)
}
