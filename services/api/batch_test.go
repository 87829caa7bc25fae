package api_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"matchd/matcher"
	"matchd/schemas"
	"matchd/services/broker"
)

const ndjson = "Content-Type: application/x-ndjson"

// vacancyLine is a vacancy with a number.
func vacancyLine(n int) string {
	return fmt.Sprintf(`{"id":"vac-%d","revision":1,"status":"open","occupation":{"label":"bakker"}}`, n)
}

// outcomes reads a batch's answer.
func outcomes(r reply) []schemas.BatchOutcome {
	r.t.Helper()
	r.want(http.StatusOK)
	var all []schemas.BatchOutcome
	for text := range strings.Lines(string(r.body)) {
		var o schemas.BatchOutcome
		if err := json.Unmarshal([]byte(text), &o); err != nil {
			r.t.Fatalf("read %q: %v", text, err)
		}
		all = append(all, o)
	}
	return all
}

// summary writes outcomes as line:status.
func summary(all []schemas.BatchOutcome) string {
	var parts []string
	for _, o := range all {
		parts = append(parts, fmt.Sprintf("%d:%d", o.Line, o.Status))
	}
	return strings.Join(parts, " ")
}

func TestEveryLineOfABatchGetsItsOwnOutcome(t *testing.T) {
	h := newHouse(t)
	h.config.BodyLimit = 300
	c := h.serve()
	long := `{"id":"` + strings.Repeat("x", 400) + `"}`
	for _, test := range []struct{ name, body, want string }{
		{"two good lines", vacancyLine(1) + "\n" + vacancyLine(2) + "\n", "1:202 2:202"},
		{"the last line has no end", vacancyLine(3), "1:202"},
		{"ends of lines as Windows writes them", vacancyLine(4) + "\r\n" + vacancyLine(5) + "\r\n", "1:202 2:202"},
		{"blank lines are skipped and counted", "\n" + vacancyLine(6) + "\n \t\n" + vacancyLine(7) + "\n\n", "2:202 4:202"},
		{"a line that is no JSON", vacancyLine(8) + "\nno json\n" + vacancyLine(9), "1:202 2:400 3:202"},
		{"a line that is too long", vacancyLine(10) + "\n" + long + "\n" + vacancyLine(11), "1:202 2:413 3:202"},
		{"a wrong record", `{"id":"vac-12"}` + "\n" + vacancyLine(13), "1:400 2:202"},
		{"a record that is there already", vacancyLine(1), "1:200"},
		{"an older revision", strings.Replace(vacancyLine(1), `"revision":1`, `"revision":0`, 1), "1:409"},
		{"nothing", "\n", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := summary(outcomes(c.batch(test.body))); got != test.want {
				t.Errorf("outcomes are %q, want %q", got, test.want)
			}
		})
	}
}

// batch posts a batch of vacancies.
func (c *client) batch(body string) reply {
	c.t.Helper()
	return c.do(http.MethodPost, "/vacancies/batch", body, ndjson)
}

func TestABatchIsAnsweredWhileItIsSent(t *testing.T) {
	h := newHouse(t)
	c := h.serve()
	body, pipe := io.Pipe()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, c.base+"/vacancies/batch", body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-ndjson")
	r.Header.Set("Authorization", "Bearer "+testKey)
	response, err := c.http.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	answers := bufio.NewScanner(response.Body)
	for n := 1; n <= 3; n++ {
		if _, err := io.WriteString(pipe, vacancyLine(n)+"\n"); err != nil {
			t.Fatal(err)
		}
		if !answers.Scan() || !strings.Contains(answers.Text(), fmt.Sprintf(`"line":%d,"id":"vac-%d","status":202`, n, n)) {
			t.Fatalf("line %d is answered %q, %v", n, answers.Text(), answers.Err())
		}
	}
	_ = pipe.Close()
	if answers.Scan() {
		t.Errorf("there is more: %q", answers.Text())
	}
}

func TestALongBatchIsAnsweredInOrder(t *testing.T) {
	c := newHouse(t).serve()
	var body strings.Builder
	const lines = 2*500 + 34
	for n := 1; n <= lines; n++ {
		body.WriteString(vacancyLine(n) + "\n")
	}
	all := outcomes(c.batch(body.String()))
	if len(all) != lines {
		t.Fatalf("%d outcomes of %d lines", len(all), lines)
	}
	for i, o := range all {
		if o.Line != i+1 || o.ID != fmt.Sprintf("vac-%d", i+1) || o.Status != http.StatusAccepted {
			t.Fatalf("outcome %d is %+v", i+1, o)
		}
	}
}

func TestABatchGoesOnWhileTheLogIsAway(t *testing.T) {
	h := newHouse(t)
	h.away = true
	r := h.serve().batch(vacancyLine(1) + "\nno json\n")
	if got := summary(outcomes(r)); got != "1:503 2:400" || strings.Contains(string(r.body), "10.0.0.1") {
		t.Errorf("outcomes are %q: %s", got, r.body)
	}
}

func TestABatchThatBreaksOffSaysWhere(t *testing.T) {
	h := newHouse(t)
	h.config.StreamIdle = 100 * time.Millisecond
	c := h.serve()
	body, pipe := io.Pipe()
	defer func() { _ = pipe.Close() }()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, c.base+"/vacancies/batch", body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-ndjson")
	r.Header.Set("Authorization", "Bearer "+testKey)
	go func() { _, _ = io.WriteString(pipe, vacancyLine(1)+"\n"+`{"id":"v`) }()
	response, err := c.http.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	answers := bufio.NewScanner(response.Body)
	var last string
	for answers.Scan() {
		last = answers.Text()
	}
	if !strings.Contains(last, `"line":2,"status":400`) || !strings.Contains(last, "broke off") {
		t.Errorf("last outcome is %q", last)
	}
}

func TestABatchOfAnotherPartysPeopleIsRefusedLineByLine(t *testing.T) {
	h := newHouse(t)
	h.config.Auth = people{"municipality": {Subject: "m", Roles: []broker.Role{broker.Intake}, Viewer: matcher.Viewer{Party: matcher.Party{Kind: matcher.Municipality, Organisation: "Utrecht"}}}}
	mine := `{"id":"can-2","revision":1,"status":"available","responsibleParty":{"kind":"municipality","organisation":"Utrecht"}}`
	r := h.serve().as("municipality").do(http.MethodPost, "/candidates/batch", cook+"\n"+mine+"\n", ndjson)
	if got := summary(outcomes(r)); got != "1:403 2:202" {
		t.Errorf("outcomes are %q: %s", got, r.body)
	}
}
