package sector

import "strings"

// Common returns the section of 2008 that a code of either edition is compared
// in. From 2025 to 2008 the letter follows from the division, because divisions
// kept their numbers; J and K together are the J of 2008, and every later letter
// moves one back. Two parts moved to another section and are moved back where
// the code is precise enough to tell:
//
//   - 95.3, repair of motor vehicles, was part of trade (G, division 45);
//   - 68.12, development of building projects, was part of construction (F, 41.1).
//
// Ambiguous, and decided by the division: plain 95 and 68 (S and L); 46 and 47,
// which took over the trade of the former 45 (G all the same); intermediation,
// which 2025 files with what is mediated and 2008 mostly with web portals (J) or
// business services (N). It is false where [Valid] is.
func Common(code, edition string) (letter string, ok bool) {
	letter, ok = Section(code, edition)
	if !ok || edition == Edition2008 {
		return letter, ok
	}
	if len(plain(code)) == 1 {
		return sectionOf2025(letter), true
	}
	return Section(divisionOf2008(plain(code)), Edition2008)
}

// sectionOf2025 translates a bare letter of 2025.
func sectionOf2025(letter string) string {
	if letter < "K" {
		return letter
	}
	return string(letter[0] - 1)
}

// divisionOf2008 returns the division of 2008 for a code of 2025 without dots.
func divisionOf2008(code string) string {
	switch {
	case strings.HasPrefix(code, "953"):
		return "45"
	case strings.HasPrefix(code, "6812"):
		return "41"
	default:
		return code[:2]
	}
}
