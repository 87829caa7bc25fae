package schemas

import (
	_ "embed" // the contracts are part of the program
)

//go:generate go test -run TestServedContractsAreWhatTheirFragmentsGive -update .

//go:embed openapi.json
var openAPI string

// OpenAPI gives the OpenAPI 3.1 description of the REST interface, as it is served. Its source is the folder openapi,
// one file for each group of routes that is served, and the JSON Schemas of the entities.
func OpenAPI() []byte { return []byte(openAPI) }

//go:embed asyncapi.json
var asyncAPI string

// AsyncAPI gives the AsyncAPI 3.0 description of the topics and events, as it is served. Its source is the folder
// asyncapi and the JSON Schemas of the entities.
func AsyncAPI() []byte { return []byte(asyncAPI) }
