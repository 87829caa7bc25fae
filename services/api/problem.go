package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"
	"go.opentelemetry.io/otel/trace"

	"matchd/matcher"
	"matchd/schemas"
	"matchd/services/broker"
)

// refusal is an error of the protocol rather than of a use case.
type refusal struct {
	status int
	detail string            // safe to show
	header map[string]string // of the answer
}

// Error is the detail.
func (r *refusal) Error() string { return r.detail }

func refuse(status int, detail string) error { return &refusal{status: status, detail: detail} }

// problemBase is the namespace of problem types; nothing is served there, it only names.
const problemBase = "https://matchd.example/problems/"

// kind is the name and the title of a problem.
type kind struct{ name, title string }

// kindOf tells problems apart by status.
func kindOf(status int) kind {
	switch status {
	case http.StatusBadRequest:
		return kind{"invalid", "Invalid input"}
	case http.StatusUnauthorized:
		return kind{"unauthorized", "Unauthorized"}
	case http.StatusForbidden:
		return kind{"forbidden", "Forbidden"}
	case http.StatusNotFound:
		return kind{"not-found", "Not found"}
	case http.StatusMethodNotAllowed:
		return kind{"method-not-allowed", "Method not allowed"}
	case http.StatusConflict:
		return kind{"conflict", "Revision conflict"}
	case http.StatusRequestEntityTooLarge:
		return kind{"too-large", "Content too large"}
	case http.StatusUnsupportedMediaType:
		return kind{"unsupported-media-type", "Unsupported media type"}
	case http.StatusTooManyRequests:
		return kind{"too-many-requests", "Too many requests"}
	case http.StatusServiceUnavailable:
		return kind{"unavailable", "Unavailable"}
	}
	return kind{"internal", "Internal error"}
}

// problemOf makes the document for an error, and the headers that go with it. Of what is not the caller's doing it says
// nothing but the trace.
func problemOf(ctx context.Context, err error) (schemas.Problem, map[string]string) {
	p := schemas.Problem{Status: http.StatusInternalServerError}
	header := map[string]string{}
	var refused *refusal
	var routing *echo.HTTPError
	switch {
	case errors.Is(err, ErrUnauthenticated):
		unknown := &unauthenticated{given: true}
		errors.As(err, &unknown)
		p.Status, p.Detail, header = http.StatusUnauthorized, unknown.Error(), map[string]string{"WWW-Authenticate": unknown.challenge()}
	case errors.As(err, &refused):
		p.Status, p.Detail, header = refused.status, refused.detail, refused.header
	case errors.As(err, &routing) && routing.Code < http.StatusInternalServerError:
		p.Status, p.Detail = routing.Code, routingDetail(routing.Code)
	case errors.Is(err, context.Canceled):
		p.Status, p.Detail = http.StatusServiceUnavailable, "the request was broken off"
	case errors.Is(err, context.DeadlineExceeded):
		p.Status, p.Detail = http.StatusServiceUnavailable, "the answer took too long"
	default:
		p.Status = broker.StatusOf(err)
		p.Detail, p.Errors = reasons(p.Status, broker.Reasons(err))
	}
	k := kindOf(p.Status)
	p.Type, p.Title = problemBase+k.name, k.title
	if span := trace.SpanContextFromContext(ctx); span.HasTraceID() {
		p.TraceID = span.TraceID().String()
	}
	return p, header
}

func routingDetail(status int) string {
	if status == http.StatusMethodNotAllowed {
		return "this method is not for this path; Allow names those that are"
	}
	return "there is no such path"
}

func reasons(status int, all []matcher.Invalid) (string, []matcher.Invalid) {
	switch {
	case status == http.StatusInternalServerError:
		return "something went wrong; the trace id helps to find out what", nil
	case status != http.StatusBadRequest:
		return all[0].Reason, nil
	case len(all) == 1:
		return "1 field is wrong", all
	}
	return fmt.Sprintf("%d fields are wrong", len(all)), all
}

// retryAfter is when trying again makes sense, in seconds.
func retryAfter(status int) (seconds int, ok bool) {
	switch status {
	case http.StatusTooManyRequests:
		return 1, true
	case http.StatusServiceUnavailable:
		return 5, true
	}
	return 0, false
}

// writeProblem answers with a problem document (RFC 9457).
func writeProblem(ctx context.Context, w http.ResponseWriter, err error) {
	p, header := problemOf(ctx, err)
	data, failed := json.Marshal(p)
	if failed != nil { // cannot be: the document holds texts and numbers only
		data = nil
	}
	for name, value := range header {
		w.Header().Set(name, value)
	}
	if seconds, ok := retryAfter(p.Status); ok {
		w.Header().Set("Retry-After", strconv.Itoa(seconds))
	}
	w.Header().Del("ETag")
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	w.WriteHeader(p.Status)
	_, _ = w.Write(data) // whoever asked is gone, if this fails
}
