package api_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"

	"matchd/services/api"
	"matchd/services/broker"
)

// asked is a request with an Authorization header from an address.
func asked(authorization, from string, header ...string) *http.Request {
	r := httptest.NewRequest(http.MethodGet, "/v1/regions", nil)
	r.RemoteAddr = from
	if authorization != "" {
		r.Header.Set("Authorization", authorization)
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	return r
}

func TestTheDevelopmentKeyIsForThisMachineOnly(t *testing.T) {
	for _, test := range []struct {
		name string
		r    *http.Request
		ok   bool
	}{
		{"from loopback", asked("Bearer secret", "127.0.0.1:1234"), true},
		{"from loopback by IPv6", asked("Bearer secret", "[::1]:1234"), true},
		{"the scheme in other letters", asked("bearer secret", "127.0.0.1:1234"), true},
		{"from elsewhere", asked("Bearer secret", "192.0.2.7:1234"), false},
		{"from nowhere", asked("Bearer secret", ""), false},
		{"through a proxy", asked("Bearer secret", "127.0.0.1:1234", "X-Forwarded-For", "192.0.2.7"), false},
		{"through a proxy that says it as RFC 7239", asked("Bearer secret", "127.0.0.1:1234", "Forwarded", "for=192.0.2.7"), false},
		{"from elsewhere, claiming loopback", asked("Bearer secret", "192.0.2.7:1234", "X-Forwarded-For", "127.0.0.1"), false},
		{"another key", asked("Bearer secrets", "127.0.0.1:1234"), false},
		{"no key", asked("", "127.0.0.1:1234"), false},
		{"an empty key", asked("Bearer ", "127.0.0.1:1234"), false},
		{"another scheme", asked("Basic secret", "127.0.0.1:1234"), false},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, err := api.NewDevKey("secret").Authenticate(test.r)
			if (err == nil) != test.ok || err != nil && !errors.Is(err, api.ErrUnauthenticated) {
				t.Fatalf("error is %v", err)
			}
			if test.ok && (len(c.Roles) != len(broker.AllRoles()) || !c.Viewer.All) {
				t.Errorf("caller is %+v", c)
			}
		})
	}
}

func TestAnEmptyDevelopmentKeyLetsNobodyIn(t *testing.T) {
	if _, err := api.NewDevKey("").Authenticate(asked("Bearer ", "127.0.0.1:1")); !errors.Is(err, api.ErrUnauthenticated) {
		t.Errorf("error is %v", err)
	}
}

func TestAKeyInTheQueryIsNotLookedAt(t *testing.T) {
	r := asked("", "127.0.0.1:1")
	r.URL.RawQuery = "access_token=secret&key=secret"
	if _, err := api.NewDevKey("secret").Authenticate(r); !errors.Is(err, api.ErrUnauthenticated) {
		t.Errorf("error is %v", err)
	}
}

func TestAChainAcceptsWhomAnyMemberAccepts(t *testing.T) {
	c := api.Chain(api.NewDevKey("one"), api.NewDevKey("two"))
	for token, want := range map[string]bool{"one": true, "two": true, "three": false} {
		if _, err := c.Authenticate(asked("Bearer "+token, "127.0.0.1:1")); (err == nil) != want {
			t.Errorf("%s: error is %v", token, err)
		}
	}
}

func TestAChallengeSaysWhatToDo(t *testing.T) {
	c := newHouse(t).serve()
	for token, want := range map[string]string{"": "Bearer", "wrong": `Bearer error="invalid_token"`} {
		r := c.as(token).do(http.MethodGet, "/regions", "")
		r.problem(http.StatusUnauthorized)
		if got := r.header.Get("WWW-Authenticate"); got != want {
			t.Errorf("challenge for %q is %q, want %q", token, got, want)
		}
	}
}
