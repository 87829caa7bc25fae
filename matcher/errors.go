package matcher

import (
	"errors"
	"fmt"
	"strings"
)

// The ways in which a question or a record is refused; the network edge has one table from these to statuses.
var (
	// ErrNotFound says that the thing asked for is not in the view, or not for this viewer to see.
	ErrNotFound = errors.New("not found")
	// ErrConflict says that a revision is behind, or equal with other content.
	ErrConflict = errors.New("revision conflict")
	// ErrForbidden says that the viewer's roles do not allow the question.
	ErrForbidden = errors.New("forbidden")
	// ErrTooLarge says that a record is larger than the log takes.
	ErrTooLarge = errors.New("too large")
	// ErrUnavailable says that a part the answer needs is away for now.
	ErrUnavailable = errors.New("unavailable")
)

// Invalid is one wrong field of a record or question.
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

// InvalidError is every wrong field at once.
type InvalidError []Invalid

// Error lists all fields.
func (e InvalidError) Error() string {
	parts := make([]string, len(e))
	for i, f := range e {
		parts[i] = f.Error()
	}
	return fmt.Sprintf("%d invalid: %s", len(e), strings.Join(parts, "; "))
}

// Warning is something in an accepted record that its sender should know of, such as an unknown code.
type Warning struct {
	Field       string   `json:"field"`
	Reason      string   `json:"reason"`
	Suggestions []string `json:"suggestions,omitempty"`
}
