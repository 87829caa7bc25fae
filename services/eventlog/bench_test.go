package eventlog

import (
	"fmt"
	"testing"

	"matchd/schemas"
)

// payload is as large as a middling profile in JSON.
func payload(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('a' + i*7%26)
	}
	return b
}

func numbered(n int) []schemas.Record {
	records := make([]schemas.Record, n)
	for i := range records {
		records[i] = record(schemas.Candidates, fmt.Sprintf("candidate-%d", i), string(payload(1024)))
	}
	return records
}

func BenchmarkPublishOne(b *testing.B) {
	benchOnEach(b, func(b *testing.B, l *Log) {
		one := numbered(1)
		for b.Loop() {
			if _, err := l.Publish(b.Context(), one); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkPublishOneFromManyCallers(b *testing.B) {
	benchOnEach(b, func(b *testing.B, l *Log) {
		b.SetParallelism(64)
		b.ResetTimer() // opening is not publishing
		b.RunParallel(func(pb *testing.PB) {
			one := numbered(1)
			for pb.Next() {
				if _, err := l.Publish(b.Context(), one); err != nil {
					b.Error(err)
					return
				}
			}
		})
	})
}

func BenchmarkPublishThousand(b *testing.B) {
	benchOnEach(b, func(b *testing.B, l *Log) {
		many := numbered(1000)
		n := 0
		for b.Loop() {
			if _, err := l.Publish(b.Context(), many); err != nil {
				b.Fatal(err)
			}
			n += len(many)
		}
		b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "records/s")
	})
}

func BenchmarkFetch(b *testing.B) {
	benchOnEach(b, func(b *testing.B, l *Log) {
		for range 20 {
			if _, err := l.Publish(b.Context(), numbered(1000)); err != nil {
				b.Fatal(err)
			}
		}
		b.ResetTimer()
		n, next := 0, int64(0)
		for b.Loop() {
			batch, err := l.Fetch(b.Context(), schemas.Candidates, 0, next, FetchOptions{})
			if err != nil {
				b.Fatal(err)
			}
			n += len(batch.Records)
			if next = batch.Next; next == batch.HighWatermark {
				next = 0
			}
		}
		b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "records/s")
	})
}
