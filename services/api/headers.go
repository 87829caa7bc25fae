package api

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"

	"matchd/matcher/fit"
)

// setHeaders sets what every answer has: the version of the interface (API Design Rules, version-header) and what the
// rule security-headers asks.
func setHeaders(h http.Header) {
	for _, pair := range [][2]string{
		{"API-Version", Version},
		{"Cache-Control", "no-store"},
		{"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
		{"Strict-Transport-Security", "max-age=31536000; includeSubDomains"},
		{"X-Content-Type-Options", "nosniff"},
		{"X-Frame-Options", "DENY"},
		{"Referrer-Policy", "no-referrer"},
	} {
		h.Set(pair[0], pair[1])
	}
}

// write sends an answer: as JSON, with its tag where it has one, without a body for HEAD and for 304.
func write(w http.ResponseWriter, q *request, a answer) error {
	data, err := a.encode()
	if err != nil {
		return err
	}
	h := w.Header()
	for name, value := range a.header {
		h.Add(name, value)
	}
	if a.tagged {
		tag := tagOf(data)
		h.Set("ETag", tag)
		if tagMatches(q.http.Header.Get("If-None-Match"), tag) {
			w.WriteHeader(http.StatusNotModified)
			return nil
		}
	}
	h.Set("Content-Type", "application/json")
	if q.http.Method == http.MethodHead {
		h.Set("Content-Length", strconv.Itoa(len(data)))
		w.WriteHeader(a.status)
		return nil
	}
	w.WriteHeader(a.status)
	_, _ = w.Write(data) // whoever asked is gone, if this fails
	return nil
}

// tagOf is a strong ETag: 96 bits of a hash of the bytes.
func tagOf(data []byte) string {
	sum := sha256.Sum256(data)
	return `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
}

// tagMatches compares as RFC 9110 13.1.2 has it for If-None-Match: weakly, any of a list, or any at all.
func tagMatches(given, tag string) bool {
	for one := range strings.SplitSeq(given, ",") {
		one = strings.TrimSpace(one)
		if one == "*" || strings.TrimPrefix(one, "W/") == tag {
			return true
		}
	}
	return false
}

// maxWait is the longest wait that Prefer can ask, in seconds.
const maxWait = 30

// preferredWait reads Prefer: wait=N (RFC 7240); more than 30 seconds are 30. What is no such preference is ignored, as
// the RFC asks.
func preferredWait(h http.Header) time.Duration {
	for _, line := range h.Values("Prefer") {
		for one := range strings.SplitSeq(line, ",") {
			name, value, _ := strings.Cut(strings.TrimSpace(one), "=")
			n, err := strconv.ParseUint(strings.Trim(strings.TrimSpace(value), `"`), 10, 31)
			if strings.EqualFold(strings.TrimSpace(name), "wait") && err == nil {
				return time.Duration(min(n, maxWait)) * time.Second
			}
		}
	}
	return 0
}

// locale is the language of sentences that the caller prefers: Dutch where it does not say, or speaks neither.
func (r *request) locale() fit.Locale {
	tags, _, err := language.ParseAcceptLanguage(r.http.Header.Get("Accept-Language"))
	if err != nil {
		return fit.Dutch
	}
	// The first one offered is what stands where nothing fits.
	matched, _, _ := language.NewMatcher([]language.Tag{language.Dutch, language.English}).Match(tags...)
	if base, _ := matched.Base(); base.String() == string(fit.English) {
		return fit.English
	}
	return fit.Dutch
}
