package population

import (
	"bytes"
	"embed"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
)

//go:embed tables/*.csv
var files embed.FS

// The tables are part of the program, so an error in one is a broken build; tests read every row.

// rows reads one of the tables: semicolons, comments from a number sign, a line of column names.
func rows(name string) ([][]string, error) {
	data, err := files.ReadFile("tables/" + name)
	if err != nil {
		return nil, fmt.Errorf("open table: %w", err)
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma, r.Comment = ';', '#'
	all, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read table %s: %w", name, err)
	}
	return all[1:], nil
}

// numbers reads whole numbers and remembers the first that is none.
type numbers struct{ err error }

// read gives the number, 0 where it is none.
func (n *numbers) read(s string) int {
	v, err := strconv.Atoi(s)
	if err != nil && n.err == nil {
		n.err = fmt.Errorf("read number: %w", err)
	}
	return v
}

// asked is one thing that employers ask, in so many of 100 vacancies.
type asked struct {
	what    string
	level   string // of a language
	percent int
}

// askedIn reads lists such as "B:40,C:10" or "eng:B2:80".
func (n *numbers) askedIn(s string) []asked {
	var all []asked
	for item := range strings.SplitSeq(s, ",") {
		parts := strings.Split(item, ":")
		switch len(parts) {
		case 2:
			all = append(all, asked{what: parts[0], percent: n.read(parts[1])})
		case 3:
			all = append(all, asked{parts[0], parts[1], n.read(parts[2])})
		}
	}
	return all
}
