package place

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// read parses one file with the given header; each line becomes a value.
func read[T any](l *loader, file, header string, parse func(*record) T) []row[T] {
	if l.err != nil {
		return nil
	}
	content := l.open(file)
	if l.err != nil {
		return nil
	}
	r := csv.NewReader(strings.NewReader(content))
	r.FieldsPerRecord = -1
	r.ReuseRecord = true
	rec := &record{loader: l, csv: r, file: file}
	if rec.next(strings.Count(header, ",") + 1); l.err == nil && strings.Join(rec.fields, ",") != header {
		rec.fail(0, "the first line must be "+header)
	}
	var rows []row[T]
	for rec.next(strings.Count(header, ",") + 1) {
		line, _ := r.FieldPos(0)
		rows = append(rows, row[T]{parse(rec), file, line})
	}
	if l.err != nil {
		return nil
	}
	return rows
}

// record is one line of a table; what is wrong with it goes to the loader.
type record struct {
	loader *loader
	csv    *csv.Reader
	file   string
	fields []string
}

// next moves to the next line, and reports false at the end or on an error.
func (r *record) next(columns int) bool {
	if r.loader.err != nil {
		return false
	}
	fields, err := r.csv.Read()
	var bad *csv.ParseError
	switch {
	case errors.Is(err, io.EOF):
		if r.fields == nil {
			r.loader.err = &FormatError{r.file, 1, 1, "the file is empty"}
		}
		return false
	case errors.As(err, &bad):
		r.loader.err = &FormatError{r.file, bad.Line, bad.Column, bad.Err.Error()}
		return false
	}
	r.fields = fields
	if len(fields) != columns {
		r.fail(0, fmt.Sprintf("%d columns instead of %d", len(fields), columns))
		return false
	}
	return true
}

// fail keeps the first error, with the place of a field.
func (r *record) fail(field int, reason string) {
	if r.loader.err == nil {
		line, column := r.csv.FieldPos(field)
		r.loader.err = &FormatError{r.file, line, column, reason}
	}
}

// code returns a field that must be the prefix and the given number of digits.
func (r *record) code(field int, prefix string, digits int) string {
	c := r.fields[field]
	rest, ok := strings.CutPrefix(c, prefix)
	if !ok || len(rest) != digits || strings.Trim(rest, "0123456789") != "" {
		r.fail(field, fmt.Sprintf("%q is not a code of the form %s%s", c, prefix, strings.Repeat("n", digits)))
	}
	return strings.Clone(c)
}

// known returns a field that must be one of the codes.
func (r *record) known(field int, codes map[string]bool) string {
	c := r.fields[field]
	if !codes[c] {
		r.fail(field, fmt.Sprintf("%q is not known", c))
	}
	return strings.Clone(c)
}

// name returns a field that must hold text.
func (r *record) name(field int) string {
	n := strings.Clone(strings.TrimSpace(r.fields[field]))
	if fold(n) == "" || len(n) > maxName {
		r.fail(field, fmt.Sprintf("a name of 1 to %d bytes is needed", maxName))
	}
	return n
}

// Bounds of the European Netherlands in degrees, a little generous. They
// catch latitude and longitude in each other's column.
const (
	south, north = 50.5, 54.0
	west, east   = 3.0, 7.5
)

// point returns the point of a latitude field and the longitude after it; both
// empty is the unknown point.
func (r *record) point(field int) Point {
	if r.fields[field] == "" && r.fields[field+1] == "" {
		return Point{}
	}
	return Point{Lat: r.degrees(field, south, north), Lon: r.degrees(field+1, west, east)}
}

// degrees returns a field as units of a Point.
func (r *record) degrees(field int, low, high float64) int32 {
	d, err := strconv.ParseFloat(r.fields[field], 64)
	if err != nil || !(d >= low && d <= high) {
		r.fail(field, fmt.Sprintf("%q is not a number of degrees from %g to %g", r.fields[field], low, high))
		return 0
	}
	return int32(math.Round(d * degree))
}

func readRegion(r *record) Region {
	return Region{Code: r.code(0, "AM", 2), Name: r.name(1)}
}

func readMunicipality(r *record) Municipality {
	m := Municipality{Code: r.code(0, "GM", 4), Name: r.name(1), Region: r.known(2, r.loader.regions), Centre: r.point(3)}
	if !m.Centre.Known() {
		r.fail(3, "a municipality needs a centre")
	}
	for alias := range strings.SplitSeq(r.fields[5], ";") {
		if alias = strings.TrimSpace(alias); alias != "" {
			m.Aliases = append(m.Aliases, strings.Clone(alias))
		}
	}
	return m
}

func readPostcode(r *record) Postcode {
	p := Postcode{Code: r.code(0, "", 4), Point: r.point(2)}
	if p.Code < "1000" {
		r.fail(0, fmt.Sprintf("%q is not a postcode from 1000 to 9999", p.Code))
	}
	if r.fields[1] != "" {
		p.Municipality = r.known(1, r.loader.municipalities)
	}
	if r.fields[4] != "" {
		n, err := strconv.ParseUint(r.fields[4], 10, 31)
		if err != nil {
			r.fail(4, fmt.Sprintf("%q is not a number of inhabitants", r.fields[4]))
		}
		p.Inhabitants = int(n)
	}
	return p
}
