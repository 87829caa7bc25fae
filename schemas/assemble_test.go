package schemas

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"matchd/loadtest/testkit"
)

// parts lists the fragments of the description, in the order of its tags. A group of routes is in it once it is served.
func parts() []string {
	return []string{"common", "entities", "search", "matches", "transfers", "codes", "decisions", "events", "contracts"}
}

func TestServedContractsAreWhatTheirFragmentsGive(t *testing.T) {
	files, err := filepath.Glob("openapi/*.json")
	if err != nil || len(files) != len(parts()) {
		t.Errorf("%d fragments for %d parts (%v)", len(files), len(parts()), err)
	}
	golden(t, "openapi.json", assembled(t))
	topics := parsed(t, "asyncapi/common.json")
	all := components(t)
	delete(all, "VacancyDraft")
	delete(all, "CandidateDraft")
	delete(all, "SurplusDraft")
	if err := mergeInto(topics, map[string]any{"components": map[string]any{"schemas": all}}, "asyncapi"); err != nil {
		t.Fatal(err)
	}
	golden(t, "asyncapi.json", topics)
}

// golden compares a committed file with what it should be, or writes it.
func golden(t *testing.T, name string, want map[string]any) {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(want); err != nil {
		t.Fatal(err)
	}
	if testkit.Golden(t, name, b.String()) != b.String() {
		t.Errorf("%s is not what its fragments give: go generate ./schemas", name)
	}
}

// assembled puts the fragments and the schemas of the entities together.
func assembled(t *testing.T) map[string]any {
	t.Helper()
	doc := map[string]any{}
	for _, part := range parts() {
		if err := mergeInto(doc, parsed(t, "openapi/"+part+".json"), part); err != nil {
			t.Fatal(err)
		}
	}
	if err := mergeInto(doc, map[string]any{"components": map[string]any{"schemas": components(t)}}, "entities"); err != nil {
		t.Fatal(err)
	}
	return doc
}

func parsed(t *testing.T, name string) map[string]any {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var v map[string]any
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatalf("read %s: %v", name, err)
	}
	return v
}

// mergeInto adds a part to a document: objects are merged, lists are joined, and nothing is overwritten.
func mergeInto(doc, part map[string]any, path string) error {
	for _, name := range slices.Sorted(maps.Keys(part)) {
		here, there := doc[name], part[name]
		switch {
		case here == nil:
			doc[name] = there
		case isA[map[string]any](here) && isA[map[string]any](there):
			if err := mergeInto(here.(map[string]any), there.(map[string]any), path+"."+name); err != nil {
				return err
			}
		case isA[[]any](here) && isA[[]any](there):
			doc[name] = append(here.([]any), there.([]any)...)
		default:
			return fmt.Errorf("%s.%s is there already", path, name)
		}
	}
	return nil
}

func isA[T any](v any) bool {
	_, ok := v.(T)
	return ok
}

// components are the schemas of the entities under the names that the description uses, and their drafts, in which
// nothing is required.
func components(t *testing.T) map[string]any {
	all := map[string]any{}
	for name, def := range parsed(t, "entities/common.schema.json")["$defs"].(map[string]any) {
		all[pascal(name)] = local(def)
	}
	for _, name := range []string{"vacancy", "candidate", "surplus", "company", "decision"} {
		s := local(parsed(t, "entities/"+name+".schema.json")).(map[string]any)
		delete(s, "$schema")
		delete(s, "$id")
		all[pascal(name)] = s
		if name == "vacancy" || name == "candidate" || name == "surplus" {
			draft := maps.Clone(s)
			delete(draft, "required")
			draft["title"] = pascal(name) + " that is not stored"
			all[pascal(name)+"Draft"] = draft
		}
	}
	return all
}

func pascal(name string) string { return string(unicode.ToUpper(rune(name[0]))) + name[1:] }

// local turns references between the schema files into references within the description.
func local(v any) any {
	switch at := v.(type) {
	case map[string]any:
		for name, inner := range at {
			if name == "$ref" {
				_, def, _ := strings.Cut(inner.(string), "#/$defs/")
				at[name] = "#/components/schemas/" + pascal(def)
				continue
			}
			at[name] = local(inner)
		}
	case []any:
		for i := range at {
			at[i] = local(at[i])
		}
	}
	return v
}
