package contract

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// Request reports how a request differs from the description: its path, its query, its headers, its body. The path
// of the request is the template filled in, without the server's path.
func (c *Contract) Request(method, template string, target *url.URL, header http.Header, body []byte) error {
	op, err := c.operation(method, template)
	if err != nil {
		return err
	}
	described := c.parameters(node{c.doc, ""}.child("paths").child(template).child("parameters"), op.child("parameters"))
	if err := c.path(described, template, target.Path); err != nil {
		return fmt.Errorf("%s %s: %w", method, template, err)
	}
	if err := c.query(described, target.Query(), header); err != nil {
		return fmt.Errorf("%s %s: %w", method, template, err)
	}
	if err := c.content(op.child("requestBody").child("content"), header.Get("Content-Type"), body); err != nil {
		return fmt.Errorf("%s %s: %w", method, template, err)
	}
	return nil
}

// parameters gathers the parameters of a path and of an operation.
func (c *Contract) parameters(lists ...node) []node {
	var all []node
	for _, list := range lists {
		items, _ := list.value.([]any)
		for i, item := range items {
			all = append(all, c.resolved(node{item, fmt.Sprintf("%s/%d", list.at, i)}))
		}
	}
	return all
}

// path holds the segments of a path against the template.
func (c *Contract) path(described []node, template, path string) error {
	want, have := strings.Split(template, "/"), strings.Split(path, "/")
	if len(want) != len(have) {
		return fmt.Errorf("path %s does not fill in the template", path)
	}
	for i, segment := range want {
		name, isParameter := strings.CutPrefix(segment, "{")
		name = strings.TrimSuffix(name, "}")
		if !isParameter {
			if segment != have[i] {
				return fmt.Errorf("path %s does not fill in the template", path)
			}
			continue
		}
		p, ok := find(described, "path", name)
		if !ok {
			return fmt.Errorf("path parameter %s is not described", name)
		}
		if err := c.validate(p.child("schema"), have[i]); err != nil {
			return fmt.Errorf("path parameter %s: %w", name, err)
		}
	}
	return nil
}

// query holds the query against its parameters, of which no others may be given, and the headers against theirs.
func (c *Contract) query(described []node, query url.Values, header http.Header) error {
	for name, values := range query {
		p, ok := find(described, "query", name)
		if !ok {
			return fmt.Errorf("query parameter %s is not described", name)
		}
		if err := c.validate(p.child("schema"), c.several(p.child("schema"), values)); err != nil {
			return fmt.Errorf("query parameter %s: %w", name, err)
		}
	}
	for _, p := range described {
		name, _ := lookup(p.value, "name").(string)
		value := header.Get(name)
		if lookup(p.value, "in") == "header" && value != "" {
			if err := c.validate(p.child("schema"), c.typed(p.child("schema"), value)); err != nil {
				return fmt.Errorf("header %s: %w", name, err)
			}
		}
		if lookup(p.value, "in") == "query" && lookup(p.value, "required") == true && !query.Has(name) {
			return fmt.Errorf("query parameter %s is missing", name)
		}
	}
	return nil
}

// several reads the values of a query parameter: a list where its schema asks one.
func (c *Contract) several(schema node, values []string) any {
	if lookup(c.resolved(schema).value, "type") != "array" {
		return c.typed(schema, strings.Join(values, ","))
	}
	items := make([]any, len(values))
	for i, v := range values {
		items[i] = c.typed(schema.child("items"), v)
	}
	return items
}

func find(described []node, in, name string) (node, bool) {
	for _, p := range described {
		if lookup(p.value, "in") == in && lookup(p.value, "name") == name {
			return p, true
		}
	}
	return node{}, false
}
