package schemas

import (
	"bytes"
	"embed"
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

//go:embed entities/*.json
var entityFiles embed.FS

// schemaBase is the identity of our schemas; nothing is fetched from it.
const schemaBase = "https://matchd.example/schemas/entities/"

// entitySchemas compiles the embedded schemas once; they are part of the program, so a failure is a fault of it.
var entitySchemas = sync.OnceValue(func() map[string]*jsonschema.Schema {
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	files, err := fs.Glob(entityFiles, "entities/*.json")
	must(err)
	for _, name := range files {
		data, err := entityFiles.ReadFile(name)
		must(err)
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		must(err)
		must(c.AddResource(schemaBase+path.Base(name), doc))
	}
	compiled := map[string]*jsonschema.Schema{}
	for _, name := range files {
		s, err := c.Compile(schemaBase + path.Base(name))
		must(err)
		compiled[strings.TrimSuffix(path.Base(name), ".schema.json")] = s
	}
	return compiled
})

func must(err error) {
	if err != nil {
		panic("schemas: embedded schema: " + err.Error())
	}
}

// querySchemas compiles the schema of a question from the description of the REST interface, when it is first asked.
func querySchemas(name string) func() *jsonschema.Schema {
	return sync.OnceValue(func() *jsonschema.Schema {
		c := jsonschema.NewCompiler()
		c.AssertFormat()
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(openAPI))
		must(err)
		must(c.AddResource(schemaBase+"openapi.json", doc))
		s, err := c.Compile(schemaBase + "openapi.json#/components/schemas/" + name)
		must(err)
		return s
	})
}
