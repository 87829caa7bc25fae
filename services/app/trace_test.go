package app

import (
	"compress/gzip"
	"encoding/hex"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"matchd/loadtest/testkit"

	coltrace "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	"google.golang.org/protobuf/proto"
)

// spans gathers the names of exported spans by trace id.
type spans struct {
	mu    sync.Mutex
	names map[string]map[string]bool
}

func (s *spans) has(trace, name string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.names[trace][name]
}

func (s *spans) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body := io.Reader(r.Body)
	if r.Header.Get("Content-Encoding") == "gzip" {
		unzipped, err := gzip.NewReader(r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		body = unzipped
	}
	data, err := io.ReadAll(body)
	var request coltrace.ExportTraceServiceRequest
	if err == nil && strings.HasSuffix(r.URL.Path, "/traces") {
		err = proto.Unmarshal(data, &request)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, resource := range request.ResourceSpans {
		for _, scope := range resource.ScopeSpans {
			for _, span := range scope.Spans {
				id := hex.EncodeToString(span.TraceId)
				if s.names[id] == nil {
					s.names[id] = map[string]bool{}
				}
				s.names[id][span.Name] = true
			}
		}
	}
}

func TestOneTraceLeadsFromThePushThroughTheLogToTheMatchEvent(t *testing.T) {
	received := &spans{names: map[string]map[string]bool{}}
	collector := httptest.NewServer(received)
	t.Cleanup(collector.Close)
	t.Setenv("OTEL_TRACES_EXPORTER", "otlp")
	t.Setenv("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.URL)
	t.Setenv("OTEL_BSP_SCHEDULE_DELAY", "50")
	eachKind(t, func(t *testing.T, c Config) {
		r := start(t, c)
		r.call(t, "PUT", "/candidates/person-1", nursePerson("person-1", true), waiting, http.StatusOK)
		const trace = "4bf92f3577b34da6a3ce929d0e0e4736"
		r.call(t, "PUT", "/vacancies/nurse-1", nurse("nurse-1"), map[string]string{
			"Prefer": "wait=20", "traceparent": "00-" + trace + "-00f067aa0ba902b7-01",
		}, http.StatusOK)
		for _, name := range []string{"PUT /v1/vacancies/{id}", "send vacancies.v1", "process vacancies.v1", "send match-events.v1"} {
			testkit.Eventually(t, "exported as a span of the trace: "+name, patience, func() bool { return received.has(trace, name) })
		}
	})
}
