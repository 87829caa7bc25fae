package app

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"matchd/indexer"
	"matchd/matcher"
	"matchd/schemas"
)

// events streams match events: from where a reader stopped, or from now on. The id that goes with an event is the
// position behind it in every partition, so that a reader who comes back misses nothing and sees nothing twice.
func (p *Process) events(ctx context.Context, lastID string, yield func(id string, e schemas.Event) bool) error {
	from, err := parsePositions(lastID)
	if err != nil {
		return err
	}
	err = indexer.Tail(ctx, foldLog{p.log}, schemas.MatchEvents, from, func(r schemas.Record, next []int64) bool {
		e, err := schemas.EventOf(&r)
		if err != nil {
			return true // not an event of ours: others may write to the topic
		}
		return yield(formatPositions(next), e)
	})
	if errors.Is(err, indexer.ErrGone) {
		return matcher.InvalidError{{Field: "Last-Event-ID", Reason: "lies before the events that are kept; start without it"}}
	}
	return err
}

func formatPositions(next []int64) string {
	parts := make([]string, len(next))
	for i, n := range next {
		parts[i] = strconv.FormatInt(n, 10)
	}
	return strings.Join(parts, "-")
}

func parsePositions(id string) ([]int64, error) {
	if id == "" {
		return nil, nil
	}
	parts := strings.Split(id, "-")
	out := make([]int64, len(parts))
	for i, part := range parts {
		n, err := strconv.ParseUint(part, 10, 62)
		if err != nil || len(parts) != schemas.Partitions {
			return nil, matcher.InvalidError{{Field: "Last-Event-ID", Reason: fmt.Sprintf("must be the id of an event: %d numbers with a dash between", schemas.Partitions)}}
		}
		out[i] = int64(n)
	}
	return out, nil
}
