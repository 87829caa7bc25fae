package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"matchd/matcher"
	"matchd/services/broker"
)

// handler answers an ordinary request.
type handler func(ctx context.Context, r *request) (answer, error)

// streamer answers over time. An error before the first byte becomes a problem document.
type streamer func(ctx context.Context, w http.ResponseWriter, r *request) error

// request is what handlers see of a request.
type request struct {
	http   *http.Request
	caller broker.Caller
	params map[string]string    // of the path, unescaped
	wrong  matcher.InvalidError // about them; told with what is wrong about the query
	limit  int64                // bytes of a body
	wait   time.Duration        // by Prefer: wait
}

// answer is what an ordinary handler gives back.
type answer struct {
	status int
	body   any    // written as JSON, unless raw is set
	raw    []byte // JSON
	header map[string]string
	tagged bool // gets an ETag, and may be a 304
}

func ok(body any) answer { return answer{status: http.StatusOK, body: body} }

// asking makes a question of the caller's, with what has been found wrong about it already.
func asking[Q any](r *request, q Q, wrong ...matcher.Invalid) broker.Asked[Q] {
	return broker.Asked[Q]{Caller: r.caller, Q: q, Wrong: wrong}
}

// The forms of path parameters, as the description has them.
var (
	idForm      = regexp.MustCompile(`^[A-Za-z0-9_.:-]{1,200}$`)
	companyForm = regexp.MustCompile(`^([0-9]{8}|[0-9]{20})$`)
	matchForm   = regexp.MustCompile(`^[A-Za-z0-9_.:-]{1,200}~[A-Za-z0-9_.:-]{1,200}$`)
)

// wrongParams holds the path parameters of a template against their forms.
func wrongParams(template string, params map[string]string) matcher.InvalidError {
	var wrong matcher.InvalidError
	for _, name := range paramNames(template) {
		form, reason := idForm, "must have 1 to 200 letters, digits or any of _ . : -"
		switch {
		case name == "matchId":
			form, reason = matchForm, "must be the id of a candidate or surplus, a tilde and the id of a vacancy"
		case strings.HasPrefix(template, "/companies/"):
			form, reason = companyForm, "must be a KvK number of 8 digits or an OIN of 20 digits"
		}
		if !form.MatchString(params[name]) {
			wrong = append(wrong, matcher.Invalid{Field: name, Reason: reason})
		}
	}
	return wrong
}

// paramNames are the names between braces in a template such as /vacancies/{id}.
func paramNames(template string) []string {
	var names []string
	for _, segment := range strings.Split(template, "/") {
		if name, ok := strings.CutPrefix(segment, "{"); ok {
			names = append(names, strings.TrimSuffix(name, "}"))
		}
	}
	return names
}

// unescaped reads a path parameter that the router may have taken from the escaped path.
func unescaped(u *url.URL, value string) string {
	if u.RawPath == "" {
		return value
	}
	if plain, err := url.PathUnescape(value); err == nil {
		return plain
	}
	return value
}

// json reads the body of a request that must hold JSON.
func (r *request) json() ([]byte, error) {
	if err := r.contentType("application/json"); err != nil {
		return nil, err
	}
	if r.http.ContentLength > r.limit {
		return nil, tooLarge(r.limit)
	}
	data, err := io.ReadAll(io.LimitReader(r.http.Body, r.limit+1))
	if err != nil {
		return nil, fmt.Errorf("read body: %w", refuse(http.StatusBadRequest, "the body broke off"))
	}
	if int64(len(data)) > r.limit {
		return nil, tooLarge(r.limit)
	}
	return data, nil
}

// readBody reads a question, as far as it can be read, and what is wrong about it and about the query.
func readBody[Q any](r *request, decode func([]byte) (Q, error)) (given Q, wrong matcher.InvalidError, err error) {
	body, err := r.json()
	if err != nil {
		return given, nil, err
	}
	given, err = decode(body)
	if err != nil && !errors.As(err, &wrong) {
		return given, nil, err
	}
	return given, r.query().found(wrong...), nil
}

func tooLarge(limit int64) error {
	return refuse(http.StatusRequestEntityTooLarge, fmt.Sprintf("a body, and a line of a batch, may have at most %d bytes", limit))
}

// contentType refuses bodies of another media type. For JSON a +json type will do. The charset can only be UTF-8.
func (r *request) contentType(want string) error {
	media, params, err := mime.ParseMediaType(r.http.Header.Get("Content-Type"))
	charset := params["charset"]
	same := media == want || want == "application/json" && strings.HasPrefix(media, "application/") && strings.HasSuffix(media, "+json")
	if err != nil || !same || charset != "" && !strings.EqualFold(charset, "utf-8") || r.http.Header.Get("Content-Encoding") != "" {
		return refuse(http.StatusUnsupportedMediaType, "send "+want+" in UTF-8, not compressed")
	}
	return nil
}

// encode gives the bytes of an answer.
func (a *answer) encode() ([]byte, error) {
	if a.raw != nil {
		return a.raw, nil
	}
	data, err := json.Marshal(a.body)
	if err != nil {
		return nil, fmt.Errorf("encode answer: %w", err)
	}
	return data, nil
}
