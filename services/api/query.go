package api

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"matchd/matcher"
	"matchd/schemas"
)

// query reads the parameters of a query and gathers everything that is wrong about them. What no method has asked for
// by the time of err is unknown.
type query struct {
	values url.Values
	known  []string
	wrong  matcher.InvalidError
}

// query begins with what is wrong about the path.
func (r *request) query() *query {
	q := parseQuery(r.http.URL.RawQuery)
	q.wrong = append(slices.Clone(r.wrong), q.wrong...)
	return q
}

func parseQuery(raw string) *query {
	values, err := url.ParseQuery(raw)
	q := &query{values: values}
	if err != nil || !utf8.ValidString(raw) {
		q.bad("", "the query must be name=value pairs joined by &, escaped where needed")
	}
	return q
}

func (q *query) bad(field, reason string) {
	q.wrong = append(q.wrong, matcher.Invalid{Field: field, Reason: reason})
}

// text is a parameter that may be given once.
func (q *query) text(name string) string {
	q.known = append(q.known, name)
	values := q.values[name]
	switch {
	case len(values) == 0:
		return ""
	case len(values) > 1:
		q.bad(name, "must be given once")
	case !utf8.ValidString(values[0]) || strings.ContainsRune(values[0], 0):
		q.bad(name, "must be text in UTF-8")
		return ""
	}
	return values[0]
}

// given is a text that means something only where it is not empty.
func (q *query) given(name, reason string) (string, bool) {
	value := q.text(name)
	if value == "" && q.values.Has(name) && len(q.values[name]) == 1 {
		q.bad(name, reason)
	}
	return value, value != ""
}

// maxValues bounds a list before it is looked at; the description allows 50.
const maxValues = 200

// list is a parameter that may be given more than once, and with several values between commas.
func (q *query) list(name string) []string {
	var out []string
	for _, value := range q.phrases(name) {
		out = append(out, strings.Split(value, ",")...)
	}
	return slices.DeleteFunc(out[:min(len(out), maxValues)], func(v string) bool { return v == "" })
}

// phrases is a parameter that may be given more than once; commas belong to the values.
func (q *query) phrases(name string) []string {
	q.known = append(q.known, name)
	values := q.values[name]
	for i, v := range values {
		if !utf8.ValidString(v) || strings.ContainsRune(v, 0) {
			q.bad(fmt.Sprintf("%s[%d]", name, i), "must be text in UTF-8")
			return nil
		}
	}
	return values[:min(len(values), maxValues)]
}

// limit is the number of items on a page; 0 = not given.
func (q *query) limit() int {
	reason := fmt.Sprintf("must be a whole number from 1 to %d", schemas.MaxLimit)
	value, ok := q.given("limit", reason)
	if !ok {
		return 0
	}
	n, err := strconv.Atoi(value)
	if err != nil || n < 1 || n > schemas.MaxLimit {
		q.bad("limit", reason)
		return 0
	}
	return n
}

// number is a decimal number; nil = not given.
func (q *query) number(name string) *float64 {
	value, ok := q.given(name, "must be a number")
	if !ok {
		return nil
	}
	n, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsNaN(n) || math.IsInf(n, 0) || strings.ContainsAny(value, "xXpP_") {
		q.bad(name, "must be a number")
		return nil
	}
	return &n
}

// boolean is true or false; nil = not given.
func (q *query) boolean(name string) *bool {
	value, ok := q.given(name, "must be true or false")
	if !ok {
		return nil
	}
	if value != "true" && value != "false" {
		q.bad(name, "must be true or false")
		return nil
	}
	yes := value == "true"
	return &yes
}

// date is a day; zero = not given.
func (q *query) date(name string) matcher.Date {
	const reason = "must be a date such as 2026-02-01"
	value, ok := q.given(name, reason)
	if !ok {
		return 0
	}
	var d matcher.Date
	if d.UnmarshalText([]byte(value)) != nil {
		q.bad(name, reason)
	}
	return d
}

// factors are numbers by name, as in skills:2,distance:0.5.
func (q *query) factors(name string) map[string]float64 {
	var out map[string]float64
	for _, pair := range q.list(name) {
		key, value, ok := strings.Cut(pair, ":")
		n, err := strconv.ParseFloat(value, 64)
		if !ok || err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
			q.bad(name, "must be name:factor pairs joined by commas, such as skills:2,distance:0.5")
			return nil
		}
		if out == nil {
			out = map[string]float64{}
		}
		if _, again := out[key]; again {
			q.bad(name, "must name each reason once")
		}
		out[key] = n
	}
	return out
}

// maxUnknown is how many unknown names are told of: enough to mend a query by.
const maxUnknown = 10

// err gives everything that is wrong, also found by others, or nil.
func (q *query) err(also ...matcher.Invalid) error {
	if wrong := q.found(also...); len(wrong) > 0 {
		return wrong
	}
	return nil
}

// found is everything that is wrong, also found by others.
func (q *query) found(also ...matcher.Invalid) matcher.InvalidError {
	told := 0
	for _, name := range slices.Sorted(maps.Keys(q.values)) {
		if slices.Contains(q.known, name) || told == maxUnknown {
			continue
		}
		told++
		wrong := matcher.Invalid{Field: shortened(name), Reason: "is no parameter of this operation"}
		if near, ok := nearest(name, q.known); ok {
			wrong.Suggestions = []string{near}
		}
		q.wrong = append(q.wrong, wrong)
	}
	for _, a := range also {
		if !slices.ContainsFunc(q.wrong, func(w matcher.Invalid) bool { return w.Field == a.Field }) {
			q.wrong = append(q.wrong, a)
		}
	}
	return q.wrong
}

// longest is how much of an unknown name is looked at and told, in bytes.
const longest = 40

func shortened(name string) string {
	return strings.ToValidUTF8(name[:min(len(name), longest)], "?")
}

// nearest is the known name with the fewest letters to change; the first in the alphabet of equals.
func nearest(name string, known []string) (string, bool) {
	if len(known) == 0 {
		return "", false
	}
	name = strings.ToLower(shortened(name))
	sorted := slices.Sorted(slices.Values(known))
	return slices.MinFunc(sorted, func(a, b string) int {
		return cmp.Compare(edits(name, strings.ToLower(a)), edits(name, strings.ToLower(b)))
	}), true
}

// edits is the Levenshtein distance in bytes.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
