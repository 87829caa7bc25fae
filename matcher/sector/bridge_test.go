package sector

import "testing"

func TestCommonReadsEveryCodeIn2008(t *testing.T) {
	cases := []struct{ name, code, edition, want string }{
		{"2008 is itself", "62", Edition2008, "J"},
		{"telecom and IT were one with publishing", "62100", Edition2025, "J"},
		{"the letter of telecom and IT", "K", Edition2025, "J"},
		{"publishing", "J", Edition2025, "J"},
		{"finance", "64", Edition2025, "K"},
		{"the letter of business services", "O", Edition2025, "N"},
		{"temp agencies", "78200", Edition2025, "N"},
		{"health", "R", Edition2025, "Q"},
		{"culture", "90", Edition2025, "R"},
		{"international organisations", "V", Edition2025, "U"},
		{"manufacturing did not move", "C", Edition2025, "C"},
		{"repair of cars was trade", "95.31", Edition2025, "G"},
		{"repair of other goods was not", "95.2", Edition2025, "S"},
		{"repair of who knows what", "95", Edition2025, "S"},
		{"project development was construction", "68.12", Edition2025, "F"},
		{"own real estate was not", "68.11", Edition2025, "L"},
		{"real estate of who knows what", "681", Edition2025, "L"},
		{"car dealers are trade in both", "4781", Edition2025, "G"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got, ok := Common(c.code, c.edition); !ok || got != c.want {
				t.Errorf("Common = %q, %v, want %q", got, ok, c.want)
			}
		})
	}
}

func TestAnUndividedDivisionKeepsItsSectionAcrossEditions(t *testing.T) {
	for _, d := range divisions(Edition2025) {
		old, _ := Section(d, Edition2008)
		if common, ok := Common(d, Edition2025); !ok || common != old {
			t.Errorf("division %s is %s in 2008 and compared in %s", d, old, common)
		}
		letter, _ := Section(d, Edition2025)
		if bare, _ := Common(letter, Edition2025); bare != old {
			t.Errorf("section %s of 2025 is compared in %s, its division %s in %s", letter, bare, d, old)
		}
	}
}
