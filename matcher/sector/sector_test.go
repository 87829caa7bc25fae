package sector

import "testing"

func TestSectionOfACode(t *testing.T) {
	cases := []struct{ name, code, edition, want string }{
		{"a class of 2008", "6201", Edition2008, "J"},
		{"the same division in 2025", "6210", Edition2025, "K"},
		{"five digits", "78201", Edition2008, "N"},
		{"a division", "56", Edition2025, "I"},
		{"dots as CBS writes them", "62.01", Edition2008, "J"},
		{"dots and spaces", " 01.13.1 ", Edition2008, "A"},
		{"a letter", "C", Edition2008, "C"},
		{"a letter in lower case", "v", Edition2025, "V"},
		{"the motor trade of 2008", "4511", Edition2008, "G"},
		{"a section of one division", "35", Edition2025, "D"},
		{"the last division", "9900", Edition2008, "U"},
		{"the last division in 2025", "99000", Edition2025, "V"},
		{"publishing stays J", "58", Edition2025, "J"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got, ok := Section(c.code, c.edition); !ok || got != c.want || !Valid(c.code, c.edition) {
				t.Errorf("Section = %q, %v, want %q", got, ok, c.want)
			}
		})
	}
}

func TestWhatIsNoSector(t *testing.T) {
	cases := []struct{ name, code, edition string }{
		{"nothing", "", Edition2008},
		{"one digit", "6", Edition2008},
		{"six digits", "620101", Edition2008},
		{"letters among digits", "62a1", Edition2008},
		{"a division that never was", "04", Edition2008},
		{"a division between sections", "34", Edition2025},
		{"the motor trade, which 2025 dissolved", "4511", Edition2025},
		{"a letter of 2025 only", "V", Edition2008},
		{"a letter of none", "Z", Edition2025},
		{"no edition", "62", ""},
		{"an edition of long ago", "62", "1993"},
		{"fullwidth digits", "６２", Edition2008},
		{"only dots", "..", Edition2008},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got, ok := Section(c.code, c.edition); ok || got != "" || Valid(c.code, c.edition) {
				t.Errorf("Section = %q, %v", got, ok)
			}
			if got, ok := Common(c.code, c.edition); ok || got != "" {
				t.Errorf("Common = %q, %v", got, ok)
			}
		})
	}
}

func TestDivisionIsTheFirstTwoDigits(t *testing.T) {
	cases := []struct {
		name, code, want string
		ok               bool
	}{
		{"five digits", "01131", "01", true},
		{"with a dot", "01.1", "01", true},
		{"two digits", "99", "99", true},
		{"a letter", "A", "", false},
		{"one digit", "1", "", false},
		{"six digits", "123456", "", false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got, ok := Division(c.code); got != c.want || ok != c.ok {
				t.Errorf("Division = %q, %v", got, ok)
			}
		})
	}
}

func FuzzSection(f *testing.F) {
	for _, code := range []string{"62.01", "A", "6812", "95311", "", "é"} {
		f.Add(code, Edition2008)
		f.Add(code, Edition2025)
	}
	f.Fuzz(func(t *testing.T, code, edition string) {
		letter, ok := Section(code, edition)
		common, comparable := Common(code, edition)
		if ok != comparable || ok != (letter != "") || ok && !Valid(common, Edition2008) {
			t.Fatalf("section %q %v, common %q %v", letter, ok, common, comparable)
		}
		self := Closeness(Code{code, edition}, Code{code, edition})
		if ok != (self >= sameSection) {
			t.Fatalf("closeness %d to itself, valid %v", self, ok)
		}
	})
}
