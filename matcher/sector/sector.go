// Package sector knows the Dutch classification of businesses, the SBI
// (Standaard Bedrijfsindeling), in its two editions in use: 2008, which follows
// NACE Rev. 2, and 2025, which follows NACE Rev. 2.1 and replaced it in the
// trade register (KvK) in September 2025. Records carry either, so sectors are
// compared across editions here.
//
// The room knows sections (letters) and divisions (two digits) with short labels
// of its own; the digits below them are compared but not looked up. Sources:
// Regulation (EC) 1893/2006 for NACE Rev. 2, Delegated Regulation (EU) 2023/137
// for Rev. 2.1.
//
// Codes and what they lie in are in sector.go and divisions.go, the way from one edition to the other in bridge.go, nearness
// in closeness.go, and what the letter of 30-11-2020 and CBS say of sectors in shrinking.go.
package sector

import "strings"

// The editions of the SBI. Any other edition, an empty one too, is unknown:
// the same number means different things in the two, so none is assumed.
const (
	Edition2008 = "2008"
	Edition2025 = "2025"
)

// Code is a sector as a record gives it.
type Code struct {
	Number  string // a section letter, or 2 to 5 digits; dots and spaces as in "62.01" do not count
	Edition string // Edition2008 or Edition2025
}

// plain returns the number without dots and spaces, a letter in upper case.
func plain(number string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '.' || r == ' ':
			return -1
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		default:
			return r
		}
	}, number)
}

// Division returns the two-digit division (afdeling) of a code of 2 to 5
// digits, and false for anything else, such as a section letter. Whether an
// edition has that division is for [Valid] to say.
func Division(code string) (string, bool) {
	c := plain(code)
	if len(c) < 2 || len(c) > 5 || strings.Trim(c, "0123456789") != "" {
		return "", false
	}
	return c[:2], true
}

// Section returns the section (sectie), a letter, that a code belongs to in
// its edition; a section letter belongs to itself. It is false for an unknown
// edition, a malformed code, and a division that the edition does not have.
func Section(code, edition string) (letter string, ok bool) {
	table, c := sections(edition), plain(code)
	if len(c) == 1 && strings.Contains(table, c) {
		return c, true
	}
	division, ok := Division(c)
	if !ok || table == "" {
		return "", false
	}
	n := 10*int(division[0]-'0') + int(division[1]-'0')
	letter = table[n : n+1]
	if letter == " " {
		return "", false
	}
	return letter, true
}

// Valid reports whether a code is a section letter or a number of 2 to 5
// digits in a division of the edition. The digits after the division are not
// looked up, so a class that nobody defined is valid too.
func Valid(code, edition string) bool {
	_, ok := Section(code, edition)
	return ok
}
