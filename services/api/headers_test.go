package api_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestEveryAnswerHasTheHeadersOfTheDesignRules(t *testing.T) {
	c := newHouse(t).serve().fill()
	for name, r := range map[string]reply{
		"an answer": c.do(http.MethodGet, "/vacancies/vac-1", ""), "not modified": c.do(http.MethodGet, "/vacancies/vac-1", "", "If-None-Match: *"),
		"no login": c.as("").do(http.MethodGet, "/regions", ""), "no such path": c.do(http.MethodGet, "/nowhere", ""),
		"another method": c.do(http.MethodPatch, "/regions", ""), "the contract": c.as("").do(http.MethodGet, "/openapi.json", ""),
	} {
		for header, want := range map[string]string{
			"API-Version": "1.0.0", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
			"Strict-Transport-Security": "max-age=31536000; includeSubDomains", "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
		} {
			if got := r.header.Get(header); got != want {
				t.Errorf("%s: %s is %q", name, header, got)
			}
		}
	}
}

func TestTheContractsAreOpenToAll(t *testing.T) {
	c := newHouse(t).serve().as("")
	for _, path := range []string{"/openapi.json", "/asyncapi.json"} {
		r := c.do(http.MethodGet, path, "").want(http.StatusOK)
		if r.header.Get("Access-Control-Allow-Origin") != "*" || !bytes.HasPrefix(bytes.TrimSpace(r.body), []byte("{")) {
			t.Errorf("%s: %v %.20s", path, r.header, r.body)
		}
	}
}

func TestAnEntityHasATagThatIsCompared(t *testing.T) {
	c := newHouse(t).serve().fill()
	tag := c.do(http.MethodGet, "/vacancies/vac-1", "").header.Get("ETag")
	for given, want := range map[string]int{
		tag: http.StatusNotModified, "W/" + tag: http.StatusNotModified, `"other", ` + tag: http.StatusNotModified, "*": http.StatusNotModified,
		`"other"`: http.StatusOK, "": http.StatusOK, strings.Trim(tag, `"`): http.StatusOK,
	} {
		if r := c.do(http.MethodGet, "/vacancies/vac-1", "", "If-None-Match: "+given); r.status != want || r.header.Get("ETag") != tag {
			t.Errorf("for %q: %d %q", given, r.status, r.header.Get("ETag"))
		}
	}
	c.do(http.MethodPut, "/vacancies/vac-1", strings.Replace(bakery, `"revision":1`, `"revision":2`, 1), "Prefer: wait=5").want(http.StatusOK)
	c.do(http.MethodGet, "/vacancies/vac-1", "", "If-None-Match: "+tag).want(http.StatusOK)
}

func TestHeadTellsWhatGetWould(t *testing.T) {
	c := newHouse(t).serve().fill()
	for _, path := range []string{"/vacancies/vac-1", "/regions", "/openapi.json", matchPath} {
		get, head := c.do(http.MethodGet, path, ""), c.do(http.MethodHead, path, "")
		if head.status != http.StatusOK || len(head.body) > 0 || head.header.Get("Content-Type") != get.header.Get("Content-Type") || head.header.Get("ETag") != get.header.Get("ETag") {
			t.Errorf("%s: %d %v", path, head.status, head.header)
		}
	}
	c.do(http.MethodHead, "/match-events", "").want(http.StatusOK)
	c.do(http.MethodHead, "/vacancies/vac-0", "").want(http.StatusNotFound)
}

func TestLargeAnswersAreCompressedForThoseWhoCan(t *testing.T) {
	c := newHouse(t).serve().fill()
	r := c.do(http.MethodGet, "/regions", "", "Accept-Encoding: gzip")
	unzip, err := gzip.NewReader(bytes.NewReader(r.body))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(unzip)
	if err != nil || !bytes.Equal(plain, c.do(http.MethodGet, "/regions", "").body) {
		t.Errorf("unpacked differs, %v", err)
	}
	for _, path := range []string{"/vacancies/vac-1", "/skills?query=zzzzzz"} {
		if got := c.do(http.MethodGet, path, "", "Accept-Encoding: gzip").header.Get("Content-Encoding"); got != "" {
			t.Errorf("%s is %s", path, got)
		}
	}
}

func TestSentencesAreInTheLanguageAsked(t *testing.T) {
	c := newHouse(t).serve().fill()
	for given, want := range map[string]string{
		"": "nl", "nl": "nl", "en": "en", "en-GB,en;q=0.9": "en", "de": "nl", "de,en;q=0.5": "en", "nl;q=0.2,en;q=0.8": "en", "*": "nl", ";;;": "nl",
	} {
		r := c.do(http.MethodGet, matchPath, "", "Accept-Language: "+given).want(http.StatusOK)
		if got := r.header.Get("Content-Language"); got != want {
			t.Errorf("for %q the language is %q", given, got)
		}
		if dutch := strings.Contains(string(r.body), "De gevraagde vaardigheden"); dutch != (want == "nl") {
			t.Errorf("for %q Dutch is %v", given, dutch)
		}
	}
}

func TestAPreferenceToWaitIsFollowed(t *testing.T) {
	h := newHouse(t)
	c := h.serve()
	for _, test := range []struct {
		prefer, applied string
		status          int
	}{
		{"", "", http.StatusAccepted}, {"wait=0", "", http.StatusAccepted}, {"wait=5", "wait=5", http.StatusOK}, {"wait=99", "wait=30", http.StatusOK},
		{"respond-async, Wait=5", "wait=5", http.StatusOK}, {"wait=soon", "", http.StatusAccepted}, {"wait=-1", "", http.StatusAccepted},
	} {
		for _, method := range []string{http.MethodPut, http.MethodDelete} {
			body := map[string]string{http.MethodPut: bakery}[method]
			r := c.do(method, "/vacancies/vac-1", body, "Prefer: "+test.prefer)
			if r.status != test.status || r.header.Get("Preference-Applied") != test.applied {
				t.Errorf("%s with %q: %d %q", method, test.prefer, r.status, r.header.Get("Preference-Applied"))
			}
			if location := r.header.Get("Location"); (location == "/v1/vacancies/vac-1") != (method == http.MethodPut && test.status == http.StatusAccepted) {
				t.Errorf("%s with %q: location is %q", method, test.prefer, location)
			}
		}
	}
	h.held = true
	if r := c.do(http.MethodPut, "/vacancies/vac-2", vacancyLine(2), "Prefer: wait=1").want(http.StatusAccepted); r.header.Get("Preference-Applied") != "wait=1" {
		t.Errorf("what is not searchable in time: %v", r.header)
	}
}
