package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"

	"matchd/schemas"
)

// service is how a command reaches the service under test.
type service struct {
	API string `name:"api" env:"MATCHD_API" default:"http://127.0.0.1:8080" help:"Where the service is, on loopback."`
	Key string `env:"MATCHD_DEV_KEY" help:"Its development key."`
}

// client speaks REST.
type client struct {
	base string // with the version
	key  string
	http *http.Client
}

// errNotLoopback refuses to load a service that others may be using.
var errNotLoopback = errors.New("only loopback addresses are loaded")

// answerWithin is how long one answer may take, waiting for a record to be searchable included.
const answerWithin = 40 * time.Second

func (s service) open() (*client, error) {
	u, err := url.Parse(s.API)
	if err != nil {
		return nil, fmt.Errorf("read address of the service: %w", err)
	}
	if !loopback(u.Hostname()) {
		return nil, fmt.Errorf("%s: %w", u.Host, errNotLoopback)
	}
	transport := &http.Transport{MaxIdleConnsPerHost: 256, DisableCompression: true}
	return &client{base: "http://" + u.Host + "/v1", key: s.Key, http: &http.Client{Transport: transport, Timeout: answerWithin}}, nil
}

// loopback reports whether a host is this machine, as the service itself judges it.
func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// call sends a request and gives the status and the whole answer.
func (c *client) call(ctx context.Context, method, path string, body []byte, header ...string) (int, []byte, error) {
	q, err := http.NewRequestWithContext(ctx, method, c.base+path, bytes.NewReader(body))
	if err != nil {
		return 0, nil, fmt.Errorf("make request: %w", err)
	}
	q.Header.Set("Authorization", "Bearer "+c.key)
	if body != nil {
		q.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(header); i += 2 {
		q.Header.Set(header[i], header[i+1])
	}
	a, err := c.http.Do(q)
	if err != nil {
		return 0, nil, fmt.Errorf("ask service: %w", err)
	}
	data, err := io.ReadAll(a.Body)
	if err := errors.Join(err, a.Body.Close()); err != nil {
		return a.StatusCode, nil, fmt.Errorf("read answer: %w", err)
	}
	return a.StatusCode, data, nil
}

// ask is call where anything but 200 is an error, with the answer decoded.
func (c *client) ask(ctx context.Context, method, path string, body []byte, into any) error {
	status, data, err := c.call(ctx, method, path, body)
	if err != nil {
		return err
	}
	if status != http.StatusOK {
		return fmt.Errorf("%s %s: status %d: %.300s", method, path, status, data)
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("read answer of %s: %w", path, err)
	}
	return nil
}

// search asks for records of a kind by text; people are searched by a body, as the contract has it.
func (c *client) search(ctx context.Context, k kind, q schemas.Search, into any) error {
	if k == candidates {
		body, err := json.Marshal(q)
		if err != nil {
			return fmt.Errorf("write question: %w", err)
		}
		return c.ask(ctx, http.MethodPost, "/candidates/_search", body, into)
	}
	values := url.Values{"limit": {fmt.Sprint(q.Limit)}}
	for name, value := range map[string]string{"query": q.Query, "cursor": q.Cursor, "sort": q.Sort} {
		if value != "" {
			values.Set(name, value)
		}
	}
	for _, s := range q.Status {
		values.Add("status", s)
	}
	if q.Facets != nil {
		values.Set("facets", fmt.Sprint(*q.Facets))
	}
	return c.ask(ctx, http.MethodGet, k.path()+"?"+values.Encode(), nil, into)
}

// total is how many records of a kind, of any of the states given, a search finds.
func (c *client) total(ctx context.Context, k kind, text string, states ...string) (int, error) {
	off := false
	var page struct{ Total schemas.Total }
	err := c.search(ctx, k, schemas.Search{Query: text, Status: states, Limit: 1, Facets: &off}, &page)
	return page.Total.Value, err
}

// kind is a kind of record, named as in paths.
type kind string

const (
	vacancies  kind = "vacancies"
	candidates kind = "candidates"
	surpluses  kind = "surpluses"
)

func (k kind) path() string { return "/" + string(k) }
