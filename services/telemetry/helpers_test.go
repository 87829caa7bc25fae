package telemetry

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"

	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
)

// start starts telemetry in an environment of only the given variables (name, value, …) and returns it with its log.
func start(t testing.TB, variables ...string) (*Telemetry, *buffer) {
	t.Helper()
	setenv(t, variables...)
	log := &buffer{}
	telemetry, err := Start(context.Background(), Config{ServiceVersion: "1.2.3", LogKeys: []string{"topic"}}, log)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = telemetry.Close(context.Background()) })
	return telemetry, log
}

// setenv unsets what the environment of the test run may hold and sets variables, until the end of the test.
func setenv(t testing.TB, variables ...string) {
	t.Helper()
	for _, variable := range os.Environ() {
		if name, _, _ := strings.Cut(variable, "="); strings.HasPrefix(name, "OTEL_") {
			t.Setenv(name, "")
		}
	}
	for i := 0; i < len(variables); i += 2 {
		t.Setenv(variables[i], variables[i+1])
	}
}

// recording is telemetry whose spans end up in memory, on the same way out as with a collector.
func recording(t testing.TB) (*Telemetry, *memory) {
	t.Helper()
	telemetry, _ := start(t)
	spans := &memory{InMemoryExporter: tracetest.NewInMemoryExporter(), telemetry: telemetry}
	if err := telemetry.traceTo(spans, resource.Empty()); err != nil {
		t.Fatal(err)
	}
	return telemetry, spans
}

// memory is an in-memory exporter that keeps its spans when it is shut down.
type memory struct {
	*tracetest.InMemoryExporter
	telemetry *Telemetry
}

func (m *memory) Shutdown(context.Context) error { return nil }

// all flushes and returns the exported spans, in the order of their end.
func (m *memory) all(t *testing.T) tracetest.SpanStubs {
	t.Helper()
	if err := m.telemetry.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	return m.GetSpans()
}

var _ sdktrace.SpanExporter = (*memory)(nil)

// buffer is a log that may be written and read at the same time.
type buffer struct {
	mutex sync.Mutex
	bytes bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.bytes.Write(p)
}

func (b *buffer) String() string {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.bytes.String()
}

// page is the Prometheus page now.
func page(t *testing.T, telemetry *Telemetry) string {
	t.Helper()
	answer := httptest.NewRecorder()
	telemetry.Metrics.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if answer.Code != http.StatusOK {
		t.Fatalf("status %d", answer.Code)
	}
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// wantContains fails for each of parts that is not in text.
func wantContains(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("there is no %q in:\n%s", part, text)
		}
	}
}

// wantNone fails for each of parts that is in text.
func wantNone(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if strings.Contains(text, part) {
			t.Errorf("there is %q in:\n%s", part, text)
		}
	}
}
