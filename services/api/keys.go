package api

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/lestrrat-go/jwx/v3/jwa"
	"github.com/lestrrat-go/jwx/v3/jwk"

	"matchd/matcher"
)

const (
	keysLife    = 15 * time.Minute // until keys are fetched again, so that one that was withdrawn is forgotten
	keysPause   = 10 * time.Second // between two fetches, whatever tokens say
	keysTimeout = 5 * time.Second
	keysKept    = 24 * time.Hour // that old keys serve while the issuer is away
)

// keyring holds the public keys of an issuer (JWKS, RFC 7517).
type keyring struct {
	life  context.Context
	url   string
	clock func() time.Time

	mu      sync.Mutex
	set     jwk.Set   // nil before the first fetch
	fetched time.Time // when set came
	tried   time.Time // when one was last asked for
}

func newKeyring(ctx context.Context, url string) *keyring {
	return &keyring{life: ctx, url: url, clock: time.Now}
}

// holding gives the keys, fetched anew where they are old or kid is not among them. While the issuer is away the old
// ones serve for a day; where there are none it fails with matcher.ErrUnavailable.
func (k *keyring) holding(kid string) (jwk.Set, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	now := k.clock()
	if k.wants(kid, now) && (k.tried.IsZero() || now.Sub(k.tried) >= keysPause) {
		k.tried = now
		if set, err := k.fetch(); err == nil {
			k.set, k.fetched = set, now
		}
	}
	if k.set == nil || now.Sub(k.fetched) > keysKept {
		return nil, fmt.Errorf("fetch keys of the issuer: %w", matcher.ErrUnavailable)
	}
	return k.set, nil
}

func (k *keyring) wants(kid string, now time.Time) bool {
	if k.set == nil || now.Sub(k.fetched) >= keysLife {
		return true
	}
	_, known := k.set.LookupKeyID(kid)
	return !known
}

// fetch keeps only public keys of the kinds that tokens may be signed with.
func (k *keyring) fetch() (jwk.Set, error) {
	ctx, cancel := context.WithTimeout(k.life, keysTimeout)
	defer cancel()
	all, err := jwk.Fetch(ctx, k.url, jwk.WithHTTPClient(&http.Client{Timeout: keysTimeout}))
	if err != nil {
		return nil, fmt.Errorf("fetch keys: %w", err)
	}
	kept := jwk.NewSet()
	for i := range all.Len() {
		key, ok := all.Key(i)
		if !ok || key.KeyType() != jwa.RSA() && key.KeyType() != jwa.EC() {
			continue
		}
		public, err := key.PublicKey()
		if err != nil {
			return nil, fmt.Errorf("read key: %w", err)
		}
		if err := kept.AddKey(public); err != nil {
			return nil, fmt.Errorf("keep key: %w", err)
		}
	}
	return kept, nil
}
