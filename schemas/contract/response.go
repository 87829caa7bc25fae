package contract

import (
	"bytes"
	"fmt"
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// Response reports how a response differs from the description: its status, its headers, its content type, its body.
// The template is the route without the server's path, such as /vacancies/{id}. It fails on the first difference; the
// error may hold parts of the body, so it is for tests only.
func (c *Contract) Response(method, template string, status int, header http.Header, body []byte) error {
	op, err := c.operation(method, template)
	if err != nil {
		return err
	}
	name := strconv.Itoa(status)
	found := op.child("responses").child(name)
	if found.value == nil {
		name, found = "default", op.child("responses").child("default")
	}
	if found.value == nil || name == "default" && status < 400 {
		return fmt.Errorf("%s %s may not answer %d", method, template, status)
	}
	found = c.resolved(found)
	if err := c.headers(found.child("headers"), header); err != nil {
		return fmt.Errorf("%s %s %d: %w", method, template, status, err)
	}
	if err := c.content(found.child("content"), header.Get("Content-Type"), body); err != nil {
		return fmt.Errorf("%s %s %d: %w", method, template, status, err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.seen[strings.ToUpper(method)+" "+template+" "+name] = true
	return nil
}

// headers checks that required headers are there, and that those there are as described.
func (c *Contract) headers(described node, header http.Header) error {
	for _, name := range names(described.value) {
		h := c.resolved(described.child(name))
		value := header.Get(name)
		if value == "" {
			if lookup(h.value, "required") == true {
				return fmt.Errorf("header %s is missing", name)
			}
			continue
		}
		if err := c.validate(h.child("schema"), c.typed(h.child("schema"), value)); err != nil {
			return fmt.Errorf("header %s: %w", name, err)
		}
	}
	return nil
}

// content checks a body against what is described for its media type.
func (c *Contract) content(described node, contentType string, body []byte) error {
	if described.value == nil {
		if len(body) > 0 {
			return fmt.Errorf("has a body of %d bytes where none is described", len(body))
		}
		return nil
	}
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		return fmt.Errorf("read content type %q: %w", contentType, err)
	}
	found := described.child(media)
	switch {
	case found.value == nil:
		return fmt.Errorf("content type %s is not described, only %v", media, names(described.value))
	case lookup(found.value, "x-line-schema") != nil:
		return c.lines(found.child("x-line-schema"), body)
	case strings.HasSuffix(media, "json"):
		return c.validateJSON(found.child("schema"), body)
	}
	return c.validate(found.child("schema"), string(body))
}

// lines checks every line of a body on its own; there may be none.
func (c *Contract) lines(schema node, body []byte) error {
	if len(body) == 0 {
		return nil
	}
	for i, line := range bytes.Split(bytes.TrimSuffix(body, []byte("\n")), []byte("\n")) {
		if err := c.validateJSON(schema, line); err != nil {
			return fmt.Errorf("line %d: %w", i+1, err)
		}
	}
	return nil
}
