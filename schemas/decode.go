package schemas

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"matchd/matcher"
)

// Entity is a record that has a topic and an endpoint of its own.
type Entity interface {
	matcher.Vacancy | matcher.Candidate | matcher.Surplus | matcher.Company | matcher.Decision
}

// Decode reads one record and checks every rule of the contract. A member that nobody knows is left out with a
// warning, since its sender may be newer; null and empty text are read as absent. The error is a
// matcher.InvalidError with every wrong field, and never repeats what was given.
func Decode[T Entity](data []byte) (T, []matcher.Warning, error) { return DecodeAs[T](data, "") }

// DecodeAs is Decode for a record that must have the id given; empty = any.
func DecodeAs[T Entity](data []byte, id string) (T, []matcher.Warning, error) {
	var none T
	v, warnings, invalid := decode[T](data)
	if len(invalid) == 0 || invalid[0].Field != "" {
		invalid = merge(invalid, any(&v).(checked).Check())
		if id != "" && KeyOf(v) != id {
			invalid = merge(invalid, []matcher.Invalid{{Field: "id", Reason: "differs from the id in the path"}})
		}
	}
	if len(invalid) > 0 {
		return none, nil, matcher.InvalidError(invalid)
	}
	return v, warnings, nil
}

// DecodeStored reads what Encode wrote of a record that Decode had found sound, and looks for nothing else that may be
// wrong with it: a view that is opened reads every record there is.
func DecodeStored[T Entity](data []byte) (T, error) {
	var v T
	if err := json.Unmarshal(data, &v); err != nil {
		return v, fmt.Errorf("read stored record: %w", err)
	}
	return v, nil
}

// checked is a record that knows its own rules.
type checked interface{ Check() []matcher.Invalid }

// decode reads JSON into a value that has a form, first the fast way; where a value has a wrong type, the slow way
// names every such value. What is no JSON object at all is one Invalid without a field, and nothing else.
func decode[T any](data []byte) (T, []matcher.Warning, []matcher.Invalid) {
	var v T
	if reason := unsound(data); reason != "" {
		return v, nil, []matcher.Invalid{{Reason: reason}}
	}
	err := json.Unmarshal(data, &v)
	if syntax := new(json.SyntaxError); errors.As(err, &syntax) {
		return v, nil, []matcher.Invalid{{Reason: fmt.Sprintf("must be one JSON object; it breaks off or goes wrong at byte %d", syntax.Offset)}}
	}
	form := forms()[reflect.TypeFor[T]()]
	w := scanned(data, form.shape)
	if len(w.unknown) > 0 {
		var again T
		err = json.Unmarshal(w.masked(), &again)
		v = again
	}
	invalid := w.invalid
	if err != nil {
		v, invalid = mend[T](form.schema(), w.masked(), invalid)
	}
	return v, w.warnings, invalid
}

// unsound says what keeps data from being a JSON object before any syntax, or nothing.
func unsound(data []byte) string {
	switch trimmed := bytes.TrimLeft(data, " \t\r\n"); {
	case len(data) > MaxBytes:
		return fmt.Sprintf("must not be larger than %d bytes", MaxBytes)
	case len(trimmed) == 0 || trimmed[0] != '{':
		return "must be a JSON object"
	case !utf8.Valid(data):
		return "must be valid UTF-8"
	}
	return ""
}

// form is what a type reads from JSON.
type form struct {
	shape  *shape
	schema func() *jsonschema.Schema
}

// forms are made once, and never changed after.
var forms = sync.OnceValue(func() map[reflect.Type]form {
	all := map[reflect.Type]form{}
	for _, t := range []reflect.Type{
		reflect.TypeFor[matcher.Vacancy](), reflect.TypeFor[matcher.Candidate](), reflect.TypeFor[matcher.Surplus](),
		reflect.TypeFor[matcher.Company](), reflect.TypeFor[matcher.Decision](),
	} {
		s := shapeOf(t)
		s.must = []string{"revision"}
		all[t] = form{s, func() *jsonschema.Schema { return entitySchemas()[strings.ToLower(t.Name())] }}
	}
	all[reflect.TypeFor[MatchQuery]()] = form{shapeOf(reflect.TypeFor[MatchQuery]()), querySchemas("MatchQuery")}
	all[reflect.TypeFor[TransferQuery]()] = form{shapeOf(reflect.TypeFor[TransferQuery]()), querySchemas("TransferQuery")}
	all[reflect.TypeFor[Search]()] = form{shapeOf(reflect.TypeFor[Search]()), querySchemas("CandidateSearch")}
	return all
})

// Encode writes a record in its one canonical form: members in the order of the contract, unknown ones left out.
func Encode[T Entity](v T) ([]byte, error) {
	data, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("encode record: %w", err)
	}
	return data, nil
}

// Same reports whether two records have the same content, whatever spelling they arrived in.
func Same[T Entity](a, b T) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && bytes.Equal(x, y)
}
