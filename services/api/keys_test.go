package api

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"matchd/matcher"
)

// published serves sets of keys with the kids given, one answer after another; the last one stays.
func published(t *testing.T, kids ...string) (k *keyring, fetched *int, now *time.Time) {
	t.Helper()
	fetched, now = new(int), new(time.Time)
	*now = time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		kid := kids[min(*fetched, len(kids)-1)]
		*fetched++
		if kid == "" {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		// The key of RFC 7515, appendix A.3.
		_, _ = w.Write([]byte(`{"keys":[{"kty":"EC","crv":"P-256","kid":"` + kid + `","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}`))
	}))
	t.Cleanup(server.Close)
	k = newKeyring(t.Context(), server.URL)
	k.clock = func() time.Time { return *now }
	return k, fetched, now
}

func holds(t *testing.T, k *keyring, kid string) bool {
	t.Helper()
	set, err := k.holding(kid)
	if err != nil {
		t.Fatal(err)
	}
	_, ok := set.LookupKeyID(kid)
	return ok
}

func TestAnUnknownKeyIsFetchedAfterAPause(t *testing.T) {
	k, fetched, now := published(t, "old", "new")
	if !holds(t, k, "old") || holds(t, k, "new") || *fetched != 1 {
		t.Fatalf("within the pause there were %d fetches", *fetched)
	}
	*now = now.Add(keysPause)
	if !holds(t, k, "new") || holds(t, k, "old") || *fetched != 2 {
		t.Errorf("after the pause there were %d fetches", *fetched)
	}
}

func TestKeysAreFetchedAgainWhenTheyAreOld(t *testing.T) {
	k, _, now := published(t, "old", "new")
	holds(t, k, "old")
	*now = now.Add(keysLife)
	if holds(t, k, "old") {
		t.Error("a key that was withdrawn still serves")
	}
}

func TestOldKeysServeForADayWhileTheIssuerIsAway(t *testing.T) {
	k, _, now := published(t, "old", "")
	holds(t, k, "old")
	*now = now.Add(keysKept)
	if !holds(t, k, "old") {
		t.Error("the key is gone")
	}
	*now = now.Add(time.Second)
	if _, err := k.holding("old"); !errors.Is(err, matcher.ErrUnavailable) {
		t.Errorf("error is %v", err)
	}
}
