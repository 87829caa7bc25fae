package broker

import (
	"context"
	"errors"
	"net/http"

	"matchd/matcher"
)

// StatusOf is the HTTP status that an error stands for: the one table of the service.
func StatusOf(err error) int {
	var all matcher.InvalidError
	var one matcher.Invalid
	switch {
	case err == nil:
		return http.StatusAccepted
	case errors.As(err, &all), errors.As(err, &one):
		return http.StatusBadRequest
	case errors.Is(err, matcher.ErrNotFound):
		return http.StatusNotFound
	case errors.Is(err, matcher.ErrConflict):
		return http.StatusConflict
	case errors.Is(err, matcher.ErrForbidden):
		return http.StatusForbidden
	case errors.Is(err, matcher.ErrTooLarge):
		return http.StatusRequestEntityTooLarge
	case errors.Is(err, matcher.ErrUnavailable), errors.Is(err, context.DeadlineExceeded):
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// Reasons are the wrong fields of an error, or one without a field that says what happened. Of an error that is not
// the caller's nothing is told.
func Reasons(err error) []matcher.Invalid {
	var all matcher.InvalidError
	var one matcher.Invalid
	switch {
	case errors.As(err, &all):
		return all
	case errors.As(err, &one):
		return []matcher.Invalid{one}
	case StatusOf(err) == http.StatusInternalServerError:
		return []matcher.Invalid{{Reason: "internal error"}}
	case StatusOf(err) == http.StatusServiceUnavailable:
		return []matcher.Invalid{{Reason: "the log is away, try again later"}}
	}
	return []matcher.Invalid{{Reason: err.Error()}}
}
