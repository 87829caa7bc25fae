package api

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/lestrrat-go/jwx/v3/jwa"
	"github.com/lestrrat-go/jwx/v3/jws"
	"github.com/lestrrat-go/jwx/v3/jwt"

	"matchd/matcher"
	"matchd/services/broker"
)

const (
	clockSkew = 30 * time.Second // that clocks of issuer and service may differ
	maxToken  = 8 << 10          // bytes
)

// tokens accepts access tokens of one issuer.
type tokens struct {
	issuer, audience string
	keys             *keyring
}

// NewJWT accepts signed access tokens (OAuth 2.0, NL GOV profile) of one issuer for one audience: RS256, PS256 or
// ES256, with kid, iss, aud, sub and exp, in force now. Claims: roles[] (matcher, employer, intake, dashboard),
// party{kind, organisation, region}, regions[]. The keys are fetched from jwksURL when they are first needed, and again
// when they are old or a token names one that is not there; ctx is the life of the service. It fails where a setting
// is missing, or the URL is neither https nor on this machine.
func NewJWT(ctx context.Context, issuer, audience, jwksURL string) (Authenticator, error) {
	if issuer == "" || audience == "" {
		return nil, matcher.InvalidError{{Field: "issuer", Reason: "issuer and audience are both needed"}}
	}
	u, err := url.Parse(jwksURL)
	if err != nil || u.Host == "" || u.Scheme != "https" && !(u.Scheme == "http" && loopback(u.Hostname())) {
		return nil, matcher.InvalidError{{Field: "jwks", Reason: "must be an https URL"}}
	}
	return &tokens{issuer: issuer, audience: audience, keys: newKeyring(ctx, jwksURL)}, nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// Authenticate checks the token and reads the caller from it. No error holds anything of the token.
func (t *tokens) Authenticate(r *http.Request) (broker.Caller, error) {
	text, err := bearer(r)
	if err != nil {
		return broker.Caller{}, err
	}
	kid, ok := headOf(text)
	if !ok {
		return broker.Caller{}, &unauthenticated{given: true}
	}
	set, err := t.keys.holding(kid)
	if err != nil {
		return broker.Caller{}, err
	}
	token, err := jwt.ParseString(text,
		jwt.WithKeySet(set, jws.WithInferAlgorithmFromKey(true)),
		jwt.WithIssuer(t.issuer), jwt.WithAudience(t.audience), jwt.WithAcceptableSkew(clockSkew),
		jwt.WithRequiredClaim(jwt.ExpirationKey), jwt.WithRequiredClaim(jwt.SubjectKey),
	)
	if err != nil {
		return broker.Caller{}, &unauthenticated{given: true}
	}
	return callerOf(token)
}

// headOf reads which key a token says it is signed with, if its algorithm is one that is accepted.
func headOf(text string) (kid string, ok bool) {
	if len(text) > maxToken {
		return "", false
	}
	message, err := jws.Parse([]byte(text), jws.WithCompact())
	if err != nil || len(message.Signatures()) != 1 {
		return "", false
	}
	head := message.Signatures()[0].ProtectedHeaders()
	alg, ok := head.Algorithm()
	if !ok || !slices.Contains([]jwa.SignatureAlgorithm{jwa.RS256(), jwa.PS256(), jwa.ES256()}, alg) {
		return "", false
	}
	kid, ok = head.KeyID()
	return kid, ok && kid != ""
}

// callerOf reads the claims. Roles that nobody knows are left out: the issuer may serve others too.
func callerOf(token jwt.Token) (broker.Caller, error) {
	var c broker.Caller
	c.Subject, _ = token.Subject()
	roles, errRoles := texts(token, "roles")
	regions, errRegions := texts(token, "regions")
	party, errParty := partyOf(token)
	if c.Subject == "" || errors.Join(errRoles, errRegions, errParty) != nil {
		return broker.Caller{}, &unauthenticated{given: true}
	}
	for _, role := range roles {
		if slices.Contains(broker.AllRoles(), broker.Role(role)) {
			c.Roles = append(c.Roles, broker.Role(role))
		}
	}
	c.Regions, c.Viewer = regions, matcher.Viewer{Party: party}
	return c, nil
}

// texts is a claim that is a list of texts, or absent.
func texts(token jwt.Token, name string) ([]string, error) {
	if !token.Has(name) {
		return nil, nil
	}
	var list []any
	if err := token.Get(name, &list); err != nil {
		return nil, fmt.Errorf("read claim %s: %w", name, ErrUnauthenticated)
	}
	out := make([]string, len(list))
	for i, v := range list {
		text, ok := v.(string)
		if !ok {
			return nil, fmt.Errorf("read claim %s: %w", name, ErrUnauthenticated)
		}
		out[i] = text
	}
	return out, nil
}

// partyOf is for whom the caller works; absent = for no party, so that only the roles count.
func partyOf(token jwt.Token) (matcher.Party, error) {
	if !token.Has("party") {
		return matcher.Party{}, nil
	}
	var claim map[string]any
	if err := token.Get("party", &claim); err != nil {
		return matcher.Party{}, fmt.Errorf("read claim party: %w", ErrUnauthenticated)
	}
	kind, _ := claim["kind"].(string)
	organisation, _ := claim["organisation"].(string)
	region, _ := claim["region"].(string)
	return matcher.Party{Kind: matcher.PartyKind(kind), Organisation: organisation, Region: region}, nil
}
