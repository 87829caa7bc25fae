// Package contract holds answers and questions against the OpenAPI description, for tests: of every route and every
// error. It imports nothing of the service.
package contract

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// base is the name under which the description is compiled; nothing is fetched from it.
const base = "https://matchd.example/openapi.json"

// Contract is an OpenAPI 3.1 description that requests and responses can be held against. It is safe for concurrent
// use, and remembers which responses it has seen.
type Contract struct {
	doc any

	mu       sync.Mutex
	compiler *jsonschema.Compiler
	seen     map[string]bool // "METHOD /template status" as Operations writes it
}

// Load reads a description. It fails where the description is no JSON.
func Load(openapi []byte) (*Contract, error) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(openapi))
	if err != nil {
		return nil, fmt.Errorf("read description: %w", err)
	}
	c := &Contract{doc: doc, compiler: jsonschema.NewCompiler(), seen: map[string]bool{}}
	c.compiler.AssertFormat()
	if err := c.compiler.AddResource(base, doc); err != nil {
		return nil, fmt.Errorf("add description: %w", err)
	}
	return c, nil
}

// Operations lists every documented response as "METHOD /template status", sorted; the status of the response for
// all other failures is "default".
func (c *Contract) Operations() []string {
	var all []string
	paths, _ := lookup(c.doc, "paths").(map[string]any)
	for path, item := range paths {
		for method, op := range item.(map[string]any) {
			responses, _ := lookup(op, "responses").(map[string]any)
			for status := range responses {
				all = append(all, strings.ToUpper(method)+" "+path+" "+status)
			}
		}
	}
	slices.Sort(all)
	return all
}

// Unseen lists the documented responses that no accepted response has shown yet.
func (c *Contract) Unseen() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.DeleteFunc(c.Operations(), func(o string) bool { return c.seen[o] })
}

// node is a place in the description: the value, and the JSON pointer to it.
type node struct {
	value any
	at    string
}

// operation finds the operation of a method and a route template such as /vacancies/{id}.
func (c *Contract) operation(method, template string) (node, error) {
	n := node{c.doc, ""}.child("paths").child(template).child(strings.ToLower(method))
	if n.value == nil {
		return n, fmt.Errorf("find operation: %s %s is not described", method, template)
	}
	return n, nil
}

// child goes to a member.
func (n node) child(name string) node {
	escaped := strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
	return node{lookup(n.value, name), n.at + "/" + escaped}
}

// resolved follows a reference within the description.
func (c *Contract) resolved(n node) node {
	ref, ok := lookup(n.value, "$ref").(string)
	if !ok {
		return n
	}
	to := node{c.doc, ""}
	for _, name := range strings.Split(strings.TrimPrefix(ref, "#/"), "/") {
		to = to.child(strings.NewReplacer("~1", "/", "~0", "~").Replace(name))
	}
	return c.resolved(to)
}

// validate holds a JSON value against the schema at a place.
func (c *Contract) validate(schema node, value any) error {
	c.mu.Lock()
	compiled, err := c.compiler.Compile(base + "#" + (&url.URL{Fragment: schema.at}).EscapedFragment())
	c.mu.Unlock()
	if err != nil {
		return fmt.Errorf("compile schema %s: %w", schema.at, err)
	}
	return compiled.Validate(value)
}

// validateJSON holds bytes against the schema at a place.
func (c *Contract) validateJSON(schema node, data []byte) error {
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("read body: %w", err)
	}
	return c.validate(schema, value)
}

// typed reads the text of a parameter as the type that its schema asks.
func (c *Contract) typed(schema node, text string) any {
	switch lookup(c.resolved(schema).value, "type") {
	case "integer", "number":
		var n json.Number
		if json.Unmarshal([]byte(text), &n) == nil && text[0] != '"' {
			return n
		}
	case "boolean":
		if text == "true" || text == "false" {
			return text == "true"
		}
	}
	return text
}

func lookup(v any, name string) any {
	m, _ := v.(map[string]any)
	return m[name]
}

func names(v any) []string {
	m, _ := v.(map[string]any)
	return slices.Sorted(maps.Keys(m))
}
