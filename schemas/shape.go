package schemas

import (
	"encoding"
	"reflect"
	"strings"

	"matchd/matcher"
)

// shape is which members a Go type reads from JSON; nil = a plain value, whose members nobody knows.
type shape struct {
	members map[string]member // of an object
	item    *shape            // of a list's items
	list    bool
	must    []string // members that the Go type cannot tell from absent ones
	least   string   // a count that may be absent and not be 0, which the Go type cannot tell apart either
	person  bool     // about a person: names of directly identifying data are refused in it
}

// member is one known member of an object, with its place in the type, below 64.
type member struct {
	place uint
	shape *shape
}

// shapeOf reads the shape from the json tags of a type.
func shapeOf(t reflect.Type) *shape {
	if t.Implements(reflect.TypeFor[encoding.TextMarshaler]()) {
		return nil
	}
	switch t.Kind() {
	case reflect.Pointer:
		return shapeOf(t.Elem())
	case reflect.Slice:
		return &shape{list: true, item: shapeOf(t.Elem())}
	case reflect.Struct:
		s := &shape{members: map[string]member{}, person: t == reflect.TypeFor[matcher.Candidate]()}
		if t == reflect.TypeFor[matcher.Vacancy]() {
			s.least = "positions"
		}
		s.add(t)
		return s
	}
	return nil
}

// add notes the fields of a struct type, those of embedded structs as its own.
func (s *shape) add(t reflect.Type) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous && name == "":
			s.add(f.Type)
		case name != "" && name != "-":
			s.members[name] = member{place: uint(len(s.members)), shape: shapeOf(f.Type)}
		}
	}
}
