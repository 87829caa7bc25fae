package schemas

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"sync"
	"unicode/utf8"

	"matchd/matcher"
)

// Entity is a record that has a topic and an endpoint of its own.
type Entity interface {
	matcher.Vacancy | matcher.Candidate | matcher.Surplus | matcher.Company | matcher.Decision
}

// Decode reads one record and checks every rule of the contract. A member that nobody knows is left out with a
// warning, since its sender may be newer; null and empty text are read as absent. The error is a
// matcher.InvalidError with every wrong field, and never repeats what was given.
func Decode[T Entity](data []byte) (T, []matcher.Warning, error) {
	var none T
	v, scan, err := read[T](data)
	if scan == nil {
		return none, nil, err
	}
	invalid := scan.invalid
	if err != nil {
		v, invalid = mend[T](scan.masked(), invalid)
	}
	invalid = merge(invalid, any(&v).(checked).Check())
	if len(invalid) > 0 {
		return none, nil, matcher.InvalidError(invalid)
	}
	return v, scan.warnings, nil
}

// checked is a record that knows its own rules.
type checked interface{ Check() []matcher.Invalid }

// read decodes the fast way. Without a scan, data is no JSON at all; with one, an error is a value of a wrong type.
func read[T Entity](data []byte) (v T, w *scan, err error) {
	if err := sound(data); err != nil {
		return v, nil, err
	}
	err = json.Unmarshal(data, &v)
	if syntax := new(json.SyntaxError); errors.As(err, &syntax) {
		return v, nil, whole(fmt.Sprintf("must be one JSON object; it breaks off or goes wrong at byte %d", syntax.Offset))
	}
	_, personal := any(v).(matcher.Candidate)
	w = scanned(data, shapes().of(reflect.TypeFor[T]()), personal)
	if len(w.unknown) > 0 {
		var again T
		err = json.Unmarshal(w.masked(), &again)
		v = again
	}
	return v, w, err
}

// sound checks what must hold before any syntax.
func sound(data []byte) error {
	switch trimmed := bytes.TrimLeft(data, " \t\r\n"); {
	case len(data) > MaxBytes:
		return whole(fmt.Sprintf("must not be larger than %d bytes", MaxBytes))
	case len(trimmed) == 0 || trimmed[0] != '{':
		return whole("must be a JSON object")
	case !utf8.Valid(data):
		return whole("must be valid UTF-8")
	}
	return nil
}

func whole(reason string) error { return matcher.InvalidError{{Reason: reason}} }

// shapeTable holds the shape of every entity.
type shapeTable map[reflect.Type]*shape

func (t shapeTable) of(r reflect.Type) *shape { return t[r] }

// shapes are made once, and never changed after.
var shapes = sync.OnceValue(func() shapeTable {
	t := shapeTable{}
	for _, r := range []reflect.Type{
		reflect.TypeFor[matcher.Vacancy](), reflect.TypeFor[matcher.Candidate](), reflect.TypeFor[matcher.Surplus](),
		reflect.TypeFor[matcher.Company](), reflect.TypeFor[matcher.Decision](),
	} {
		t[r] = shapeOf(r)
		t[r].must = []string{"revision"}
	}
	return t
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
