package api

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// The bounds of a connection. Routes move the deadlines of their own request: ordinary ones to what they may take,
// streams along with what is read and written.
const (
	readHeaderTimeout = 5 * time.Second
	readTimeout       = 15 * time.Second
	writeTimeout      = 30 * time.Second
	idleTimeout       = time.Minute
	maxHeaderBytes    = 16 << 10
)

// Server makes the server of a handler on an address, host:port. Its Shutdown ends event streams at once and waits for
// other requests.
func Server(addr string, h http.Handler, log *slog.Logger) *http.Server {
	stopping, stop := context.WithCancel(context.Background())
	s := &http.Server{
		Addr: addr, Handler: h, ReadHeaderTimeout: readHeaderTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout,
		IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeaderBytes, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug),
		BaseContext: func(net.Listener) context.Context {
			return context.WithValue(context.Background(), stoppingKey{}, stopping)
		},
	}
	s.RegisterOnShutdown(stop)
	return s
}

// stoppingKey is where a request finds the context that ends when its server begins to stop.
type stoppingKey struct{}

// untilStopped is a context that ends with the request or when the server begins to stop.
func untilStopped(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	stopping, ok := ctx.Value(stoppingKey{}).(context.Context)
	if !ok {
		return ctx, cancel
	}
	forget := context.AfterFunc(stopping, cancel)
	return ctx, func() { forget(); cancel() }
}
