package api_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"matchd/services/api"
)

func TestTheAdminHandler(t *testing.T) {
	metrics := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("up 1\n")) })
	for _, test := range []struct {
		name, path string
		ready      bool
		status     int
		want       string
	}{
		{"the process lives", "/healthz", false, 200, `"alive"`},
		{"the view is catching up", "/readyz", false, 503, "catching up"},
		{"the view has caught up", "/readyz", true, 200, `"ready"`},
		{"metrics", "/metrics", false, 200, "up 1"},
		{"profiles", "/debug/pprof/", false, 200, "goroutine"},
		{"nothing else", "/v1/regions", true, 404, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := httptest.NewRecorder()
			api.Admin(func() bool { return test.ready }, metrics).ServeHTTP(w, httptest.NewRequest(http.MethodGet, test.path, nil))
			if w.Code != test.status || !strings.Contains(w.Body.String(), test.want) {
				t.Errorf("answer is %d %s", w.Code, w.Body)
			}
			if w.Code == 503 && (w.Header().Get("Content-Type") != "application/problem+json" || w.Header().Get("Retry-After") == "") {
				t.Errorf("headers are %v", w.Header())
			}
		})
	}
}
