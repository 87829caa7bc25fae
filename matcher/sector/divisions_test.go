package sector

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"matchd/loadtest/testkit"
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

// letters returns the section letters of an edition in the order of their divisions.
func letters(edition string) []string {
	return slices.Compact(strings.Fields(strings.Join(strings.Split(sections(edition), ""), " ")))
}

func TestSectionsFollowOneAnother(t *testing.T) {
	for edition, want := range map[string]string{Edition2008: "ABCDEFGHIJKLMNOPQRSTU", Edition2025: "ABCDEFGHIJKLMNOPQRSTUV"} {
		if got := strings.Join(letters(edition), ""); got != want {
			t.Errorf("%s has sections %s", edition, got)
		}
		if n := len(sections(edition)); n != 100 {
			t.Errorf("%s has a table of %d divisions", edition, n)
		}
	}
}

func TestSectionsSpanTheDivisionsOfNACE(t *testing.T) {
	want := map[string]string{
		Edition2008: "A01-03 B05-09 C10-33 D35-35 E36-39 F41-43 G45-47 H49-53 I55-56 J58-63 K64-66 L68-68 M69-75 N77-82 O84-84 P85-85 Q86-88 R90-93 S94-96 T97-98 U99-99",
		Edition2025: "A01-03 B05-09 C10-33 D35-35 E36-39 F41-43 G46-47 H49-53 I55-56 J58-60 K61-63 L64-66 M68-68 N69-75 O77-82 P84-84 Q85-85 R86-88 S90-93 T94-96 U97-98 V99-99",
	}
	for edition, spans := range want {
		var got []string
		for _, letter := range letters(edition) {
			first, last := strings.Index(sections(edition), letter), strings.LastIndex(sections(edition), letter)
			got = append(got, fmt.Sprintf("%s%02d-%02d", letter, first, last))
		}
		if strings.Join(got, " ") != spans {
			t.Errorf("%s: %s\nwant %s", edition, strings.Join(got, " "), spans)
		}
	}
}

func TestTheDivisionsOf2008AreThoseOfTheTradeRegister(t *testing.T) {
	_, rows := testkit.Table(t, testkit.SourceData(t, "geo/sbi2008_nl.csv"))
	var listed []string
	for _, row := range rows {
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
