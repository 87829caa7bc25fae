// Package app makes one process of the rooms: typed settings, wiring, and the life of every goroutine. It is the only
// place that chooses between a real part and an embedded one, by whether there is an address.
//
// Settings are in config.go, what can be wrong with them in problems.go, probe.go and check.go; the commands in main.go,
// rebuild.go and audit.go. A process is opened part by part in process.go and codes.go, and run in run.go, with the view
// that serves in views.go; the rooms are joined in foldlog.go (fold and log), events.go (event streams and log), observe.go
// (all and telemetry) and purge.go (erasure and cache). The first start has demo.go, showcase.go and banner.go.
package app
