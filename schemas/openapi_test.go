package schemas

import (
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"matchd/matcher"
)

// describedType is a Go type whose members the description must name, and its schema.
type describedType struct {
	schema string
	value  reflect.Type
}

func describedTypes() []describedType {
	return []describedType{
		{"Vacancy", reflect.TypeFor[matcher.Vacancy]()}, {"Candidate", reflect.TypeFor[matcher.Candidate]()},
		{"Surplus", reflect.TypeFor[matcher.Surplus]()}, {"Company", reflect.TypeFor[matcher.Company]()},
		{"Decision", reflect.TypeFor[matcher.Decision]()}, {"MatchList", reflect.TypeFor[MatchList]()},
		{"VacancyList", reflect.TypeFor[VacancyList]()}, {"CandidateList", reflect.TypeFor[CandidateList]()},
		{"SurplusList", reflect.TypeFor[SurplusList]()}, {"Accepted", reflect.TypeFor[Accepted]()},
		{"BatchOutcome", reflect.TypeFor[BatchOutcome]()}, {"CodeList", reflect.TypeFor[CodeList]()},
		{"RegionList", reflect.TypeFor[RegionList]()}, {"Findability", reflect.TypeFor[Findability]()},
		{"Problem", reflect.TypeFor[Problem]()}, {"MatchQuery", reflect.TypeFor[MatchQuery]()},
		{"PartnerList", reflect.TypeFor[PartnerList]()}, {"TransferPlan", reflect.TypeFor[TransferPlan]()},
		{"TransferQuery", reflect.TypeFor[TransferQuery]()}, {"TransferAnswer", reflect.TypeFor[TransferAnswer]()},
		{"RegionTransfers", reflect.TypeFor[RegionTransfers]()}, {"FreePositions", reflect.TypeFor[FreePositions]()},
		{"UnplacedPeople", reflect.TypeFor[UnplacedPeople]()}, {"SectorFlows", reflect.TypeFor[SectorFlows]()},
		{"CandidateSearch", reflect.TypeFor[Search]()},
	}
}

func TestTheDescriptionNamesTheMembersOfTheGoTypes(t *testing.T) {
	doc := parsed(t, "openapi.json")
	for _, d := range describedTypes() {
		t.Run(d.schema, func(t *testing.T) {
			compare(t, doc, map[string]any{"$ref": "#/components/schemas/" + d.schema}, shapeOf(d.value), d.schema)
		})
	}
}

// compare walks over a schema and the shape of a type side by side.
func compare(t *testing.T, doc map[string]any, schema map[string]any, s *shape, path string) {
	t.Helper()
	schema = object(doc, schema)
	switch {
	case s == nil:
	case s.list:
		items, ok := schema["items"].(map[string]any)
		if !ok {
			t.Errorf("%s is a list in Go only", path)
			return
		}
		compare(t, doc, items, s.item, path+"[]")
	default:
		properties, _ := schema["properties"].(map[string]any)
		if got, want := slices.Sorted(maps.Keys(properties)), slices.Sorted(maps.Keys(s.members)); !slices.Equal(got, want) {
			t.Errorf("%s has members %q, in Go %q", path, got, want)
			return
		}
		for name, m := range s.members {
			compare(t, doc, properties[name].(map[string]any), m.shape, path+"."+name)
		}
	}
}

// object follows references, and takes the form of an object where there are others.
func object(doc, schema map[string]any) map[string]any {
	if target, ok := schema["$ref"].(string); ok {
		return object(doc, at(doc, target))
	}
	if all, ok := schema["allOf"].([]any); ok {
		return object(doc, all[0].(map[string]any))
	}
	if forms, ok := schema["oneOf"].([]any); ok && schema["properties"] == nil {
		return object(doc, forms[len(forms)-1].(map[string]any))
	}
	return schema
}

func at(doc map[string]any, ref string) map[string]any {
	here := doc
	for _, name := range strings.Split(strings.TrimPrefix(ref, "#/"), "/") {
		here, _ = here[name].(map[string]any)
	}
	return here
}

// The ruleset of the API Design Rules takes every member under paths that has the name of a method in it for an
// operation, members of examples too: "postcode".
func TestOnlyOperationsAreNamedAsMethodsUnderPaths(t *testing.T) {
	method := regexp.MustCompile("put|post|patch")
	var walk func(v any, path string, depth int)
	walk = func(v any, path string, depth int) {
		members, _ := v.(map[string]any)
		for name, inner := range members {
			if depth > 1 && method.MatchString(name) { // paths at 0, operations at 1
				t.Errorf("%s.%s passes for an operation", path, name)
			}
			walk(inner, path+"."+name, depth+1)
		}
		list, _ := v.([]any)
		for _, inner := range list {
			walk(inner, path+"[]", depth+1)
		}
	}
	walk(parsed(t, "openapi.json")["paths"], "paths", 0)
}

func TestEveryOperationIsToldInFull(t *testing.T) {
	for path, item := range parsed(t, "openapi.json")["paths"].(map[string]any) {
		for method, op := range item.(map[string]any) {
			o, ok := op.(map[string]any)
			if !ok {
				continue
			}
			for _, member := range []string{"operationId", "summary", "description", "tags", "responses"} {
				if o[member] == nil {
					t.Errorf("%s %s has no %s", method, path, member)
				}
			}
			if o["responses"].(map[string]any)["default"] == nil {
				t.Errorf("%s %s does not tell of other failures", method, path)
			}
		}
	}
}
