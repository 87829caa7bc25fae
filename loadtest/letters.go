package main

import (
	"context"
	"fmt"
	"time"

	"matchd/schemas"
	"matchd/services/eventlog"
)

// letter is a record that was set aside.
type letter struct {
	key, value string
	place      schemas.Position
	reason     string
}

// deadLetters reads every dead letter that the log holds now.
func deadLetters(ctx context.Context, log *eventlog.Log) ([]letter, error) {
	bounds, err := log.Bounds(ctx, schemas.DeadLetters)
	if err != nil {
		return nil, fmt.Errorf("ask ends of the dead letters: %w", err)
	}
	var out []letter
	for _, b := range bounds {
		for at := b.First; at < b.Next; {
			batch, err := log.Fetch(ctx, schemas.DeadLetters, b.Partition, at, eventlog.FetchOptions{MaxWait: 10 * time.Millisecond})
			if err != nil {
				return out, fmt.Errorf("read dead letters: %w", err)
			}
			at = batch.Next
			for i := range batch.Records {
				l, err := letterOf(&batch.Records[i])
				if err != nil {
					return out, err
				}
				out = append(out, l)
			}
		}
	}
	return out, nil
}

func letterOf(r *schemas.Record) (letter, error) {
	place, reason, err := schemas.Refused(r)
	if err != nil {
		return letter{}, fmt.Errorf("read dead letter: %w", err)
	}
	return letter{string(r.Key), string(r.Value), place, reason}, nil
}
