package sector

import "testing"

func TestTheLettersShrinkingSectors(t *testing.T) {
	cases := []struct {
		name, code string
		want       bool
	}{
		{"a hotel", "55101", true},
		{"a café with dots", "56.30", true},
		{"a theatre", "90041", true},
		{"a casino", "92009", true},
		{"an airline", "5110", true},
		{"an airport", "5223", true},
		{"a port", "5222", false},
		{"cut flowers under glass", "01192", true},
		{"bulbs", "01301", true},
		{"vegetables under glass", "01132", false},
		{"a farm of any kind", "01", false},
		{"a temp agency", "78201", true},
		{"a travel agency", "7911", true},
		{"car rental", "77111", true},
		{"a hospital", "8610", false},
		{"a supermarket", "4711", false},
		{"a section letter", "I", false},
		{"nothing", "", false},
		{"a malformed code", "55x", false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := Listed(c.code, DefaultShrinking()); got != c.want {
				t.Errorf("Listed(%q) = %v", c.code, got)
			}
		})
	}
}

func TestARegionMayHandItsOwnList(t *testing.T) {
	if !Listed("4711", []string{"", "47.1"}) || Listed("4771", []string{"", "47.1"}) || Listed("4711", nil) {
		t.Error("a list with a dotted prefix means group 47.1 and nothing else")
	}
}

func TestTheDefaultCannotBeChangedByItsReaders(t *testing.T) {
	DefaultShrinking()[0] = "99"
	for _, prefix := range DefaultShrinking() {
		if !Valid(prefix, Edition2008) || !Valid(prefix, Edition2025) {
			t.Errorf("%s is no sector of both editions", prefix)
		}
	}
	if Listed("99", DefaultShrinking()) {
		t.Error("a copy reached into the default")
	}
}

func TestTheTablesAreWhole(t *testing.T) {
	seen := 0
	for row := range rows(shrinkingCSV) {
		seen++
		number, section, letter := row[0], row[2], row[1]
		if got, ok := Common(number, Edition2008); len(row) != 5 || letter == "" || !ok || got != section {
			t.Errorf("%q is of section %q, and not of that of %v", number, got, row)
		}
	}
	if got := DefaultShrinking(); len(got) != seen || seen != 17 {
		t.Errorf("%d sectors shrink of %d", len(got), seen)
	}
	seen = 0
	for row := range rows(vacanciesCSV) {
		seen++
		if _, known := Growth(row[0]); len(row) != 3 || !known || Label(row[0], Edition2008, "nl") == "" {
			t.Errorf("row %v tells nothing", row)
		}
	}
	if seen != 19 {
		t.Errorf("%d sections, want A to S", seen)
	}
}

func TestSectionsGrowOrNot(t *testing.T) {
	for section, want := range map[string]int{"Q": 13, "I": -7, "O": 26, "F": -1} {
		if got, known := Growth(section); !known || got != want {
			t.Errorf("open vacancies of %s grew by %d%%, want %d%%", section, got, want)
		}
	}
	if _, known := Growth("T"); known {
		t.Error("households are not in the table")
	}
}
