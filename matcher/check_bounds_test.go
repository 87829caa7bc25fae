package matcher

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

// Whatever a record may hold is bounded: no list and no text of any record gets in at any length.
func TestNoListAndNoTextOfAnyRecordIsUnbounded(t *testing.T) {
	bounded[Vacancy](t, (*Vacancy).Check)
	bounded[Candidate](t, (*Candidate).Check)
	bounded[Surplus](t, (*Surplus).Check)
	bounded[Company](t, (*Company).Check)
	bounded[Decision](t, (*Decision).Check)
}

func bounded[T any](t *testing.T, complain func(*T) []Invalid) {
	name := reflect.TypeFor[T]().Name()
	tried := 0
	for _, at := range places(reflect.TypeFor[T](), nil, "") {
		var v T
		spoil(reflect.ValueOf(&v).Elem(), at.steps)
		found := broken(complain(&v))
		if !slices.ContainsFunc(found, func(field string) bool { return field == at.path || strings.HasPrefix(field, at.path+".") }) {
			t.Errorf("%s takes any length of %s: it complains of %q", name, at.path, found)
		}
		tried++
	}
	if tried < 5 {
		t.Errorf("only %d places of %s were tried", tried, name)
	}
}

// somewhere is a list or a text in a record: where, by the fields to go through, and its path in JSON.
type somewhere struct {
	steps []int
	path  string
}

// places are the lists and texts of a type; of a list the first item is looked into.
func places(t reflect.Type, steps []int, path string) (out []somewhere) {
	switch t.Kind() {
	case reflect.Pointer:
		return places(t.Elem(), steps, path)
	case reflect.String:
		return []somewhere{{slices.Clone(steps), path}}
	case reflect.Slice:
		out = append(out, somewhere{slices.Clone(steps), path})
		if t.Elem().Kind() == reflect.Struct {
			out = append(out, places(t.Elem(), append(steps, -1), path+"[0]")...)
		}
	case reflect.Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			tag, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			inner := path
			if tag != "" {
				inner = strings.TrimPrefix(path+"."+tag, ".")
			}
			if f.IsExported() && tag != "-" {
				out = append(out, places(f.Type, append(slices.Clone(steps), i), inner)...)
			}
		}
	}
	return out
}

// spoil makes the list or text at a place longer than anything may be.
func spoil(v reflect.Value, steps []int) {
	for v.Kind() == reflect.Pointer {
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		v = v.Elem()
	}
	switch {
	case len(steps) > 0 && steps[0] < 0:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		spoil(v.Index(0), steps[1:])
	case len(steps) > 0:
		spoil(v.Field(steps[0]), steps[1:])
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), MaxSkills+1, MaxSkills+1))
	default:
		v.SetString(strings.Repeat("x", MaxText+1))
	}
}
