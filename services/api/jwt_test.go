package api_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/lestrrat-go/jwx/v3/jwa"
	"github.com/lestrrat-go/jwx/v3/jwk"
	"github.com/lestrrat-go/jwx/v3/jwt"

	"matchd/matcher"
	"matchd/services/api"
)

// issuer signs tokens and publishes its keys.
type issuer struct {
	t       *testing.T
	server  *httptest.Server
	keys    atomic.Pointer[[]byte] // JWKS
	key     jwk.Key
	alg     jwa.SignatureAlgorithm
	fetched atomic.Int32
	away    atomic.Bool
}

func newIssuer(t *testing.T, raw any, alg jwa.SignatureAlgorithm) *issuer {
	t.Helper()
	i := &issuer{t: t}
	i.rotate(raw, "key-1", alg)
	i.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		i.fetched.Add(1)
		if i.away.Load() {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(*i.keys.Load())
	}))
	t.Cleanup(i.server.Close)
	return i
}

// rotate signs with another key from now on, and publishes only that.
func (i *issuer) rotate(raw any, kid string, alg jwa.SignatureAlgorithm) {
	i.t.Helper()
	key, err := jwk.Import(raw)
	if err != nil {
		i.t.Fatal(err)
	}
	if err := key.Set(jwk.KeyIDKey, kid); err != nil {
		i.t.Fatal(err)
	}
	public, err := key.PublicKey()
	if err != nil {
		i.t.Fatal(err)
	}
	data, err := json.Marshal(map[string]any{"keys": []any{public, map[string]string{"kty": "oct", "kid": "shared", "k": "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0"}}})
	if err != nil {
		i.t.Fatal(err)
	}
	i.keys.Store(&data)
	i.key, i.alg = key, alg
}

func (i *issuer) authenticator() api.Authenticator {
	i.t.Helper()
	a, err := api.NewJWT(i.t.Context(), "https://issuer.example", "matchd", i.server.URL)
	if err != nil {
		i.t.Fatal(err)
	}
	return a
}

// claims are those of a good token; those given replace them, nil takes one away.
func claims(other map[string]any) map[string]any {
	all := map[string]any{
		"iss": "https://issuer.example", "aud": "matchd", "sub": "somebody", "exp": time.Now().Add(time.Hour).Unix(),
		"roles": []string{"matcher", "intake"}, "party": map[string]any{"kind": "uwv", "organisation": "UWV Utrecht"},
	}
	for name, value := range other {
		if all[name] = value; value == nil {
			delete(all, name)
		}
	}
	return all
}

func (i *issuer) token(all map[string]any) string {
	i.t.Helper()
	token := jwt.New()
	for name, value := range all {
		if err := token.Set(name, value); err != nil {
			i.t.Fatal(err)
		}
	}
	signed, err := jwt.Sign(token, jwt.WithKey(i.alg, i.key))
	if err != nil {
		i.t.Fatal(err)
	}
	return string(signed)
}

