package taxonomy

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
)

// FileError says which file, and where known which line and column, made loading fail.
type FileError struct {
	File, Column string
	// Line counts from 1; 0 when the whole file is meant.
	Line int
	// Err is the cause: [ErrMissingFile], [ErrMissingColumn], [ErrEmptyCell] or what the reader said.
	Err error
}

// What a [FileError] can wrap besides errors of reading.
var (
	ErrMissingFile   = errors.New("file is missing")
	ErrMissingColumn = errors.New("column is missing")
	ErrEmptyCell     = errors.New("cell is empty")
)

// Error names file, line and column before the cause.
func (e *FileError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "read taxonomy file %s", e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ", line %d", e.Line)
	}
	if e.Column != "" {
		fmt.Fprintf(&b, ", column %s", e.Column)
	}
	return b.String() + ": " + e.Err.Error()
}

// Unwrap gives the cause to errors.Is and errors.As.
func (e *FileError) Unwrap() error { return e.Err }

// row is one record of a table; it is valid only until the next one is read.
type row struct {
	columns map[string]int
	cells   []string
}

// cell gives a trimmed cell by column name, empty when the table has no such column. The string is the caller's own.
func (r row) cell(column string) string {
	i, ok := r.columns[column]
	if !ok {
		return ""
	}
	return strings.Clone(strings.TrimSpace(strings.ToValidUTF8(r.cells[i], "")))
}

// lines gives a cell that holds one value per line, without empty ones. The download separates labels by newlines.
func (r row) lines(column string) []string {
	var values []string
	for line := range strings.SplitSeq(r.cell(column), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			values = append(values, line)
		}
	}
	return values
}

// readTable reads a CSV file, plain or gzipped, and calls use for every record. The columns in required must exist
// and their cells must be filled; other columns may be absent.
func readTable(fsys fs.FS, name string, required []string, use func(row)) error {
	file, err := fsys.Open(name)
	if err != nil {
		return &FileError{File: name, Err: err}
	}
	defer file.Close()
	var plain io.Reader = file
	if strings.HasSuffix(name, ".gz") {
		unzipped, err := gzip.NewReader(file)
		if err != nil {
			return &FileError{File: name, Err: err}
		}
		plain = unzipped
	}
	return readRows(plain, name, required, use)
}

// readRows is readTable for bytes that are already open and unpacked.
func readRows(from io.Reader, name string, required []string, use func(row)) error {
	buffered := bufio.NewReaderSize(from, 1<<16)
	if mark, _ := buffered.Peek(3); bytes.Equal(mark, []byte("\xEF\xBB\xBF")) {
		buffered.Discard(3)
	}
	records := csv.NewReader(buffered)
	records.ReuseRecord = true
	columns, err := header(records, name, required)
	if err != nil {
		return err
	}
	for {
		cells, err := records.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return &FileError{File: name, Err: err}
		}
		for _, column := range required {
			if strings.TrimSpace(cells[columns[column]]) == "" {
				line, _ := records.FieldPos(columns[column])
				return &FileError{File: name, Column: column, Line: line, Err: ErrEmptyCell}
			}
		}
		use(row{columns, cells})
	}
}

// header reads the first record and checks that the required columns are in it.
func header(records *csv.Reader, name string, required []string) (map[string]int, error) {
	first, err := records.Read()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, &FileError{File: name, Err: err}
	}
	columns := make(map[string]int, len(first))
	for i, column := range first {
		columns[strings.TrimSpace(column)] = i
	}
	for _, column := range required {
		if _, ok := columns[column]; !ok {
			return nil, &FileError{File: name, Column: column, Line: 1, Err: ErrMissingColumn}
		}
	}
	return columns, nil
}
