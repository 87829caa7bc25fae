package schemas

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"matchd/matcher"
)

func TestTopicsAreThoseOfTheDescription(t *testing.T) {
	var described, known []string
	for _, channel := range parsed(t, "asyncapi.json")["channels"].(map[string]any) {
		described = append(described, channel.(map[string]any)["address"].(string))
		partitions := at(channel.(map[string]any), "#/bindings/kafka")["partitions"]
		if partitions != float64(Partitions) {
			t.Errorf("%v partitions described, %d in Go", partitions, Partitions)
		}
	}
	for _, topic := range Topics() {
		known = append(known, topic.Name)
	}
	slices.Sort(described)
	slices.Sort(known)
	if !slices.Equal(described, known) {
		t.Errorf("described %q, in Go %q", described, known)
	}
}

func TestEventsAreThoseOfTheDescription(t *testing.T) {
	doc := parsed(t, "asyncapi.json")
	var described []string
	for _, message := range at(doc, "#/channels/matchEvents/messages") {
		m := at(doc, message.(map[string]any)["$ref"].(string))
		described = append(described, m["name"].(string))
	}
	var known []string
	for _, e := range EventTypes() {
		known = append(known, string(e))
	}
	slices.Sort(described)
	slices.Sort(known)
	if !slices.Equal(described, known) {
		t.Errorf("described %q, in Go %q", described, known)
	}
	for _, d := range []describedType{
		{"MatchChanged", reflect.TypeFor[MatchChanged]()}, {"MatchListed", reflect.TypeFor[MatchListed]()}, {"MatchDecided", reflect.TypeFor[MatchDecided]()},
		{"TransferChanged", reflect.TypeFor[TransferChanged]()}, {"TransferShown", reflect.TypeFor[TransferShown]()}, {"DemandUnmatched", reflect.TypeFor[DemandUnmatched]()}, {"Vacancy", reflect.TypeFor[matcher.Vacancy]()},
	} {
		compare(t, doc, map[string]any{"$ref": "#/components/schemas/" + d.schema}, shapeOf(d.value), d.schema)
	}
}

func TestStreamedTypesAreThoseOfTheDescription(t *testing.T) {
	parameters := at(parsed(t, "openapi.json")["paths"].(map[string]any)["/match-events"].(map[string]any), "#/get")["parameters"].([]any)
	var known []string
	for _, e := range EventTypes() {
		known = append(known, string(e))
	}
	for _, e := range EventTypes() {
		known = append(known, e.Short())
	}
	for _, p := range parameters {
		if q := p.(map[string]any); q["name"] == "type" {
			if got := at(q, "#/schema/items")["enum"]; !reflect.DeepEqual(got, anyOf(known)) {
				t.Errorf("described %v", got)
			}
			return
		}
	}
	t.Error("the stream has no filter on type")
}

func anyOf(texts []string) []any {
	var all []any
	for _, s := range texts {
		all = append(all, s)
	}
	return all
}

func TestReferencesOfTheDescriptionsLeadSomewhere(t *testing.T) {
	for name, data := range map[string][]byte{"openapi": OpenAPI(), "asyncapi": AsyncAPI()} {
		var doc map[string]any
		if err := json.Unmarshal(data, &doc); err != nil {
			t.Fatal(err)
		}
		followed := 0
		var walk func(any)
		walk = func(v any) {
			switch here := v.(type) {
			case map[string]any:
				if ref, ok := here["$ref"].(string); ok {
					followed++
					if !strings.HasPrefix(ref, "#/") || at(doc, ref) == nil {
						t.Errorf("%s: %s leads nowhere", name, ref)
					}
				}
				for _, inner := range here {
					walk(inner)
				}
			case []any:
				for _, inner := range here {
					walk(inner)
				}
			}
		}
		walk(doc)
		if followed < 50 {
			t.Errorf("%s has only %d references", name, followed)
		}
	}
}

func TestExamplesOfMessagesAreSound(t *testing.T) {
	doc := parsed(t, "asyncapi.json")
	c := jsonschema.NewCompiler()
	if err := c.AddResource(schemaBase+"asyncapi.json", doc); err != nil {
		t.Fatal(err)
	}
	tried := 0
	for name, m := range at(doc, "#/components/messages") {
		examples, _ := m.(map[string]any)["examples"].([]any)
		for _, e := range examples {
			tried++
			s, err := c.Compile(schemaBase + "asyncapi.json#/components/messages/" + name + "/payload")
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Validate(e.(map[string]any)["payload"]); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	if tried != 5 {
		t.Errorf("%d examples, want one for each entity", tried)
	}
}
