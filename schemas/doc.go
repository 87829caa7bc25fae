// Package schemas is every byte that leaves a process: REST bodies, Kafka records, match events, cached answers;
// their JSON Schema, OpenAPI and AsyncAPI, embedded; and the way from bytes to values and back.
//
// Entities are read and written in decode.go: scan.go checks the form of a body in one pass, mend.go reads on where a value has
// the wrong type, so that all that is wrong is told at once; entities.go has their JSON Schema, shape.go the form of the Go
// types. Records and events of Kafka are in record.go, cloudevent.go, events.go and deadletter.go, topics and partitions
// in topics.go and partition.go; questions in the query files; answers in answers.go and the transfers files. A new field of an
// answer goes into its type here and into the fragment of the description in openapi/, from which go generate makes the
// one that is served.
package schemas
