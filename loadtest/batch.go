package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"matchd/schemas"
)

// batchLines is how many records one batch request carries.
const batchLines = 5000

// outcomes counts what became of pushed records.
type outcomes struct {
	Sent    int            `json:"sent"`
	Status  map[int]int    `json:"byStatus"`
	Warned  map[string]int `json:"warnings,omitempty"`
	Refused map[string]int `json:"refused,omitempty"` // by field and reason
}

// pushAll pushes lines of JSON by REST batch.
func (c *client) pushAll(ctx context.Context, k kind, lines [][]byte) (outcomes, error) {
	all := outcomes{Sent: len(lines), Status: map[int]int{}, Warned: map[string]int{}, Refused: map[string]int{}}
	for len(lines) > 0 {
		n := min(batchLines, len(lines))
		body := bytes.Join(lines[:n], []byte("\n"))
		lines = lines[n:]
		status, answer, err := c.call(ctx, http.MethodPost, k.path()+"/batch", body, "Content-Type", "application/x-ndjson")
		if err != nil {
			return all, err
		}
		if status != http.StatusOK {
			return all, fmt.Errorf("batch: status %d: %.300s", status, answer)
		}
		for line := range bytes.Lines(answer) {
			if err := all.note(line); err != nil {
				return all, err
			}
		}
	}
	return all, nil
}

func (o *outcomes) note(line []byte) error {
	var one schemas.BatchOutcome
	if err := json.Unmarshal(line, &one); err != nil {
		return fmt.Errorf("read outcome: %w", err)
	}
	o.Status[one.Status]++
	for _, w := range one.Warnings {
		o.Warned[w.Reason]++
	}
	for _, e := range one.Errors {
		o.Refused[e.Error()]++
	}
	return nil
}

// accepted is how many are in the log.
func (o *outcomes) accepted() int { return o.Status[http.StatusAccepted] + o.Status[http.StatusOK] }

// awaitTotals returns once at least the given numbers of records can be found, or fails after the time given. What
// can be found in the end is returned in any case.
func (c *client) awaitTotals(ctx context.Context, want map[kind]int, within time.Duration) (map[kind]int, error) {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	have := map[kind]int{}
	for {
		missing := 0
		for k, n := range want {
			found, err := c.total(ctx, k, "")
			if err != nil {
				return have, err
			}
			have[k] = found
			missing += max(0, n-found)
		}
		if missing == 0 {
			return have, nil
		}
		select {
		case <-ctx.Done():
			return have, fmt.Errorf("wait until %d more are searchable: %w", missing, ctx.Err())
		case <-time.After(20 * time.Millisecond):
		}
	}
}
