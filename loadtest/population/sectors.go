package population

import (
	"fmt"
	"strings"

	"matchd/matcher"
	"matchd/matcher/sector"
)

// sectorRow is a sector that companies are in, a row of tables/sectors.csv. Codes are of the 2008 edition of the SBI,
// in which CBS counted the vacancies.
type sectorRow struct {
	code    string
	section string
	share   int      // vacancies of the sector in millionths of all
	surplus int      // weight among companies with a surplus
	most    int      // people in the largest group of such a surplus
	places  []string // municipalities it is tied to; empty = anywhere
	names   []string // patterns
}

// sector is the row as records give it.
func (r *sectorRow) sector() matcher.Sector {
	return matcher.Sector{Code: r.code, Edition: sector.Edition2008}
}

// readSectors reads the sectors; their shares within a section are scaled to the share of the section.
func readSectors() ([]sectorRow, error) {
	sections, err := readSections()
	if err != nil {
		return nil, err
	}
	table, err := rows("sectors.csv")
	if err != nil {
		return nil, err
	}
	all := make([]sectorRow, len(table))
	within := map[string]int{}
	var n numbers
	for i, row := range table {
		letter, ok := sector.Section(row[0], sector.Edition2008)
		if !ok || sections[letter] == 0 {
			return nil, fmt.Errorf("sector %s is in no section", row[0])
		}
		all[i] = sectorRow{code: row[0], section: letter, share: n.read(row[1]), surplus: n.read(row[2]),
			most: n.read(row[3]), places: strings.Fields(row[4]), names: strings.Split(row[5], "|")}
		within[letter] += all[i].share
	}
	for i := range all {
		all[i].share = 1000 * sections[all[i].section] * all[i].share / within[all[i].section]
	}
	return all, n.err
}

// readSections reads the share of every section in thousandths of the vacancies.
func readSections() (map[string]int, error) {
	table, err := rows("sections.csv")
	if err != nil {
		return nil, err
	}
	var n numbers
	shares := make(map[string]int, len(table))
	for _, row := range table {
		shares[row[0]] = n.read(row[1])
	}
	return shares, n.err
}