func ellipticKey(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func TestTokensOfTheIssuerAreAccepted(t *testing.T) {
	big, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	for alg, raw := range map[jwa.SignatureAlgorithm]any{jwa.RS256(): big, jwa.PS256(): big, jwa.ES256(): ellipticKey(t)} {
		t.Run(alg.String(), func(t *testing.T) {
			i := newIssuer(t, raw, alg)
			token := i.token(claims(map[string]any{"regions": []string{"AM13"}, "roles": []string{"matcher", "cook"}}))
			c, err := i.authenticator().Authenticate(asked("Bearer "+token, "192.0.2.7:1"))
			if err != nil {
				t.Fatal(err)
			}
			if c.Subject != "somebody" || len(c.Roles) != 1 || c.Roles[0] != "matcher" || c.Viewer.All || c.Viewer.Party != (matcher.Party{Kind: "uwv", Organisation: "UWV Utrecht"}) || len(c.Regions) != 1 {
				t.Errorf("caller is %+v", c)
			}
		})
	}
}

// forged makes a token with a head of its own, signed by nobody.
func forged(t *testing.T, head map[string]string) string {
	t.Helper()
	h, errH := json.Marshal(head)
	c, errC := json.Marshal(claims(nil))
	if err := errors.Join(errH, errC); err != nil {
		t.Fatal(err)
	}
	return base64.RawURLEncoding.EncodeToString(h) + "." + base64.RawURLEncoding.EncodeToString(c) + "."
}

func TestOtherTokensAreNot(t *testing.T) {
	i := newIssuer(t, ellipticKey(t), jwa.ES256())
	stranger := newIssuer(t, ellipticKey(t), jwa.ES256())
	shared := &issuer{t: t, alg: jwa.HS256()}
	secret, err := jwk.Import([]byte("secret-secret-secret-secret"))
	if err != nil {
		t.Fatal(err)
	}
	if err := secret.Set(jwk.KeyIDKey, "shared"); err != nil {
		t.Fatal(err)
	}
	shared.key = secret
	good := i.token(claims(nil))
	parts := strings.Split(good, ".")
	now := time.Now()
	a := i.authenticator()
	for name, token := range map[string]string{
		"for another audience":         i.token(claims(map[string]any{"aud": "other"})),
		"of another issuer":            i.token(claims(map[string]any{"iss": "https://other.example"})),
		"no longer in force":           i.token(claims(map[string]any{"exp": now.Add(-time.Hour).Unix()})),
		"not in force yet":             i.token(claims(map[string]any{"nbf": now.Add(time.Hour).Unix()})),
		"without an end":               i.token(claims(map[string]any{"exp": nil})),
		"without a subject":            i.token(claims(map[string]any{"sub": nil})),
		"with roles that are no list":  i.token(claims(map[string]any{"roles": "matcher"})),
		"with a party that is a text":  i.token(claims(map[string]any{"party": "uwv"})),
		"of another key by that name":  stranger.token(claims(nil)),
		"signed with a shared secret":  shared.token(claims(nil)),
		"with alg none":                forged(t, map[string]string{"alg": "none", "kid": "key-1"}),
		"with alg none and no key":     forged(t, map[string]string{"alg": "none"}),
		"with an algorithm of the key": forged(t, map[string]string{"alg": "HS256", "kid": "key-1"}),
		"changed on the way":           parts[0] + "." + strings.TrimSuffix(forged(t, nil)[strings.Index(forged(t, nil), ".")+1:], ".") + "." + parts[2],
		"that is no token":             "abc",
		"that is empty between dots":   "..",
		"that is far too long":         good + strings.Repeat("A", 9000),
		"with a key that is not known": forged(t, map[string]string{"alg": "ES256", "kid": "key-9"}),
		"that names no key":            forged(t, map[string]string{"alg": "ES256"}),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := a.Authenticate(asked("Bearer "+token, "192.0.2.7:1"))
			if !errors.Is(err, api.ErrUnauthenticated) {
				t.Fatalf("error is %v", err)
			}
			if len(token) > 10 && strings.Contains(err.Error(), token[:10]) {
				t.Errorf("the error holds the token: %v", err)
			}
		})
	}
	if n := i.fetched.Load(); n > 1 {
		t.Errorf("unknown keys made %d fetches in a moment", n)
	}
}

func TestTheIssuerMayBeAwayAtFirst(t *testing.T) {
	i := newIssuer(t, ellipticKey(t), jwa.ES256())
	i.away.Store(true)
	if _, err := i.authenticator().Authenticate(asked("Bearer "+i.token(claims(nil)), "192.0.2.7:1")); !errors.Is(err, matcher.ErrUnavailable) {
		t.Errorf("error is %v", err)
	}
}

func TestSettingsOfTheIssuerAreChecked(t *testing.T) {
	for name, s := range map[string][3]string{
		"no issuer":           {"", "matchd", "https://issuer.example/keys"},
		"no audience":         {"https://issuer.example", "", "https://issuer.example/keys"},
		"keys over http":      {"https://issuer.example", "matchd", "http://issuer.example/keys"},
		"keys in a file":      {"https://issuer.example", "matchd", "file:///keys"},
		"keys without a host": {"https://issuer.example", "matchd", "https:///keys"},
	} {
		t.Run(name, func(t *testing.T) {
			var invalid matcher.InvalidError
			if _, err := api.NewJWT(t.Context(), s[0], s[1], s[2]); !errors.As(err, &invalid) {
				t.Errorf("error is %v", err)
			}
		})
	}
}
