package sector

import "testing"

func TestEverySectionHasItsOwnLabelInBothLanguages(t *testing.T) {
	for _, edition := range []string{Edition2008, Edition2025} {
		seen := make(map[string]string)
		for _, letter := range letters(edition) {
			for _, lang := range []string{"nl", "en"} {
				label := Label(letter, edition, lang)
				if label == "" || seen[lang+label] != "" {
					t.Errorf("%s of %s in %s: %q, also of %s", letter, edition, lang, label, seen[lang+label])
				}
				seen[lang+label] = letter
			}
		}
	}
}

func TestLabels(t *testing.T) {
	cases := []struct{ name, section, edition, lang, want string }{
		{"hospitality", "I", "2008", "nl", "Horeca"},
		{"a letter in lower case and a language tag", "i", "2025", "en-GB", "Hospitality"},
		{"K was finance", "K", "2008", "en", "Finance and insurance"},
		{"K became telecom and IT", "K", "2025", "nl", "Telecom en ICT"},
		{"finance became L", "L", "2025", "en", "Finance and insurance"},
		{"an unknown language", "I", "2008", "fr", ""},
		{"an unknown edition", "I", "", "nl", ""},
		{"a letter that 2008 lacks", "V", "2008", "nl", ""},
		{"a division", "56", "2008", "nl", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := Label(c.section, c.edition, c.lang); got != c.want {
				t.Errorf("Label = %q, want %q", got, c.want)
			}
		})
	}
}
