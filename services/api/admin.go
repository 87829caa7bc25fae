package api

import (
	"net/http"
	"net/http/pprof"
)

// Admin gives the handler for those who run the service: /healthz says that the process lives, /readyz that the view
// has caught up, /metrics what is measured, /debug/pprof what it is busy with. It belongs on an address of its own.
func Admin(ready func() bool, metrics http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { writeState(w, `{"status":"alive"}`) })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		if !ready() {
			writeProblem(r.Context(), w, refuse(http.StatusServiceUnavailable, "the view is catching up with the log"))
			return
		}
		writeState(w, `{"status":"ready"}`)
	})
	mux.Handle("GET /metrics", metrics)
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/cmdline", pprof.Cmdline)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	return mux
}

func writeState(w http.ResponseWriter, state string) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write([]byte(state)) // whoever asked is gone, if this fails
}
