package sector

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
)

//go:embed shrinking.csv
var shrinkingCSV string

//go:embed vacancies.csv
var vacanciesCSV string

// DefaultShrinking returns the sectors that the letter to parliament of
// 30 November 2020 on regional mobility teams names as shrinking and not soon to
// recover, from shrinking.csv, which has the source of each. They are prefixes of
// SBI numbers, equal in both editions.
//
// It is a default of one moment: a region decides for itself and hands its own
// list to [Listed]. Every call returns a new slice.
func DefaultShrinking() (prefixes []string) {
	for row := range rows(shrinkingCSV) {
		prefixes = append(prefixes, row[0])
	}
	return prefixes
}

// Growth is by how many per cent the open vacancies of a section of the SBI 2008
// grew in the last year that vacancies.csv knows of, negative where they fell;
// false where it does not know the section. Source: CBS StatLine 80472ned.
func Growth(section string) (percent int, known bool) {
	for row := range rows(vacanciesCSV) {
		before, err1 := strconv.ParseFloat(row[1], 64)
		after, err2 := strconv.ParseFloat(row[2], 64)
		if row[0] == section && err1 == nil && err2 == nil && before > 0 {
			return int(math.Round((after - before) / before * 100)), true
		}
	}
	return 0, false
}

// rows calls yield for every row of a table, less its comments and the names of
// its columns.
func rows(table string) func(yield func([]string) bool) {
	return func(yield func([]string) bool) {
		named := false
		for line := range strings.Lines(table) {
			if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
				continue
			}
			if named && !yield(strings.Split(line, ";")) {
				return
			}
			named = true
		}
	}
}

// Listed reports whether a code lies in one of the sectors that the prefixes
// name. A code shorter than a prefix does not: a farm (01) is not known to grow
// flowers (01.191). Section letters and malformed codes never are.
func Listed(code string, prefixes []string) bool {
	if _, ok := Division(code); !ok {
		return false
	}
	number := plain(code)
	for _, p := range prefixes {
		if p = plain(p); p != "" && strings.HasPrefix(number, p) {
			return true
		}
	}
	return false
}
