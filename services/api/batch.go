package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"matchd/matcher"
	"matchd/schemas"
	"matchd/services/broker"
)

// The bounds of a chunk of a batch, which goes to the log in one publication and is answered in one write.
const (
	chunkLines = 500
	chunkBytes = 4 << 20
	chunkTime  = 200 * time.Millisecond // from its first line on
)

// batchUse is the use case that stores many records of one kind.
type batchUse = broker.UseCase[broker.Asked[[][]byte], []schemas.BatchOutcome]

func batched[T schemas.Entity](s *server, path string, b broker.Records[T]) []route {
	return []route{{method: http.MethodPost, template: path + "/batch", stream: s.batch(b.Batch)}}
}

// batch answers one outcome a line while lines come in.
func (s *server) batch(use batchUse) streamer {
	return func(ctx context.Context, w http.ResponseWriter, r *request) error {
		if err := r.query().err(); err != nil {
			return err
		}
		if err := r.contentType("application/x-ndjson"); err != nil {
			return err
		}
		if _, err := use(ctx, asking(r, [][]byte(nil))); err != nil {
			return err // the roles are known to be wrong before the body is read
		}
		return s.runBatch(ctx, w, r, use)
	}
}

// runBatch reads ahead in a goroutine of its own, which it waits for: a chunk must go out when the caller pauses.
func (s *server) runBatch(ctx context.Context, w http.ResponseWriter, r *request, use batchUse) (err error) {
	control, idle := http.NewResponseController(w), s.StreamIdle
	_ = control.EnableFullDuplex() // HTTP/1.1 would swallow the rest of the body before the first answer; others have it anyway
	// What the connection says about the body comes as a line; lines that are read are stored though the caller has gone.
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	lines := make(chan line, 8)
	go readLines(ctx, r.http.Body, r.limit, func() { _ = control.SetReadDeadline(time.Now().Add(idle)) }, lines)
	defer func() {
		cancel()
		if err != nil {
			_ = control.SetReadDeadline(time.Now()) // wakes a read that waits
		}
		for range lines { // to its end, which is that of the goroutine
		}
	}()
	w.Header().Set("Content-Type", "application/x-ndjson")
	w.WriteHeader(http.StatusOK)
	for more, outcomes := true, []schemas.BatchOutcome(nil); ; {
		_ = control.SetWriteDeadline(time.Now().Add(idle))
		if err := writeOutcomes(w, control, outcomes); err != nil {
			return fmt.Errorf("answer batch: %w", err)
		}
		if !more {
			return nil
		}
		var chunk []line
		chunk, more = nextChunk(lines)
		outcomes = s.store(ctx, r, use, chunk)
	}
}

// nextChunk gathers lines until a bound of the chunk is reached or none follow.
func nextChunk(lines <-chan line) (chunk []line, more bool) {
	var late <-chan time.Time
	size := 0
	for len(chunk) < chunkLines && size < chunkBytes {
		select {
		case l, ok := <-lines:
			if !ok {
				return chunk, false
			}
			if chunk = append(chunk, l); len(chunk) == 1 {
				late = time.After(chunkTime)
			}
			size += len(l.body)
		case <-late:
			return chunk, true
		}
	}
	return chunk, true
}

// store gives the outcomes of a chunk, in the order of its lines.
func (s *server) store(ctx context.Context, r *request, use batchUse, chunk []line) []schemas.BatchOutcome {
	outcomes := make([]schemas.BatchOutcome, len(chunk))
	var bodies [][]byte
	var at []int
	for i, l := range chunk {
		switch {
		case l.err != nil:
			outcomes[i] = refusedLine(http.StatusBadRequest, "the body broke off here")
		case l.tooLong:
			outcomes[i] = refusedLine(http.StatusRequestEntityTooLarge, fmt.Sprintf("a line may have at most %d bytes", r.limit))
		default:
			bodies, at = append(bodies, l.body), append(at, i)
		}
	}
	for n, o := range s.storeBodies(ctx, r, use, bodies) {
		outcomes[at[n]] = o
	}
	for i := range outcomes {
		outcomes[i].Line = chunk[i].number
	}
	return outcomes
}

// storeBodies gives one outcome a body also where the use case fails as a whole.
func (s *server) storeBodies(ctx context.Context, r *request, use batchUse, bodies [][]byte) []schemas.BatchOutcome {
	if len(bodies) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, s.RequestTimeout)
	defer cancel()
	outcomes, err := use(ctx, asking(r, bodies))
	if err == nil {
		return outcomes
	}
	outcomes = make([]schemas.BatchOutcome, len(bodies))
	for i := range outcomes {
		outcomes[i] = schemas.BatchOutcome{Status: broker.StatusOf(err), Errors: broker.Reasons(err)}
	}
	return outcomes
}

func refusedLine(status int, reason string) schemas.BatchOutcome {
	return schemas.BatchOutcome{Status: status, Errors: []matcher.Invalid{{Reason: reason}}}
}

func writeOutcomes(w http.ResponseWriter, control *http.ResponseController, outcomes []schemas.BatchOutcome) error {
	encoder := json.NewEncoder(w)
	for i := range outcomes {
		if err := encoder.Encode(&outcomes[i]); err != nil {
			return fmt.Errorf("write outcome: %w", err)
		}
	}
	if err := control.Flush(); err != nil {
		return fmt.Errorf("flush outcomes: %w", err)
	}
	return nil
}
