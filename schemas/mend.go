package schemas

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"

	"matchd/matcher"
)

// maxInvalid bounds how many wrong fields one answer names.
const maxInvalid = 1000

// mend reads a record in which at least one value has a wrong type. The JSON Schema finds all of these; they are
// taken out, so that the rules can be checked on all the rest.
func mend[T any](schema *jsonschema.Schema, data []byte, found []matcher.Invalid) (T, []matcher.Invalid) {
	var v T
	tree, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return v, append(found, matcher.Invalid{Reason: "must be a JSON object"})
	}
	tree = normal(tree)
	var failure *jsonschema.ValidationError
	if errors.As(schema.Validate(tree), &failure) {
		for _, wrong := range wrongTypes(failure, nil) {
			found = merge(found, []matcher.Invalid{wrong.invalid})
			blank(tree, wrong.path)
		}
	}
	if err := decodeTree(tree, &v); err != nil {
		found = merge(found, []matcher.Invalid{unreadable(err)})
	}
	return v, found
}

func decodeTree(tree, v any) error {
	data, err := json.Marshal(tree)
	if err != nil {
		return err
	}
	return json.Unmarshal(data, v)
}

// unreadable names a field that has the right type and that the value type cannot hold, such as 1e99 people.
func unreadable(err error) matcher.Invalid {
	if wrong := new(json.UnmarshalTypeError); errors.As(err, &wrong) {
		return matcher.Invalid{Field: wrong.Field, Reason: "must be a number within its range"}
	}
	return matcher.Invalid{Reason: "has a value that cannot be read"}
}

// wrongType is a value of a wrong type and where it stands.
type wrongType struct {
	path    []string
	invalid matcher.Invalid
}

// wrongTypes collects the values of a wrong type from a failure; all other failures are found by Check.
func wrongTypes(e *jsonschema.ValidationError, found []wrongType) []wrongType {
	switch k := e.ErrorKind.(type) {
	case *kind.Type:
		return append(found, wrongType{e.InstanceLocation, invalidAt(e.InstanceLocation, "must be "+article(k.Want[0]))})
	case *kind.Format:
		return append(found, wrongType{e.InstanceLocation, invalidAt(e.InstanceLocation, "must be a date such as 2026-03-31")})
	case *kind.OneOf:
		return append(found, shorthand(e)...)
	}
	for _, cause := range e.Causes {
		found = wrongTypes(cause, found)
	}
	return found
}

// shorthand reads the failure of a value that may take two forms: where it has one of them, what is wrong inside
// counts; where it has neither, both are named.
func shorthand(e *jsonschema.ValidationError) []wrongType {
	var forms []string
	for _, branch := range e.Causes {
		inside := wrongTypes(branch, nil)
		if len(inside) != 1 || len(inside[0].path) != len(e.InstanceLocation) {
			return inside
		}
		forms = append(forms, strings.TrimPrefix(inside[0].invalid.Reason, "must be "))
	}
	return []wrongType{{e.InstanceLocation, invalidAt(e.InstanceLocation, "must be "+strings.Join(forms, " or "))}}
}

// article puts the name of a JSON type in plain words.
func article(name string) string {
	words := map[string]string{"string": "a text", "number": "a number", "integer": "a whole number", "boolean": "true or false",
		"array": "a list", "object": "an object"}
	return words[name]
}

func invalidAt(path []string, reason string) matcher.Invalid {
	var b strings.Builder
	for _, p := range path {
		if _, err := strconv.Atoi(p); err == nil {
			fmt.Fprintf(&b, "[%s]", p)
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('.')
		}
		b.WriteString(shown([]byte(p)))
	}
	return matcher.Invalid{Field: b.String(), Reason: reason}
}

// blank puts null where the path leads, which is read as absent.
func blank(tree any, path []string) {
	for i, p := range path {
		last := i == len(path)-1
		switch at := tree.(type) {
		case map[string]any:
			if last {
				at[p] = nil
			}
			tree = at[p]
		case []any:
			n, err := strconv.Atoi(p)
			if err != nil || n >= len(at) {
				return
			}
			if last {
				at[n] = nil
			}
			tree = at[n]
		}
	}
}

// normal takes out members that are null or empty text, since both mean absent, and writes whole numbers whole:
// 1.0 and 1e0 are 1. Of a list that is too long in any case only so much is kept that it still is.
func normal(tree any) any {
	switch at := tree.(type) {
	case json.Number:
		if f, err := at.Float64(); err == nil && f == math.Trunc(f) && math.Abs(f) <= matcher.MaxRevision {
			return json.Number(strconv.FormatInt(int64(f), 10))
		}
	case map[string]any:
		for name, v := range at {
			if v == nil || v == "" {
				delete(at, name)
				continue
			}
			at[name] = normal(v)
		}
	case []any:
		at = at[:min(len(at), matcher.MaxSkills+1)]
		for i, v := range at {
			at[i] = normal(v)
		}
		return at
	}
	return tree
}

// merge adds what is said of other fields than those already found: a field that has a wrong type is not also
// called absent.
func merge(found, more []matcher.Invalid) []matcher.Invalid {
	for _, m := range more {
		if len(found) > maxInvalid {
			break
		}
		if said(found, m.Field) {
			continue
		}
		if len(found) == maxInvalid {
			m = matcher.Invalid{Reason: "further fields are wrong too; mend these first"}
		}
		found = append(found, m)
	}
	return found
}

func said(found []matcher.Invalid, field string) bool {
	for _, f := range found {
		rest, under := strings.CutPrefix(field, f.Field)
		if f.Field != "" && under && (rest == "" || rest[0] == '.' || rest[0] == '[') {
			return true
		}
	}
	return false
}
