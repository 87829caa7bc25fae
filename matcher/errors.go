package matcher

import (
	"errors"
	"fmt"
	"strings"
)

// The ways in which a question or a record is refused, to be found with errors.Is. The network edge has one table from
// these to HTTP statuses, broker.StatusOf; what is none of them is a fault of the service, and its text is not shown.
var (
	// ErrNotFound says that the thing asked for is not in the view, or not for this viewer to see: the two are not told
	// apart, so that nobody learns from it who is looking for work.
	ErrNotFound = errors.New("not found")
	// ErrConflict says that a revision is behind, or equal with other content, or that a decision takes more than is left.
	ErrConflict = errors.New("revision conflict")
	// ErrForbidden says that the viewer's roles do not allow the question.
	ErrForbidden = errors.New("forbidden")
	// ErrTooLarge says that a record is larger than the log takes.
	ErrTooLarge = errors.New("too large")
	// ErrUnavailable says that a part the answer needs is away for now: the same question may succeed later.
	ErrUnavailable = errors.New("unavailable")
)

// Invalid is one wrong field of a record or question, in words for whoever sent it. As an error it stands for one wrong
// field alone; use InvalidError where there may be several.
type Invalid struct {
	Field       string   `json:"field"` // path such as skills[2].level; empty = the whole
	Reason      string   `json:"reason"`
	Suggestions []string `json:"suggestions,omitempty"` // nearest known values, where a code is unknown
}

// Error is the field and the reason.
func (i Invalid) Error() string {
	if i.Field == "" {
		return i.Reason
	}
	return i.Field + ": " + i.Reason
}

// InvalidError is every wrong field at once, so that a sender mends a record in one go.
type InvalidError []Invalid

// Error counts the fields and lists them all; it may be long, and is meant for logs of tests and tools.
func (e InvalidError) Error() string {
	parts := make([]string, len(e))
	for i, f := range e {
		parts[i] = f.Error()
	}
	return fmt.Sprintf("%d invalid: %s", len(e), strings.Join(parts, "; "))
}

// Warning is something in an accepted record that its sender should know of, such as an unknown code. Unlike Invalid it
// refuses nothing: the record counts as it is, matched by its texts where a code says nothing.
type Warning struct {
	Field       string   `json:"field"` // as Invalid's
	Reason      string   `json:"reason"`
	Suggestions []string `json:"suggestions,omitempty"` // as Invalid's
}
