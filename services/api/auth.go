package api

import (
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"net"
	"net/http"
	"strings"

	"matchd/matcher"
	"matchd/services/broker"
)

// Authenticator finds out who sends a request. It fails with ErrUnauthenticated where nobody does whom it knows, and
// with matcher.ErrUnavailable where it cannot tell for now.
type Authenticator interface {
	Authenticate(r *http.Request) (broker.Caller, error)
}

// ErrUnauthenticated says that a request has no token, or none that is accepted.
var ErrUnauthenticated = errors.New("not authenticated")

// unauthenticated is a 401 that says how to do better, and nothing about why a token was not good enough.
type unauthenticated struct{ given bool }

// Error is what the caller is told.
func (u *unauthenticated) Error() string {
	if u.given {
		return "the token is not accepted"
	}
	return "a bearer token is needed"
}

// Is makes it an ErrUnauthenticated.
func (u *unauthenticated) Is(target error) bool { return target == ErrUnauthenticated }

// challenge is the header that goes with it (RFC 6750).
func (u *unauthenticated) challenge() string {
	if u.given {
		return `Bearer error="invalid_token"`
	}
	return "Bearer"
}

// bearer is the token of a request. One in the query is never looked at: URLs end up in logs.
func bearer(r *http.Request) (string, error) {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	token = strings.TrimSpace(token)
	if !strings.EqualFold(scheme, "Bearer") || token == "" {
		return "", &unauthenticated{given: false}
	}
	return token, nil
}

// devKey accepts one key.
type devKey struct{ hash [sha256.Size]byte }

// NewDevKey accepts the development key: every role, every profile, and only from the machine itself. A request that
// comes through a proxy does not count as such. An empty key is never accepted.
func NewDevKey(key string) Authenticator {
	if key == "" {
		return Chain()
	}
	return devKey{sha256.Sum256([]byte(key))}
}

// Authenticate compares in a time that does not depend on the key.
func (d devKey) Authenticate(r *http.Request) (broker.Caller, error) {
	token, err := bearer(r)
	if err != nil {
		return broker.Caller{}, err
	}
	given := sha256.Sum256([]byte(token))
	if subtle.ConstantTimeCompare(given[:], d.hash[:]) != 1 || !local(r) {
		return broker.Caller{}, &unauthenticated{given: true}
	}
	return broker.Caller{Subject: "development", Roles: broker.AllRoles(), Viewer: matcher.Viewer{All: true}}, nil
}

// local reports whether a request comes straight from this machine.
func local(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	ip := net.ParseIP(host)
	return err == nil && ip != nil && ip.IsLoopback() && r.Header.Get("X-Forwarded-For") == "" && r.Header.Get("Forwarded") == ""
}

// chain asks one after another.
type chain []Authenticator

// Chain accepts whom any of its members accepts, asked in order. Where none does, the error is that of the last, or
// one that says that it could not tell.
func Chain(members ...Authenticator) Authenticator { return chain(members) }

// Authenticate asks each.
func (c chain) Authenticate(r *http.Request) (broker.Caller, error) {
	var err error = &unauthenticated{given: r.Header.Get("Authorization") != ""}
	for _, member := range c {
		caller, failed := member.Authenticate(r)
		if failed == nil {
			return caller, nil
		}
		if !errors.Is(err, matcher.ErrUnavailable) {
			err = failed
		}
	}
	return broker.Caller{}, err
}
