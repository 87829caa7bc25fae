package place

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// The files of a folder of tables: UTF-8, comma-separated (RFC 4180), with
// exactly these columns in this order as first line. Rows come in any order.
const (
	regionsFile        = "regions.csv"        // code,name
	municipalitiesFile = "municipalities.csv" // code,name,region,lat,lon,aliases (separated by ";")
	postcodesFile      = "postcodes.csv"      // postcode,municipality,lat,lon,inhabitants
)

// FormatError says what is wrong with a table and where.
type FormatError struct {
	File   string // name within the folder
	Line   int    // from 1
	Column int    // from 1, in bytes; 1 when the whole line is meant
	Reason string // what is wrong, lower case
}

// Error returns "file:line:column: reason", which editors can jump to.
func (e *FormatError) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Reason)
}

// Load reads tables of the built-in form from the root of a folder: regions.csv,
// municipalities.csv and postcodes.csv. A malformed value, a code twice, or a
// reference to a code that is not there is a [*FormatError]; an unreadable
// file wraps the error of the file system.
func Load(folder fs.FS) (*Tables, error) {
	l := loader{folder: folder}
	regions := read(&l, regionsFile, "code,name", readRegion)
	l.regions = index(&l, regions, func(r Region) string { return r.Code })
	municipalities := read(&l, municipalitiesFile, "code,name,region,lat,lon,aliases", readMunicipality)
	l.municipalities = index(&l, municipalities, func(m Municipality) string { return m.Code })
	postcodes := read(&l, postcodesFile, "postcode,municipality,lat,lon,inhabitants", readPostcode)
	index(&l, postcodes, func(p Postcode) string { return p.Code })
	if l.err != nil {
		return nil, l.err
	}
	t := &Tables{
		version:        hex.EncodeToString(l.seen)[:16],
		regions:        sorted(regions, func(r Region) string { return r.Code }),
		municipalities: sorted(municipalities, func(m Municipality) string { return m.Code }),
		postcodes:      sorted(postcodes, func(p Postcode) string { return p.Code }),
	}
	t.derive()
	if err := inhabited(regions, t); err != nil {
		return nil, err
	}
	return t, nil
}

// row is a value with the line it was read from.
type row[T any] struct {
	value T
	file  string
	line  int
}

// loader carries the first error, so that the steps of Load read as a list.
type loader struct {
	folder         fs.FS
	err            error
	seen           []byte          // hash over the files so far, chained
	regions        map[string]bool // known codes
	municipalities map[string]bool
}

// open returns the content of a file and takes it into the version.
func (l *loader) open(name string) string {
	content, err := fs.ReadFile(l.folder, name)
	if err != nil {
		l.err = fmt.Errorf("read place table: %w", err)
		return ""
	}
	sum := sha256.Sum256(content)
	chained := sha256.Sum256(slices.Concat(l.seen, sum[:]))
	l.seen = chained[:]
	return strings.TrimPrefix(string(content), "\ufeff")
}

// index returns the codes of rows and reports a code that occurs twice.
func index[T any](l *loader, rows []row[T], code func(T) string) map[string]bool {
	codes := make(map[string]bool, len(rows))
	for _, r := range rows {
		c := code(r.value)
		if codes[c] && l.err == nil {
			l.err = &FormatError{r.file, r.line, 1, fmt.Sprintf("%s occurs twice", c)}
		}
		codes[c] = true
	}
	return codes
}

// inhabited refuses a region without municipalities: it would have no
// centre, and its code most likely is a slip of the pen.
func inhabited(rows []row[Region], t *Tables) error {
	for _, r := range rows {
		if derived, _ := t.Region(r.value.Code); len(derived.Municipalities) == 0 {
			return &FormatError{r.file, r.line, 1, fmt.Sprintf("no municipality lies in region %s", r.value.Code)}
		}
	}
	return nil
}

// sorted returns the values of rows, ascending by code.
func sorted[T any](rows []row[T], code func(T) string) []T {
	values := make([]T, len(rows))
	for i, r := range rows {
		values[i] = r.value
	}
	slices.SortFunc(values, func(a, b T) int { return strings.Compare(code(a), code(b)) })
	return values
}
