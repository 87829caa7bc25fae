// Package api is the REST interface: routes over the use cases of the broker, login, problem documents, batches and
// server-sent events, as the OpenAPI description in schemas has them.
//
// Handlers are plain functions from a request to an answer; only the adapter and the router setup know Echo, so that
// another router is a matter of those two files. The description is the truth: tests hold every route and every error
// against it.
//
// The table of routes is in routes.go; a route's parameters are read by query.go and its body by handler.go and lines.go,
// and its answer written by handler.go and headers.go, or by problem.go where it is an error. router.go adapts all that to
// Echo and serve.go bounds connections. Who asks is found out in auth.go, jwt.go and keys.go; event streams are in events.go,
// what those who run the service see in admin.go. A new route needs its part of the description in schemas/openapi first.
package api
