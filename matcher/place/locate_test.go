package place

import "testing"

func TestLocateFindsWhatRecordsSay(t *testing.T) {
	tables := builtInTables(t)
	cases := []struct {
		name                            string
		postcode, municipality, country string
		gm, am                          string
		exact                           bool
	}{
		{"four digits", "1012", "", "", "GM0363", "AM18", true},
		{"four digits and two letters", "9711AB", "", "NL", "GM0014", "AM01", true},
		{"a space and lower case", " 6211 ab ", "", "nl", "GM0935", "AM30", true},
		{"a no-break space", "3011\u00a0AA", "", "", "GM0599", "AM22", true},
		{"a code of a municipality", "", "GM0363", "", "GM0363", "AM18", false},
		{"a code in lower case", "", " gm0344 ", "", "GM0344", "AM13", false},
		{"a name", "", "Zwolle", "NL", "GM0193", "AM36", false},
		{"a name in capitals", "", "UTRECHT", "", "GM0344", "AM13", false},
		{"a name with the word gemeente", "", "Gemeente  Enschede", "", "GM0153", "AM05", false},
		{"a name with diacritics", "", "Súdwest-Fryslân", "", "GM1900", "AM02", false},
		{"the same without diacritics", "", "sudwest fryslan", "", "GM1900", "AM02", false},
		{"the same with combining marks", "", "Su\u0301dwest-Frysla\u0302n", "", "GM1900", "AM02", false},
		{"an apostrophe", "", "'s-Hertogenbosch", "", "GM0796", "AM27", false},
		{"a curly apostrophe", "", "’s-Gravenhage", "", "GM0518", "AM21", false},
		{"an everyday name", "", "den haag", "", "GM0518", "AM21", false},
		{"a name with a province", "", "Bergen (NH)", "", "GM0373", "AM15", false},
		{"the postcode wins", "9711", "Maastricht", "", "GM0014", "AM01", true},
		{"an unknown postcode leaves the municipality", "1000", "Amsterdam", "", "GM0363", "AM18", false},
		{"a malformed postcode leaves the municipality", "12", "Amsterdam", "", "GM0363", "AM18", false},
		{"a postcode without coordinate takes the centre", "1262", "", "", "GM0376", "AM12", false},
		{"a village of the divided Haaren", "5268", "", "", "GM0865", "AM27", true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, ok := tables.Locate(c.postcode, c.municipality, c.country)
			if !ok || got.Municipality != c.gm || got.Region != c.am || got.Exact != c.exact || !got.Point.Known() {
				t.Errorf("Locate = %+v, %v; want %s %s exact %v", got, ok, c.gm, c.am, c.exact)
			}
		})
	}
}

func TestLocateFindsNothing(t *testing.T) {
	tables := builtInTables(t)
	cases := []struct{ name, postcode, municipality, country string }{
		{"nothing said", "", "", ""},
		{"only spaces", "  ", " ", " "},
		{"abroad", "1012", "Amsterdam", "BE"},
		{"a German postcode", "48565", "", "NL"},
		{"a first digit of nought", "0123", "", ""},
		{"one letter", "1012A", "", ""},
		{"letters first", "AB1012", "", ""},
		{"a hyphen", "1012-AB", "", ""},
		{"fullwidth digits", "１０１２", "", ""},
		{"a postcode nobody has", "1000", "", ""},
		{"a municipality nobody has", "", "GM9999", ""},
		{"a name that two share", "", "Bergen", ""},
		{"punctuation", "", "---", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got, ok := tables.Locate(c.postcode, c.municipality, c.country); ok || got != (Location{}) {
				t.Errorf("Locate = %+v, %v", got, ok)
			}
		})
	}
}

func TestLocateKeepsThePostcodesPoint(t *testing.T) {
	tables := builtInTables(t)
	got, _ := tables.Locate("1012AB", "", "")
	if want := at(52.37568, 4.89679); got.Point != want {
		t.Errorf("1012 lies at %v, want %v", got.Point, want)
	}
	centre, _ := tables.Locate("", "Amsterdam", "")
	if m, _ := tables.Municipality("GM0363"); centre.Point != m.Centre {
		t.Errorf("Amsterdam lies at %v, want %v", centre.Point, m.Centre)
	}
}

func FuzzLocate(f *testing.F) {
	tables := builtInTables(f)
	f.Add("1012AB", "Amsterdam", "NL")
	f.Add("1262", "'s-Gravenhage", "")
	f.Add("\xff\xfe", "gemeente ", "nl")
	f.Fuzz(func(t *testing.T, postcode, municipality, country string) {
		got, ok := tables.Locate(postcode, municipality, country)
		if !ok {
			if got != (Location{}) {
				t.Fatalf("not located, yet %+v", got)
			}
			return
		}
		m, known := tables.Municipality(got.Municipality)
		if !known || m.Region != got.Region || !got.Point.Known() {
			t.Fatalf("located in %+v, municipality %+v", got, m)
		}
		if !got.Exact && got.Point != m.Centre {
			t.Fatalf("neither the postcode's point nor the centre: %+v", got)
		}
	})
}
