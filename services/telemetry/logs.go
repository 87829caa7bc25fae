package telemetry

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"

	"go.opentelemetry.io/contrib/bridges/otelslog"
	"go.opentelemetry.io/contrib/exporters/autoexport"
	"go.opentelemetry.io/otel/attribute"
	sdklog "go.opentelemetry.io/otel/sdk/log"
	"go.opentelemetry.io/otel/sdk/resource"
	"go.opentelemetry.io/otel/trace"
	"golang.org/x/term"
)

// localHandler writes to output: text for a person at a terminal, JSON for a log collector.
func localHandler(output io.Writer, level slog.Leveler) slog.Handler {
	options := &slog.HandlerOptions{Level: level}
	if file, ok := output.(*os.File); ok && term.IsTerminal(int(file.Fd())) {
		return traced{slog.NewTextHandler(output, options)}
	}
	return traced{slog.NewJSONHandler(output, options)}
}

// traced adds trace_id and span_id of the context to each record, inside the group of the logger if it has one.
type traced struct{ slog.Handler }

// Handle adds the ids, in lower-case hexadecimal, and passes the record on.
func (h traced) Handle(ctx context.Context, record slog.Record) error {
	if span := trace.SpanContextFromContext(ctx); span.IsValid() {
		record = record.Clone()
		record.AddAttrs(
			slog.String("trace_id", span.TraceID().String()),
			slog.String("span_id", span.SpanID().String()),
		)
	}
	return h.Handler.Handle(ctx, record)
}

// WithAttrs keeps the ids for a logger with attributes.
func (h traced) WithAttrs(attrs []slog.Attr) slog.Handler { return traced{h.Handler.WithAttrs(attrs)} }

// WithGroup keeps the ids for a logger with a group.
func (h traced) WithGroup(name string) slog.Handler { return traced{h.Handler.WithGroup(name)} }

// startLogs sends the log by OTLP too when the environment asks for it.
func (t *Telemetry) startLogs(ctx context.Context, about *resource.Resource, config Config, local slog.Handler) error {
	if !logs.asked() {
		return nil
	}
	exporter, err := autoexport.NewLogExporter(ctx)
	if err != nil {
		return fmt.Errorf("make logs exporter: %w", err)
	}
	provider := sdklog.NewLoggerProvider(
		sdklog.WithResource(about),
		sdklog.WithProcessor(strippingProcessor{sdklog.NewBatchProcessor(exporter), allowed(config.LogKeys...)}),
	)
	t.stops = append(t.stops, provider.Shutdown)
	bridge := otelslog.NewHandler(scope, otelslog.WithLoggerProvider(provider))
	t.Logger = slog.New(slog.NewMultiHandler(local, leveled{bridge, config.LogLevel}))
	return nil
}

// leveled applies our level to the bridge, which has none.
type leveled struct {
	slog.Handler
	level slog.Leveler
}

// Enabled reports whether level is high enough and the bridge wants it.
func (h leveled) Enabled(ctx context.Context, level slog.Level) bool {
	least := slog.LevelInfo
	if h.level != nil {
		least = h.level.Level()
	}
	return level >= least && h.Handler.Enabled(ctx, level)
}

// WithAttrs keeps the level for a logger with attributes.
func (h leveled) WithAttrs(attrs []slog.Attr) slog.Handler {
	return leveled{h.Handler.WithAttrs(attrs), h.level}
}

// WithGroup keeps the level for a logger with a group.
func (h leveled) WithGroup(name string) slog.Handler {
	return leveled{h.Handler.WithGroup(name), h.level}
}

// strippingProcessor takes attributes off the allow-list out of log records that leave the process.
type strippingProcessor struct {
	sdklog.Processor
	filter attribute.Filter
}

// OnEmit strips a copy of record and passes it on.
func (p strippingProcessor) OnEmit(ctx context.Context, record *sdklog.Record) error {
	stripped := record.Clone()
	var attrs []attribute.KeyValue
	record.WalkAttributes(func(kv attribute.KeyValue) bool {
		attrs = append(attrs, kv)
		return true
	})
	stripped.SetAttributes(kept(attrs, p.filter)...)
	return p.Processor.OnEmit(ctx, &stripped)
}
