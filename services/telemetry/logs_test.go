package telemetry

import (
	"encoding/json"
	"log/slog"
	"os"
	"strings"
	"testing"
)

func TestALogLineIsJSONWithTheIdsOfItsSpan(t *testing.T) {
	telemetry, spans := recording(t)
	log := &buffer{}
	telemetry.Logger = slog.New(localHandler(log, nil))
	ctx, span := telemetry.Tracer.Start(t.Context(), "span")
	telemetry.Logger.With("role", "fold").InfoContext(ctx, "folded", "records", 3)
	span.End()
	var line struct {
		Level, Msg, Role string
		Records          int
		Trace            string `json:"trace_id"`
		Span             string `json:"span_id"`
	}
	if err := json.Unmarshal([]byte(log.String()), &line); err != nil {
		t.Fatal(err)
	}
	exported := spans.all(t)[0].SpanContext
	if line.Trace != exported.TraceID().String() || line.Span != exported.SpanID().String() {
		t.Errorf("line %+v, span %v", line, exported)
	}
	if line.Level != "INFO" || line.Msg != "folded" || line.Role != "fold" || line.Records != 3 {
		t.Errorf("line %+v", line)
	}
}

func TestALogLineOutsideASpanHasNoIds(t *testing.T) {
	telemetry, log := start(t)
	telemetry.Logger.WithGroup("view").InfoContext(t.Context(), "opened", "documents", 3)
	wantContains(t, log.String(), `"msg":"opened"`, `"view":{"documents":3}`)
	wantNone(t, log.String(), "trace_id", "span_id")
}

func TestTheLevelIsThatOfTheConfiguration(t *testing.T) {
	var level slog.LevelVar
	level.Set(slog.LevelWarn)
	setenv(t)
	log := &buffer{}
	telemetry, err := Start(t.Context(), Config{LogLevel: &level}, log)
	if err != nil {
		t.Fatal(err)
	}
	telemetry.Logger.Info("first")
	level.Set(slog.LevelDebug)
	telemetry.Logger.Debug("second")
	wantContains(t, log.String(), "second")
	wantNone(t, log.String(), "first")
}

func TestAFileThatIsNoTerminalGetsJSON(t *testing.T) {
	file, err := os.Create(t.TempDir() + "/log")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	slog.New(localHandler(file, nil)).Info("written")
	text, err := os.ReadFile(file.Name())
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(text), `{"time":`) {
		t.Errorf("log is %s", text)
	}
}
