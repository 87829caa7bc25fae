package sector

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// divisions returns all divisions that an edition has.
func divisions(edition string) []string {
	var all []string
	for n := range 100 {
		if d := fmt.Sprintf("%02d", n); Valid(d, edition) {
			all = append(all, d)
		}
	}
	return all
}

func TestTheEditionsHaveTheDivisionsOfNACE(t *testing.T) {
	old, new := divisions(Edition2008), divisions(Edition2025)
	if len(old) != 88 || len(new) != 87 {
		t.Errorf("%d and %d divisions; NACE Rev. 2 has 88, Rev. 2.1 has 87", len(old), len(new))
	}
	if without := slices.DeleteFunc(old, func(d string) bool { return d == "45" }); !slices.Equal(without, new) {
		t.Errorf("besides 45 the editions have the same divisions: %v and %v", without, new)
	}
}

func TestSectionsFollowOneAnother(t *testing.T) {
	for edition, want := range map[string]string{Edition2008: "ABCDEFGHIJKLMNOPQRSTU", Edition2025: "ABCDEFGHIJKLMNOPQRSTUV"} {
		letters, last := "", "00"
		for _, s := range sections(edition) {
			if s.first <= last || s.last < s.first {
				t.Errorf("%s: section %s runs from %s to %s after %s", edition, s.letter, s.first, s.last, last)
			}
			letters, last = letters+s.letter, s.last
		}
		if letters != want {
			t.Errorf("%s has sections %s", edition, letters)
		}
	}
}

func TestTheDivisionsOf2008AreThoseOfTheTradeRegister(t *testing.T) {
	shared := os.Getenv("MATCHD_SHARED_DATA")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared", "data")
	}
	content, err := os.Open(filepath.Join(shared, "geo", "sbi2008_nl.csv"))
	if err != nil {
		t.Skipf("the SBI code list is not here (MATCHD_SHARED_DATA names its folder): %v", err)
	}
	defer content.Close()
	rows, err := csv.NewReader(content).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var listed []string
	for _, row := range rows[1:] {
		division, ok := Division(row[0])
		if !ok || division != row[2] || !Valid(row[0], Edition2008) {
			t.Errorf("%s lies in %q (%v), the list says %s", row[0], division, ok, row[2])
		}
		listed = append(listed, division)
	}
	slices.Sort(listed)
	missing := slices.DeleteFunc(divisions(Edition2008), func(d string) bool { return slices.Contains(listed, d) })
	if !slices.Equal(missing, []string{"05", "07"}) {
		t.Errorf("the list lacks %v, want coal and metal ores only", missing)
	}
}
