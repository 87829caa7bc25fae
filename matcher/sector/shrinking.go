package sector

import "strings"

// DefaultShrinking returns the sectors that the letter to parliament of
// 30 November 2020 on regional mobility teams (working document "Aanpak
// aanvullende crisisdienstverlening", intake criterion 2) names as shrinking and
// not soon to recover. They are prefixes of SBI numbers, equal in both editions:
//
//   - ornamental horticulture (sierteelt): 01.191, 01.192, 01.3
//   - aviation (luchtvaart): 51 and the services to it, 52.23
//   - hospitality (horeca): 55, 56
//   - rental and other business services, such as temp and travel agencies
//     (verhuur en overige zakelijke diensten): 77 to 82
//   - culture, sport and recreation: 90 to 93
//
// It is a default of one moment: a region decides for itself and hands its own
// list to [Listed]. Every call returns a new slice.
func DefaultShrinking() []string {
	return []string{
		"01191", "01192", "013",
		"51", "5223",
		"55", "56",
		"77", "78", "79", "80", "81", "82",
		"90", "91", "92", "93",
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
