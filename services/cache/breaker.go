package cache

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/sony/gobreaker/v2"
)

// tripAfter is how many failures in a row open the breaker: a lost connection or two are everyday, five are an outage.
const tripAfter = 5

// newBreaker opens after a few failures in a row and lets one call through after retry. A caller that gave up says
// nothing about Redis; a deadline that passed does, since callers' deadlines are above what Redis needs.
func newBreaker(retry time.Duration) *gobreaker.CircuitBreaker[[]byte] {
	return gobreaker.NewCircuitBreaker[[]byte](gobreaker.Settings{
		Name:         "cache",
		Timeout:      retry,
		ReadyToTrip:  func(counts gobreaker.Counts) bool { return counts.ConsecutiveFailures >= tripAfter },
		IsSuccessful: func(err error) bool { return err == nil || errors.Is(err, redis.Nil) },
		IsExcluded:   func(err error) bool { return errors.Is(err, context.Canceled) },
	})
}

// guard runs call unless Redis is being left alone.
func (r *remote) guard(call func() ([]byte, error)) ([]byte, error) {
	value, err := r.breaker.Execute(func() (value []byte, err error) {
		defer contain(&err)
		return call()
	})
	if errors.Is(err, gobreaker.ErrOpenState) || errors.Is(err, gobreaker.ErrTooManyRequests) {
		return nil, ErrUnavailable
	}
	return value, err
}

// contain makes an error of a panic: go-redis v9.23 panics on an answer that claims a length of nearly 2^63 bytes
// (internal/proto/reader.go, readStringReply), and the cache can never hurt.
func contain(err *error) {
	if cause := recover(); cause != nil {
		*err = fmt.Errorf("read answer of Redis: %v", cause)
	}
}
