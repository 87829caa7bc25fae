package place

import (
	"slices"
	"strings"
)

// Tables hold the geography of one year. They never change after [Load], so
// any number of readers may share them; slices handed out are copies.
type Tables struct {
	version        string
	regions        []Region       // ascending by code
	municipalities []Municipality // ascending by code
	postcodes      []Postcode     // ascending by code
	named          map[string]int // folded name or alias -> index in municipalities
}

// Version returns a hash of the table files, 16 hexadecimal digits: equal
// tables, equal version. It belongs in the key of whatever is cached from them.
func (t *Tables) Version() string { return t.version }

// Region returns the labour-market region with this exact code (AMnn), and
// false when there is none.
func (t *Tables) Region(code string) (Region, bool) {
	i, ok := t.region(code)
	if !ok {
		return Region{}, false
	}
	return t.regions[i].clone(), true
}

// region returns the index of the region with this exact code.
func (t *Tables) region(code string) (int, bool) {
	return slices.BinarySearchFunc(t.regions, code, func(r Region, c string) int { return strings.Compare(r.Code, c) })
}

// Regions returns all labour-market regions, ascending by code.
func (t *Tables) Regions() []Region {
	all := make([]Region, len(t.regions))
	for i, r := range t.regions {
		all[i] = r.clone()
	}
	return all
}

func (r Region) clone() Region {
	r.Municipalities = slices.Clone(r.Municipalities)
	r.Neighbours = slices.Clone(r.Neighbours)
	return r
}

// Municipality returns the municipality with this exact code (GMnnnn), and
// false when there is none.
func (t *Tables) Municipality(code string) (Municipality, bool) {
	i, ok := t.municipality(code)
	if !ok {
		return Municipality{}, false
	}
	return t.municipalities[i].clone(), true
}

// Municipalities returns all municipalities, ascending by code.
func (t *Tables) Municipalities() []Municipality {
	all := make([]Municipality, len(t.municipalities))
	for i, m := range t.municipalities {
		all[i] = m.clone()
	}
	return all
}

func (m Municipality) clone() Municipality {
	m.Aliases = slices.Clone(m.Aliases)
	return m
}

// municipality returns the index of the municipality with this exact code.
func (t *Tables) municipality(code string) (int, bool) {
	return slices.BinarySearchFunc(t.municipalities, code, func(m Municipality, c string) int { return strings.Compare(m.Code, c) })
}

// Postcodes returns all four-digit postcodes, ascending; a population is
// sampled from their Inhabitants.
func (t *Tables) Postcodes() []Postcode { return slices.Clone(t.postcodes) }

// postcode returns the index of the postcode with these exact four digits.
func (t *Tables) postcode(digits string) (int, bool) {
	return slices.BinarySearchFunc(t.postcodes, digits, func(p Postcode, c string) int { return strings.Compare(p.Code, c) })
}
