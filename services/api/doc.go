// Package api is the REST interface: routes over the use cases of the broker, login, problem documents, batches and
// server-sent events, as the OpenAPI description in schemas has them.
//
// Handlers are plain functions from a request to an answer; only the adapter and the router setup know Echo, so that
// another router is a matter of those two files. The description is the truth: tests hold every route and every error
// against it.
package api
