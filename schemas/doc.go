// Package schemas is every byte that leaves a process: REST bodies, Kafka records, match events, cached answers;
// their JSON Schema, OpenAPI and AsyncAPI, embedded; and the way from bytes to values and back.
package schemas
