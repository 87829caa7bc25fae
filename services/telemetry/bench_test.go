package telemetry

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func BenchmarkSpan(b *testing.B) {
	for name, prepare := range map[string]func() *Telemetry{
		"off": func() *Telemetry { telemetry, _ := start(b); return telemetry },
		"on":  func() *Telemetry { telemetry, _ := recording(b); return telemetry },
	} {
		b.Run(name, func(b *testing.B) {
			telemetry := prepare()
			b.ReportAllocs()
			for b.Loop() {
				_, span := telemetry.Tracer.Start(b.Context(), "span")
				span.End()
			}
		})
	}
}

func BenchmarkRequest(b *testing.B) {
	telemetry, _ := start(b)
	requests, err := telemetry.NewRequestMeter()
	if err != nil {
		b.Fatal(err)
	}
	request := httptest.NewRequest(http.MethodGet, "/v1/vacancies/1", nil)
	b.ReportAllocs()
	for b.Loop() {
		_, end := requests.Begin(request)
		end("/v1/vacancies/{id}", http.StatusOK)
	}
}

func BenchmarkCacheHit(b *testing.B) {
	telemetry, _ := start(b)
	instruments, err := NewInstruments(telemetry.Meter)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		instruments.CacheHit(b.Context())
	}
}
