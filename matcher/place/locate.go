package place

import (
	"strings"
	"unicode"
)

// Locate finds a place from what a record says of it. The postcode is four
// digits with or without the two letters, in any case and spacing ("1234",
// "1234AB", "1234 ab"). The municipality is its code (GM0363) or its name or
// alias; case, diacritics, punctuation and a leading "gemeente" do not matter,
// but a name that two municipalities share ("Bergen") finds neither.
//
// The postcode wins when both are given; what it leaves open (an unknown
// postcode, no coordinate, no municipality) the municipality fills in. The
// country is ISO 3166-1 alpha-2, empty meaning NL: elsewhere nothing is
// located, and neither is a place that the tables do not know.
func (t *Tables) Locate(postcode, municipality, country string) (Location, bool) {
	if c := strings.TrimSpace(country); c != "" && !strings.EqualFold(c, "NL") {
		return Location{}, false
	}
	var at Location
	digits, written := digitsOf(postcode)
	p, found := 0, false
	if written {
		p, found = t.postcode(digits)
	}
	if found {
		at.Municipality = t.postcodes[p].Municipality
		at.Point = t.postcodes[p].Point
		at.Exact = at.Point.Known()
	}
	m, named := t.find(at.Municipality)
	if !named {
		m, named = t.find(municipality)
	}
	if named {
		at = at.within(t.municipalities[m])
	}
	return at, found || named
}

// within fills in what the postcode left open from its municipality.
func (l Location) within(m Municipality) Location {
	l.Municipality, l.Region = m.Code, m.Region
	if !l.Exact {
		l.Point = m.Centre
	}
	return l
}

// find returns the index of a municipality by code or by name.
func (t *Tables) find(text string) (int, bool) {
	text = strings.TrimSpace(text)
	if text == "" || len(text) > maxName {
		return 0, false
	}
	if i, ok := t.municipality(strings.ToUpper(text)); ok {
		return i, true
	}
	name := fold(text)
	i, ok := t.named[name]
	if !ok {
		i, ok = t.named[strings.TrimPrefix(name, "gemeente ")]
	}
	return i, ok
}

// maxName bounds the bytes of a name that is worth folding; the longest Dutch
// municipality name has 29.
const maxName = 100

// digitsOf returns the four digits of a written postcode, and false when it
// is not one: a first digit of 0, one letter, anything besides letters,
// digits and spaces.
func digitsOf(postcode string) (string, bool) {
	var kept [6]byte
	n := 0
	for _, r := range postcode {
		if unicode.IsSpace(r) {
			continue
		}
		if n == len(kept) || !fits(r, n) {
			return "", false
		}
		kept[n] = byte(r)
		n++
	}
	return string(kept[:4]), n == 4 || n == 6
}

// fits reports whether r may stand at position n of a postcode without spaces.
func fits(r rune, n int) bool {
	switch {
	case n == 0:
		return r >= '1' && r <= '9'
	case n < 4:
		return r >= '0' && r <= '9'
	default:
		return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
	}
}
