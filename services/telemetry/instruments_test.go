package telemetry

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"go.opentelemetry.io/otel/metric"
)

func TestThePageListsEveryMeasurementWithItsValue(t *testing.T) {
	telemetry, _ := start(t)
	instruments, err := NewInstruments(telemetry.Meter)
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	instruments.CacheHit(ctx)
	instruments.CacheHit(ctx)
	instruments.CacheMiss(ctx)
	instruments.CacheError(ctx)
	instruments.FoldLag(ctx, "vacancies.v1", 3, 42)
	instruments.FoldStuck(ctx, 90*time.Second)
	instruments.FoldBatch(ctx, 7, 20*time.Millisecond)
	instruments.ViewDocuments(ctx, "vacancy", 500_000)
	instruments.Ranked(ctx, "candidate-matches", 700*time.Microsecond)
	instruments.Published(ctx, "candidates.v1", 3)
	instruments.DeadLettered(ctx, "candidates.v1", "malformed")
	instruments.StandingEvents(ctx, "match.found", 2)
	wantContains(t, page(t, telemetry),
		`matchd_cache_lookups_total{matchd_outcome="hit"} 2`,
		`matchd_cache_lookups_total{matchd_outcome="miss"} 1`,
		`matchd_cache_lookups_total{matchd_outcome="error"} 1`,
		`matchd_fold_lag{messaging_destination_name="vacancies.v1",messaging_destination_partition_id="3"} 42`,
		`matchd_fold_stuck_seconds 90`,
		`matchd_fold_batch_size_bucket{le="3"} 0`,
		`matchd_fold_batch_size_bucket{le="10"} 1`,
		`matchd_fold_batch_duration_seconds_sum 0.02`,
		`matchd_view_documents{matchd_kind="vacancy"} 500000`,
		`matchd_ranking_duration_seconds_bucket{matchd_use_case="candidate-matches",le="0.0005"} 0`,
		`matchd_ranking_duration_seconds_bucket{matchd_use_case="candidate-matches",le="0.001"} 1`,
		`matchd_log_published_total{messaging_destination_name="candidates.v1"} 3`,
		`matchd_log_dead_lettered_total{matchd_reason="malformed",messaging_destination_name="candidates.v1"} 1`,
		`matchd_standing_events_total{matchd_event_type="match.found"} 2`,
		`service_version="1.2.3"`, `service_name="matchd"`,
		"\ngo_goroutines ", "\nprocess_cpu_seconds_total ",
	)
}

func TestTheWidestUseStaysWithinTheSeriesLimit(t *testing.T) {
	telemetry, _ := start(t)
	instruments, err := NewInstruments(telemetry.Meter)
	if err != nil {
		t.Fatal(err)
	}
	requests, err := telemetry.NewRequestMeter()
	if err != nil {
		t.Fatal(err)
	}
	for partition := range 64 {
		for topic := range 8 {
			instruments.FoldLag(t.Context(), fmt.Sprint("topic ", topic), partition, 1)
		}
	}
	for id := range SeriesLimit + 100 { // ids in the path, agents and invented methods make no series
		request := httptest.NewRequest(fmt.Sprint("METHOD", id), fmt.Sprint("/v1/candidates/", id, "?q=", id), nil)
		request.Header.Set("User-Agent", fmt.Sprint("agent ", id))
		_, end := requests.Begin(request)
		end("/v1/candidates/{id}", http.StatusOK)
	}
	text := page(t, telemetry)
	wantNone(t, text, "otel_metric_overflow")
	if n := strings.Count(text, "http_server_request_duration_seconds_count{"); n != 1 {
		t.Errorf("%d series", n)
	}
	wantContains(t, text, `http_request_method="_OTHER"`)
}

func TestAboveTheSeriesLimitTheRestIsOneSeries(t *testing.T) {
	telemetry, _ := start(t)
	counter, err := telemetry.Meter.Int64Counter("wide")
	if err != nil {
		t.Fatal(err)
	}
	for i := range SeriesLimit + 100 {
		counter.Add(t.Context(), 1, with(KeyKind, fmt.Sprint(i)))
	}
	text := page(t, telemetry)
	wantContains(t, text, `wide_total{otel_metric_overflow="true"}`)
	if n := strings.Count(text, "\nwide_total{"); n > SeriesLimit {
		t.Errorf("%d series", n)
	}
}

func TestAMetricDropsAttributesOffTheList(t *testing.T) {
	telemetry, _ := start(t)
	counter, err := telemetry.Meter.Int64Counter("counted")
	if err != nil {
		t.Fatal(err)
	}
	counter.Add(t.Context(), 1, metric.WithAttributes(KeyKind.String("vacancy")), with("person", "canary"))
	text := page(t, telemetry)
	wantContains(t, text, `counted_total{matchd_kind="vacancy"} 1`)
	wantNone(t, text, "canary", "person")
}
