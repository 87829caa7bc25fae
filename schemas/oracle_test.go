package schemas

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"matchd/matcher"
)

// The JSON Schemas with the rules across fields are the oracle: the fast way accepts a record exactly where they do.

func TestFastDecodingAcceptsExactlyWhatTheSchemasAccept(t *testing.T) {
	t.Run("vacancy", oracle[matcher.Vacancy])
	t.Run("candidate", oracle[matcher.Candidate])
	t.Run("surplus", oracle[matcher.Surplus])
	t.Run("company", oracle[matcher.Company])
	t.Run("decision", oracle[matcher.Decision])
}

func oracle[T Entity](t *testing.T) {
	accepted := 0
	rapid.Check(t, func(t *rapid.T) {
		tree := record[T]().Draw(t, "record")
		for range rapid.IntRange(0, 2).Draw(t, "mutations") {
			tree = mutate(t, tree)
		}
		data, err := json.Marshal(tree)
		if err != nil {
			t.Fatal(err)
		}
		_, _, got := Decode[T](data)
		want := allowed[T](t, data)
		if (got == nil) != (want == nil) {
			t.Fatalf("decode says %v, oracle says %v, of %s", got, want, data)
		}
		if got == nil {
			accepted++
		}
	})
	if accepted == 0 {
		t.Error("no generated record was accepted, so nothing was tried")
	}
}

// allowed is the slow judge: schema, then rules across fields.
func allowed[T Entity](t *rapid.T, data []byte) error {
	tree, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	tree = normal(tree)
	if err := schemaOf[T]().Validate(tree); err != nil {
		return err
	}
	return crossed(tree)
}

// crossed finds ranges and periods that end before they begin, and a side that accepts twice.
func crossed(tree any) error {
	switch at := tree.(type) {
	case []any:
		for _, v := range at {
			if err := crossed(v); err != nil {
				return err
			}
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(at)) {
			inner, _ := at[name].(map[string]any)
			if (name == "hours" || name == "salary") && after(inner["min"], inner["max"]) {
				return fmt.Errorf("%s: max before min", name)
			}
			if err := crossed(at[name]); err != nil {
				return err
			}
		}
		if after(at["availableFrom"], at["availableUntil"]) || after(at["from"], at["to"]) {
			return errors.New("ends before it begins")
		}
		if list, _ := at["acceptances"].([]any); len(list) == 2 && list[0].(map[string]any)["side"] == list[1].(map[string]any)["side"] {
			return errors.New("a side says yes twice")
		}
	}
	return nil
}

func after(a, b any) bool {
	if x, ok := a.(string); ok {
		y, ok := b.(string)
		return ok && x > y
	}
	x, okX := a.(json.Number)
	y, okY := b.(json.Number)
	if !okX || !okY {
		return false
	}
	fx, _ := x.Float64()
	fy, _ := y.Float64()
	return fx > fy
}

func schemaOf[T Entity]() *jsonschema.Schema { return forms()[reflect.TypeFor[T]()].schema() }

// record draws sound records (but for rules across fields) from the schema itself.
func record[T Entity]() *rapid.Generator[any] {
	return rapid.Custom(func(t *rapid.T) any { return draw(t, schemaOf[T]()) })
}

func draw(t *rapid.T, s *jsonschema.Schema) any {
	switch {
	case s.Ref != nil:
		return draw(t, s.Ref)
	case len(s.AllOf) > 0:
		return draw(t, s.AllOf[0])
	case len(s.OneOf) > 0:
		return draw(t, rapid.SampledFrom(s.OneOf).Draw(t, "form"))
	case s.Enum != nil:
		return rapid.SampledFrom(s.Enum.Values).Draw(t, "enum")
	}
	switch s.Types.ToStrings()[0] {
	case "object":
		return drawObject(t, s)
	case "array":
		items := []any{}
		for range rapid.IntRange(0, 3).Draw(t, "items") {
			items = append(items, draw(t, s.Items2020))
		}
		return items
	case "boolean":
		return rapid.Bool().Draw(t, "bool")
	case "integer", "number":
		return json.Number(fmt.Sprint(rapid.SampledFrom([]int{1, 0, 1, 1950, 38}).Draw(t, "number")))
	}
	return rapid.SampledFrom([]string{"a:b", "2026-03-31", "2025-01-01", "12345678", "s~v", "AM13", "EUR", "NL", "BE", "3511 AB", "nld", "47", "text"}).Draw(t, "text")
}

func drawObject(t *rapid.T, s *jsonschema.Schema) any {
	at := map[string]any{}
	for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
		if slices.Contains(s.Required, name) || rapid.IntRange(0, 3).Draw(t, name) == 0 {
			at[name] = fitting(t, s.Properties[name])
		}
	}
	return at
}

// fitting draws until the value fits, so that most drawn records are sound.
func fitting(t *rapid.T, s *jsonschema.Schema) any {
	for range 12 {
		if v := draw(t, s); s.Validate(v) == nil {
			return v
		}
	}
	return nil
}

// mutate puts something else at one place of the tree.
func mutate(t *rapid.T, tree any) any {
	junk := rapid.SampledFrom([]any{
		nil, true, "", " ", "x", "a b", strings.Repeat("é", 501), "AM13", "2026-02-30", "0", json.Number("-1"), json.Number("0"),
		json.Number("0.5"), json.Number("3"), json.Number("1e9"), json.Number("200001"), []any{}, []any{nil}, []any{"", "x"}, map[string]any{},
		map[string]any{"code": ""}, map[string]any{"min": json.Number("5"), "max": json.Number("4")},
	})
	switch at := tree.(type) {
	case map[string]any:
		if len(at) == 0 || rapid.IntRange(0, 9).Draw(t, "here") == 0 {
			return junk.Draw(t, "junk")
		}
		name := rapid.SampledFrom(slices.Sorted(maps.Keys(at))).Draw(t, "member")
		at = maps.Clone(at)
		at[name] = mutate(t, at[name])
		return at
	case []any:
		if len(at) == 0 {
			return junk.Draw(t, "junk")
		}
		at = slices.Clone(at)
		i := rapid.IntRange(0, len(at)-1).Draw(t, "place")
		at[i] = mutate(t, at[i])
		return at
	}
	return junk.Draw(t, "junk")
}
