package telemetry

import (
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	logspb "go.opentelemetry.io/proto/otlp/collector/logs/v1"
	metricspb "go.opentelemetry.io/proto/otlp/collector/metrics/v1"
	tracepb "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/proto"
)

// collector is a small receiver of OTLP over HTTP that keeps what it gets as text, by path.
type collector struct {
	*httptest.Server
	mutex sync.Mutex
	texts map[string]string
}

func newCollector(t testing.TB) *collector {
	c := &collector{texts: map[string]string{}}
	c.Server = httptest.NewServer(c)
	t.Cleanup(c.Close)
	return c
}

// ServeHTTP keeps one export.
func (c *collector) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	messages := map[string]proto.Message{
		"/v1/traces":  &tracepb.ExportTraceServiceRequest{},
		"/v1/metrics": &metricspb.ExportMetricsServiceRequest{},
		"/v1/logs":    &logspb.ExportLogsServiceRequest{},
	}
	body, err := io.ReadAll(r.Body)
	message, known := messages[r.URL.Path]
	if err != nil || !known || proto.Unmarshal(body, message) != nil {
		http.Error(w, "cannot be read", http.StatusBadRequest)
		return
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.texts[r.URL.Path] += prototext.MarshalOptions{}.Format(message)
}

// text is what came for one signal.
func (c *collector) text(path string) string {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return c.texts[path]
}
